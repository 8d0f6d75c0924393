import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INTAKE } from '../intake/intake-form.ts';
import { type FormAnswers, valuesOf } from './answers.ts';
import { formItem, when } from './build.ts';
import { formsFor, SHIPPED_FORMS } from './forms.ts';
import {
  allItems,
  isHelp,
  itemText,
  type Questionnaire,
  type QuestionnaireItem,
  questionnaireSchema,
  SHOWN_WHEN,
  titleIn,
} from './questionnaire.ts';
import { evaluateIn, problemsOf, shownItems, toResponse } from './rules.ts';

const both = (text: string) => ({ en: text, es: `${text} (es)` });
const form = (...item: readonly QuestionnaireItem[]): Questionnaire => ({
  resourceType: 'Questionnaire',
  id: 'test',
  url: 'urn:test',
  version: '1.0.0',
  title: 'Test',
  status: 'active',
  item,
});
const shownIds = (questionnaire: Questionnaire, answers: FormAnswers) =>
  shownItems(questionnaire, answers).map(({ linkId }) => linkId);
const rulesBroken = (answers: FormAnswers, questionnaire = INTAKE) =>
  problemsOf(questionnaire, answers).map(({ id, linkId }) => `${linkId}: ${id}`);

const YES = { code: 'yes', display: 'Yes', system: 'urn:holdspace:code-system:intake' };
const NO = { ...YES, code: 'no', display: 'No' };
const LEAST: FormAnswers = {
  'contact-name': 'Ana',
  'contact-phone': '555 0101',
  escort: YES,
  brings: 'I do not sleep.',
  takes: NO,
  allergies: NO,
  'had-ketamine': NO,
};

describe('forms that are shipped', () => {
  test.each(SHIPPED_FORMS.map(({ questionnaire }) => [questionnaire.id, questionnaire] as const))(
    '%s is a FHIR Questionnaire whose every text is in both languages',
    (_, questionnaire) => {
      expect(questionnaireSchema.safeParse(JSON.parse(JSON.stringify(questionnaire))).error).toBeUndefined();
      expect(titleIn(questionnaire, 'es')).not.toBe(titleIn(questionnaire, 'en'));
      for (const one of allItems(questionnaire)) {
        expect(itemText(one, 'en'), one.linkId).not.toBe('');
        expect(itemText(one, 'es'), one.linkId).not.toBe(itemText(one, 'en'));
        for (const { valueCoding } of one.answerOption ?? []) expect(valueCoding?._display, one.linkId).toBeDefined();
      }
    },
  );
  test('a prospective patient, who has no course, is asked for the intake', () => {
    expect(formsFor([]).map(({ id }) => id)).toContain('intake');
  });
  test('two items of one name, and a condition on what is not there, are refused', () => {
    const twice = form(formItem('string', 'a', both('A')), formItem('string', 'a', both('A')));
    const nowhere = form(formItem('string', 'a', both('A'), { enableWhen: [when('b', 'yes')] }));
    expect(questionnaireSchema.safeParse(twice).success).toBe(false);
    expect(questionnaireSchema.safeParse(nowhere).success).toBe(false);
  });
});

