/** How much of an infusion has been delivered at a moment: the sum over its stretches, exact, never more than the bag. */
import { between, HOUR, type Instant, SECOND } from '../instant.ts';
import { type DrugAmount, type PumpRate, quantity } from '../quantity.ts';
import type { Infusion, Session } from './session.ts';

export interface InfusionProgress {
  readonly delivered: DrugAmount;
  readonly remaining: DrugAmount;
  /** The rate now; zero while paused, stopped or empty. */
  readonly rate: PumpRate;
  readonly state: 'running' | 'paused' | 'stopped' | 'empty';
  /** Seconds until the bag is empty at the present rate; absent unless running. */
  readonly secondsLeft?: number;
}

/** Each rate, and for how many milliseconds it was set by `at`. */
function ratesUntil(infusion: Infusion, at: Instant): readonly { readonly rate: bigint; readonly set: bigint }[] {
  const end = infusion.stoppedAt && infusion.stoppedAt < at ? infusion.stoppedAt : at;
  return infusion.stretches.map(({ from, rate }, index) => {
    const next = infusion.stretches[index + 1]?.from;
    const until = next && next < end ? next : end;
    return { rate: BigInt(rate.value), set: BigInt(Math.max(0, between(from, until))) };
  });
}

/** Microlitre-milliseconds-per-hour that have run by `at`: kept as an integer so that sums are exact. */
const flowUntil = (infusion: Infusion, at: Instant): bigint =>
  ratesUntil(infusion, at).reduce((flow, { rate, set }) => flow + rate * set, 0n);

const MILLISECONDS_PER_HOUR = BigInt(HOUR);

/** For how many milliseconds it had run by `at`: pauses do not count, nor a pump that is left on after the bag is empty. */
export function ranUntil(infusion: Infusion, at: Instant): number {
  let left = BigInt(infusion.bagVolume.value) * MILLISECONDS_PER_HOUR;
  let ran = 0n;
  for (const { rate, set } of ratesUntil(infusion, at)) {
    if (rate === 0n) continue;
    const lasts = left / rate;
    if (set > lasts) return Number(ran + lasts);
    ran += set;
    left -= rate * set;
  }
  return Number(ran);
}

/**
 * The amount delivered by `at`, in micrograms, rounded to the nearest.
 * Amount x volume delivered / bag volume, so that a full bag is exactly the ordered amount.
 */
export function deliveredAt(infusion: Infusion, at: Instant): DrugAmount {
  const bag = BigInt(infusion.bagVolume.value) * MILLISECONDS_PER_HOUR;
  const flow = flowUntil(infusion, at);
  if (flow >= bag) return infusion.amount;
  const amount = (2n * BigInt(infusion.amount.value) * flow + bag) / (2n * bag);
  return quantity(Number(amount), 'ug');
}

/** Where an infusion stands at a moment. */
export function infusionAt(infusion: Infusion, at: Instant): InfusionProgress {
  const delivered = deliveredAt(infusion, at);
  const remaining = quantity(infusion.amount.value - delivered.value, 'ug');
  const still = quantity(0, 'uL/h');
  if (infusion.stoppedAt && infusion.stoppedAt <= at) return { delivered, remaining, rate: still, state: 'stopped' };
  const bag = BigInt(infusion.bagVolume.value) * MILLISECONDS_PER_HOUR;
  const flow = flowUntil(infusion, at);
  if (flow >= bag) return { delivered, remaining, rate: still, state: 'empty' };
  const stretch = infusion.stretches.findLast((one) => one.from <= at);
  if (!stretch || stretch.rate.value === 0) return { delivered, remaining, rate: still, state: 'paused' };
  const secondsLeft = Math.ceil(Number(bag - flow) / stretch.rate.value / SECOND);
  return { delivered, remaining, rate: stretch.rate, state: 'running', secondsLeft };
}

/** The infusion that has not been stopped, if there is one. */
export const activeInfusion = (state: Session): Infusion | undefined =>
  state.infusions.findLast((infusion) => infusion.stoppedAt === undefined);

/** Everything given by `at`, boosters and infusions included. Struck entries do not count. */
export function cumulativeDose(state: Session, at: Instant): DrugAmount {
  const given = state.doses.filter((dose) => dose.at <= at).reduce((sum, dose) => sum + dose.amount.value, 0);
  const infused = state.infusions.reduce((sum, infusion) => sum + deliveredAt(infusion, at).value, 0);
  return quantity(given + infused, 'ug');
}

/**
 * What has been given plus what a running bag will still give: what the limits are held against,
 * whatever the clinical times, since a late entry counts as much as a timely one.
 */
export function committedDose(state: Session): DrugAmount {
  const given = state.doses.reduce((sum, dose) => sum + dose.amount.value, 0);
  const infused = state.infusions.reduce(
    (sum, infusion) => sum + (infusion.delivered ? infusion.delivered.value : infusion.amount.value),
    0,
  );
  return quantity(given + infused, 'ug');
}

/** When the patient first and last received anything; infusions count from start to stop. */
export function doseTimes(state: Session): { first?: Instant; last?: Instant } {
  const starts = [
    ...state.doses.map((dose) => dose.at),
    ...state.infusions.flatMap((one) => one.stretches[0]?.from ?? []),
  ];
  const ends = [
    ...state.doses.map((dose) => dose.at),
    ...state.infusions.flatMap((one) => one.stoppedAt ?? one.stretches.at(-1)?.from ?? []),
  ];
  starts.sort();
  ends.sort();
  const first = starts[0];
  const last = ends.at(-1);
  return { ...(first && { first }), ...(last && { last }) };
}
