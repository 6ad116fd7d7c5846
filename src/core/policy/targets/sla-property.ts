/** The service levels that ODCS names, by the abbreviations of its periodic table, in lower case. */
const abbreviations: Readonly<Record<string, string>> = {
  av: 'availability',
  th: 'throughput',
  er: 'errorRate',
  ga: 'generalAvailability',
  es: 'endOfSupport',
  el: 'endOfLife',
  re: 'retention',
  fy: 'frequency',
  ly: 'latency',
  td: 'timeToDetect',
  tn: 'timeToNotify',
  tr: 'timeToRepair',
};

/** Every service level that has a settled name: the standard's, and what dp reads beside them. */
export const slaProperties: readonly string[] = [...Object.values(abbreviations), 'freshness', 'timeOfAvailability', 'deliveryGuarantee', 'ordering'];

const bySpelling: ReadonlyMap<string, string> = new Map([...slaProperties.map((name) => [name.toLowerCase(), name] as const), ...Object.entries(abbreviations)]);

/** The settled spelling of a service level's name: letter case and the standard's abbreviations do not matter. */
export function canonicalSla(property: string): string {
  return bySpelling.get(property.toLowerCase()) ?? property;
}

/** Freshness is another word for latency: both name the same promise (QUALITY, "Rule ids"). */
export function isSameSla(property: string, wanted: string): boolean {
  const [a, b] = [canonicalSla(property), canonicalSla(wanted)].map((name) => (name === 'freshness' ? 'latency' : name));
  return a === b;
}
