import type { DiffRule } from '../rule-row.ts';

const noDirection = { none: 'Neither value is better than the other.' };
const besides = 'Publish {newPort}, beside the old one, and remove the old one after its contract\'s endOfLife.';

/** DIFF, section 16: the data product and its ports. */
export const productRules = [
  {
    id: 'product-added', on: 'product', levels: 'I/I', bump: 'none', mirror: 'product-removed',
    title: 'A data product is new',
    effect: 'Nobody reads it yet.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'product-removed', on: 'product', levels: 'E/I', bump: 'major', mirror: 'product-added',
    cases: [{ when: 'past-end-of-life', levels: 'I/I', effect: 'The promise had ended.' }],
    title: 'A data product was removed',
    effect: 'Everything that reads it loses its source.',
    remedy: 'Deprecate it, name the last day, and retire it after that day: dp deprecate, then dp retire.',
  },
  {
    id: 'product-description-changed', on: 'product', levels: 'I/I', bump: 'patch', mirror: noDirection,
    cases: [{ when: 'limitations', levels: 'W/I', bump: 'minor' }],
    title: 'The description of the product, its tags, links, synonyms or context changed',
    effect: 'A machine cannot tell whether a use that was allowed still is.',
    remedy: 'If the limitations changed, read both texts and tell the consumers.',
  },
  {
    id: 'product-deprecated', on: 'product', levels: 'I/I', bump: 'minor', mirror: 'product-undeprecated',
    title: 'The product is deprecated',
    effect: 'Readers are asked to move away from it.',
    remedy: 'Say what replaces it in the description.',
  },
  {
    id: 'product-undeprecated', on: 'product', levels: 'I/I', bump: 'patch', mirror: 'product-deprecated',
    title: 'The product is no longer deprecated',
    effect: 'Readers may stay.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'output-port-added', on: 'output port', levels: 'I/I', bump: 'minor', mirror: 'output-port-removed',
    title: 'An output port was added',
    effect: 'Nobody reads it yet.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'output-port-version-added', on: 'output port', levels: 'I/I', bump: 'minor', mirror: 'output-port-version-removed',
    title: 'A version of an output port was added beside the others',
    effect: 'Readers move when they are ready: this is the way to break.',
    remedy: 'Tell the readers of the older version until when it stays.',
  },
  {
    id: 'output-port-removed', on: 'output port', levels: 'E/I', bump: 'major', mirror: 'output-port-added',
    cases: [{ when: 'past-end-of-life', levels: 'I/I', effect: 'The promise had ended.' }],
    title: 'An output port was removed',
    effect: 'Everything that reads it loses its source.',
    remedy: 'Keep it, give its contract an SLA endOfLife, and remove it after that day.',
  },
  {
    id: 'output-port-version-removed', on: 'output port', levels: 'E/I', bump: 'major', mirror: 'output-port-version-added',
    cases: [{ when: 'past-end-of-life', levels: 'I/I', effect: 'The promise had ended.' }],
    title: 'A version of an output port was removed',
    effect: 'Everything that reads this version loses its source.',
    remedy: 'Keep it, give its contract an SLA endOfLife, and remove it after that day.',
  },
  {
    id: 'output-port-renamed', on: 'output port', levels: 'E/I', bump: 'major', mirror: noDirection,
    title: 'An output port was renamed',
    effect: 'Whoever names the port finds nothing under the old name.',
    remedy: 'Keep the old name, or offer the port under both.',
  },
  {
    id: 'output-port-major-in-place', on: 'output port', levels: 'W/I', bump: 'none', mirror: { none: 'A port of the old version beside the new one is output-port-version-added.' },
    title: 'An output port moved to a new major version in its place',
    effect: 'Readers have to change on the day that you publish.',
    remedy: besides,
  },
  {
    id: 'output-port-contract-replaced', on: 'output port', levels: 'E/E', bump: 'major', mirror: noDirection,
    cases: [{ when: 'compatible-contents', levels: 'W/W', effect: 'It keeps what the old one promised; readers have to name the new one.' }],
    title: 'An output port promises another contract',
    effect: 'Readers get what the new contract says, not what they agreed to.',
    remedy: besides,
  },
  {
    id: 'output-port-contract-unset', on: 'output port', levels: 'E/I', bump: 'major', mirror: 'output-port-contract-set',
    title: 'An output port no longer has a contract',
    effect: 'Nothing is promised any more.',
    remedy: 'Name the contract again.',
  },
  {
    id: 'output-port-contract-set', on: 'output port', levels: 'I/I', bump: 'minor', mirror: 'output-port-contract-unset',
    title: 'An output port got a contract',
    effect: 'Readers can rely on it from now on.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'output-port-contract-version-changed', on: 'output port', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'An output port promises another version of its contract',
    effect: 'What that means is said by the changes of the contract.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'output-port-version-not-aligned', on: 'output port', levels: 'W/W', bump: 'none', mirror: { none: 'Equal versions are the normal case.' },
    title: 'The version of an output port is not that of its contract',
    effect: 'The standard says that the port\'s version is the contract\'s: readers look for a contract that is not there.',
    remedy: 'Write the contract\'s version at the port.',
  },
  {
    id: 'output-port-type-changed', on: 'output port', levels: 'E/E', bump: 'major', mirror: noDirection,
    cases: [
      { when: 'was-undeclared', levels: 'I/I', bump: 'patch', effect: 'Readers know more; what they read is the same.' },
      { when: 'no-longer-declared', levels: 'W/W', effect: 'Readers can no longer tell what they will meet.' },
    ],
    title: 'An output port delivers in another form',
    effect: 'It is read with another client.',
    remedy: besides,
  },
  {
    id: 'output-port-description-changed', on: 'output port', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The description, tags, synonyms, context, links or notes of an output port changed',
    effect: 'The data is the same.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'output-port-sbom-changed', on: 'output port', levels: 'I/I', bump: 'patch', mirror: noDirection,
    title: 'The bill of materials of an output port changed',
    effect: 'The data is the same; what made it is listed otherwise.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'output-port-deprecated', on: 'output port', levels: 'I/I', bump: 'minor', mirror: 'output-port-undeprecated',
    title: 'An output port is deprecated',
    effect: 'Readers are asked to move away from it.',
    remedy: 'Say what replaces it, and give its contract an SLA endOfLife.',
  },
  {
    id: 'output-port-undeprecated', on: 'output port', levels: 'I/I', bump: 'patch', mirror: 'output-port-deprecated',
    title: 'An output port is no longer deprecated',
    effect: 'Readers may stay.',
    remedy: 'Nothing to do.',
  },
  {
    id: 'output-port-input-contracts-changed', on: 'output port', levels: 'W/I', bump: 'minor', mirror: noDirection,
    title: 'An output port is made from other inputs',
    effect: 'The same shape can now hold data of another origin.',
    remedy: 'Say in the release note what the data is made from now.',
  },
] as const satisfies readonly DiffRule[];
