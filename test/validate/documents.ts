/** A small product that is right in every way, to be broken by tests. */
export function manifest(options: { name?: string; domain?: string; id?: string; contractId?: string; extra?: string } = {}): string {
  const { name = 'orders', domain = 'sales', id = `urn:dp:${domain}:${name}`, contractId = `${domain}-${name}`, extra = '' } = options;
  return `apiVersion: v1.1.0
kind: DataProduct
id: "${id}"
name: ${name}
version: 1.0.0
status: active
${domain === '' ? '' : `domain: ${domain}\n`}outputPorts:
  - name: ${name}
    version: 1.0.0
    contractId: ${contractId}
${extra}`;
}

export function contract(options: { id?: string; table?: string; extra?: string } = {}): string {
  const { id = 'sales-orders', table = 'orders', extra = '' } = options;
  return `apiVersion: v3.2.0
kind: DataContract
id: ${id}
version: 1.0.0
status: active
schema:
  - name: ${table}
    properties:
      - name: order_id
        logicalType: string
        required: true
        primaryKey: true
        primaryKeyPosition: 1
${extra}`;
}
