import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedFields, contractText, type Field, fieldsOf, graphqlText, manifestText, protoText } from '../harness/mesh.ts';

/** The same tables, before and after, in each language; each member names its two sides. */
export interface Shape {
  /** Folders of products, one contract each. */
  readonly products: Sides;
  /** GraphQL files. */
  readonly graphql: Sides;
  /** Folders of Protocol Buffers files. */
  readonly proto: Sides;
}
export interface Sides {
  readonly old: string;
  readonly new: string;
}

/** Writes so many contracts with so many columns; every tenth contract has a tenth of its columns changed. */
export function writeShape(folder: string, contracts: number, columns: number): Shape {
  const fields = fieldsOf(columns);
  const changed = changedFields(fields);
  const sides = (name: string): Sides => ({ old: join(folder, `old-${name}`), new: join(folder, `new-${name}`) });
  const shape: Shape = { products: sides('products'), graphql: sides('graphql.graphql'), proto: sides('proto') };
  for (const side of ['old', 'new'] as const) {
    const fieldsAt = (index: number): readonly Field[] => (side === 'new' && index % 10 === 0 ? changed : fields);
    writeSide(shape, side, { contracts, fieldsAt, columns: fields });
  }
  return shape;
}

interface Content {
  readonly contracts: number;
  readonly fieldsAt: (index: number) => readonly Field[];
  readonly columns: readonly Field[];
}

function writeSide(shape: Shape, side: 'old' | 'new', { contracts, fieldsAt, columns }: Content): void {
  const numbers = new Map(columns.map(({ name }, index) => [name, index + 1]));
  const types: string[] = [];
  mkdirSync(shape.proto[side], { recursive: true });
  for (let index = 0; index < contracts; index += 1) {
    const [id, fields] = [`orders-${String(index).padStart(5, '0')}`, fieldsAt(index)];
    const folder = join(shape.products[side], id);
    mkdirSync(folder, { recursive: true });
    const version = fields === columns ? '1.0.0' : side === 'new' ? '2.0.0' : '1.0.0';
    writeFileSync(join(folder, 'dataproduct.yaml'), manifestText({ name: id, version, contractIds: [id] }));
    writeFileSync(join(folder, `${id}.odcs.yaml`), contractText({ id, version, fields }));
    const typeName = `Orders${String(index).padStart(5, '0')}`;
    types.push(graphqlText(typeName, fields));
    writeFileSync(join(shape.proto[side], `${typeName.toLowerCase()}.proto`), protoText(typeName, fields, numbers));
  }
  const names = Array.from({ length: contracts }, (_, index) => `Orders${String(index).padStart(5, '0')}`);
  writeFileSync(shape.graphql[side], `type Query {\n${names.map((name) => `  ${name.toLowerCase()}: ${name}\n`).join('')}}\n${types.join('')}`);
}
