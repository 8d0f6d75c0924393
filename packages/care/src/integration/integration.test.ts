import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayDo } from '../authority/may-do.ts';
import { rolesThatMay, rowsOf } from '../authority/table.ts';
import { DAY, type Instant, instant, later } from '../instant.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { ROLES } from '../roles.ts';
import {
  CHECK_IN_SCHEDULE,
  checkInAnswersSchema,
  checkInStanding,
  checkInsAfter,
  crisisIn,
  hasCheckIns,
  toCallFrom,
} from './check-in.ts';
import { CRISIS_LINES, crisisCountryOf } from './crisis-lines.ts';
import { CRISIS_WORDS, CRISIS_WORDS_IN_SPANISH, crisisWordsIn } from './crisis-words.ts';
import { isUnsaid, proposedVisits } from './integration-visits.ts';
import { drawingProblem, hasCrisisWords, LARGEST_VOICE_BYTES, soundProblem, soundTypeOf } from './journal.ts';
import {
  askOfEntry,
  daysOfPractice,
  isLetGo,
  marksByDay,
  mayMark,
  type NewThreadEntry,
  sayPractice,
  THREAD_KINDS,
  writtenInEntry,
} from './thread.ts';

const ZONE = 'America/New_York';
const ID = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';
const dosing = (day: string, sessionId = day) => ({ sessionId, courseId: 'course', day });

const CRISIS_PHRASES = [...CRISIS_WORDS.phrases, ...CRISIS_WORDS_IN_SPANISH.phrases];

describe('words of danger', () => {
  test('show help wherever they stand, however they are written, and denied too', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CRISIS_PHRASES), fc.lorem(), fc.lorem(), (phrase, before, after) => {
        const said = `${before}. ${phrase.toUpperCase()}, ${after}`;
        expect(crisisIn({ words: said })).toMatchObject({ showHelp: true, crisis: true });
      }),
    );
    for (const said of [
      'I don’t want to live',
      "I DON'T   want\nto live",
      'I do not want to kill myself',
      'Suicidal again',
      'Ya no quiero vivir más',
      'Pienso en QUITARME la vida',
      'Ojalá estuviera muerta',
      'tengo ganas de hacerme daño',
      'No puedo más',
    ])
      expect(crisisWordsIn(said), said).not.toEqual([]);
  });

  test('show help whatever a keyboard puts for an apostrophe, and whatever stands unseen between', () => {
    for (const apostrophe of [..."'’‘‛`´ʹʻʼʽˈ′＇", '', '\u200b', '\u00ad', '\u2060'])
      expect(crisisWordsIn(`I don${apostrophe}t want to live`), apostrophe).toEqual(['dont want to live']);
  });

  test('are not found in an ordinary day', () => {
    for (const said of [
      'I slept well and walked by the sea',
      'The light died down slowly',
      'I cut the bread myself',
      'Hoy caminé y dormí bien',
      'Corté el pan y voy a cortarme el pelo',
      'Mi mejor amiga murió en paz hace años',
    ])
      expect(crisisWordsIn(said), said).toEqual([]);
  });

  test('are found in all that is written of a practice, and not in what is not', () => {
    const often = { how: 'daily' } as const;
    const danger = 'I want to die';
    for (const entry of [
      { words: danger },
      { words: 'Tea', practice: { often, when: { by: 'after', after: danger } } },
      { words: 'Tea', practice: { often, obstacle: danger } },
      { words: 'Tea', practice: { often, instead: danger } },
    ] as const)
      expect(hasCrisisWords(writtenInEntry(entry)), JSON.stringify(entry)).toBe(true);
    expect(
      hasCrisisWords(writtenInEntry({ words: 'Tea', practice: { often, when: { by: 'time', time: '08:00' } } })),
    ).toBe(false);
  });

  test('the list is plain: no phrase holds what the matching puts aside', () => {
    for (const phrase of CRISIS_PHRASES) expect(phrase).toMatch(/^[a-z]+( [a-z]+)*$/);
  });
});