describe('what is asked', () => {
  test('follows from the answers, and what hangs on a hidden question is hidden with it', () => {
    expect(shownIds(INTAKE, {})).not.toContain('medicines');
    expect(shownIds(INTAKE, { takes: YES })).toContain('medicines');
    expect(shownIds(INTAKE, { takes: YES, medicines: ['St. John’s wort'] })).toContain('doses');
    // Changed one’s mind: the medicines that were typed count for nothing.
    expect(shownIds(INTAKE, { takes: NO, medicines: ['St. John’s wort'] })).not.toContain('doses');
  });

  test('follows expressions of FHIRPath over the response, as SDC writes them', () => {
    const asked = formItem('text', 'why', both('Why?'), {
      extension: [
        {
          url: SHOWN_WHEN,
          valueExpression: {
            language: 'text/fhirpath',
            expression:
              "%resource.item.where(linkId='a').answer.value + %resource.item.where(linkId='b').answer.value > 5",
          },
        },
      ],
    });
    const sum = form(formItem('integer', 'a', both('A')), formItem('integer', 'b', both('B')), asked);
    expect(shownIds(sum, { a: 3, b: 3 })).toContain('why');
    expect(shownIds(sum, { a: 3, b: 2 })).not.toContain('why');
    expect(shownIds(sum, {})).not.toContain('why');
    expect(evaluateIn('%questionnaire.item.count()', sum, {})).toEqual([3]);
  });
  test('an expression that cannot be read asks its question', () => {
    const broken = { url: SHOWN_WHEN, valueExpression: { language: 'text/fhirpath', expression: '((' } };
    expect(shownIds(form(formItem('text', 'a', both('A'), { extension: [broken] })), {})).toEqual(['a']);
  });
  test('two questions that hang on each other are both hidden, and nothing goes round', () => {
    const round = form(
      formItem('boolean', 'a', both('A'), { enableWhen: [{ question: 'b', operator: '=', answerBoolean: true }] }),
      formItem('boolean', 'b', both('B'), { enableWhen: [{ question: 'a', operator: '=', answerBoolean: true }] }),
    );
    expect(shownIds(round, { a: true, b: true })).toEqual([]);
  });

  test.each([
    ['exists', { answerBoolean: true }, {}, false],
    ['exists', { answerBoolean: false }, {}, true],
    ['exists', { answerBoolean: true }, { a: '  ' }, false],
    ['!=', { answerString: 'x' }, {}, true],
    ['!=', { answerString: 'x' }, { a: 'x' }, false],
    ['>', { answerInteger: 3 }, { a: 4 }, true],
    ['<=', { answerDate: '2026-01-01' }, { a: '2025-12-31' }, true],
    ['>=', { answerQuantity: { value: 50, code: 'kg' } }, { a: { value: 110.3, unit: '[lb_av]' } }, true],
    ['=', { answerBoolean: true }, { a: true }, true],
  ] as const)('%s with %j, answered %j: %s', (operator, more, answers, isShown) => {
    const asked = form(
      formItem('string', 'a', both('A')),
      formItem('text', 'b', both('B'), { enableWhen: [{ question: 'a', operator, ...more }] }),
    );
    expect(shownIds(asked, answers).includes('b')).toBe(isShown);
  });

  const anyAnswers = fc.dictionary(
    fc.constantFrom(...allItems(INTAKE).map(({ linkId }) => linkId)),
    fc.oneof(fc.boolean(), fc.string(), fc.constantFrom(YES, NO), fc.array(fc.string(), { maxLength: 3 })),
  );
  test('law: the response holds answers to what is asked, and to nothing else', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const shown = new Set(shownIds(INTAKE, answers));
        const flat = (items: ReturnType<typeof toResponse>['item']): readonly string[] =>
          (items ?? []).flatMap((one) => [one.linkId, ...flat(one.item)]);
        const said = flat(toResponse(INTAKE, answers).item);
        expect(said.filter((linkId) => !shown.has(linkId))).toEqual([]);
      }),
    );
  });
  test('law: an answer to what is not asked changes no problem', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const shown = new Set(shownIds(INTAKE, answers));
        const counting = Object.fromEntries(Object.entries(answers).filter(([linkId]) => shown.has(linkId)));
        expect(problemsOf(INTAKE, answers)).toEqual(problemsOf(INTAKE, counting));
      }),
    );
  });
});

