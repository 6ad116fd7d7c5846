import { expect, test } from 'vitest';
import { slugify } from '../../src/core/template/slug.ts';

test.each([
  ['orders', 'orders'],
  ['Orders & Returns', 'orders-returns'],
  ['  Bestellungen für Österreich ', 'bestellungen-fur-osterreich'],
  ['Straße', 'strasse'],
  ['smørrebrød_orders', 'smorrebrod-orders'],
  ['ŁÓDŹ shipments', 'lodz-shipments'],
  ['../../etc/passwd', 'etc-passwd'],
  ['ORDERS--2024--', 'orders-2024'],
  ['-rf', 'rf'],
])('a name %j is spelled %j', (text, slug) => {
  expect(slugify(text)).toEqual({ ok: true, slug });
});

test.each([
  ['', 'has no letter a to z and no digit'],
  ['...', 'has no letter a to z and no digit'],
  ['注文', 'has no letter a to z and no digit'],
  ['COM1', 'would be spelled com1, and it is a device name on Windows'],
  ['x'.repeat(64), `would be spelled ${'x'.repeat(64)}, and it has 64 characters; 63 is the most`],
])('a name %j is refused', (text, reason) => {
  expect(slugify(text)).toEqual({ ok: false, reason });
});

test('a slug of 63 characters is kept', () => {
  expect(slugify('o'.repeat(63))).toEqual({ ok: true, slug: 'o'.repeat(63) });
});
