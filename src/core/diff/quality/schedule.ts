/** How often a cron expression of five fields fires in an average year; `undefined` for anything else. */
export function runsPerYear(schedule: string): number | undefined {
  const named: Readonly<Record<string, string>> = { '@hourly': '0 * * * *', '@daily': '0 0 * * *', '@midnight': '0 0 * * *', '@weekly': '0 0 * * 0', '@monthly': '0 0 1 * *', '@yearly': '0 0 1 1 *', '@annually': '0 0 1 1 *' };
  const text = schedule.trim().toLowerCase();
  const fields = (named[text] ?? text).split(/\s+/u);
  const [minute, hour, day, month, weekday] = fields;
  if (fields.length !== 5 || minute === undefined || hour === undefined || day === undefined || month === undefined || weekday === undefined) return undefined;
  const [minutes, hours, days, months, weekdays] = [countOf(minute, 0, 59), countOf(hour, 0, 23), countOf(day, 1, 31), countOf(month, 1, 12), countOf(weekday, 0, 7)];
  if (minutes === undefined || hours === undefined || days === undefined || months === undefined || weekdays === undefined) return undefined;
  // Where both are restricted cron fires on either.
  const share = day === '*' || day === '?' ? (weekday === '*' || weekday === '?' ? 1 : Math.min(weekdays, 7) / 7) : weekday === '*' || weekday === '?' ? days / 31 : Math.min(1, days / 31 + Math.min(weekdays, 7) / 7);
  return minutes * hours * 365.25 * share * (months / 12);
}

const names: Readonly<Record<string, number>> = { sun: 0, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, nov: 11, dec: 12 };

function countOf(field: string, least: number, most: number): number | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step] = part.split('/');
    const every = step === undefined ? 1 : Number(step);
    const [low, high] = range === '*' || range === '?' ? [least, most] : boundsOf(range, step === undefined ? undefined : most);
    if (low === undefined || high === undefined || !(every >= 1) || low < least || high > most) return undefined;
    for (let value = low; value <= high; value += every) values.add(value);
  }
  if (most === 7 && values.has(7)) {
    values.delete(7);
    values.add(0);
  }
  return values.size;
}

function boundsOf(range: string, openEnd: number | undefined): [number | undefined, number | undefined] {
  const [low = '', high] = range.split('-');
  const read = (text: string): number | undefined => names[text] ?? (/^\d+$/u.test(text) ? Number(text) : undefined);
  const from = read(low);
  return [from, high === undefined ? (openEnd ?? from) : read(high)];
}
