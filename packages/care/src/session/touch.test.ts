import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { fold } from './evolve.ts';
import { gatesAt } from './gates.ts';
import { findingFor, PEOPLE, Room } from './making.ts';
import type { Session } from './session.ts';
import { touchStandingAt, touchStandingNow } from './touch.ts';

const shipped = (id: string) => {
  const protocol = SHIPPED_PROTOCOLS.find((one) => one.id === id);
  if (!protocol) throw new Error(`${id} is shipped`);
  return protocol;
};
const kap = shipped('kap-im');
const HAND = { type: 'RecordIntervention', intervention: 'hand' } as const;
const WITHDRAW = { type: 'WithdrawTouchConsent' } as const;
const agreed = { gate: 'touch_consent', given: true, limits: 'hand only', stopSign: 'open palm' } as const;
const refusalOf = (room: Room) => {
  const decision = room.ask(PEOPLE.guide, HAND);
  return decision.accepted ? undefined : decision.refusals.find(({ rule }) => rule === 'touch-as-consented');
};
const flagsOf = (state: Session) => state.flags.map((flag) => flag.rule);
const here = (protocol = kap) => new Room(protocol).planned().arrived().peopled();

describe('a hand', () => {
  test('is held where it was agreed today', () => {
    expect(here().confirmed(agreed).refusedBy(PEOPLE.guide, HAND)).toEqual([]);
  });

  test('is not held where touch was not asked about, and the words say what to do instead', () => {
    const refusal = refusalOf(here());
    expect(refusal).toMatchObject({ stop: 'hard', message: 'Touch was not asked about today.', overrideBy: [] });
    expect(refusal?.satisfy).toMatch(/Stay close without touching/);
  });

  test('is not held where the patient said no', () => {
    expect(refusalOf(here().confirmed({ ...agreed, given: false }))?.message).toMatch(/do not want to be touched/);
  });

  test('is not held once touch was withdrawn, and who recorded it is named', () => {
    const room = here().confirmed(agreed).after(5).does(PEOPLE.frontDesk, WITHDRAW).after(1);
    expect(refusalOf(room)).toMatchObject({
      message: 'Touch was withdrawn.',
      numbers: { recordedBy: PEOPLE.frontDesk.name },
    });
  });

  test('that was held all the same is recorded with its flag', () => {
    const room = here().does(PEOPLE.guide, { ...HAND, happened: { reason: 'reached for me and fell' } });
    expect(flagsOf(room.state)).toContain('touch-as-consented');
  });

  test('entered late is judged by what held when it was held', () => {
    const before = here().confirmed(agreed).after(5);
    const room = before.after(5).does(PEOPLE.nurse, WITHDRAW).after(5);
    expect(room.refusedBy(PEOPLE.guide, { ...HAND, at: before.now })).toEqual([]);
  });

  test('is held as in any nursing where the protocol has no such gate, until it is withdrawn', () => {
    const infusion = here(shipped('infusion-iv'));
    expect(infusion.refusedBy(PEOPLE.nurse, HAND)).toEqual([]);
    expect(infusion.does(PEOPLE.nurse, WITHDRAW).after(1).refusedBy(PEOPLE.nurse, HAND)).toContain(
      'touch-as-consented',
    );
  });
});

test('touch withdrawn on a device whose clock is ahead is withdrawn at once on every other', () => {
  const room = here().confirmed(agreed).after(5);
  const ahead = room.after(0.5).does(PEOPLE.guide, WITHDRAW);
  expect(touchStandingNow(ahead.state, room.now).kind).toBe('withdrawn');
  const refused = room.after(0.5).confirmed({ ...agreed, given: false });
  expect(touchStandingNow(refused.state, room.now).kind).toBe('refused');
  expect(touchStandingNow(room.state, room.now).kind).toBe('given');
});

