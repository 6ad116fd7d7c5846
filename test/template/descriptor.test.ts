import { expect, test } from 'vitest';
import { readDescriptor } from '../../src/core/template/descriptor.ts';

const question = { type: 'string', default: 'x' };
const good = { apiVersion: 'dp/v1', kind: 'Template', id: 'orders-template', version: '1.0.0', title: 'Orders', questions: { type: 'object', properties: { format: question } } };

test('a descriptor is read with what it leaves out made explicit', () => {
  expect(readDescriptor(good, 'template.yaml')).toEqual({
    id: 'orders-template',
    version: '1.0.0',
    title: 'Orders',
    description: '',
    needs: [],
    questions: [{ key: 'format', title: 'format', description: '', section: undefined, type: 'string', isRequired: false, default: 'x', enum: undefined, format: undefined, minLength: 0, maxLength: 1000, minimum: undefined, maximum: undefined }],
  });
});

const withQuestion = (schema: unknown, key = 'format'): unknown => ({ ...good, questions: { type: 'object', properties: { [key]: schema } } });

test.each([
  ['no mapping', [], 'it must be a mapping'],
  ['another kind', { ...good, kind: 'Pack' }, 'kind must be Template'],
  ['an unknown key', { ...good, titel: 'x' }, 'it has an unknown key "titel". Did you mean title'],
  ['hooks, which nothing runs', { ...good, hooks: { afterCreate: [['rm', '-rf', '/']] } }, 'it has an unknown key "hooks"'],
  ['an id that is a path', { ...good, id: '../x' }, 'id must be of lower-case letters, digits and hyphens'],
  ['a version that is none', { ...good, version: '1' }, 'version must be a version like 1.0.0'],
  ['needs that are no list', { ...good, needs: 'python' }, 'needs must be a list of texts'],
  ['no questions', { ...good, questions: undefined }, 'questions must be a JSON Schema'],
  ['a required question that is not there', { ...good, questions: { type: 'object', required: ['name'], properties: {} } }, 'questions.required names "name", which is no question'],
  ['a question without default', withQuestion({ type: 'string' }), 'questions.properties.format.default must be there, as a text, number, boolean or list of texts, since the question is not required'],
  ['a default of another type', withQuestion({ type: 'integer', default: 'x' }), 'questions.properties.format.default must be of type integer'],
  ['an unknown keyword', withQuestion({ ...question, pattern: '(a+)+$' }), 'questions.properties.format has an unknown key "pattern"'],
  ['an unknown format', withQuestion({ ...question, format: 'uri' }), 'questions.properties.format.format must be one of slug, duration, email'],
  ['an unknown type', withQuestion({ type: 'object', default: 'x' }), 'questions.properties.format must have type string, integer, number, boolean or array'],
  ['a list of numbers', withQuestion({ type: 'array', items: { type: 'number' }, default: [] }), 'questions.properties.format must have items: {type: string}'],
  ['a choice of numbers', withQuestion({ ...question, enum: [1] }), 'questions.properties.format.enum must be a list of texts on a question of type string'],
  ['a question with a name of ours', withQuestion(question, 'dp'), 'questions.properties.dp is no name for a question (camelCase letters and digits; not dp, not template)'],
  ['a question with a name of JavaScript', withQuestion(question, '__proto__x'), 'questions.properties.__proto__x is no name for a question (camelCase letters and digits; not dp, not template)'],
])('a descriptor with %s is refused', (_, data, problem) => {
  expect(() => readDescriptor(data, 'template.yaml')).toThrow(`template.yaml is no usable template: ${problem}.`);
});

test('a descriptor of a later format asks for a newer dp', () => {
  expect(() => readDescriptor({ ...good, apiVersion: 'dp/v2' }, 'template.yaml')).toThrow('template.yaml was written for a newer dp (dp/v2).');
});
