import { describe, expect, it } from 'vitest';
import { inheritSettings, noSettings } from '../../src/core/workspace/settings.ts';

const child = noSettings('/mesh/sales');

describe('a dp.yaml that extends another', () => {
  it.each([
    ['registry.git', '/mesh/registry.git'],
    ['../registry.git', '/mesh/../registry.git'],
    ['/srv/registry.git', '/srv/registry.git'],
    ['https://git.acme.example/registry.git', 'https://git.acme.example/registry.git'],
    ['git@git.acme.example:data/registry.git', 'git@git.acme.example:data/registry.git'],
  ])('inherits the registry %s as %s: a path starts from the parent’s folder', (registry, expected) => {
    expect(inheritSettings(child, { ...noSettings('/mesh'), registry }).registry).toBe(expected);
  });

  it('keeps what it says itself and merges the keys of diff', () => {
    const parent = { ...noSettings('/mesh'), domain: 'mesh', registry: 'a.git', diff: { mode: 'full', profile: 'strict' } };
    const settings = inheritSettings({ ...child, domain: 'sales', registry: 'b.git', diff: { mode: 'history' } }, parent);
    expect(settings).toMatchObject({ domain: 'sales', registry: 'b.git', folder: '/mesh/sales', diff: { mode: 'history', profile: 'strict' } });
  });
});
