import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../instant.ts';
import { SHIPPED_PROTOCOLS, shippedProtocol } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { problemsOf } from '../questionnaires/rules.ts';
import { problemsOfScreening, type ScreeningAnswers, weightTold } from './answers.ts';
import { ageOn } from './chart.ts';
import { screeningAnswersOf } from './from-home.ts';
import type { ChoiceItem } from './item.ts';
import { isForProtocol, SCREENING_ITEMS } from './items.ts';
import { CHART, CLEAR_ANSWERS, medicine, NOW } from './making.ts';
import { screeningQuestionnaire } from './questionnaire.ts';
import { screen, toDecide } from './screen.ts';

const infusion = shippedProtocol('infusion-iv');
const kap = shippedProtocol('kap-im');
const nasal = shippedProtocol('esketamine-nasal');
const choices = SCREENING_ITEMS.filter((item): item is ChoiceItem => 'options' in item);
const found = (protocol = infusion, answers: ScreeningAnswers = CLEAR_ANSWERS, chart = CHART) =>
  new Map(screen(protocol, answers, chart, NOW).map((one) => [one.rule, one]));
const outcomeOf = (rule: string, ...asked: Parameters<typeof found>) => found(...asked).get(rule)?.outcome;
const answering = (linkId: string, ...codes: string[]) => ({ ...CLEAR_ANSWERS, [linkId]: codes });

describe('what was answered', () => {
  test('and from which nothing follows is clear, for every way of treating', () => {
    for (const protocol of SHIPPED_PROTOCOLS) expect(toDecide(screen(protocol, CLEAR_ANSWERS, CHART, NOW))).toEqual([]);
  });

  test.each([
    ['vessels', 'aneurysm', 'needs_clearance'],
    ['vessels', 'malformation', 'needs_clearance'],
    ['vessels', 'brain_bleeding', 'needs_clearance'],
    ['stroke', 'yes', 'needs_clearance'],
    ['blood_pressure', 'too_high', 'needs_clearance'],
    ['blood_pressure', 'treated', 'ask'],
    ['heart', 'chest_pain', 'needs_clearance'],
    ['heart', 'heart_attack', 'needs_clearance'],
    ['heart', 'heart_failure', 'needs_clearance'],
    ['heart', 'rhythm', 'needs_clearance'],
    ['head_pressure', 'yes', 'needs_clearance'],
    ['eyes', 'eye_pressure', 'needs_clearance'],
    ['eyes', 'glaucoma', 'ask'],
    ['liver', 'severe', 'needs_clearance'],
    ['thyroid', 'untreated', 'needs_clearance'],
    ['pregnancy', 'pregnant', 'does_not_fit'],
    ['pregnancy', 'breast_feeding', 'needs_clearance'],
    ['pregnancy', 'maybe', 'ask'],
    ['psychosis', 'now', 'does_not_fit'],
    ['psychosis', 'schizophrenia', 'does_not_fit'],
    ['psychosis', 'past', 'ask'],
    ['mania', 'now', 'does_not_fit'],
    ['confusion', 'dementia', 'needs_clearance'],
    ['confusion', 'confused', 'does_not_fit'],
    ['substances', 'ketamine_pcp', 'does_not_fit'],
    ['substances', 'active', 'needs_clearance'],
    ['substances', 'withdrawal', 'needs_clearance'],
    ['reactions', 'allergy', 'does_not_fit'],
    ['reactions', 'anesthesia', 'ask'],
    ['sleep_apnea', 'yes', 'ask'],
    ['bladder', 'yes', 'ask'],
    ['seizure', 'yes', 'ask'],
    ['porphyria', 'yes', 'ask'],
    ['medicines_told', 'not_yet', 'ask'],
    ['other_illness', 'yes', 'ask'],
  ])('to %s as %s is: %s', (linkId, code, outcome) => {
    expect(outcomeOf(linkId, infusion, answering(linkId, code))).toBe(outcome);
  });

  test('of which one needs clearance and another does not fit is as grave as the gravest, and says both', () => {
    const finding = found(infusion, answering('substances', 'active', 'ketamine_pcp')).get('substances');
    expect(finding?.outcome).toBe('does_not_fit');
    expect(finding?.because).toContain('Active substance use disorder');
    expect(finding?.by).toBe('an addiction specialist');
  });

  test('differs between protocols where the reference says so: what is on the esketamine label, and what psychotherapy asks', () => {
    for (const code of ['aneurysm', 'malformation', 'brain_bleeding']) {
      const at = answering('vessels', code);
      expect([infusion, kap, nasal].map((protocol) => outcomeOf('vessels', protocol, at))).toEqual([
        'needs_clearance',
        'needs_clearance',
        'does_not_fit',
      ]);
    }
    const at = answering('dissociation', 'dissociative_disorder');
    expect([infusion, kap, nasal].map((protocol) => outcomeOf('dissociation', protocol, at))).toEqual([
      undefined,
      'ask',
      undefined,
    ]);
    const differing = choices
      .flatMap((item) => item.options.map(({ code }) => [item.linkId, code] as const))
      .filter(([linkId, code]) => {
        const outcomes = SHIPPED_PROTOCOLS.map((protocol) => outcomeOf(linkId, protocol, answering(linkId, code)));
        return new Set(outcomes.filter((one) => one !== undefined)).size > 1;
      });
    expect(differing.map(([, code]) => code)).toEqual(['aneurysm', 'malformation', 'brain_bleeding']);
  });

  test('is read the same as a code, as a coding and as yes or no', () => {
    const codings = { ...CLEAR_ANSWERS, seizure: { code: 'yes', display: 'Yes', system: 'urn:holdspace:screening' } };
    expect(outcomeOf('seizure', infusion, codings)).toBe('ask');
    expect(outcomeOf('seizure', infusion, { ...CLEAR_ANSWERS, seizure: true })).toBe('ask');
    expect(outcomeOf('seizure', infusion, { ...CLEAR_ANSWERS, seizure: false })).toBe('clear');
  });
});

