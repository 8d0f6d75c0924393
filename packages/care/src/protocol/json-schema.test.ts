import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { SHIPPED_DOCUMENTS, SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { protocolJsonSchema } from './json-schema.ts';
import { parseProtocol } from './parse.ts';

const schema = protocolJsonSchema();
// Formats (dates, addresses) are annotations in 2020-12; `parseProtocol` checks them.
const validate = new Ajv2020({ strict: true, validateFormats: false, allErrors: true }).compile(schema);
// biome-ignore lint/suspicious/noExplicitAny: a test breaks documents in ways that their type forbids
const written = (): any => JSON.parse(JSON.stringify(SHIPPED_DOCUMENTS[0]));

test('it is a 2020-12 schema with an id, and survives being sent as JSON', () => {
  expect(schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:holdspace:protocol:1',
  });
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});

test.each(SHIPPED_DOCUMENTS.map((document) => [document.id, document] as const))(
  '%s holds under it',
  (_id, document) => {
    expect(validate(document) || validate.errors).toBe(true);
  },
);

test('a protocol as it is kept, in base units with its defaults filled in, holds under it too', () => {
  for (const protocol of SHIPPED_PROTOCOLS) expect(validate(protocol) || validate.errors).toBe(true);
});

test('a quantity is a value and one of its kind’s units, and nothing else', () => {
  const properties = schema.properties as {
    dose: { properties: { absoluteMaximum: { properties: { amount: object } } } };
  };
  expect(properties.dose.properties.absoluteMaximum.properties.amount).toMatchObject({
    type: 'object',
    properties: { value: { type: 'number' }, unit: { enum: ['ug', 'mg'] } },
    required: ['value', 'unit'],
    additionalProperties: false,
  });
});

describe('what it refuses, parsing refuses too', () => {
  // biome-ignore lint/suspicious/noExplicitAny: see above
  test.each<[string, (document: any) => void]>([
    ['a unit of another kind', (d) => Object.assign(d.monitoring.grace, { unit: 'mg' })],
    ['a bare number', (d) => Object.assign(d.monitoring, { grace: 180 })],
    ['an unknown field', (d) => Object.assign(d.dose, { maximum: 3 })],
    ['a missing field', (d) => delete d.callLimits],
    ['an unknown gate', (d) => Object.assign(d.gates[0], { gate: 'vibes' })],
    ['a role that does not exist', (d) => Object.assign(d.dose, { giveBy: ['boss'] })],
    ['another version of the language', (d) => Object.assign(d, { language: 'holdspace.protocol/9' })],
  ])('%s', (_what, change) => {
    const document = written();
    change(document);
    expect(validate(document)).toBe(false);
    expect(parseProtocol(document).ok).toBe(false);
  });
});
