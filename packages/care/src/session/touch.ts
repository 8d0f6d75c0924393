/**
 * Whether the patient may be touched at a moment: what was agreed today, unless it was taken back since. An agreement of
 * another day is none. Source: clinical.md §2 (touch consent asked again on the day); that it can be taken back at any
 * moment and is not widened under the medicine: background, for a medical director to confirm.
 */
import type { Instant } from '../instant.ts';
import type { GateFinding } from './commands.ts';
import { doseTimes } from './infusion.ts';
import type { GateConfirmation, Session, TouchWithdrawal } from './session.ts';
import { dayAt } from './site-day.ts';
import { isOfThisVisit } from './this-visit.ts';

interface Agreed {
  readonly limits: string;
  readonly stopSign: string;
  readonly at: Instant;
}
export type TouchStanding =
  | { readonly kind: 'not_asked' }
  | ({ readonly kind: 'given' } & Agreed)
  | ({ readonly kind: 'refused' } & Agreed)
  | { readonly kind: 'withdrawn'; readonly withdrawal: TouchWithdrawal; readonly stopSign?: string };

/** The rule under which a wider agreement given under the medicine is flagged; what carries its flag is not an agreement. */
export const TOUCH_BEFORE_MEDICINE = 'touch-agreed-before-medicine';

type TouchFinding = Extract<GateFinding, { gate: 'touch_consent' }>;
type Asked = GateConfirmation & { readonly finding: TouchFinding };

/** The patient is under the medicine: a dose was given, and the return is not recorded yet. */
export function isUnderMedicine(state: Session, at: Instant): boolean {
  const { first } = doseTimes(state);
  if (first === undefined || first >= at) return false;
  return state.nosc.return === undefined || state.nosc.return > at;
}

function askedBefore(state: Session, at: Instant, today: string): Asked | undefined {
  const isAgainstRule = (seq: number) =>
    state.flags.some((flag) => flag.seq === seq && flag.rule === TOUCH_BEFORE_MEDICINE);
  return state.gateConfirmations.findLast(
    (one) =>
      one.finding.gate === 'touch_consent' &&
      one.at <= at &&
      isOfThisVisit(state, one.at, today) &&
      !isAgainstRule(one.seq),
  ) as Asked | undefined;
}

/** What holds at a moment: the later word of the two, and of two at one moment the one recorded last. */
export function touchStandingAt(state: Session, at: Instant): TouchStanding {
  const asked = askedBefore(state, at, dayAt(at, state.plan?.zone ?? 'UTC'));
  const withdrawal = state.touchWithdrawals.findLast((one) => one.at <= at);
  const isLast = (one: TouchWithdrawal) => !asked || one.at > asked.at || (one.at === asked.at && one.seq > asked.seq);
  if (withdrawal && isLast(withdrawal))
    return { kind: 'withdrawn', withdrawal, ...(asked && { stopSign: asked.finding.stopSign }) };
  if (!asked) return { kind: 'not_asked' };
  const { given, limits, stopSign } = asked.finding;
  return { kind: given ? 'given' : 'refused', limits, stopSign, at: asked.at };
}

/**
 * What holds now, for a screen. Clocks of devices differ: what was said by one whose clock is a little ahead holds at once,
 * since a screen that waited for its own clock would go on showing what was taken back.
 */
export function touchStandingNow(state: Session, now: Instant): TouchStanding {
  const asked = state.gateConfirmations.findLast((one) => one.finding.gate === 'touch_consent')?.at;
  const withdrawn = state.touchWithdrawals.at(-1)?.at;
  const latest = [now, asked, withdrawn].reduce<Instant>((one, other) => (other && other > one ? other : one), now);
  return touchStandingAt(state, latest);
}

/** The standing as one line for the room. */
export function sayTouch(touch: TouchStanding): string {
  switch (touch.kind) {
    case 'not_asked':
      return 'touch not asked about today';
    case 'given':
      return `touch as agreed (${touch.limits}); stop sign: ${touch.stopSign}`;
    case 'refused':
      return `no touch; stop sign: ${touch.stopSign}`;
    case 'withdrawn':
      return `no touch: withdrawn${touch.withdrawal.from === 'patient' ? ' by the patient' : ' for the patient'}`;
  }
}