describe('answers', () => {
  test('help is shown for not feeling safe, for not being sure, and from a distress of 8; not below', () => {
    expect(crisisIn({ safe: 'no' }).crisis).toBe(true);
    expect(crisisIn({ safe: 'not_sure' }).crisis).toBe(true);
    expect(crisisIn({ distress: 8 })).toMatchObject({ showHelp: true, crisis: false, highDistress: true });
    expect(crisisIn({ distress: 7, safe: 'yes', words: 'A quiet week' })).toMatchObject({ showHelp: false });
  });
  test('what shows help goes on showing it, whatever else is answered', () => {
    const alarming = fc.constantFrom({ safe: 'no' as const }, { distress: 9 }, { words: 'I want to die' });
    fc.assert(
      fc.property(alarming, fc.constantFrom('well' as const, 'hardly' as const), (one, sleep) => {
        expect(crisisIn({ sleep, practice: 'yes', ...one }).showHelp).toBe(true);
      }),
    );
  });
  test('one is enough, and none is not', () => {
    expect(checkInAnswersSchema.safeParse({ sleep: 'well' }).success).toBe(true);
    expect(checkInAnswersSchema.safeParse({}).success).toBe(false);
    expect(checkInAnswersSchema.safeParse({ distress: 11 }).success).toBe(false);
  });
});

describe('check-ins', () => {
  test('come 1, 3, 7, 14 and 28 days after a session, in the morning of the clinic', () => {
    const all = checkInsAfter([dosing('2026-03-02')], ZONE);
    expect(all.map(({ day }) => day)).toEqual([1, 3, 7, 14, 28]);
    expect(all[0]?.opensAt).toBe('2026-03-03T13:00:00.000Z');
    // The clocks went forward in between.
    expect(all[2]?.opensAt).toBe('2026-03-09T12:00:00.000Z');
  });
  test('the next session begins the counting anew, so that nobody is asked twice on a day', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 5 }), (days) => {
        const dosings = days.map((day) => dosing(`2026-02-${String(day).padStart(2, '0')}`));
        const opens = checkInsAfter(dosings, ZONE).map(({ opensAt }) => opensAt);
        expect(new Set(opens).size).toBe(opens.length);
        expect(opens).toEqual(opens.toSorted());
      }),
    );
  });
  test('are upcoming, open, and then missed; an answer makes them answered whenever it came', () => {
    const [first] = checkInsAfter([dosing('2026-03-02')], ZONE);
    if (!first) throw new Error('none');
    expect(checkInStanding(first, false, later(first.opensAt, -1))).toBe('upcoming');
    expect(checkInStanding(first, false, first.opensAt)).toBe('open');
    expect(checkInStanding(first, false, first.closesAt)).toBe('missed');
    expect(checkInStanding(first, true, later(first.closesAt, DAY))).toBe('answered');
  });
  test('are telephoned about from when they open, where the patient had chosen that by then, and not once they are over', () => {
    const [first] = checkInsAfter([{ sessionId: ID, courseId: ID, day: '2026-03-02' }], ZONE);
    if (!first) throw new Error('no check-in');
    const { opensAt, closesAt } = first;
    const chosen = (channel: 'portal' | 'telephone', at: Instant) => ({ channel, chosenAt: at });
    const early = chosen('telephone', later(opensAt, -DAY));
    const during = chosen('telephone', later(opensAt, 3600_000));
    const end = later(closesAt, DAY);
    expect(toCallFrom(first, [early], later(opensAt, -1))).toBeUndefined();
    expect(toCallFrom(first, [early], opensAt)).toBe(opensAt);
    expect(toCallFrom(first, [during], opensAt)).toBeUndefined();
    expect(toCallFrom(first, [during], end)).toBe(during.chosenAt);
    expect(toCallFrom(first, [early, chosen('portal', later(opensAt, -1))], end)).toBeUndefined();
    expect(toCallFrom(first, [chosen('telephone', closesAt)], end)).toBeUndefined();
    expect(toCallFrom(first, [], end)).toBeUndefined();
  });
  test('follow the ways of treating that promise integration, and no other', () => {
    for (const protocol of SHIPPED_PROTOCOLS)
      expect(hasCheckIns(protocol), protocol.id).toBe(protocol.id.startsWith('kap-'));
    expect(CHECK_IN_SCHEDULE.checked).toBe('background');
  });
});

