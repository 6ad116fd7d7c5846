import { isRecord } from '../manifest/node-reader.ts';
import { DpError } from '../model/errors.ts';
import { didYouMean } from '../model/nearest.ts';
import { parseVersion } from '../model/semver.ts';
import { isAnswer, questionFormats, type Answer, type Question, type QuestionFormat, type QuestionType } from './question.ts';

/** What `template.yaml` says: a template is a folder with this file and `files/`. */
export interface TemplateDescriptor {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  /** What a machine needs besides dp to run it (`python>=3.11`); empty where dp alone is enough. */
  readonly needs: readonly string[];
  readonly questions: readonly Question[];
}

const descriptorKeys = ['apiVersion', 'kind', 'id', 'version', 'title', 'description', 'needs', 'questions'];
const questionKeys = ['title', 'description', 'section', 'type', 'items', 'default', 'enum', 'format', 'minLength', 'maxLength', 'minimum', 'maximum', 'examples'];
const defaultMaxLength = 1000;

/**
 * Reads a template's descriptor. Whatever it does not know it refuses, so that nothing in a template is passed over in silence.
 * @throws DpError `template` (what is wrong, where), `newer-format`
 */
export function readDescriptor(data: unknown, file: string): TemplateDescriptor {
  const fail = failIn(file);
  if (!isRecord(data)) throw fail('', 'must be a mapping');
  checkKeys(data, descriptorKeys, (text) => fail('', text));
  if (data['kind'] !== 'Template') throw fail('kind', 'must be Template');
  if (data['apiVersion'] !== 'dp/v1') {
    if (typeof data['apiVersion'] === 'string' && data['apiVersion'].startsWith('dp/')) throw new DpError('newer-format', `${file} was written for a newer dp (${data['apiVersion']}).`, { hint: 'npm install --global dataproduct' });
    throw fail('apiVersion', 'must be dp/v1');
  }
  const id = text(data, 'id', fail);
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(id)) throw fail('id', 'must be of lower-case letters, digits and hyphens');
  const version = text(data, 'version', fail);
  if (parseVersion(version) === undefined) throw fail('version', 'must be a version like 1.0.0');
  const needs: unknown = data['needs'] ?? [];
  if (!isTexts(needs)) throw fail('needs', 'must be a list of texts');
  return { id, version, title: text(data, 'title', fail), description: optionalText(data, 'description', fail) ?? '', needs, questions: readQuestions(data['questions'], fail) };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

type Fail = (place: string, problem: string) => DpError;

function failIn(file: string): Fail {
  return (place, problem) => new DpError('template', `${file} is no usable template: ${place === '' ? 'it' : place} ${problem}.`);
}

function text(data: Readonly<Record<string, unknown>>, key: string, fail: Fail): string {
  const value = Object.hasOwn(data, key) ? data[key] : undefined;
  if (typeof value !== 'string' || value.trim() === '') throw fail(key, 'must be a text');
  return value.trim();
}

function optionalText(data: Readonly<Record<string, unknown>>, key: string, fail: Fail): string | undefined {
  return Object.hasOwn(data, key) ? text(data, key, fail) : undefined;
}

function checkKeys(data: Readonly<Record<string, unknown>>, known: readonly string[], fail: (text: string) => DpError): void {
  const unknown = Object.keys(data).find((key) => !known.includes(key));
  if (unknown !== undefined) throw fail(`has an unknown key ${JSON.stringify(unknown)}.${didYouMean(unknown, known)}`.replace(/[.?]$/u, ''));
}

function readQuestions(data: unknown, fail: Fail): Question[] {
  if (!isRecord(data)) throw fail('questions', 'must be a JSON Schema');
  checkKeys(data, ['type', 'required', 'properties'], (problem) => fail('questions', problem));
  if (data['type'] !== 'object') throw fail('questions.type', 'must be object');
  const { properties } = data;
  const required: unknown = data['required'] ?? [];
  if (!isRecord(properties)) throw fail('questions.properties', 'must be a mapping');
  if (!isTexts(required)) throw fail('questions.required', 'must be a list of texts');
  const dangling = required.find((key) => !Object.hasOwn(properties, key));
  if (dangling !== undefined) throw fail('questions.required', `names ${JSON.stringify(dangling)}, which is no question`);
  return Object.entries(properties).map(([key, schema]) => readQuestion({ key, schema, isRequired: required.includes(key) }, fail));
}

function readQuestion(given: { readonly key: string; readonly schema: unknown; readonly isRequired: boolean }, fail: Fail): Question {
  const { key, schema, isRequired } = given;
  const place = `questions.properties.${key}`;
  if (!/^[a-z][A-Za-z0-9]{0,40}$/u.test(key) || ['dp', 'template'].includes(key)) throw fail(place, 'is no name for a question (camelCase letters and digits; not dp, not template)');
  if (!isRecord(schema)) throw fail(place, 'must be a mapping');
  checkKeys(schema, questionKeys, (problem) => fail(place, problem));
  const type = readType(schema, (problem) => fail(place, problem));
  const number = (name: string): number | undefined => {
    const value = schema[name];
    if (value !== undefined && typeof value !== 'number') throw fail(`${place}.${name}`, 'must be a number');
    return value;
  };
  const words = (name: string): string | undefined => optionalText(schema, name, (_, problem) => fail(`${place}.${name}`, problem));
  return {
    key,
    title: words('title') ?? key,
    description: words('description') ?? '',
    section: words('section'),
    type,
    isRequired,
    default: readDefault(schema['default'], { type, isRequired }, (problem) => fail(`${place}.default`, problem)),
    enum: readEnum(schema['enum'], type, (problem) => fail(`${place}.enum`, problem)),
    format: readFormat(schema['format'], (problem) => fail(`${place}.format`, problem)),
    minLength: number('minLength') ?? (isRequired ? 1 : 0),
    maxLength: number('maxLength') ?? defaultMaxLength,
    minimum: number('minimum'),
    maximum: number('maximum'),
  };
}

function readType(schema: Readonly<Record<string, unknown>>, fail: (problem: string) => DpError): QuestionType {
  const { type, items } = schema;
  if (type === 'array') {
    if (!isRecord(items) || items['type'] !== 'string') throw fail('must have items: {type: string}');
    return 'list';
  }
  if (type === 'string' || type === 'integer' || type === 'number' || type === 'boolean') return type;
  throw fail('must have type string, integer, number, boolean or array');
}

function readDefault(value: unknown, question: { readonly type: QuestionType; readonly isRequired: boolean }, fail: (problem: string) => DpError): Answer | undefined {
  if (question.isRequired) {
    if (value !== undefined) throw fail('has no sense on a required question');
    return undefined;
  }
  if (!isAnswer(value)) throw fail('must be there, as a text, number, boolean or list of texts, since the question is not required');
  const expected = question.type === 'integer' ? 'number' : question.type === 'list' ? 'object' : question.type;
  if (typeof value !== expected) throw fail(`must be of type ${question.type}`);
  return value;
}

function readEnum(value: unknown, type: QuestionType, fail: (problem: string) => DpError): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (!isTexts(value) || value.length === 0 || type !== 'string') throw fail('must be a list of texts on a question of type string');
  return value;
}

function readFormat(value: unknown, fail: (problem: string) => DpError): QuestionFormat | undefined {
  if (value === undefined) return undefined;
  const format = questionFormats.find((known) => known === value);
  if (format === undefined) throw fail(`must be one of ${questionFormats.join(', ')}`);
  return format;
}
