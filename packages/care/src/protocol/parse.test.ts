import { describe, expect, test } from 'vitest';
import { SHIPPED_DOCUMENTS } from '../protocols/index.ts';
import { parseProtocol } from './parse.ts';

/** Any part of a document, to be written to; what tests write is wrong on purpose. */
// biome-ignore lint/suspicious/noExplicitAny: a test breaks documents in ways that their type forbids
type Loose = any;
const written = (id: string): Loose => JSON.parse(JSON.stringify(SHIPPED_DOCUMENTS.find((one) => one.id === id)));

/** The issues of a shipped document with one thing changed. */
function issuesOf(id: string, change: (document: Loose) => void) {
  const document = written(id);
  change(document);
  const parsed = parseProtocol(document);
  return parsed.ok ? [] : parsed.issues;
}

test('quantities are accepted in any unit of their kind, and kept in one', () => {
  const document = written('infusion-iv');
  document.delivery.duration = { value: 2400, unit: 's' };
  document.dose.basis.usual = { value: 500, unit: 'ug/kg' };
  const [one, other] = [parseProtocol(written('infusion-iv')), parseProtocol(document)];
  expect(one.ok).toBe(true);
  expect(other).toEqual(one);
});

test('a document survives storage: what was parsed is a document again', () => {
  for (const document of SHIPPED_DOCUMENTS) {
    const parsed = parseProtocol(document);
    expect(parsed.ok && parseProtocol(JSON.parse(JSON.stringify(parsed.protocol)))).toEqual(parsed);
  }
});

describe('what is wrong is told with its place, its rule and plain words', () => {
  type Case = readonly [what: string, change: (document: Loose) => void, path: string, rule: string, message: string];
  test.each<Case>([
    [
      'a unit of another kind',
      (d) => Object.assign(d.gates[0].validFor, { unit: 'mg' }),
      'gates[0].validFor.unit',
      'wrong-unit',
      '"mg" is no unit for this; it may be s, min, h, d.',
    ],
    [
      'text for a number',
      (d) => Object.assign(d.gates[0].validFor, { value: '180' }),
      'gates[0].validFor.value',
      'wrong-type',
      'It must be a number, and is "180".',
    ],
    [
      'a number that is none',
      (d) => Object.assign(d.dose.basis.usual, { value: Number.NaN }),
      'dose.basis.usual.value',
      'not-a-number',
      'It must be a finite number.',
    ],
    [
      'a number beyond all measure',
      (d) => Object.assign(d.dose.basis.usual, { value: 1e308 }),
      'dose.basis.usual.value',
      'cannot-be',
      '1e+308 mg/kg is not a number that can be kept.',
    ],
    [
      'a negative amount',
      (d) => Object.assign(d.dose.absoluteMaximum.amount, { value: -200 }),
      'dose.absoluteMaximum.amount.value',
      'cannot-be',
      '-200 mg is outside 0.001 mg to 2000 mg.',
    ],
    [
      'a bare number for a quantity',
      (d) => Object.assign(d.monitoring, { grace: 5 }),
      'monitoring.grace',
      'wrong-type',
      'It must be a group of named fields, and is 5.',
    ],
    ['a field left out', (d) => delete d.dose, 'dose', 'missing', 'This field is missing.'],
    ['a gate without its name', (d) => delete d.gates[0].gate, 'gates[0].gate', 'missing', 'This field is missing.'],
    [
      'a mistyped field',
      (d) => Object.assign(d.gates[0], { overideBy: ['nurse'] }),
      'gates[0].overideBy',
      'unknown-field',
      'The protocol language has no field "overideBy" here.',
    ],
    [
      'a role that does not exist',
      (d) => Object.assign(d.dose, { orderBy: ['boss'] }),
      'dose.orderBy[0]',
      'not-one-of',
      '"boss" is not known here; it may be medical_director, prescriber, anesthesia, nurse, therapist, guide, front_desk, clinic_admin.',
    ],
    [
      'a default without its source',
      (d) => Object.assign(d.dose, { sources: [] }),
      'dose.sources',
      'count',
      'Every default names at least one source.',
    ],
    [
      'nobody to check',
      (d) => Object.assign(d.dose.secondPersonCheck, { by: [] }),
      'dose.secondPersonCheck.by',
      'count',
      'It must have at least one entry.',
    ],
    ['an empty name', (d) => Object.assign(d, { name: '  ' }), 'name', 'empty', 'It must not be empty.'],
    [
      'half a person',
      (d) => Object.assign(d.phases[0].presence[0], { count: 1.5 }),
      'phases[0].presence[0].count',
      'wrong-type',
      'It must be a whole number, and is 1.5.',
    ],
    [
      'a version that is none',
      (d) => Object.assign(d, { version: '2' }),
      'version',
      'wrong-form',
      'It must be a version such as 1.0.0.',
    ],
    [
      'a check on no day',
      (d) => Object.assign(d.sources[0].checked, { on: 'lately' }),
      'sources[0].checked.on',
      'wrong-form',
      'It must be a day, such as 2026-03-01.',
    ],
    [
      'another language',
      (d) => Object.assign(d, { language: 'holdspace.protocol/2' }),
      'language',
      'not-one-of',
      '"holdspace.protocol/2" is not known here; it may be holdspace.protocol/1.',
    ],
  ])('%s', (_what, change, path, rule, message) => {
    expect(issuesOf('infusion-iv', change)).toContainEqual({ path, rule, message });
  });

  test('a gate that does not exist is answered with those that do', () => {
    const [issue] = issuesOf('kap-im', (d) => Object.assign(d.gates[0], { gate: 'vibes' }));
    expect(issue).toMatchObject({ path: 'gates[0].gate', rule: 'not-one-of' });
    expect(issue?.message).toMatch(/^"vibes" is not known here; it may be consent, touch_consent, .*focus\.$/);
  });

  test('everything is told at once, not one error at a time', () => {
    const issues = issuesOf('kap-im', (d) => {
      d.surprise = true;
      delete d.treats;
      d.dose.jumpAsksWhyAbove.unit = 'mg';
    });
    expect(issues.map((issue) => issue.path).sort()).toEqual(['dose.jumpAsksWhyAbove.unit', 'surprise', 'treats']);
  });

  test.each([[null], [undefined], [3], ['{}'], [[]], [{}]])('%o is answered, not thrown at', (document) => {
    const parsed = parseProtocol(document);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) for (const issue of parsed.issues) expect(issue.message).toMatch(/^[A-Z"].*\.$/);
  });
});