describe('an entry of a thread', () => {
  const practice: NewThreadEntry = {
    id: ID,
    kind: 'practice',
    words: 'Write three lines',
    practice: { when: { by: 'after', after: 'breakfast' }, often: { how: 'daily' } },
  };
  test('a practice without a time is asked for one, kindly', () => {
    const asked = askOfEntry({ ...practice, practice: { often: { how: 'daily' } } }, new Map());
    expect(asked).toMatchObject({ field: 'practice.when', rule: 'practice-without-a-time' });
    expect(asked?.message).toMatch(/^When in your day\?/);
    expect(askOfEntry(practice, new Map())).toBeNull();
  });
  test('grows from what comes before it in the order of things, never from what comes after', () => {
    for (const before of THREAD_KINDS)
      for (const kind of THREAD_KINDS) {
        const entry = {
          id: ID,
          kind,
          words: 'x',
          follows: OTHER,
          ...(kind === 'practice' && { practice: practice.practice }),
        };
        const asked = askOfEntry(entry, new Map([[OTHER, before]]));
        expect(asked === null, `${kind} after ${before}`).toBe(
          THREAD_KINDS.indexOf(before) <= THREAD_KINDS.indexOf(kind),
        );
      }
    expect(askOfEntry({ ...practice, follows: OTHER }, new Map())?.rule).toBe('follows-nothing');
  });
  test('says its rhythm in words', () => {
    expect(sayPractice({ when: { by: 'time', time: '07:30' }, often: { how: 'daily' } })).toBe('Every day at 07:30');
    expect(
      sayPractice({ when: { by: 'after', after: 'after work' }, often: { how: 'days', days: ['thu', 'mon'] } }),
    ).toBe('On Monday and Thursday, after work');
    const days = { how: 'days', days: ['thu', 'mon'] } as const;
    for (const after of ['el desayuno', 'del desayuno', 'después del desayuno'])
      expect(sayPractice({ when: { by: 'after', after }, often: { ...days, days: [...days.days] } }, 'es')).toBe(
        'Los lunes y jueves, después del desayuno',
      );
    expect(sayPractice({ when: { by: 'time', time: '07:30' }, often: { how: 'times_a_week', times: 3 } }, 'es')).toBe(
      '3 veces por semana a las 07:30',
    );
  });
  test('of several marks for a day the last stands, and a practice let go of is over', () => {
    const mark = (day: string, mark: 'kept' | 'not_kept' | 'let_go') => ({ practiceId: ID, day, mark });
    const marks = [mark('2026-03-03', 'not_kept'), mark('2026-03-03', 'kept'), mark('2026-03-04', 'let_go')];
    expect(marksByDay(marks).get('2026-03-03')?.mark).toBe('kept');
    expect(isLetGo(marks)).toBe(true);
  });

  test('no day is looked at from before a practice was begun, but for one that was marked, and none after two weeks', () => {
    const marked = [{ practiceId: ID, day: '2026-03-09', mark: 'kept' as const }];
    expect(daysOfPractice([], '2026-03-10', '2026-03-10')).toEqual(['2026-03-10']);
    expect(daysOfPractice(marked, '2026-03-10', '2026-03-11')).toEqual(['2026-03-09', '2026-03-10', '2026-03-11']);
    const long = daysOfPractice([], '2026-01-01', '2026-03-10');
    expect([long.length, long[0], long.at(-1)]).toEqual([14, '2026-02-25', '2026-03-10']);
  });
  test('a day of a practice can be marked up to two weeks after it, and none that is to come', () => {
    expect(mayMark('2026-03-15', '2026-03-15')).toBe(true);
    expect(mayMark('2026-03-01', '2026-03-15')).toBe(true);
    expect(mayMark('2026-02-28', '2026-03-15')).toBe(false);
    expect(mayMark('2026-03-16', '2026-03-15')).toBe(false);
  });
});

describe('a journal', () => {
  test('knows a sound by how it begins, and refuses in words what is none, too large or too long', () => {
    const webm = Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, 0]);
    expect(soundTypeOf(webm)).toBe('audio/webm');
    expect(soundProblem(webm, 20)).toBeNull();
    expect(soundProblem(Uint8Array.from([...'a letter, no sound'].map((one) => one.charCodeAt(0))), 20)?.rule).toBe(
      'no-sound',
    );
    expect(soundProblem(new Uint8Array(LARGEST_VOICE_BYTES + 1), 20)?.rule).toBe('sound-too-large');
    expect(soundProblem(webm, 400)?.rule).toBe('sound-too-long');
  });
  test('refuses a stroke that ends in half a point', () => {
    expect(drawingProblem([{ colour: 'ink', width: 4, points: [1, 2, 3] }])?.rule).toBe('half-a-point');
    expect(drawingProblem([{ colour: 'ink', width: 4, points: [1, 2, 3, 4] }])).toBeNull();
  });
});

