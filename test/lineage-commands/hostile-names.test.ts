import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawDot } from '../../src/core/lineage/draw-dot.ts';
import { drawMermaid } from '../../src/core/lineage/draw-mermaid.ts';
import { contractLabel, type Drawing, layOut } from '../../src/core/lineage/drawing.ts';
import { select } from '../../src/core/lineage/walk.ts';
import { folderWith } from '../support/folder.ts';
import { runDp } from '../support/run-dp.ts';
import { meshOf } from './support-mesh.ts';

const hostile = [
  'a"] --> evil["b',
  'a"; click n0 href "javascript:alert(1)',
  '<img src=x onerror=alert(1)>',
  '%%{init: {"securityLevel": "loose"}}%%',
  'x\nend\nsubgraph evil',
  'back\\" shape="house',
  '\\N \\G \\l',
  '&lt;b&gt; &#39;',
  '`**bold**`',
  '\u001b]0;owned\u0007',
  '\u202etxt.exe',
  '__proto__',
  'a|b{c}d',
];

function drawingOf(name: string): Drawing {
  const mesh = meshOf([{ key: `${name.replaceAll('/', '')}/orders`, system: name, exposures: [{ type: name, name, port: 'out' }] }, { key: 'sales/reader', reads: [`${name.replaceAll('/', '')}-orders`, name] }]);
  return layOut(mesh, select(mesh, undefined), (edge) => ({ text: contractLabel(edge), isPossible: false }));
}

describe.each(hostile.map((name) => [JSON.stringify(name), name] as const))('the name %s', (_shown, name) => {
  test('stays a label of a flowchart', () => {
    const lines = drawMermaid(drawingOf(name)).split('\n');
    const label = '"(?:[\\p{L}\\p{M}\\p{N} ./_,:()@→-]|#\\d+;)*"';
    const line = new RegExp(`^(?:flowchart LR| +end| +subgraph d\\d+\\[${label}\\]| +n\\d+(?:\\[${label}\\]|\\[\\(${label}\\)\\]|\\(\\[${label}\\]\\)|\\{\\{${label}\\}\\})| +n\\d+ -->(?:\\|${label}\\|)? n\\d+)$`, 'u');
    expect(lines.filter((text) => !line.test(text))).toEqual([]);
  });

  test('stays a quoted string of a graph for Graphviz', () => {
    const lines = drawDot(drawingOf(name)).split('\n');
    const string = '"(?:[^"\\\\\\p{C}&]|\\\\\\\\|\\\\"|&amp;)*"';
    const line = new RegExp(`^(?:digraph lineage \\{|  rankdir=LR;| *\\}|  subgraph cluster_\\d+ \\{|    label=${string};| +n\\d+ \\[label=${string}, shape=(?:box|oval|cylinder|hexagon)(?:, style=dashed)?\\];|  n\\d+ -> n\\d+(?: \\[label=${string}\\])?;)$`, 'u');
    expect(lines.filter((text) => !line.test(text))).toEqual([]);
  });
});

test('names from a manifest reach a terminal only as visible text', async () => {
  const name = 'ord\u001b[31mers\u202e';
  const manifest = JSON.stringify({ apiVersion: 'v1.1.0', kind: 'DataProduct', id: name, name, domain: name, version: '1.0.0\u0007', status: 'active', inputPorts: [{ name, version: '1.0.0', contractId: `c\u001b]0;x\u0007` }], outputPorts: [{ name: 'out', version: '1.0.0', contractId: 'out\u009b' }], team: { name: 't\u001b[2J' } });
  const cwd = folderWith({ 'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\n', 'orders/dataproduct.yaml': manifest });
  for (const argv of [['lineage'], ['lineage', '--class', 'pii\u001b[1m'], ['impact', `${name}/${name}`], ['trace', `${name}/${name}`], ['lineage', '\u001b[31mnothing'], ['impact', `${name}/${name}:\u001b[1m`]]) {
    const { stdout, stderr } = await runDp(argv, { cwd: join(cwd), isTTY: true });
    expect([argv, `${stdout}${stderr}`.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/gu)]).toEqual([argv, null]);
  }
});
