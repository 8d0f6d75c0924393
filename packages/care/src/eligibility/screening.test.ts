import { describe, expect, test } from 'vitest';
import { mayDo } from '../authority/may-do.ts';
import { DAY, later } from '../instant.ts';
import { shippedProtocol } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { ROLES, type Role } from '../roles.ts';
import type { AskClearance } from './commands.ts';
import {
  decideArrival,
  decideAskingClearance,
  decideEndingClearance,
  decideSigningScreening,
  decideTelling,
  decisionOf,
  type ScreeningFacts,
} from './decide.ts';
import { CHART, CLEAR_ANSWERS, factsFor, medicine, NOW, signedFor } from './making.ts';
import { whyNotScreened } from './on-record.ts';
import { changesSince } from './reopened.ts';
import { clearanceOverdueFrom, clearanceState, foldScreening, type ScreeningEvent } from './screening.ts';
import { screeningOnRecord, screeningStanding } from './standing.ts';

const infusion = shippedProtocol('infusion-iv');
const kap = shippedProtocol('kap-im');
const TOMORROW = later(NOW, DAY);
const rulesOf = (decided: ReturnType<typeof decideTelling>) =>
  decided.accepted ? [] : decided.refusals.map(({ rule }) => rule);

describe('a decision', () => {
  const facts = factsFor(infusion, { answers: { ...CLEAR_ANSWERS, heart: ['rhythm'], seizure: 'yes' } });
  const sign = (
    outcomes: readonly { rule: string; judgement: 'accepted' | 'clearance_asked' | 'does_not_fit' }[],
    more: Partial<ScreeningFacts> = {},
    seen = 'x',
  ) =>
    decideSigningScreening(
      { ...facts, ...more },
      { id: 'd', seen, outcomes: outcomes.map((one) => ({ ...one, reason: 'Spoken about.' })) },
      'x',
    );
  const both = [
    { rule: 'heart', judgement: 'accepted' },
    { rule: 'seizure', judgement: 'accepted' },
  ] as const;

  test('is computed from what was decided of each finding', () => {
    expect(decisionOf([])).toBe('fits');
    expect(decisionOf([{ judgement: 'accepted' }, { judgement: 'clearance_asked' }])).toBe('waits');
    expect(decisionOf([{ judgement: 'clearance_asked' }, { judgement: 'does_not_fit' }])).toBe('does_not_fit');
  });

  test('is about every finding that is not clear, and about no other', () => {
    expect(sign(both).accepted).toBe(true);
    expect(rulesOf(sign(both.slice(1)))).toEqual(['every-finding-decided']);
    expect(rulesOf(sign([...both, { rule: 'stroke', judgement: 'accepted' }]))).toEqual(['only-findings-decided']);
  });

  test('is about what was looked at', () => {
    expect(rulesOf(sign(both, {}, 'y'))).toEqual(['screening-as-seen']);
  });

  test('needs answers: nobody is screened who was not asked', () => {
    expect(rulesOf(sign([], { answers: {} }))).toContain('screening-was-asked');
  });

  test('that waits for a clearance names one that is tracked', () => {
    const waiting = [{ rule: 'heart', judgement: 'clearance_asked' }, both[1]] as const;
    expect(rulesOf(sign(waiting))).toEqual(['clearance-is-tracked']);
    const asked = decideAskingClearance(facts, asking());
    const screening = foldScreening(asked.accepted ? [asked.event] : []);
    const decided = sign(waiting, { screening, clearances: screening.clearances });
    expect(decided).toMatchObject({ accepted: true, event: { decision: 'waits' } });
  });
});

