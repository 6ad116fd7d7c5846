import { resolve } from 'node:path';
import type { Judgement } from '../../io/judge.ts';
import { writeOutput } from '../../io/report-file.ts';
import type { Target } from '../../io/workspace/select.ts';
import type { World } from '../../io/world.ts';
import { printJson } from '../reporters/print-json.ts';

interface Judged extends Pick<Judgement, 'policies' | 'documents'> {
  readonly targets: readonly Target[];
}

/** `dp validate --report`: one audit record for each rule and subject, as a JSON document in a file. */
export async function writeAuditRecords(world: World, { policies, documents, targets }: Judged, { file, today }: { readonly file: string; readonly today: string }): Promise<void> {
  const { recordsOf, unitsOf } = await import('../../io/policies/audit.ts');
  const records = await recordsOf(world, { policies, documents }, { units: unitsOf(targets), root: targets[0]?.workspace.root, today });
  writeOutput(resolve(world.cwd, file), `${printJson({ schema: 1, date: today, records })}\n`);
}
