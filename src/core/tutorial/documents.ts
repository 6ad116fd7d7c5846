/** Parts of the product `sales/orders` that exercises begin with. */
export interface OrdersParts {
  readonly version: string;
  /** Columns of the table orders, as YAML items indented by six. */
  readonly columns: readonly string[];
  /** More of the manifest, at its top level. */
  readonly manifest?: string;
}

/** One column as a line of YAML. */
export function column(name: string, type: string, more = ''): string {
  return `      - {name: ${name}, logicalType: ${type}${more === '' ? '' : `, ${more}`}}`;
}

/** The columns that every version of orders promises. */
export const orderColumns: readonly string[] = [
  column('order_id', 'string', 'description: Number of the order, required: true, unique: true'),
  column('placed_at', 'timestamp', 'description: When the customer placed it, required: true'),
  column('amount_eur', 'number', 'description: What it is worth in euro, required: true'),
];

/** The manifest of sales/orders with one output port. */
export function ordersManifest({ version, manifest = '' }: OrdersParts): string {
  return `apiVersion: v1.1.0
kind: DataProduct
id: urn:dp:sales:orders
name: orders
version: ${version}
status: active
domain: sales
description:
  purpose: Orders of the shop, as the one agreed source.
outputPorts:
  - name: orders
    description: The table orders, refreshed every day.
    type: tables
    version: ${version}
    contractId: sales-orders
team:
  name: orders-team
  members:
    - {username: orders-team@acme.example, role: owner}
${manifest}`;
}

/** The contract of the output port orders. */
export function ordersContract({ version, columns }: OrdersParts): string {
  return `apiVersion: v3.2.0
kind: DataContract
id: sales-orders
name: orders
version: ${version}
status: active
domain: sales
description:
  purpose: What readers of orders can rely on.
servers:
  - {server: local, type: local, path: output/orders.parquet, format: parquet}
schema:
  - name: orders
    physicalType: table
    logicalType: object
    description: One row for each order.
    properties:
${columns.join('\n')}
slaProperties:
  - {property: frequency, value: 24, unit: h}
  - {property: latency, value: 24, unit: h}
`;
}

/** Settings of an exercise's own workspace: no packs, so that what dp says is about the exercise. */
export function workspaceSettings(more = ''): string {
  return `apiVersion: dp/v1\nkind: Workspace\ndomain: sales\n${more === '' ? 'policies: {extends: []}\n' : more}`;
}

/** Both documents of sales/orders in the folder orders. */
export function ordersFiles(parts: OrdersParts): Record<string, string> {
  return { 'orders/dataproduct.yaml': ordersManifest(parts), 'orders/contracts/orders.odcs.yaml': ordersContract(parts) };
}