describe('laws', () => {
  test('a missing answer is never clear, whichever is left out, and neither is one that is not known', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SHIPPED_PROTOCOLS),
        fc.subarray(choices.map(({ linkId }) => linkId)),
        fc.constantFrom(undefined, '', 'no such answer', []),
        (protocol, left, instead) => {
          const answers = { ...CLEAR_ANSWERS } as Record<string, ScreeningAnswers[string]>;
          for (const linkId of left)
            if (instead === undefined) delete answers[linkId];
            else answers[linkId] = instead;
          const findings = found(protocol, answers);
          for (const item of choices) {
            if (!isForProtocol(item, protocol)) continue;
            expect(findings.get(item.linkId)?.outcome === 'clear').toBe(!left.includes(item.linkId));
          }
        },
      ),
    );
  });

  test('nobody who is not sure is clear', () => {
    for (const { linkId } of choices) {
      const protocol = linkId === 'dissociation' ? kap : infusion;
      expect(outcomeOf(linkId, protocol, answering(linkId, 'not_sure')), linkId).toBe('ask');
    }
  });

  test('one more answer never makes a finding milder', () => {
    const grave = ['clear', 'ask', 'needs_clearance', 'does_not_fit'];
    for (const item of choices.filter(({ kind }) => kind === 'several'))
      for (const protocol of SHIPPED_PROTOCOLS.filter((one) => isForProtocol(item, one)))
        for (const one of item.options)
          for (const other of item.options) {
            const alone = outcomeOf(item.linkId, protocol, answering(item.linkId, one.code)) ?? '';
            const both = outcomeOf(item.linkId, protocol, answering(item.linkId, one.code, other.code)) ?? '';
            expect(grave.indexOf(both)).toBeGreaterThanOrEqual(grave.indexOf(alone));
          }
  });

  test('every effect says why and from where, and every clearance of whom', () => {
    for (const { options } of choices)
      for (const { effects } of options)
        for (const { because, sources, outcome, by } of effects) {
          expect(because).not.toBe('');
          expect(sources.length).toBeGreaterThan(0);
          if (outcome === 'needs_clearance') expect(by).toBeTruthy();
        }
  });
});

