/**
 * The monthly page: for each product what there was, what came, what became of it and what there is, which must add up;
 * the dispensing record of 21 CFR 1304.22(c); the counts and discrepancies of the month. Months are the clinic's own, by
 * its clock; what was recorded after the month and belongs to it is in it, and said.
 */
import type { Product } from '../../formulary/product.ts';
import { momentOfClock } from '../../governance/clinic-clock.ts';
import type { Instant } from '../../instant.ts';
import { dateTimeIn } from '../../record/times.ts';
import { type Account, isKeeping } from '../account.ts';
import type { Movement } from '../movement.ts';
import { formOf, measureOf, packageOf, strengthOf } from '../product-words.ts';
import type { Registrant } from '../registrant.ts';

/** Micrograms. They add up: opening + received - administered - wasted - returned - destroyed - lost + adjusted = closing. */
export interface MonthRow {
  readonly product: string;
  readonly name: string;
  readonly substance: string;
  readonly schedule: string;
  readonly form: string;
  readonly strength: string;
  readonly package: string;
  readonly ndc: string | null;
  readonly opening: number;
  readonly received: number;
  /** Taken out of safes in the month, whatever became of it; in none of the sums. */
  readonly drawn: number;
  readonly administered: number;
  readonly wasted: number;
  readonly returned: number;
  readonly destroyed: number;
  readonly lost: number;
  /** By counts; below zero where less was found. */
  readonly adjusted: number;
  readonly closing: number;
}
/** To whom something was given. */
export interface Receiver {
  readonly name: string;
  readonly address: string | null;
}
/** What stands in place of a name that is not open to who asks. */
export const NOT_SHOWN = 'not shown to you';
/** One dose as 21 CFR 1304.22(c) wants it. */
export interface DispensingLine {
  readonly movement: string;
  readonly at: Instant;
  readonly time: string;
  readonly substance: string;
  readonly form: string;
  readonly strength: string;
  readonly micrograms: number;
  readonly quantity: string;
  readonly label: string;
  readonly lot: string;
  /** Null where the ledger does not know; `hidden` where that patient's record is not open to who asks. */
  readonly toWhom: Receiver | 'hidden' | null;
  readonly byWhom: string;
  /** It was recorded by mistake, and has been turned round. */
  readonly isReversed: boolean;
}
export interface MonthCount {
  readonly id: string;
  readonly at: Instant;
  readonly time: string;
  readonly kind: string;
  readonly safe: string;
  readonly by: readonly string[];
  readonly result: string;
}
export interface MonthDiscrepancy {
  readonly id: string;
  readonly at: Instant;
  readonly time: string;
  readonly cause: string;
  readonly what: string;
  readonly owner: string;
  readonly state: string;
}
export interface MonthPage {
  readonly clinic: string;
  readonly zone: string;
  /** "2026-03" */
  readonly month: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly madeAt: Instant;
  /** The month is not over. */
  readonly isRunning: boolean;
  readonly registrant: Registrant | null;
  readonly rows: readonly MonthRow[];
  readonly dispensing: readonly DispensingLine[];
  readonly counts: readonly MonthCount[];
  readonly discrepancies: readonly MonthDiscrepancy[];
  /** Movements of the month that were stored after its end. */
  readonly recordedLate: number;
}

export interface MonthContainer {
  readonly id: string;
  readonly label: string;
  readonly lot: string;
  readonly product: Product;
}
export interface MonthFacts {
  readonly clinic: { readonly name: string; readonly zone: string };
  readonly month: string;
  readonly now: Instant;
  readonly registrant: Registrant | null;
  /** Products that there was anything of. */
  readonly products: readonly Product[];
  /** By product: micrograms in safes and in hand when the month began. */
  readonly opening: ReadonlyMap<string, number>;
  readonly containers: ReadonlyMap<string, MonthContainer>;
  /** Those of the month by when they happened, in the ledger's order. */
  readonly movements: readonly Movement[];
  /** By session: whose it is. */
  readonly patients: ReadonlyMap<string, Receiver | 'hidden'>;
  readonly counts: readonly Omit<MonthCount, 'time'>[];
  readonly discrepancies: readonly Omit<MonthDiscrepancy, 'time'>[];
}

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** The first moment of a month by the clinic's clock, and the first after it. */
export function boundsOfMonth(month: string, zone: string): { readonly from: Instant; readonly until: Instant } {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  return { from: beginOfDay(`${month}-01`, zone), until: beginOfDay(`${next}-01`, zone) };
}
/** The first moment of a day, "2026-03-01", by the clinic's clock. */
export function beginOfDay(day: string, zone: string): Instant {
  // Where clocks skip midnight, the day begins at one.
  for (const hour of ['00', '01', '02']) {
    const found = momentOfClock(`${day}T${hour}:00`, zone);
    if (found.known) return found.at;
  }
  throw new Error(`a day without a begin: ${day} in ${zone}`);
}