describe('what was signed', () => {
  const facts = factsFor(infusion);
  const signed = signedFor(facts);
  const changed = (more: Partial<ScreeningFacts>) =>
    changesSince(signed, { ...facts, at: TOMORROW, ...more }).map(({ what, says }) => `${what}: ${says}`);
  const chart = (more: Partial<typeof CHART>) => ({ chart: { ...CHART, ...more } });

  test('stands as long as nothing has come since', () => {
    expect(changed({})).toEqual([]);
    expect(changed(chart({ weight: { weight: quantity(71, 'kg'), measuredOn: '2026-03-03' } }))).toEqual([]);
  });

  test('is re-opened by a new medicine, and names it', () => {
    expect(changed(chart({ medicines: [medicine('1', 'Ativan', { dose: '1 mg' })] }))).toEqual([
      'medicine: New on the medicine list: Ativan, 1 mg.',
    ]);
  });

  test('is not re-opened by one that was on the list, or has ended', () => {
    const medicines = [medicine('1', 'Ativan')];
    const told = { ...CLEAR_ANSWERS, medicines_told: 'all' };
    const known = signedFor(factsFor(infusion, { answers: told, ...chart({ medicines }) }));
    expect(changesSince(known, { ...facts, answers: told, ...chart({ medicines }), at: TOMORROW })).toEqual([]);
    const ended = medicine('2', 'Valium', { ended: { on: '2026-03-03', because: 'a', by: { id: '', name: '' } } });
    expect(changed(chart({ medicines: [ended] }))).toEqual([]);
  });

  test.each([
    [139, 89, []],
    [140, 80, ['pressure: 140/80 mmHg at rest on 2026-03-03, at or over the protocol’s 140/90 mmHg.']],
    [120, 101, ['pressure: 120/101 mmHg at rest on 2026-03-03, at or over the protocol’s 160/100 mmHg.']],
  ])('by %i/%i mmHg at rest: %j', (systolic, diastolic, says) => {
    const reading = { sessionId: 't', at: TOMORROW, systolic, diastolic };
    expect(changed(chart({ pressures: [...CHART.pressures, reading] }))).toEqual(says);
  });

  test('by a high pressure that a normal one follows in another session still, until somebody signs again', () => {
    const at = (hours: number, systolic: number) => ({
      sessionId: String(hours),
      at: later(NOW, hours * 3_600_000),
      systolic,
      diastolic: 80,
    });
    const pressures = [...CHART.pressures, at(1, 150), at(2, 120)];
    expect(changed(chart({ pressures }))).toHaveLength(1);
    const again = signedFor(factsFor(infusion, chart({ pressures })), TOMORROW);
    expect(changesSince(again, { ...facts, ...chart({ pressures }), at: TOMORROW })).toEqual([]);
  });

  test('by a high pressure that was measured before the signature and told after it', () => {
    const late = { sessionId: 't', at: later(NOW, -3_600_000), systolic: 164, diastolic: 102 };
    expect(changed(chart({ pressures: [...CHART.pressures, late] }))).toEqual([
      'pressure: 164/102 mmHg at rest on 2026-03-02, at or over the protocol’s 160/100 mmHg.',
    ]);
    const corrected = CHART.pressures.map((one) => ({ ...one, systolic: 164 }));
    expect(changed(chart({ pressures: corrected }))).toHaveLength(1);
    const over = signedFor(factsFor(infusion, chart({ pressures: [...CHART.pressures, late] })));
    const now = { ...facts, ...chart({ pressures: [...CHART.pressures, late] }), at: TOMORROW };
    expect(changesSince(over, now)).toEqual([]);
  });

  test('without its pressures, as decisions once were kept: by one that was measured after it alone', () => {
    const { pressures: _, ...before } = signed;
    const high = (at: typeof NOW) => ({ sessionId: 't', at, systolic: 150, diastolic: 80 });
    const now = { ...facts, ...chart({ pressures: [high(NOW), high(TOMORROW)] }), at: TOMORROW };
    expect(changesSince(before, now)).toHaveLength(1);
  });

  test('by a weight over 150 kg, a birthday that matters, and a new answer', () => {
    expect(changed(chart({ weight: { weight: quantity(151, 'kg'), measuredOn: '2026-03-03' } }))[0]).toMatch(
      /^finding: Weight: 151 kg/,
    );
    expect(changed({ answers: { ...CLEAR_ANSWERS, liver: 'mild' } })).toEqual([
      'answer: A new answer to “Liver”: Yes, a mild one.',
    ]);
    const at64 = factsFor(infusion, chart({ dateOfBirth: '1960-03-03' }));
    const then = signedFor(at64);
    expect(changesSince(then, { ...at64, at: TOMORROW }).map(({ says }) => says)).toEqual([
      expect.stringMatching(/^Age: 66 years/),
    ]);
  });

  test('by another protocol, with what that one asks besides', () => {
    const { dissociation: _, ...answers } = CLEAR_ANSWERS;
    const before = signedFor(factsFor(infusion, { answers }));
    const says = changesSince(before, { ...facts, answers, protocol: kap, at: TOMORROW }).map(({ what }) => what);
    expect(says).toEqual(['protocol', 'finding']);
  });

  test('by a letter that has come since', () => {
    const [asked] = foldScreening(letterEvents('agrees')).clearances;
    expect(changed({ clearances: asked ? [asked] : [] })).toEqual([
      'letter: A letter has come since, from Dr. Vale: read it.',
    ]);
  });

  test('by a letter it was signed over that was written down by mistake, not by one that nobody had read', () => {
    const [come] = foldScreening(letterEvents('agrees')).clearances;
    if (!come) throw new Error('not asked');
    const end = decideEndingClearance(facts, come, { id: 'e', reason: 'Of another patient' });
    if (!end.accepted) throw new Error('refused');
    const screening = foldScreening([...letterEvents('agrees'), end.event]);
    const { clearances } = screening;
    const over = signedFor({ ...facts, clearances: [come] });
    expect(over.letters).toEqual(['l1']);
    const now = { ...facts, clearances, at: TOMORROW };
    const says = 'A letter this was signed over was written down by mistake: Of another patient.';
    expect(changesSince(over, now)).toEqual([{ what: 'letter', says }]);
    expect(screeningStanding({ ...screening, decisions: [over] }, now).state).toBe('reopened');
    expect(changed({ clearances })).toEqual([]);
    expect(changesSince(signedFor(now, TOMORROW), now)).toEqual([]);
  });

  test('is worked out from the record alone: the same record always answers the same', () => {
    const later = { ...facts, ...chart({ medicines: [medicine('1', 'Ativan')] }), at: TOMORROW };
    expect(changesSince(signed, later)).toEqual(changesSince(signed, later));
    expect(screeningStanding({ decisions: [signed], clearances: [] }, later).state).toBe('reopened');
    expect(screeningStanding({ decisions: [signed], clearances: [] }, { ...facts, at: TOMORROW }).state).toBe('signed');
  });

  test('is told to the room item by item', () => {
    const later = { ...facts, ...chart({ medicines: [medicine('1', 'Ativan')] }), at: TOMORROW };
    const onRecord = screeningOnRecord('c', { decisions: [signed], clearances: [] }, later);
    expect(whyNotScreened(onRecord)).toBe(
      're-opened since Dr. Priya Osei signed on 2026-03-02: New on the medicine list: Ativan.',
    );
  });
});

