import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../language.ts';
import { labelOf } from '../protocol/label.ts';
import { SHIPPED_PROTOCOLS, shippedProtocol } from '../protocols/index.ts';
import { ALL_RETOLD, ALL_STATEMENTS, OPTION_STATEMENTS } from './all-statements.ts';
import { decisionAnswersSchema } from './answers.ts';
import { CHANCES, CHANCES_OF, sayCount } from './chances.ts';
import {
  KNOWLEDGE_IDS,
  PERSON_TO_ASK_IDS,
  QUESTION_IDS,
  SURE_IDS,
  VALUE_IDS,
  VALUE_WEIGHTS,
  type ValueId,
} from './ids.ts';
import { KNOWLEDGE_ITEMS } from './knowledge.ts';
import { OPTION_IDS, type OptionId, POINT_IDS } from './points.ts';
import { readAnswers } from './read-answers.ts';
import { meetAnswer, readSure } from './reading-answers.ts';
import { inOwnOrder, resultOf } from './result.ts';
import { publicService } from './services.ts';
import { SOURCES } from './sources.ts';
import { isOutOfReview, REVIEWED } from './statement.ts';
import { faultsOf, faultsOfRetold, statementSchema } from './statement-schema.ts';
import { SURE, SURE_HELP } from './sure.ts';
import { PEOPLE_TO_ASK, QUESTIONS_TO_BRING } from './talk.ts';
import { VALUE_ITEMS } from './values.ts';

const WHOLE = {
  id: 'whole',
  says: { en: 'So it is.', es: 'Así es.' },
  certainty: 'low',
  sources: ['han-2016'],
  review: REVIEWED,
};

describe('statements', () => {
  test('every one has its words in both languages, a source, a certainty and a review date', () => {
    expect(faultsOf(ALL_STATEMENTS)).toEqual([]);
    expect(ALL_STATEMENTS.length).toBeGreaterThan(70);
  });
  test.each(Object.keys(WHOLE))('one without its %s is found out', (part) => {
    expect(faultsOf([WHOLE])).toEqual([]);
    const { [part as keyof typeof WHOLE]: _, ...rest } = WHOLE;
    expect(faultsOf([rest])).not.toEqual([]);
  });
  test.each([
    ['a language is empty', { ...WHOLE, says: { en: 'So it is.', es: ' ' } }],
    ['the certainty is no grade', { ...WHOLE, certainty: 'fairly sure' }],
    ['no source is named', { ...WHOLE, sources: [] }],
    ['the source is not one of ours', { ...WHOLE, sources: ['somebody-said'] }],
    ['the review lies before the writing', { ...WHOLE, review: { on: '2026-11-26', by: '2025-11-26' } }],
  ])('one is found out where %s', (_, statement) => {
    expect(statementSchema.safeParse(statement).success).toBe(false);
  });
  test('two of one name are found out', () => {
    expect(faultsOf([WHOLE, WHOLE])).toEqual(['whole: two statements have this id']);
  });
  test('is out of review the day after its date, and not on it', () => {
    expect(isOutOfReview({ on: '2026-11-26', by: '2027-11-26' }, '2027-11-26')).toBe(false);
    expect(isOutOfReview({ on: '2026-11-26', by: '2027-11-26' }, '2027-11-27')).toBe(true);
  });
  test('every source is used, and what was read says where', () => {
    const used = new Set<string>(ALL_STATEMENTS.flatMap(({ sources }) => sources));
    expect(Object.keys(SOURCES).filter((id) => !used.has(id))).toEqual([]);
    for (const [id, { read, url }] of Object.entries(SOURCES))
      if (read === 'summary') expect(url, id).toMatch(/^https:/);
  });
});

