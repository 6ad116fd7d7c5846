import { nearest } from '../../model/nearest.ts';
import { parseVersion } from '../../model/semver.ts';
import { type Assertion, isTrue, scalarKinds, type Test, textOf } from './assertion.ts';
import { isoKinds, isoTest } from './iso.ts';
import { compilePattern, trustedPattern } from './pattern.ts';

const casings: Readonly<Record<string, (text: string) => boolean>> = {
  kebab: (text) => /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(text),
  snake: (text) => /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/u.test(text),
  camel: (text) => /^[a-z][A-Za-z0-9]*$/u.test(text),
  pascal: (text) => /^[A-Z][A-Za-z0-9]*$/u.test(text),
  upper: (text) => text === text.toUpperCase() && text !== text.toLowerCase(),
  lower: (text) => text === text.toLowerCase() && text !== text.toUpperCase(),
};

const onText = (test: (text: string) => boolean): Test => (value) => {
  const text = textOf(value);
  return text !== undefined && test(text);
};

const pattern: Assertion = {
  name: 'pattern',
  about: scalarKinds,
  help: 'contains a match of an RE2 pattern',
  compile(operand, scope) {
    if (typeof operand !== 'string') {
      scope.report('pattern takes a text in the syntax of RE2.');
      return undefined;
    }
    const result = scope.isTrusted ? { ok: true as const, matches: trustedPattern(operand) } : compilePattern(operand);
    if (!result.ok) {
      scope.report(result.problem);
      return undefined;
    }
    const { matches } = result;
    return (value, _node, run) => {
      const text = textOf(value);
      return text !== undefined && matches(text, run);
    };
  },
};

const casing: Assertion = {
  name: 'casing',
  about: scalarKinds,
  help: 'is written in kebab, snake, camel, pascal, upper or lower case',
  compile(operand, scope) {
    const names = Object.keys(casings);
    const test = typeof operand === 'string' && Object.hasOwn(casings, operand) ? casings[operand] : undefined;
    if (test !== undefined) return onText(test);
    const near = nearest(String(operand), names);
    scope.report(`There is no casing ${String(operand)}. ${near.length > 0 ? `Did you mean ${near.join(', ')}?` : `There are ${names.join(', ')}.`}`);
    return undefined;
  },
};

function length(name: 'minLength' | 'maxLength', help: string, isKept: (length: number, bound: number) => boolean): Assertion {
  return {
    name,
    about: ['text', 'any'],
    help,
    compile(operand, scope) {
      if (typeof operand !== 'number' || !Number.isInteger(operand) || operand < 0) {
        scope.report(`${name} takes a whole number of characters.`);
        return undefined;
      }
      return onText((text) => isKept(charactersOf(text), operand));
    },
  };
}

// White space at the ends says nothing, and a block scalar brings a line break of its own.
function charactersOf(text: string): number {
  return Array.from(text.trim()).length;
}

const semver: Assertion = {
  name: 'semver',
  about: scalarKinds,
  help: 'is a semantic version such as 1.4.0',
  compile: (operand, scope) => (isTrue('semver', operand, scope) ? onText((text) => parseVersion(text) !== undefined) : undefined),
};

const url: Assertion = {
  name: 'url',
  about: scalarKinds,
  help: 'is an absolute URL',
  compile: (operand, scope) => (isTrue('url', operand, scope) ? onText(isUrl) : undefined),
};

const email: Assertion = {
  name: 'email',
  about: scalarKinds,
  help: 'is an e-mail address',
  compile: (operand, scope) => (isTrue('email', operand, scope) ? onText(isEmail) : undefined),
};

const iso: Assertion = {
  name: 'iso',
  about: scalarKinds,
  help: 'is a code of ISO: country (3166-1), currency (4217) or language (639)',
  compile(operand, scope) {
    const test = typeof operand === 'string' ? isoTest(operand) : undefined;
    if (test !== undefined) return onText(test);
    const near = nearest(String(operand), isoKinds);
    scope.report(`There is no ISO list ${String(operand)}. ${near.length > 0 ? `Did you mean ${near.join(', ')}?` : `There are ${isoKinds.join(', ')}.`}`);
    return undefined;
  },
};

/** Whether a text is an absolute URL: a scheme with a host, or `mailto:` with an address. */
export function isUrl(text: string): boolean {
  if (text.startsWith('mailto:')) return isEmail(text.slice('mailto:'.length).replace(/\?.*$/u, ''));
  if (text.startsWith('urn:')) return /^urn:[a-z0-9][a-z0-9-]{0,31}:\S+$/iu.test(text);
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^\s/?#@]*@)?[^\s/?#@:]+(?::[0-9]{1,5})?(?:[/?#]\S*)?$/iu.test(text) || /^file:\/\/\/\S+$/u.test(text);
}

const longestAddress = 254;

/** Whether a text is one e-mail address (the form that directories and mail programs accept, without comments and quotes). */
export function isEmail(text: string): boolean {
  if (text.length > longestAddress) return false;
  const at = text.lastIndexOf('@');
  const [local, host] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || !/^[^\s@"(),:;<>[\\\]]+$/u.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..')) return false;
  const labels = host.split('.');
  return labels.length > 1 && labels.every((label) => /^[\p{L}\p{N}-]{1,63}$/u.test(label) && !label.startsWith('-') && !label.endsWith('-'));
}

export const textAssertions: readonly Assertion[] = [
  pattern,
  casing,
  length('minLength', 'has at least so many characters', (count, bound) => count >= bound),
  length('maxLength', 'has at most so many characters', (count, bound) => count <= bound),
  semver,
  url,
  email,
  iso,
];
