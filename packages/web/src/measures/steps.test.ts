import { INSTRUMENTS, type Instrument, instrumentOf } from '@holdspace/care';
import { describe, expect, test } from 'vitest';
import { Problem } from '../api/problem.ts';
import { askedOf, goOnAt, helpSaid, languageOf, leftOutOf, tidied, whyNotSent } from './steps.ts';

const PHQ_9 = instrumentOf('phq-9') as Instrument;
const C_SSRS = instrumentOf('c-ssrs') as Instrument;

describe('the way through a measure', () => {
  test('goes on at the first question that is not answered', () => {
    expect(goOnAt(PHQ_9, {})).toBe(0);
    expect(goOnAt(PHQ_9, { 1: 0, 2: 3 })).toBe(2);
    expect(goOnAt(PHQ_9, Object.fromEntries(PHQ_9.items.map(({ linkId }) => [linkId, 1])))).toBe(9);
    expect(leftOutOf(PHQ_9, { 1: 0 })).toHaveLength(8);
  });

  test('asks what hangs on another answer once that is given, and forgets it when that is changed', () => {
    const hanging = C_SSRS.items.find(({ askedWhen }) => askedWhen);
    const { linkId, is } = hanging?.askedWhen ?? { linkId: '', is: 0 };
    const id = hanging?.linkId ?? '';
    const ids = (answers: Record<string, number>) => askedOf(C_SSRS, answers).map((one) => one.linkId);
    expect(ids({})).not.toContain(id);
    expect(ids({ [linkId]: is })).toContain(id);
    expect(tidied(C_SSRS, { [linkId]: is, [id]: 1 })).toEqual({ [linkId]: is, [id]: 1 });
    expect(tidied(C_SSRS, { [linkId]: 1 - is, [id]: 1 })).toEqual({ [linkId]: 1 - is });
  });

  test('stands in Spanish where every word of it does, and in English otherwise', () => {
    expect(languageOf(PHQ_9, 'es')).toBe('es');
    const [first, ...rest] = PHQ_9.items;
    const half = { ...PHQ_9, items: [{ ...first, text: { en: 'One' } } as (typeof rest)[number], ...rest] };
    expect(languageOf(half, 'es')).toBe('en');
    for (const one of INSTRUMENTS) expect(languageOf(one, 'en')).toBe('en');
  });
});

describe('an answer that must not wait', () => {
  const ended = (...errors: { field: string; rule: string; message: string }[]) =>
    new Problem({ type: '/problems/wrong-code', status: 401, title: 'That did not open', errors });
  const clinicTold = { field: '', rule: 'clinic-told', message: 'The clinic is told.' };

  test('says that the clinic is told where the server says so, and nothing that is not so where it was refused', () => {
    expect(helpSaid({ state: 'saved' }, undefined, true)).toBe('notAlone');
    // Under way, on a line that may stall: nobody is told yet. What was told before is not told less by what follows.
    expect(helpSaid({ state: 'writing' }, undefined, false)).toBe('notAloneSending');
    expect(helpSaid({ state: 'writing' }, undefined, true)).toBe('notAlone');
    expect(helpSaid({ state: 'refused', error: ended(clinicTold) }, undefined, false)).toBe('notAlone');
    expect(helpSaid({ state: 'refused', error: ended() }, undefined, false)).toBe('notAloneUntold');
    expect(helpSaid({ state: 'refused', error: ended() }, ended(clinicTold), false)).toBe('notAlone');
    expect(helpSaid({ state: 'waiting' }, undefined, false)).toBe('notAloneOffline');
    expect(helpSaid({ state: 'waiting', isSignedOut: true }, undefined, false)).toBe('notAloneUntold');
  });

  test('through a link that has ended is refused for good: nothing waits for a connection', () => {
    expect(ended(clinicTold).mayWorkLater).toBe(false);
    expect(new Problem({ type: '/problems/not-signed-in', status: 401, title: '' }).mayWorkLater).toBe(true);
    expect(whyNotSent(ended(clinicTold))).toBe('noLinkSays');
    expect(whyNotSent(new Problem({ status: 404, title: '', errors: [clinicTold] }))).toBe('notAsked');
    expect(whyNotSent(new Problem({ status: 400, title: '', errors: [{ field: '1', message: 'No.' }] }))).toBe(
      'fields',
    );
    expect(whyNotSent(new Problem({ status: 0, title: '' }))).toBe('notSent');
  });
});
