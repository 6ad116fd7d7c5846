import type { DiffRule } from '../rule-row.ts';

const noDirection = { none: 'The status it comes from cannot be returned to.' };

/** DIFF, section 14: status and deprecation. */
export const statusRules = [
  {
    id: 'status-promoted', on: 'contract', levels: 'I/I', bump: 'minor', holdsForDrafts: true, mirror: 'status-reverted',
    title: 'The contract moved on: from proposed or draft towards active',
    effect: 'From an active contract on, changes are held against its promise.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'status-deprecated', on: 'contract', levels: 'I/I', bump: 'minor', mirror: 'status-reverted',
    cases: [
      { when: 'no-end-date', levels: 'W/I', effect: 'Readers are asked to move away, but not told by when.' },
      { when: 'short-notice', levels: 'E/I', effect: 'Readers are given less time to move than the notice period.' },
    ],
    title: 'The contract is deprecated',
    effect: 'Readers are asked to move away.',
    remedy: 'Name the last day far enough ahead: an SLA endOfLife (or endOfSupport) of the contract, and say what replaces it.',
  },
  {
    id: 'status-retired', on: 'contract', levels: 'E/I', bump: 'major', mirror: noDirection,
    cases: [{ when: 'past-end-of-life', levels: 'I/I', effect: 'The promise had ended.' }],
    title: 'The contract is retired',
    effect: 'Nothing is promised any more.',
    remedy: 'Deprecate it first, with an SLA endOfLife, and retire it after that day.',
  },
  {
    id: 'status-reverted', on: 'contract', levels: 'E/I', bump: 'major', mirror: 'status-promoted',
    cases: [{ when: 'from-deprecated', levels: 'I/I', bump: 'patch', effect: 'Readers may stay.' }],
    title: 'The contract went back: from active to draft, or from deprecated to active',
    effect: 'A draft may change at any time: what readers rely on is no longer promised.',
    remedy: 'Keep it active; work on the next version in a draft of its own.',
  },
  {
    id: 'status-invalid-transition', on: 'contract', levels: 'W/W', bump: 'none', mirror: noDirection,
    title: 'The status took a step that the life cycle does not know',
    effect: 'Readers cannot tell what is promised.',
    remedy: 'Go proposed, draft, active, deprecated, retired; a retired contract stays retired and a new one takes its place.',
  },
  {
    id: 'field-deprecated', on: 'column', levels: 'I/I', bump: 'minor', mirror: 'field-undeprecated',
    title: 'A column is deprecated',
    effect: 'Readers are asked to move away from it.',
    remedy: 'Say what replaces it in the description, and name its last day: an SLA endOfLife whose element is the column.',
  },
  {
    id: 'field-undeprecated', on: 'column', levels: 'I/I', bump: 'patch', mirror: 'field-deprecated',
    title: 'A column is no longer deprecated',
    effect: 'Readers may stay.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'schema-deprecated', on: 'table', levels: 'I/I', bump: 'minor', mirror: 'schema-undeprecated',
    title: 'A table is deprecated',
    effect: 'Readers are asked to move away from it.',
    remedy: 'Say what replaces it in the description, and name its last day: an SLA endOfLife whose element is the table.',
  },
  {
    id: 'schema-undeprecated', on: 'table', levels: 'I/I', bump: 'patch', mirror: 'schema-deprecated',
    title: 'A table is no longer deprecated',
    effect: 'Readers may stay.',
    remedy: 'Nothing to do.',
  },
] as const satisfies readonly DiffRule[];