describe('what is said again', () => {
  const says = { en: 'So it was for 52 of 100, in two trials.', es: 'Así fue para 52 de cada 100, en dos ensayos.' };
  const statement = { ...WHOLE, certainty: 'low', sources: ['han-2016'], says } as const;
  const retold = { id: 'again', en: 'For 52 of 100.', es: 'Para 52 de cada 100.', from: ['whole'] } as const;
  test('beside one’s values and in the check: each is from statements that are there, and has no number that they have not', () => {
    expect(ALL_RETOLD).toHaveLength(VALUE_IDS.length * OPTION_IDS.length + KNOWLEDGE_IDS.length);
    expect(faultsOfRetold(ALL_RETOLD, ALL_STATEMENTS)).toEqual([]);
    expect(faultsOfRetold([retold], [statement])).toEqual([]);
  });
  test('one from a statement that is not there is found out', () => {
    expect(faultsOfRetold([{ ...retold, from: ['whole', 'gone'] }], [statement])).toEqual([
      'again: from: gone is no statement of ours',
    ]);
    const fromNone = { ...retold, en: 'So.', es: 'Así.', from: [] as readonly string[] as readonly [string] };
    expect(faultsOfRetold([fromNone], [statement])).toEqual(['again: is from no statement']);
  });
  test('a number that is not in its statements is found out, in digits and in words, in either language', () => {
    expect(faultsOfRetold([{ ...retold, en: 'For 53 of 100.', es: 'En tres ensayos.' }], [statement])).toEqual([
      'again: in en: 53 stands in no statement that it is from',
      'again: in es: 3 stands in no statement that it is from',
    ]);
    expect(faultsOfRetold([{ ...retold, en: 'In 2 trials.', es: 'En dos ensayos.' }], [statement])).toEqual([]);
  });
  test.each(LANGUAGES)(
    'in %s, that esketamine lasts is not promised: its visits go on as long as it helps',
    (language) => {
      const [after] = OPTION_STATEMENTS.esketamine.after;
      const lasting = VALUE_ITEMS.find(({ id }) => id === 'lasting')?.meets.esketamine[language] ?? '';
      expect(after.says[language]).toContain(lasting.split('. ')[0]);
      expect(lasting).toMatch(/^The visits go on as long as it helps\.|^Las visitas siguen mientras ayude\./);
    },
  );
  test('how fast esketamine or ECT works is not told: no statement tells it', () => {
    const soon = VALUE_ITEMS.find(({ id }) => id === 'soon');
    expect(soon?.meets.esketamine.en).not.toMatch(/in days|fast/);
    expect(soon?.meets.esketamine.es).not.toMatch(/en días|rápid/);
    expect(soon?.meets.neither.en).not.toMatch(/fast/);
    expect(soon?.meets.neither.es).not.toMatch(/rápid/);
  });
  test.each(LANGUAGES)(
    'in %s, the harm of long use stands beside esketamine as it does beside an infusion',
    (language) => {
      const risk = VALUE_ITEMS.find(({ id }) => id === 'risk');
      for (const option of ['infusion', 'esketamine'] as const)
        expect(risk?.meets[option][language]).toMatch(
          /Long use may harm the bladder|El uso largo puede dañar la vejiga/,
        );
    },
  );
});

describe('balance', () => {
  test('every option answers every point, in the same order', () => {
    expect(Object.keys(OPTION_STATEMENTS)).toEqual(OPTION_IDS);
    for (const points of Object.values(OPTION_STATEMENTS)) expect(Object.keys(points)).toEqual(POINT_IDS);
  });
  test('the good and the harm of each option are told at like length', () => {
    for (const option of OPTION_IDS)
      for (const language of LANGUAGES) {
        const length = (point: 'benefit' | 'harm') =>
          OPTION_STATEMENTS[option][point].reduce((sum, { says }) => sum + says[language].split(/\s+/).length, 0);
        const ratio = length('harm') / length('benefit');
        expect(ratio, `${option} in ${language}`).toBeGreaterThan(0.5);
        expect(ratio, `${option} in ${language}`).toBeLessThan(2.6);
      }
  });
  test('no option is told at more than twice the length of another', () => {
    for (const language of LANGUAGES) {
      const lengths = OPTION_IDS.map((option) =>
        Object.values(OPTION_STATEMENTS[option])
          .flat()
          .reduce((sum, { says }) => sum + says[language].split(/\s+/).length, 0),
      );
      expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(2);
    }
  });
});