describe('integration visits', () => {
  const kap = SHIPPED_PROTOCOLS.find(({ id }) => id === 'kap-im');
  if (!kap) throw new Error('no kap-im');
  const visit = (on: string, outcome?: 'held' | 'missed') => ({
    id: on,
    kind: 'integration',
    scheduledFor: instant(Date.parse(`${on}T15:00:00Z`)),
    ...(outcome && { outcome }),
  });
  test('are proposed on the days that the protocol promises, until a visit stands near them', () => {
    const dosings = [dosing('2026-03-02')];
    expect(proposedVisits(kap, dosings, [], ZONE, '2026-03-02').map(({ on }) => on)).toEqual([
      '2026-03-03',
      '2026-03-09',
      '2026-03-30',
    ]);
    expect(proposedVisits(kap, dosings, [visit('2026-03-10')], ZONE, '2026-03-02').map(({ on }) => on)).toEqual([
      '2026-03-03',
      '2026-03-30',
    ]);
    expect(proposedVisits(kap, dosings, [visit('2026-03-10', 'missed')], ZONE, '2026-03-02')).toHaveLength(3);
  });
  test('a day that has passed is made up for the next day, until the next promise’s day has come', () => {
    const on = (today: string) =>
      proposedVisits(kap, [dosing('2026-03-02')], [], ZONE, today).map(({ day, isLapsed, scheduledFor }) => [
        day,
        isLapsed,
        scheduledFor.slice(0, 10),
      ]);
    expect(on('2026-03-05')).toEqual([
      [1, false, '2026-03-06'],
      [7, false, '2026-03-09'],
      [28, false, '2026-03-30'],
    ]);
    expect(on('2026-03-09')[0]).toEqual([1, true, '2026-03-03']);
    const late = proposedVisits(kap, [dosing('2026-03-02')], [visit('2026-03-06')], ZONE, '2026-03-07');
    expect(late.map(({ day }) => day)).toEqual([7, 28]);
  });
  test('one visit stands for one promise', () => {
    const twice = [dosing('2026-03-02', 'one'), dosing('2026-03-04', 'two')];
    const proposed = proposedVisits(kap, twice, [visit('2026-03-04')], ZONE, '2026-03-04');
    expect(proposed.map(({ sessionId, day }) => `${sessionId} ${day}`)).toEqual(['two 1', 'two 7', 'two 28']);
  });
  test('of which nobody has said whether they were held are asked about an hour after', () => {
    const one = visit('2026-03-03');
    expect(isUnsaid(one, later(one.scheduledFor, DAY))).toBe(true);
    expect(isUnsaid(one, one.scheduledFor)).toBe(false);
    expect(isUnsaid({ ...one, outcome: 'held' }, later(one.scheduledFor, DAY))).toBe(false);
  });
});

test('integration is followed by those who treat the patient, the guide among them, and by nobody at the desk', () => {
  const may = (role: (typeof ROLES)[number], conditions: object) =>
    mayDo('follow integration', { roles: [role], conditions }).allowed;
  for (const role of ROLES) {
    const clinical = ['prescriber', 'anesthesia', 'nurse', 'therapist', 'guide'].includes(role);
    expect(may(role, { 'in the care team': true }), role).toBe(clinical || role === 'medical_director');
    expect(may(role, {}), role).toBe(role === 'medical_director');
  }
  expect(rolesThatMay('follow integration')).not.toContain('front_desk');
  expect(rowsOf('write in one’s own record').every(({ when }) => when.includes('own record'))).toBe(true);
});

test('every country has somebody for danger and somebody to talk to, and a zone that says nothing is the default', () => {
  for (const { lines, source } of Object.values(CRISIS_LINES)) {
    expect(lines.map((one) => one.for)).toEqual(['danger', 'talk']);
    expect(source).not.toBe('');
  }
  expect(crisisCountryOf('America/New_York')).toBe('US');
  expect(crisisCountryOf('America/Toronto')).toBe('CA');
  expect(crisisCountryOf('Europe/London')).toBe('GB');
});
