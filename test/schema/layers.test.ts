import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRecord } from '../../src/core/manifest/node-reader.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { loadSchema, schemaNames } from '../../src/io/validators.ts';

function versionsOf(family: string): string[] {
  return readdirSync(join(packageRoot, 'schemas', family)).map((file) => file.replace('.json', '')).sort();
}

describe('layered schemas', () => {
  test.each(['odps', 'odcs'])('of %s: only the oldest is whole, each later one builds on the one before', (family) => {
    const bases = versionsOf(family).map((version) => {
      const layer: unknown = JSON.parse(readFileSync(join(packageRoot, 'schemas', family, `${version}.json`), 'utf8'));
      return isRecord(layer) ? layer['$base'] : undefined;
    });
    expect(bases).toEqual([undefined, ...versionsOf(family).slice(0, -1)]);
  });

  test('come out as plain JSON Schema with nothing of the authors\' own left', async () => {
    const schemas = await Promise.all(schemaNames.map(async (name) => [name, JSON.stringify(await loadSchema(name))] as const));
    expect(schemas.filter(([, text]) => /"\$(?:base|patch|merge|cases|when|switch)"/u.test(text)).map(([name]) => name)).toEqual([]);
  });

  test('are printed as they are judged by', async () => {
    const printed = schemaNames.map((name): unknown => JSON.parse(readFileSync(join(packageRoot, 'dist', 'schemas', `${name}.json`), 'utf8')));
    expect(printed).toEqual(await Promise.all(schemaNames.map(loadSchema)));
  });

  test('say what every key means', async () => {
    const silent = await Promise.all(schemaNames.map(async (name) => undescribed(await loadSchema(name), name)));
    expect(silent.flat()).toEqual([]);
  });
});

/** Properties without a description, neither their own nor that of what they refer to. */
function undescribed(schema: Readonly<Record<string, unknown>>, name: string): string[] {
  const definitions = isRecord(schema['$defs']) ? schema['$defs'] : {};
  const owners: readonly (readonly [string, unknown])[] = [[name, schema], ...Object.entries(definitions)];
  return owners.flatMap(([owner, definition]) => {
    const properties = isRecord(definition) && isRecord(definition['properties']) ? definition['properties'] : {};
    return Object.entries(properties).flatMap(([key, value]) => (value === true || isDescribed(value, definitions) ? [] : [`${name} ${owner}.${key}`]));
  });
}

function isDescribed(value: unknown, definitions: Readonly<Record<string, unknown>>): boolean {
  if (!isRecord(value)) return false;
  if (typeof value['description'] === 'string' || typeof value['title'] === 'string') return true;
  const reference = value['$ref'];
  return typeof reference === 'string' && isDescribed(definitions[reference.slice('#/$defs/'.length)], definitions);
}