describe('safety', () => {
  const WITH_DRUG = ['infusion', 'kap', 'esketamine'] as const;
  const toldOf = (option: OptionId, point: 'harm' | 'day', language: Language) =>
    OPTION_STATEMENTS[option][point].map(({ says }) => says[language]).join(' ');
  test.each(WITH_DRUG)('%s says who should not have it, pregnant and breast-feeding people among them', (option) => {
    const [whoEn = ''] = toldOf(option, 'harm', 'en').match(/[^.]*should not have it\.(?: Nor should [^.]*\.)?/) ?? [];
    const [whoEs = ''] =
      toldOf(option, 'harm', 'es').match(/No es para quien [^.]*\.(?: Tampoco para quien [^.]*\.)?/) ?? [];
    expect(whoEn).toMatch(/are pregnant,? or (?:who )?breast-feed/);
    expect(whoEs).toContain('está en embarazo o da el pecho');
  });
  test('what is the same drug names the same illnesses: KAP as an infusion does', () => {
    for (const [language, who] of [
      ['en', 'People with some heart problems or with psychosis should not have it.'],
      ['es', 'No es para quien tiene ciertos males del corazón o psicosis.'],
    ] as const)
      for (const option of ['infusion', 'kap'] as const) expect(toldOf(option, 'harm', language)).toContain(who);
  });
  test('esketamine names vessel disease and a bleed in the brain alike in both languages', () => {
    expect(toldOf('esketamine', 'harm', 'en')).toContain('diseases of the blood vessels, had a bleed in the brain');
    expect(toldOf('esketamine', 'harm', 'es')).toContain(
      'males de los vasos de la sangre, tuvo un sangrado en el cerebro',
    );
  });
  test('before esketamine nothing is eaten for two hours and nothing drunk for 30 minutes', () => {
    expect(toldOf('esketamine', 'day', 'en')).toMatch(/not eat for two hours before, and do not drink for 30 minutes/);
    expect(toldOf('esketamine', 'day', 'es')).toMatch(/No come en las dos horas de antes, ni bebe en los 30 minutos/);
  });
  test('a strange state is never told as what is wanted', () => {
    const words = [
      ...ALL_STATEMENTS.map(({ says }) => says),
      ...VALUE_ITEMS.flatMap(({ meets }) => Object.values(meets)),
      ...KNOWLEDGE_ITEMS.map(({ because }) => because),
    ];
    for (const { en, es } of words) {
      expect(en).not.toMatch(/state is (?:a |the )?(?:wanted|sought|aim|goal)/i);
      expect(es).not.toMatch(/estado es (?:parte )?(?:buscad|desead|querid)/i);
    }
  });
});

describe('chances', () => {
  test('are whole numbers of one hundred, or said to be not known', () => {
    for (const { count, id } of CHANCES.flatMap(({ rows }) => rows)) {
      if (count.known)
        expect(Number.isInteger(count.count) && count.count >= 0 && count.count <= CHANCES_OF, id).toBe(true);
      else expect(sayCount(count, 'en')).toMatch(/^Not /);
    }
  });
  test('say their time in both languages', () => {
    for (const { within } of CHANCES) for (const language of LANGUAGES) expect(within[language]).not.toBe('');
  });
  test('at least so many is not told as exactly so many', () => {
    expect(sayCount({ known: true, count: 50, isAtLeast: true }, 'es')).toBe('al menos 50 de cada 100');
  });
});

