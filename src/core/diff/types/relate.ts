import type { DataType, Zone } from './data-type.ts';

/** How a new type stands to the old one (DIFF, "Types" and "Settled questions"). */
export type TypeRelation =
  | 'same'
  | 'widened'
  | 'narrowed'
  | 'lossy-widened'
  | 'precision-increased'
  | 'precision-decreased'
  | 'scale-increased'
  | 'scale-decreased'
  | 'length-increased'
  | 'length-decreased'
  | 'timezone-added'
  | 'timezone-removed'
  | 'timezone-unclear'
  | 'fraction-increased'
  | 'fraction-decreased'
  | 'map-key-changed'
  | 'changed';

type Of<Family extends DataType['family']> = Extract<DataType, { family: Family }>;

/** Compares two types by what values they hold. An edge that the lattice does not list is `changed`. */
export function relateTypes(from: DataType, to: DataType): TypeRelation {
  if (from.family === 'void' || to.family === 'any') return from.family === to.family ? 'same' : 'widened';
  if (to.family === 'void' || from.family === 'any') return 'narrowed';
  if (from.family !== to.family) return relateFamilies(from, to);
  if (from.family === 'integer' && to.family === 'integer') return relateIntegers(from, to);
  if (from.family === 'float' && to.family === 'float') return byOrder(from.bits, to.bits, { up: 'widened', down: 'narrowed' });
  if (from.family === 'decimal' && to.family === 'decimal') return relateDecimals(from, to);
  if (from.family === 'text' && to.family === 'text') return relateSized(from, to);
  if (from.family === 'binary' && to.family === 'binary') return relateSized(from, to);
  if (from.family === 'time' && to.family === 'time') return relateTimes(from, to);
  if (from.family === 'timestamp' && to.family === 'timestamp') return relateTimes(from, to);
  if (from.family === 'other' && to.family === 'other') return from.name === to.name ? 'same' : 'changed';
  return relateNested(from, to);
}

function relateNested(from: DataType, to: DataType): TypeRelation {
  if (from.family === 'array' && to.family === 'array') return relateParts(from.element, to.element);
  if (from.family === 'map' && to.family === 'map') {
    return relateParts(from.key, to.key) === 'same' ? relateParts(from.value, to.value) : 'map-key-changed';
  }
  if (from.family === 'struct' && to.family === 'struct') return relateStructs(from, to);
  return 'same';
}

// A part that one side does not spell out says nothing against the other.
function relateParts(from: DataType | undefined, to: DataType | undefined): TypeRelation {
  return from === undefined || to === undefined ? 'same' : relateTypes(from, to);
}

function relateStructs(from: Of<'struct'>, to: Of<'struct'>): TypeRelation {
  if (from.fields === undefined || to.fields === undefined) return 'same';
  const after = new Map(to.fields.map((field) => [field.name, field.type]));
  if (after.size !== from.fields.length) return 'changed';
  const relations = from.fields.map((field) => {
    const type = after.get(field.name);
    return type === undefined ? 'changed' : relateTypes(field.type, type);
  });
  const different = [...new Set(relations)].filter((relation) => relation !== 'same');
  return different.length > 1 ? 'changed' : (different[0] ?? 'same');
}

function byOrder(from: number, to: number, names: { readonly up: TypeRelation; readonly down: TypeRelation }): TypeRelation {
  return from === to ? 'same' : from < to ? names.up : names.down;
}

function relateIntegers(from: Of<'integer'>, to: Of<'integer'>): TypeRelation {
  if (from.bits === to.bits && from.isSigned === to.isSigned) return 'same';
  if (holdsInteger(to, from)) return 'widened';
  return holdsInteger(from, to) ? 'narrowed' : 'changed';
}

function holdsInteger(wide: Of<'integer'>, narrow: Of<'integer'>): boolean {
  if (wide.isSigned === narrow.isSigned) return wide.bits >= narrow.bits;
  return wide.isSigned && wide.bits >= narrow.bits * 2;
}

function relateDecimals(from: Of<'decimal'>, to: Of<'decimal'>): TypeRelation {
  if (from.precision === undefined || to.precision === undefined) {
    return from.precision === to.precision ? 'same' : to.precision === undefined ? 'widened' : 'narrowed';
  }
  if (from.scale === to.scale) return byOrder(from.precision, to.precision, { up: 'precision-increased', down: 'precision-decreased' });
  if (to.scale < from.scale) return 'scale-decreased';
  const [before, after] = [from.precision - from.scale, to.precision - to.scale];
  return after > before ? 'widened' : after === before ? 'scale-increased' : 'lossy-widened';
}

function relateSized(from: Of<'text'> | Of<'binary'>, to: Of<'text'> | Of<'binary'>): TypeRelation {
  const [before, after] = [from.length ?? Infinity, to.length ?? Infinity];
  if (from.isFixed === to.isFixed) return byOrder(before, after, { up: 'length-increased', down: 'length-decreased' });
  if (from.isFixed) return after >= before ? 'widened' : 'length-decreased';
  return after <= before ? 'narrowed' : 'length-increased';
}

function relateTimes(from: Of<'time'> | Of<'timestamp'>, to: Of<'time'> | Of<'timestamp'>): TypeRelation {
  const zone = relateZones(from.zone, to.zone);
  return zone === 'same' ? byOrder(from.precision, to.precision, { up: 'fraction-increased', down: 'fraction-decreased' }) : zone;
}

function relateZones(from: Zone, to: Zone): TypeRelation {
  if (from === to) return 'same';
  if (from === 'open' || to === 'open') return 'timezone-unclear';
  return to === 'zoned' ? 'timezone-added' : 'timezone-removed';
}

function relateFamilies(from: DataType, to: DataType): TypeRelation {
  const up = climb(from, to);
  if (up !== 'changed') return up;
  const down = climb(to, from);
  return down === 'widened' ? 'narrowed' : down === 'timezone-unclear' ? down : 'changed';
}

function climb(from: DataType, to: DataType): TypeRelation {
  if (from.family === 'integer' && to.family === 'float') {
    const valueBits = from.isSigned ? from.bits - 1 : from.bits;
    return valueBits <= significantBits(to.bits) ? 'widened' : 'lossy-widened';
  }
  if (from.family === 'integer' && to.family === 'decimal') {
    return to.precision === undefined || to.precision - to.scale >= digitsOf(from) ? 'widened' : 'changed';
  }
  if (from.family === 'date' && to.family === 'timestamp') {
    return to.zone === 'none' ? 'widened' : to.zone === 'open' ? 'timezone-unclear' : 'changed';
  }
  return 'changed';
}

function significantBits(bits: number): number {
  return bits === 64 ? 53 : bits === 32 ? 24 : 11;
}

const digitsByBits: Readonly<Record<number, number>> = { 8: 3, 16: 5, 24: 7, 32: 10, 64: 19, 128: 39 };

function digitsOf(type: Of<'integer'>): number {
  return (digitsByBits[type.bits] ?? 39) + (type.bits === 64 && !type.isSigned ? 1 : 0);
}
