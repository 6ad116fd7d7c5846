const secondsPerUnit: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  w: 604_800,
  week: 604_800,
  mo: 2_629_800,
  month: 2_629_800,
  y: 31_557_600,
  yr: 31_557_600,
  year: 31_557_600,
};

/** A value with a unit as service levels have it (`4`, `d`) in seconds; a year has 365.25 days. `undefined` where it is no duration. */
export function secondsOf(value: unknown, unit: string | undefined): number | undefined {
  if (typeof value === 'string' && (unit === undefined || unit === '')) return parseSeconds(value);
  const amount = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  const word = (unit ?? '').trim().toLowerCase();
  const factor = secondsPerUnit[word] ?? secondsPerUnit[word.replace(/s$/u, '')];
  return Number.isFinite(amount) && factor !== undefined ? amount * factor : undefined;
}

/** A duration in words (`24 h`, `15 min`, `1 day`) or in ISO 8601 (`PT15M`) in seconds; `undefined` for anything else. */
export function parseSeconds(text: string): number | undefined {
  const match = /^\s*([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]+)\s*$/u.exec(text);
  if (match !== null) return secondsOf(Number(match[1]), match[2]);
  const iso = /^P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?$/u.exec(text.trim());
  if (iso === null || /[PT]$/u.test(text.trim())) return undefined;
  return ['y', 'mo', 'w', 'd', 'h', 'min', 's'].reduce((sum, unit, index) => sum + Number(iso[index + 1] ?? 0) * (secondsPerUnit[unit] ?? 0), 0);
}