describe('what is on record', () => {
  test.each([
    ['2010-03-03', 'ask', '15 years'],
    ['2008-03-03', 'ask', '17 years'],
    ['2008-03-02', 'clear', '18 years'],
    ['1960-03-03', 'clear', '65 years'],
    ['1960-03-02', 'ask', '66 years'],
  ])('born on %s is: %s', (dateOfBirth, outcome, answered) => {
    expect(found(infusion, CLEAR_ANSWERS, { ...CHART, dateOfBirth }).get('age')).toMatchObject({ outcome, answered });
  });

  test('a minor is met with what comes next; a birth date that cannot be is no age', () => {
    const minor = found(infusion, CLEAR_ANSWERS, { ...CHART, dateOfBirth: '2012-01-01' }).get('age');
    expect(minor?.because).toMatch(/speaks with the patient and with whoever has custody/);
    for (const dateOfBirth of ['2031-01-01', '1800-01-01']) {
      expect(ageOn(dateOfBirth, '2026-03-02')).toBeNull();
      const finding = found(infusion, CLEAR_ANSWERS, { ...CHART, dateOfBirth }).get('age');
      expect(finding).toMatchObject({ outcome: 'ask', missing: true });
    }
  });

  test('a weight over 150 kg is asked about; none at all is not clear; an impossible one is answered kindly', () => {
    const weighing = (value: number) => ({
      ...CHART,
      weight: { weight: quantity(value, 'kg'), measuredOn: '2026-03-01' },
    });
    expect(outcomeOf('weight', infusion, CLEAR_ANSWERS, weighing(150))).toBe('clear');
    expect(outcomeOf('weight', infusion, CLEAR_ANSWERS, weighing(150.1))).toBe('ask');
    const unweighed = { ...CHART, weight: undefined };
    expect(found(infusion, CLEAR_ANSWERS, unweighed).get('weight')).toMatchObject({ outcome: 'ask', missing: true });
    const told = (value: number, unit: string) => ({ ...CLEAR_ANSWERS, weight_told: { value, unit } });
    expect(outcomeOf('weight', infusion, told(154, '[lb_av]'), unweighed)).toBe('clear');
    expect(outcomeOf('weight', infusion, told(400, '[lb_av]'), unweighed)).toBe('ask');
    expect(found(infusion, told(7, 'kg'), unweighed).get('weight')).toMatchObject({ outcome: 'ask', missing: true });
    for (const impossible of [told(7, 'kg'), told(1e308, 'kg'), told(70, 'stone'), { weight_told: 'seventy' }]) {
      const [problem, ...more] = problemsOfScreening(impossible);
      expect(more).toEqual([]);
      expect(problem?.message).toContain('25 to 350 kg');
    }
  });

  test('a pressure is held against the protocol’s own limits; none on record is not clear', () => {
    const at = (systolic: number, diastolic: number) => ({
      ...CHART,
      pressures: [...CHART.pressures, { sessionId: 't', at: NOW, systolic, diastolic }],
    });
    expect(outcomeOf('pressure', infusion, CLEAR_ANSWERS, at(139, 89))).toBe('clear');
    expect(outcomeOf('pressure', infusion, CLEAR_ANSWERS, at(140, 80))).toBe('ask');
    expect(outcomeOf('pressure', infusion, CLEAR_ANSWERS, at(130, 100))).toBe('needs_clearance');
    const none = found(infusion, CLEAR_ANSWERS, { ...CHART, pressures: [] }).get('pressure');
    expect(none).toMatchObject({ outcome: 'ask', missing: true });
  });

  test('each caution of the medicine list is a finding, and what is not known there is no clearance', () => {
    const medicines = [
      medicine('1', 'Ativan'),
      medicine('2', 'Diazepam'),
      medicine('3', 'Sertraline'),
      medicine('4', 'Ritalin', { ended: { on: '2026-02-01', because: 'a', by: { id: '', name: '' } } }),
    ];
    const findings = found(infusion, answering('medicines_told', 'all'), { ...CHART, medicines });
    expect(findings.get('interaction-benzodiazepines')).toMatchObject({ outcome: 'ask', answered: 'Ativan, Diazepam' });
    expect(findings.get('interaction-benzodiazepines')?.because).toContain('3 mg of lorazepam');
    expect(findings.get('medicines-unknown')).toMatchObject({ outcome: 'ask', answered: 'Sertraline' });
    expect(findings.has('interaction-stimulants')).toBe(false);
  });

  test('“I take none” beside a list, and “all told” beside an empty one, are asked again', () => {
    const medicines = [medicine('1', 'Ativan')];
    expect(
      outcomeOf('medicines_told', infusion, answering('medicines_told', 'takes_none'), { ...CHART, medicines }),
    ).toBe('ask');
    expect(outcomeOf('medicines_told', infusion, answering('medicines_told', 'all'))).toBe('ask');
    expect(outcomeOf('medicines_told', infusion, answering('medicines_told', 'all'), { ...CHART, medicines })).toBe(
      'clear',
    );
  });
});