describe('an agreement', () => {
  test('of another day is none', () => {
    const room = here()
      .confirmed(agreed)
      .after(40 * 60);
    expect(touchStandingAt(room.state, room.now).kind).toBe('not_asked');
  });

  test('is not widened under the medicine, and may be asked again after the return', () => {
    const under = new Room(kap)
      .planned()
      .arrived()
      .peopled()
      .gatesConfirmed('touch_consent')
      .confirmed({
        ...agreed,
        given: false,
      });
    const dosed = under.measured().inDosingPhase().ordered().dosed().after(10);
    const ask = { type: 'ConfirmGate', finding: agreed } as const;
    expect(dosed.refusedBy(PEOPLE.guide, ask)).toContain('touch-agreed-before-medicine');
    const returned = dosed
      .does(PEOPLE.guide, { type: 'RecordNosc', moment: 'onset' })
      .after(40)
      .does(PEOPLE.guide, { type: 'RecordNosc', moment: 'return' })
      .after(1);
    expect(returned.refusedBy(PEOPLE.guide, ask)).toEqual([]);
    const anyway = dosed.does(PEOPLE.guide, { ...ask, happened: { reason: 'was asked in the journey' } }).after(1);
    expect(touchStandingAt(anyway.state, anyway.now).kind).toBe('refused');
  });

  test('withdrawn before the dose leaves the gate met: it was asked, and there is no touch', () => {
    const room = here().gatesConfirmed().after(1).does(PEOPLE.therapist, WITHDRAW).after(1);
    const gate = gatesAt(kap, room.state, room.now).find((one) => one.gate === 'touch_consent');
    expect(gate).toMatchObject({ met: true, because: 'no touch: withdrawn by the patient' });
  });
});

test('whatever was asked and withdrawn, in whatever order, the later word holds', () => {
  const steps = fc.array(fc.constantFrom('yes', 'no', 'withdraw'), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(steps, (said) => {
      const room = said.reduce<Room>((before, one) => {
        const at = before.after(1);
        return one === 'withdraw' ? at.does(PEOPLE.nurse, WITHDRAW) : at.confirmed({ ...agreed, given: one === 'yes' });
      }, here());
      const held = { yes: 'given', no: 'refused', withdraw: 'withdrawn' }[said.at(-1) ?? 'no'];
      expect(touchStandingAt(room.state, room.now).kind).toBe(held);
      expect(fold(room.state.log)).toEqual(room.state);
    }),
    { numRuns: 60 },
  );
});

describe('the setting', () => {
  const made = kap.setting.map((one) => ({ element: one.id, outcome: 'prepared' as const, words: undefined }));
  const say = (list: readonly object[], elements: readonly string[]) =>
    here()
      .confirmed({ gate: 'setting_prepared', elements: [...elements], made: list as typeof made })
      .after(1);
  const gateOf = (room: Room) => gatesAt(kap, room.state, room.now).find((one) => one.gate === 'setting_prepared');

  test('is ready as planned where every element is', () => {
    expect(
      gateOf(
        say(
          made,
          kap.setting.map((one) => one.id),
        ),
      )?.because,
    ).toBe('ready as planned');
  });

  test('says what was changed and what was left out, element by element', () => {
    const otherwise = made.map((one) =>
      one.element === 'eye_cover' ? { ...one, outcome: 'omitted', words: 'wishes to see the window' } : one,
    );
    expect(gateOf(say(otherwise, []))).toMatchObject({
      met: true,
      because: 'ready; Eye cover left out: wishes to see the window',
    });
  });

  test('is not ready while an element is not named', () => {
    expect(gateOf(say(made.slice(1), []))).toMatchObject({ met: false });
  });

  test('of a session of before, without its elements apart, still counts', () => {
    const old = findingFor(kap, 'setting_prepared', here().now);
    if (!old) throw new Error('confirmed by a person');
    expect(gateOf(here().confirmed(old))?.met).toBe(true);
  });

  test('asks for words where something was changed', () => {
    expect(() => say([{ element: 'light', outcome: 'changed' }], [])).toThrow(/what was changed/);
  });
});
