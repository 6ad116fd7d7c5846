// The licences of the packages whose code is in the bundle, from the bundle's own list of inputs.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes THIRD_PARTY_NOTICES.md: each bundled package with version, licence and licence text, by name. */
export function writeNotices({ root, metafile, target }) {
  const names = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const match = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/u.exec(input);
    if (match) names.add(match[1]);
  }
  const sections = [...names].sort().map((name) => section(join(root, 'node_modules', name)));
  writeFileSync(target, `# Third-party notices\n\ndp contains code of these packages.\n\n${sections.join('\n')}`);
}

function section(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = existsSync(folder) ? readdirSync(folder).find((entry) => /^licen[cs]e/iu.test(entry)) : undefined;
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8').trim();
  return `## ${name} ${version} (${license})\n\n\`\`\`text\n${text}\n\`\`\`\n`;
}