describe('answers that cannot be kept', () => {
  test.each([
    [{ no_such: 'yes' }, 'unknown-question'],
    [{ stroke: 'perhaps' }, 'unknown-answer'],
    [{ stroke: ['yes', 'no'] }, 'one-answer'],
    [{ heart: ['none', 'rhythm'] }, 'none-and-others'],
    [{ heart: ['not_sure', 'rhythm'] }, 'none-and-others'],
    [{ other_illness_words: true }, 'words'],
  ] as const)('%j: %s', (answers, rule) => {
    expect(problemsOfScreening(answers).map((one) => one.rule)).toEqual([rule]);
  });
});

test.each([
  { value: 70, unit: 'kg' },
  { value: 154, unit: '[lb_av]' },
])('a weight that is told from home, $value $unit, can be sent, and is read as told', (weight) => {
  const form = screeningQuestionnaire([infusion]);
  const answers = { weight_told: [weight] };
  expect(problemsOf(form, answers).filter(({ linkId }) => linkId === 'weight_told')).toEqual([]);
  expect(weightTold(screeningAnswersOf(answers))?.value).toBeCloseTo(70, 0);
  const impossible = problemsOf(form, { weight_told: [{ ...weight, value: 7000 }] });
  expect(impossible.map(({ linkId }) => linkId)).toContain('weight_told');
});

test('the questionnaire is made of the same questions, in both languages, and asks those of psychotherapy where it is offered', () => {
  const linkIds = (protocols: readonly (typeof kap)[]) =>
    screeningQuestionnaire(protocols).item.map(({ linkId }) => linkId);
  expect(linkIds([infusion])).not.toContain('dissociation');
  expect(linkIds([infusion, kap])).toEqual(SCREENING_ITEMS.map(({ linkId }) => linkId));
  const told = JSON.stringify(screeningQuestionnaire([kap]));
  for (const item of SCREENING_ITEMS) {
    expect(told).toContain(JSON.stringify(item.question.en));
    expect(told).toContain(JSON.stringify(item.question.es));
    if ('options' in item)
      for (const { words } of item.options) expect(words.en === words.es && words.en !== 'No').toBe(false);
  }
  expect(instant(Date.parse(NOW))).toBe(NOW);
});