const asking = (more: Partial<AskClearance> = {}): AskClearance => ({
  id: 'c1',
  rules: ['heart'],
  of: 'Dr. Vale, cardiology',
  what: 'Whether the arrhythmia stands against a dose.',
  askedOn: '2026-03-01',
  dueOn: '2026-03-10',
  ...more,
});
function letterEvents(verdict: 'agrees' | 'against'): readonly ScreeningEvent[] {
  const author = { id: 'n', name: 'Nora', roles: ['nurse' as const] };
  return [
    { type: 'ClearanceAsked', at: NOW, author, ...asking() },
    {
      type: 'ClearanceArrived',
      id: 'l1',
      at: TOMORROW,
      author,
      clearance: 'c1',
      arrivedOn: '2026-03-03',
      from: 'Dr. Vale',
      verdict,
      says: 'Sinus rhythm.',
    },
  ];
}

describe('a clearance', () => {
  const facts = factsFor(infusion);

  test('is asked after from eight on the morning after its day, on the clinic’s clock', () => {
    expect(clearanceOverdueFrom({ dueOn: '2026-03-10' }, 'America/New_York')).toBe('2026-03-11T12:00:00.000Z');
    expect(clearanceOverdueFrom({ dueOn: '2026-03-10' }, 'UTC')).toBe('2026-03-11T08:00:00.000Z');
  });
  test('is waited for until its day, and overdue from the day after', () => {
    const [asked] = foldScreening(letterEvents('agrees').slice(0, 1)).clearances;
    if (!asked) throw new Error('not asked');
    expect(clearanceState(asked, '2026-03-10')).toBe('waiting');
    expect(clearanceState(asked, '2026-03-11')).toBe('overdue');
  });

  test.each([
    [{ askedOn: '2026-03-03' }, ['clearance-days']],
    [{ dueOn: '2026-02-28' }, ['clearance-days']],
    [{ dueOn: '2028-02-28' }, ['clearance-days']],
    [{ rules: ['no-such'] }, ['clearance-about-a-finding']],
    [{}, []],
  ])('%j: %j', (more, rules) => {
    expect(rulesOf(decideAskingClearance(facts, asking(more)))).toEqual(rules);
  });

  test('comes once, and not before it was asked for or before today has come', () => {
    const [asked] = foldScreening(letterEvents('agrees').slice(0, 1)).clearances;
    const [come] = foldScreening(letterEvents('agrees')).clearances;
    if (!asked || !come) throw new Error('not asked');
    const letter = { id: 'l2', arrivedOn: '2026-03-02', from: 'Dr. Vale', verdict: 'agrees', says: 'Good.' } as const;
    expect(rulesOf(decideArrival(facts, asked, letter))).toEqual([]);
    expect(rulesOf(decideArrival(facts, asked, { ...letter, arrivedOn: '2026-03-03' }))).toEqual(['letter-has-come']);
    expect(rulesOf(decideArrival(facts, asked, { ...letter, arrivedOn: '2026-02-01' }))).toEqual(['letter-has-come']);
    expect(rulesOf(decideArrival(facts, come, letter))).toEqual(['letter-comes-once']);
    const end = decideEndingClearance(facts, come, { id: 'e', reason: 'Of another patient.' });
    if (!end.accepted) throw new Error('refused');
    const [ended] = foldScreening([...letterEvents('agrees'), end.event]).clearances;
    expect(ended && clearanceState(ended, '2026-03-11')).toBe('ended');
    expect(ended?.arrived?.says).toBe('Sinus rhythm.');
    if (ended)
      expect(rulesOf(decideEndingClearance(facts, ended, { id: 'f', reason: 'Again.' }))).toEqual([
        'clearance-is-open',
      ]);
  });

  test('that was asked for begins a screening, before any answer: no paper stands in for it', () => {
    const screening = foldScreening(letterEvents('agrees').slice(0, 1));
    const now = factsFor(infusion, { answers: {}, screening, clearances: screening.clearances });
    expect(screeningStanding(screening, now).state).toBe('unsigned');
    expect(whyNotScreened(screeningOnRecord('c', screening, now))).toBe(
      'it was begun on record, and no clinician has signed it',
    );
    expect(screeningStanding({ decisions: [], clearances: [] }, now).state).toBe('none');
  });

  test('that a decision waits for is named to the room, with whether it is overdue', () => {
    const answers = { ...CLEAR_ANSWERS, heart: ['rhythm'] };
    const screening = foldScreening(letterEvents('agrees').slice(0, 1));
    const asked = factsFor(infusion, { answers, screening, clearances: screening.clearances });
    const outcomes = [{ rule: 'heart', judgement: 'clearance_asked' as const, reason: 'Of cardiology.' }];
    const decided = decideSigningScreening(asked, { id: 'd', seen: 'x', outcomes }, 'x');
    if (!decided.accepted || decided.event.type !== 'ScreeningSigned') throw new Error('refused');
    const onRecord = screeningOnRecord(
      'c',
      { ...screening, decisions: [decided.event] },
      { ...asked, at: later(NOW, 20 * DAY) },
    );
    expect(onRecord.state).toBe('waits');
    expect(whyNotScreened(onRecord)).toBe(
      'Dr. Priya Osei waits for a clearance: Heart: asked of Dr. Vale, cardiology, due 2026-03-10, overdue.',
    );
  });
});

