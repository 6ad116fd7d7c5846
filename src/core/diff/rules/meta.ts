import type { DiffRule } from '../rule-row.ts';

/** DIFF, section 17: what no other rule knows, and notes on the judgement itself. */
export const metaRules = [
  {
    id: 'unknown-change', on: 'any element', levels: 'W/W', bump: 'minor', mirror: { none: 'Nobody knows its direction.' },
    title: 'Something changed that no rule knows',
    effect: 'Only a person can tell what it means to readers.',
    remedy: 'Look at both texts. If it is harmless for good, tell the makers of dp which field it is.',
  },
  {
    id: 'element-id-changed', on: 'any element', levels: 'W/W', bump: 'minor', mirror: { none: 'Neither id is better than the other.' },
    title: 'A part of the document has another id',
    effect: 'References by id dangle.',
    remedy: 'Keep the id; it is what stays when a name changes.',
  },
  {
    id: 'element-id-added', on: 'any element', levels: 'I/I', bump: 'patch', mirror: 'element-id-removed',
    title: 'A part of the document got an id',
    effect: 'It can now be followed through a change of name.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'element-id-removed', on: 'any element', levels: 'W/W', bump: 'minor', mirror: 'element-id-added',
    title: 'A part of the document lost its id',
    effect: 'References by id dangle.',
    remedy: 'Keep the id.',
  },
  {
    id: 'dp-property-changed', on: 'any element', levels: 'I/I', bump: 'patch', mirror: { none: 'Each property has its own meaning.' },
    title: 'One of dp\'s own properties changed: canvas, pipeline, exposures …',
    effect: 'The data is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'error-handling-weakened', on: 'contract', levels: 'W/I', bump: 'minor', mirror: 'error-handling-strengthened',
    title: 'Late, malformed, duplicate or replayed records are handled less strictly',
    effect: 'Readers can meet records that were kept from them, or miss records that they got.',
    remedy: 'Tell the readers what to expect, or keep the handling.',
  },
  {
    id: 'error-handling-strengthened', on: 'contract', levels: 'I/I', bump: 'minor', mirror: 'error-handling-weakened',
    title: 'Late, malformed, duplicate or replayed records are handled more strictly',
    effect: 'Readers meet fewer surprises.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'error-handling-changed', on: 'contract', levels: 'I/I', bump: 'patch', mirror: { none: 'Neither handling is stricter than the other.' },
    title: 'Late, malformed, duplicate or replayed records are handled otherwise',
    effect: 'Readers get the same records.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'rule-ignored', on: 'any element', levels: 'I/I', bump: 'none', mirror: { none: 'It is a note on the settings.' },
    title: 'Findings of a rule were left out, as the settings ask',
    effect: 'They count in neither verdict nor version.',
    remedy: 'See dp.yaml, diff.rules.',
  },
  {
    id: 'ignore-expired', on: 'any element', levels: 'E/E', bump: 'none', mirror: { none: 'It is a note on a file in waivers/.' }, isAlways: true,
    title: 'The last day of an accepted change has passed',
    effect: 'The change counts again.',
    remedy: 'Undo the change, or have it accepted anew: dp accept.',
  },
  {
    id: 'ignore-stale', on: 'any element', levels: 'W/W', bump: 'none', mirror: { none: 'It is a note on a file in waivers/.' }, isAlways: true,
    title: 'An accepted change is not there any more',
    effect: 'It was published, undone, or became another change.',
    remedy: 'Remove the file, so that nobody relies on an exception that is not needed.',
  },
  {
    id: 'consumer-unknown', on: 'any element', levels: 'I/I', bump: 'none', mirror: { none: 'It is a note on the graph.' },
    title: 'Nothing is recorded about who reads a port',
    effect: 'That no reader is hit cannot be told, so every finding is shown.',
    remedy: 'Have consumers name the contract in their input ports and publish them to the registry.',
  },
] as const satisfies readonly DiffRule[];