export function monthPage(facts: MonthFacts): MonthPage {
  const { clinic, month, now, movements } = facts;
  const { from, until } = boundsOfMonth(month, clinic.zone);
  const time = (at: Instant) => dateTimeIn(clinic.zone, at);
  return {
    clinic: clinic.name,
    zone: clinic.zone,
    month,
    from,
    until,
    madeAt: now,
    isRunning: now < until,
    registrant: facts.registrant,
    rows: facts.products.map((product) => rowOf(product, facts)),
    dispensing: dispensingOf(facts),
    counts: facts.counts.map((one) => ({ ...one, time: time(one.at) })),
    discrepancies: facts.discrepancies.map((one) => ({ ...one, time: time(one.at) })),
    recordedLate: movements.filter(({ recordedAt }) => recordedAt >= until).length,
  };
}

/** What each account that keeps nothing gained, and what those that keep gained together. */
export function flowsOf(movements: readonly Pick<Movement, 'from' | 'into' | 'amount'>[]) {
  const gone: Record<string, number> = {};
  let kept = 0;
  const add = (account: Account, value: number) => {
    if (isKeeping(account)) kept += value;
    else gone[account.kind] = (gone[account.kind] ?? 0) + value;
  };
  for (const { from, into, amount } of movements) {
    add(from, -amount.value);
    add(into, amount.value);
  }
  return { gone, kept };
}

function rowOf(product: Product, { opening, containers, movements }: MonthFacts): MonthRow {
  const of = movements.filter(({ container }) => containers.get(container)?.product.id === product.id);
  const { gone, kept } = flowsOf(of);
  const into = (kind: Account['kind']) => gone[kind] ?? 0;
  const begin = opening.get(product.id) ?? 0;
  return {
    product: product.id,
    name: product.name,
    substance: product.substance,
    schedule: product.schedule,
    form: formOf(product),
    strength: strengthOf(product),
    package: packageOf(product),
    ndc: product.codes.ndc[0] ?? null,
    opening: begin,
    received: 0 - into('supplier'),
    drawn: of.reduce((sum, { kind, amount }) => sum + (kind === 'drawn' ? amount.value : 0), 0),
    administered: into('administered'),
    wasted: into('wasted'),
    returned: into('returned'),
    destroyed: into('destroyed'),
    lost: into('lost'),
    adjusted: 0 - into('unexplained'),
    closing: begin + kept,
  };
}

/** Says how many lines do not name their patient, and whose page does; null where all do. */
export function sayHidden({
  dispensing,
}: {
  readonly dispensing: readonly Pick<DispensingLine, 'toWhom'>[];
}): string | null {
  const hidden = dispensing.filter(({ toWhom }) => toWhom === 'hidden').length;
  if (hidden === 0) return null;
  return `In ${hidden} of ${dispensing.length} lines of the dispensing record the patient is not named: that record is not open to who made this page. The page for an inspector names everybody: a medical director makes it.`;
}

/** What the columns say there must be; `closing` is summed from the accounts that keep, so the two check each other. */
export const sumOfColumns = (row: MonthRow): number =>
  row.opening + row.received - row.administered - row.wasted - row.returned - row.destroyed - row.lost + row.adjusted;

function dispensingOf({ clinic, containers, movements, patients }: MonthFacts): DispensingLine[] {
  const reversed = new Set(movements.flatMap(({ reverses }) => reverses ?? []));
  return movements
    .filter(({ kind }) => kind === 'administered')
    .flatMap((movement): DispensingLine[] => {
      const container = containers.get(movement.container);
      if (!container) return [];
      const { product } = container;
      return [
        {
          movement: movement.id,
          at: movement.at,
          time: dateTimeIn(clinic.zone, movement.at),
          substance: product.substance,
          form: formOf(product),
          strength: strengthOf(product),
          micrograms: movement.amount.value,
          quantity: measureOf(product, movement.amount.value),
          label: container.label,
          lot: container.lot,
          toWhom: patients.get(movement.session ?? '') ?? null,
          byWhom: movement.by.name,
          isReversed: reversed.has(movement.id),
        },
      ];
    })
    .sort((one, other) => one.at.localeCompare(other.at));
}