describe('what cannot be sent', () => {
  test('the least that is needed is enough, and each needed question that is left out is named', () => {
    expect(rulesBroken(LEAST)).toEqual([]);
    expect(rulesBroken({})).toEqual(Object.keys(LEAST).map((linkId) => `${linkId}: needed`));
  });
  test('every problem is said in both languages', () => {
    for (const { words } of problemsOf(INTAKE, { weight: { value: 9000, unit: 'kg' }, nothing: 'x' })) {
      expect(words.en.length).toBeGreaterThan(10);
      expect(words.es).not.toBe(words.en);
    }
  });
  test.each([
    [{ value: 24.9, unit: 'kg' }, 'too-small'],
    [{ value: 351, unit: 'kg' }, 'too-large'],
    [{ value: 50, unit: '[lb_av]' }, 'too-small'],
    [{ value: 800, unit: '[lb_av]' }, 'too-large'],
    [{ value: -70, unit: 'kg' }, 'too-small'],
    [{ value: 70, unit: 'cm' }, 'wrong-kind'],
    ['70', 'wrong-kind'],
  ] as const)('an impossible weight, %j, is asked about: %s', (weight, rule) => {
    expect(rulesBroken({ ...LEAST, weight })).toEqual([`weight: ${rule}`]);
  });
  test.each([25, 350])('%d kg can be', (value) => {
    expect(rulesBroken({ ...LEAST, weight: { value, unit: 'kg' } })).toEqual([]);
  });
  test('20,000 characters are taken whole; of more it is said how many are too many', () => {
    expect(rulesBroken({ ...LEAST, brings: 'x'.repeat(20_000) })).toEqual([]);
    const [problem] = problemsOf(INTAKE, { ...LEAST, brings: 'x'.repeat(20_007) });
    expect(problem).toMatchObject({ id: 'too-long', linkId: 'brings' });
    expect(problem?.words.en).toContain('7 characters too many');
  });
  test('emoji and names from right to left are kept letter for letter, and counted as read', () => {
    const called = 'شيرين 🕊️ בת־שבע';
    expect(rulesBroken({ ...LEAST, called })).toEqual([]);
    expect(JSON.stringify(toResponse(INTAKE, { ...LEAST, called }))).toContain(called);
    expect(rulesBroken({ ...LEAST, called: '🕊'.repeat(80) })).toEqual([]);
    expect(rulesBroken({ ...LEAST, called: '🕊'.repeat(81) })).toEqual(['called: too-long']);
  });
  test('a medicine is one of the set, with its code, or what was written', () => {
    const sertraline = { code: '36437', display: 'sertraline', system: 'http://www.nlm.nih.gov/research/umls/rxnorm' };
    const taking = (medicines: FormAnswers[string]) => rulesBroken({ ...LEAST, takes: YES, medicines });
    expect(taking([sertraline, 'Mum’s drops'])).toEqual([]);
    expect(taking([{ ...sertraline, code: '1' }])).toEqual(['medicines: not-offered']);
    expect(taking(Array.from({ length: 41 }, () => 'tea'))).toEqual(['medicines: too-many']);
  });
  test('a choice that was not offered, and what nobody asked, are refused', () => {
    expect(rulesBroken({ ...LEAST, escort: { code: 'perhaps', display: 'Perhaps' } })).toEqual(['escort: not-offered']);
    expect(rulesBroken({ ...LEAST, 'shoe-size': 43 })).toEqual(['shoe-size: not-asked']);
    expect(rulesBroken({ ...LEAST, about: 'x' })).toEqual(['about: wrong-kind']);
  });
  test('prototypes are no answers', () => {
    expect(valuesOf({}, 'constructor')).toEqual([]);
  });
});

test('a response says which form in which version, in which language, and whose answers they are', () => {
  const answers = { ...LEAST, weight: { value: 154, unit: '[lb_av]' }, takes: YES, medicines: ['Tea'] };
  const response = toResponse(INTAKE, answers, { language: 'es', subject: { reference: 'Patient/1' } });
  expect(response).toMatchObject({
    questionnaire: 'urn:holdspace:questionnaire:intake|1.0.0',
    language: 'es',
    subject: { reference: 'Patient/1' },
  });
  expect(JSON.stringify(response)).toContain('"valueQuantity":{"value":154,"unit":"[lb_av]"');
  expect(JSON.stringify(response)).not.toContain('weight-help');
  expect(allItems(INTAKE).some(isHelp)).toBe(true);
});
