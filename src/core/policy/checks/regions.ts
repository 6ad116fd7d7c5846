/** Cloud regions by the country that they stand in; prefixes end with a star. */
const countriesOfRegions: Readonly<Record<string, string>> = {
  'eu-central-1': 'DE', 'eu-central-2': 'CH', 'eu-west-1': 'IE', 'eu-west-2': 'GB', 'eu-west-3': 'FR', 'eu-north-1': 'SE', 'eu-south-1': 'IT', 'eu-south-2': 'ES',
  'us-east-1': 'US', 'us-east-2': 'US', 'us-west-1': 'US', 'us-west-2': 'US', 'us-gov-*': 'US', 'ca-*': 'CA', 'sa-east-1': 'BR', 'af-south-1': 'ZA', 'me-central-1': 'AE', 'me-south-1': 'BH', 'il-central-1': 'IL',
  'ap-northeast-1': 'JP', 'ap-northeast-2': 'KR', 'ap-northeast-3': 'JP', 'ap-south-1': 'IN', 'ap-south-2': 'IN', 'ap-southeast-1': 'SG', 'ap-southeast-2': 'AU', 'ap-southeast-3': 'ID', 'ap-southeast-4': 'AU', 'ap-east-1': 'HK', 'cn-*': 'CN',
  'europe-west1': 'BE', 'europe-west2': 'GB', 'europe-west3': 'DE', 'europe-west4': 'NL', 'europe-west6': 'CH', 'europe-west8': 'IT', 'europe-west9': 'FR', 'europe-west10': 'DE', 'europe-west12': 'IT', 'europe-north1': 'FI', 'europe-north2': 'SE', 'europe-central2': 'PL', 'europe-southwest1': 'ES',
  'us-central1': 'US', 'us-east1': 'US', 'us-east4': 'US', 'us-east5': 'US', 'us-south1': 'US', 'us-west1': 'US', 'us-west2': 'US', 'us-west3': 'US', 'us-west4': 'US', 'northamerica-northeast1': 'CA', 'northamerica-northeast2': 'CA', 'southamerica-east1': 'BR',
  'asia-east1': 'TW', 'asia-east2': 'HK', 'asia-northeast1': 'JP', 'asia-northeast2': 'JP', 'asia-northeast3': 'KR', 'asia-south1': 'IN', 'asia-south2': 'IN', 'asia-southeast1': 'SG', 'asia-southeast2': 'ID', 'australia-southeast1': 'AU', 'australia-southeast2': 'AU',
  westeurope: 'NL', northeurope: 'IE', germanywestcentral: 'DE', germanynorth: 'DE', francecentral: 'FR', francesouth: 'FR', swedencentral: 'SE', norwayeast: 'NO', norwaywest: 'NO', switzerlandnorth: 'CH', switzerlandwest: 'CH', uksouth: 'GB', ukwest: 'GB', italynorth: 'IT', polandcentral: 'PL', spaincentral: 'ES',
  eastus: 'US', eastus2: 'US', centralus: 'US', northcentralus: 'US', southcentralus: 'US', westus: 'US', westus2: 'US', westus3: 'US', westcentralus: 'US', canadacentral: 'CA', canadaeast: 'CA', brazilsouth: 'BR', japaneast: 'JP', japanwest: 'JP', koreacentral: 'KR', centralindia: 'IN', southeastasia: 'SG', australiaeast: 'AU', australiasoutheast: 'AU',
};

/** Members of the European Union and of the European Economic Area (2024). */
const union = ['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'];
const areas: Readonly<Record<string, readonly string[]>> = { EU: union, EEA: [...union, 'IS', 'LI', 'NO'], UK: ['GB'], USA: ['US'] };

/** The country of a cloud region; `undefined` where it is not known. */
export function countryOf(region: string): string | undefined {
  const word = region.trim().toLowerCase().replace(/-[a-z]$/u, '');
  if (Object.hasOwn(countriesOfRegions, word)) return countriesOfRegions[word];
  const prefix = Object.keys(countriesOfRegions).find((name) => name.endsWith('*') && word.startsWith(name.slice(0, -1)));
  return prefix === undefined ? undefined : countriesOfRegions[prefix];
}

/** Whether data kept in a region is kept in a place; `undefined` where the region is not known. */
export function isRegionWithin(region: string, place: string): boolean | undefined {
  const wanted = place.trim().toUpperCase();
  if (region.trim().toUpperCase() === wanted) return true;
  const country = countryOf(region) ?? (/^[A-Za-z]{2}$/u.test(region.trim()) ? region.trim().toUpperCase() : undefined);
  if (country === undefined) return undefined;
  return country === wanted || (Object.hasOwn(areas, wanted) && areas[wanted]?.includes(country) === true);
}