test('answers follow on those that were looked at: two who write at once do not overwrite each other', () => {
  const facts = factsFor(infusion);
  const first = decideTelling(facts, { id: 'a', follows: null, answers: { stroke: 'no' } });
  if (!first.accepted) throw new Error('refused');
  const screening = foldScreening([first.event]);
  expect(rulesOf(decideTelling({ ...facts, screening }, { id: 'b', follows: null, answers: {} }))).toEqual([
    'answers-as-seen',
  ]);
  expect(rulesOf(decideTelling({ ...facts, screening }, { id: 'b', follows: 'a', answers: {} }))).toEqual([]);
});

describe('authority', () => {
  const mayIn = (act: 'keep the screening' | 'sign a screening', role: Role, conditions: object) =>
    mayDo(act, { roles: [role], conditions }).allowed;
  const IN_TEAM = { 'in the care team': true, 'credentials in order': true };

  test('who treats a patient asks and writes down; who may order, with papers in order, decides and signs', () => {
    for (const role of ROLES) {
      const licensed: readonly Role[] = ['medical_director', 'prescriber', 'anesthesia', 'nurse', 'therapist'];
      const decides: readonly Role[] = ['medical_director', 'prescriber', 'anesthesia'];
      expect(mayIn('keep the screening', role, IN_TEAM), role).toBe(licensed.includes(role));
      expect(mayIn('sign a screening', role, IN_TEAM), role).toBe(decides.includes(role));
      expect(mayIn('sign a screening', role, { 'in the care team': true }), role).toBe(false);
      expect(mayIn('sign a screening', role, { 'credentials in order': true }), role).toBe(role === 'medical_director');
    }
  });
});