describe('what matters', () => {
  const ids = [...VALUE_IDS];
  const saidIn = (language: Language) =>
    VALUE_ITEMS.map(({ id, says, meets }) => ({
      id,
      says: says[language],
      meets: Object.fromEntries(OPTION_IDS.map((option) => [option, meets[option][language]])) as Record<
        OptionId,
        string
      >,
    }));
  const weighed = fc.record({
    order: fc.shuffledSubarray(ids),
    weights: fc.dictionary(fc.constantFrom(...ids), fc.constantFrom(...VALUE_WEIGHTS)) as fc.Arbitrary<
      Partial<Record<ValueId, (typeof VALUE_WEIGHTS)[number]>>
    >,
  });
  test('whatever somebody answers, the options stand in the same order with the same words', () => {
    fc.assert(
      fc.property(weighed, fc.constantFrom(...LANGUAGES), (answers, language) => {
        for (const { id, meets } of resultOf(answers, saidIn(language))) {
          expect(meets.map(({ option }) => option)).toEqual(OPTION_IDS);
          const item = VALUE_ITEMS.find((one) => one.id === id);
          expect(meets.map(({ says }) => says)).toEqual(OPTION_IDS.map((option) => item?.meets[option][language]));
        }
      }),
    );
  });
  test('nothing is added up: a result holds words and no number', () => {
    fc.assert(
      fc.property(weighed, (answers) => {
        const numbers = (value: unknown): boolean =>
          typeof value === 'number' ||
          (typeof value === 'object' && value !== null && Object.values(value).some(numbers));
        expect(numbers(resultOf(answers, saidIn('en')))).toBe(false);
      }),
    );
  });
  test('one’s own order names everything once, the heaviest first', () => {
    fc.assert(
      fc.property(weighed, (answers) => {
        const order = inOwnOrder(answers);
        expect([...order].sort()).toEqual([...ids].sort());
        const first = order.findIndex((id) => answers.weights[id] !== 'a lot');
        if (first >= 0) expect(order.slice(first).some((id) => answers.weights[id] === 'a lot')).toBe(false);
      }),
    );
  });
  test('of two that weigh the same, the one placed higher comes first', () => {
    const weights = { money: 'a lot', soon: 'a lot' } as const;
    expect(inOwnOrder({ order: ['money', 'soon'], weights }).slice(0, 2)).toEqual(['money', 'soon']);
    expect(inOwnOrder({ order: ['soon', 'money'], weights }).slice(0, 2)).toEqual(['soon', 'money']);
  });
});

test('whatever can be answered has its words, in the same order', () => {
  const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
  expect(idsOf(VALUE_ITEMS)).toEqual(VALUE_IDS);
  expect(idsOf(KNOWLEDGE_ITEMS)).toEqual(KNOWLEDGE_IDS);
  expect(idsOf(SURE.items)).toEqual(SURE_IDS);
  expect(Object.keys(SURE_HELP)).toEqual(SURE_IDS);
  expect(idsOf(PEOPLE_TO_ASK)).toEqual(PERSON_TO_ASK_IDS);
  expect(idsOf(QUESTIONS_TO_BRING)).toEqual(QUESTION_IDS);
});

describe('checks', () => {
  test('no answer to the knowledge check is a mark, and each is met with what is so', () => {
    for (const item of KNOWLEDGE_ITEMS) {
      expect(meetAnswer(item, 'not sure')).toBe('not sure');
      expect(meetAnswer(item, item.is)).toBe('agrees');
      for (const language of LANGUAGES) expect(item.because[language]).not.toMatch(/wrong|incorrect|error|mal\b/i);
    }
  });
  test('one "no" in the SURE test tells that somebody is torn; four "yes", that they are sure', () => {
    const all = Object.fromEntries(SURE.items.map(({ id }) => [id, 'yes' as const]));
    expect(readSure(all)).toBe('sure');
    for (const { id } of SURE.items) expect(readSure({ ...all, [id]: 'no' })).toBe('torn');
    expect(readSure({})).toBe('open');
    expect(readSure({ sure: 'yes' })).toBe('open');
  });
});

