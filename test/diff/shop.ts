import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRegistry, createSandbox, type Sandbox } from '../registry/support.ts';
import { runDp, type RunResult } from '../support/run-dp.ts';

export interface ShopFinding {
  readonly rule: string;
  readonly severity: string;
  readonly level: string;
  readonly path: string;
  readonly file: string;
  readonly line: number;
  readonly fingerprint: string;
  readonly message: string;
  readonly waiver: { readonly id: string; readonly owner: string; readonly reason: string; readonly expires: string } | null;
  readonly witness?: { readonly table: string; readonly rows: readonly unknown[] };
  readonly migration?: readonly { readonly kind: string; readonly title: string; readonly steps: readonly Record<string, string>[] }[];
  readonly related: readonly { readonly file: string; readonly side: string }[];
}

export interface ShopDocument {
  readonly ok: boolean;
  readonly findings: readonly ShopFinding[];
  readonly summary: Readonly<Record<string, number>>;
  readonly diff: { readonly against: string | null; readonly verdict: string; readonly bump: { readonly demanded: string; readonly ok: boolean }; readonly products?: readonly { readonly product: string; readonly against: string | null; readonly verdict: string }[] };
}

/** A workspace in git with a product `orders` that another product and a dashboard read. */
export interface Shop {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly write: (path: string, text: string) => void;
  readonly read: (path: string) => string;
  /** Replaces a text that must be there, everywhere in a file. */
  readonly edit: (path: string, from: string, to: string) => void;
  readonly commit: () => void;
  readonly dp: (...argv: readonly string[]) => Promise<RunResult>;
  /** `dp … --format json`, read. */
  readonly json: (...argv: readonly string[]) => Promise<ShopDocument & { readonly code: number; readonly text: string }>;
  /** Makes a registry and names it in dp.yaml. */
  readonly withRegistry: () => Promise<string>;
}

export const ordersContract = 'orders/contracts/orders.odcs.yaml';

export function manifestText(name: string, more = ''): string {
  return `apiVersion: v1.1.0
kind: DataProduct
id: urn:dp:sales:${name}
name: ${name}
version: 1.4.0
status: active
domain: sales
description: {purpose: Data of the web shop for whoever counts it.}
team: {name: sales-data, members: [{username: maria@acme.example, role: owner}]}
${more}outputPorts:
  - {name: ${name}, version: 1.4.0, contractId: sales-${name}, description: One row each., type: tables}
`;
}

export function contractText(name: string, columns: readonly string[]): string {
  return `apiVersion: v3.2.0
kind: DataContract
id: sales-${name}
version: 1.4.0
status: active
schema:
  - name: ${name}
    properties:
${columns.map((column) => `      - ${column}\n`).join('')}`;
}

const dashboard = 'customProperties:\n  - {property: exposures, vendor: dp, value: [{type: dashboard, name: Revenue, url: "https://bi.acme.example/1", port: orders, columns: [orders.total_amount]}]}\n';

export function createShop(): Shop {
  const sandbox = createSandbox();
  const folder = join(sandbox.path, 'shop');
  mkdirSync(folder);
  const shop: Shop = {
    sandbox,
    folder,
    write: (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    edit: (path, from, to) => {
      const text = existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : '';
      if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
      writeFileSync(join(folder, path), text.replaceAll(from, to));
    },
    commit: () => {
      sandbox.git(folder, 'add', '-A');
      sandbox.git(folder, 'commit', '--allow-empty', '-qm', 'change');
    },
    dp: async (...argv) => await runDp(argv, { cwd: folder, env: sandbox.env }),
    json: async (...argv) => {
      const { code, stdout, stderr } = await runDp([...argv, '--format', 'json'], { cwd: folder, env: sandbox.env });
      if (stdout === '') throw new Error(stderr);
      return { ...(JSON.parse(stdout) as ShopDocument), code, text: stdout };
    },
    withRegistry: async () => {
      const registry = await createRegistry(sandbox);
      shop.write('dp.yaml', `apiVersion: dp/v1\nkind: Workspace\nregistry: ${registry}\n`);
      shop.commit();
      return registry;
    },
  };
  sandbox.git(folder, 'init', '-q', '-b', 'main');
  shop.write('dp.yaml', 'apiVersion: dp/v1\nkind: Workspace\n');
  shop.write('orders/dataproduct.yaml', manifestText('orders', dashboard));
  shop.write(ordersContract, contractText('orders', ['{name: order_id, logicalType: string, required: true, primaryKey: true}', '{name: total_amount, logicalType: number, required: true}', '{name: legacy_code, logicalType: string}']));
  shop.write('invoices/dataproduct.yaml', manifestText('invoices', 'inputPorts:\n  - {name: orders, version: 1.4.0, contractId: sales-orders}\n'));
  shop.write('invoices/invoices.odcs.yaml', contractText('invoices', ['{name: amount, logicalType: number, transformSourceObjects: [orders.total_amount]}']));
  shop.commit();
  return shop;
}

/** Allows orders without an amount: a break. */
export function allowNull({ edit }: Shop): void {
  edit(ordersContract, 'logicalType: number, required: true', 'logicalType: number, required: false');
}

/** Declares another version of orders, in product, port and contract. */
export function raiseOrders({ edit }: Shop, version: string): void {
  edit('orders/dataproduct.yaml', '1.4.0', version);
  edit(ordersContract, 'version: 1.4.0', `version: ${version}`);
}