describe('answers', () => {
  const NONE = {
    version: 1,
    order: [],
    weights: {},
    ownValue: '',
    knowledge: {},
    sure: {},
    peopleToAsk: [],
    otherPeople: '',
    questions: [],
    ownQuestions: [],
    note: '',
  };
  test('nothing answered is an answer', () => {
    expect(decisionAnswersSchema.parse(NONE)).toEqual(NONE);
    expect(readAnswers(NONE)).toEqual(NONE);
  });
  test.each([
    ['what no page offers', { ...NONE, order: ['victory'] }],
    ['one thing twice', { ...NONE, order: ['soon', 'soon'] }],
    ['a weight that is a number', { ...NONE, weights: { soon: 3 } }],
    ['twenty thousand characters', { ...NONE, note: 'a'.repeat(20_000) }],
    ['a field of its own', { ...NONE, best: 'kap' }],
  ])('%s is not taken', (_, answers) => {
    expect(decisionAnswersSchema.safeParse(answers).success).toBe(false);
    expect(readAnswers(answers)).toBeUndefined();
  });
  test('the page’s own reader takes exactly what the schema takes', () => {
    const odd = fc.oneof(fc.anything(), fc.constantFrom('yes', 'a lot', 'soon', 'kap', 'true', 1));
    const ofId = (ids: readonly string[], values: readonly string[]) =>
      fc.dictionary(fc.constantFrom(...ids, 'other'), fc.oneof(fc.constantFrom(...values), odd), {
        noNullPrototype: true,
      });
    const answers = fc.record(
      {
        version: fc.constantFrom(1, 1, 1, 2),
        order: fc.oneof(fc.subarray([...VALUE_IDS]), fc.array(odd, { maxLength: 2 })),
        weights: ofId(VALUE_IDS, VALUE_WEIGHTS),
        ownValue: fc.oneof(fc.string(), odd),
        knowledge: ofId(KNOWLEDGE_IDS, ['true', 'false', 'not sure']),
        sure: ofId(SURE_IDS, ['yes', 'no']),
        leaning: fc.oneof(fc.constantFrom('kap', 'not sure'), odd),
        peopleToAsk: fc.subarray([...PERSON_TO_ASK_IDS]),
        otherPeople: fc.string(),
        questions: fc.array(fc.constantFrom(...QUESTION_IDS), { maxLength: 3 }),
        ownQuestions: fc.array(fc.string(), { maxLength: 22 }),
        note: fc.string(),
      },
      {
        requiredKeys: ['version', 'order', 'weights', 'ownValue', 'knowledge', 'sure', 'peopleToAsk', 'otherPeople'],
        noNullPrototype: true,
      },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          answers,
          fc.record(Object.fromEntries(Object.entries(NONE).map(([key, value]) => [key, fc.constant(value)]))),
          fc.anything(),
        ),
        (value) => {
          const text = JSON.stringify(value) ?? 'null';
          const read: unknown = JSON.parse(text);
          expect(readAnswers(read) !== undefined, text).toBe(decisionAnswersSchema.safeParse(read).success);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('services', () => {
  test('only what is KAP is called KAP, in both languages, and an infusion says that it holds no psychotherapy', () => {
    for (const protocol of SHIPPED_PROTOCOLS) {
      const { kind, label } = publicService(protocol);
      expect(kind).toBe(labelOf(protocol).kind);
      for (const language of LANGUAGES) expect(label[language].name.includes('KAP')).toBe(kind === 'kap');
    }
    const infusion = publicService(shippedProtocol('infusion-iv'));
    expect(infusion.label.en).toEqual({ name: 'Ketamine infusion (IV)', statement: 'No psychotherapy included.' });
    expect(infusion.label.es).toEqual({
      name: 'Infusión de ketamina (por la vena)',
      statement: 'No incluye psicoterapia.',
    });
  });
  test('a KAP protocol that loses its integration says so in both languages', () => {
    const kap = shippedProtocol('kap-im');
    const { kind, label } = publicService({ ...kap, visits: { ...kap.visits, integration: [] } });
    expect(kind).toBe('medical');
    expect(label.en.statement).toContain('lacks integration');
    expect(label.es.statement).toBe('Le falta integración. No es psicoterapia con ketamina.');
  });
  test('each leads to its column of the page', () => {
    expect(SHIPPED_PROTOCOLS.map((protocol) => publicService(protocol).option)).toEqual([
      'infusion',
      'kap',
      'kap',
      'esketamine',
    ]);
  });
});
