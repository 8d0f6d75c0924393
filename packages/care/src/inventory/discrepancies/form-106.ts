/**
 * What Form 106 (theft or loss of controlled substances) asks, as data: what the ledger and the discrepancy know of it, and
 * what the director adds. It is handed in on the DEA's own site; this does not send it.
 * Sources: 21 CFR 1301.76(b) (notice within one business day; the form within 45 days of discovery, 88 FR 40707);
 * the form's fields, OMB 1117-0001 (read 2026-11-26); miscounts and clerical errors are not reported on it, and neither is
 * an accidental spill (Pharmacist's Manual, guidelines for Form 106).
 */
import { z } from 'zod';
import { contentOf, type Product } from '../../formulary/product.ts';
import { DAY, type Instant, later } from '../../instant.ts';
import { sayQuantity } from '../../quantity.ts';
import { dayAt } from '../../session/site-day.ts';
import type { LabelledContainer } from '../counts/count.ts';
import { formOf, strengthOf } from '../product-words.ts';
import type { Registrant } from '../registrant.ts';

export const LOSS_KINDS = {
  night_break_in: 'Night break-in',
  armed_robbery: 'Armed robbery',
  employee_pilferage: 'Employee pilferage',
  customer_theft: 'Customer theft',
  lost_in_transit: 'Lost in transit',
  other: 'Other',
} as const;
export type LossKind = keyof typeof LOSS_KINDS;

const line = z.string().trim().min(1, 'must not be empty').max(300);
const words = z.string().trim().min(1, 'must not be empty').max(2000);
const cents = z.int({ error: 'must be a whole number of cents' }).min(0).max(1_000_000_000);
const howMany = z
  .int({ error: 'must be a whole number' })
  .min(0, 'must not be below 0')
  .max(1000, 'must be at most 1000');

/** What no ledger knows, and the form asks. */
export const theftOrLossSchema = z
  .strictObject({
    kind: z.enum(Object.keys(LOSS_KINDS) as [LossKind, ...LossKind[]]),
    /** The day of the theft or loss, or of its discovery. */
    day: z.iso.date({ error: 'must be a day, such as 2026-03-01' }),
    police: z.strictObject({ department: line, telephone: line }).optional(),
    /** Where it was an armed robbery: how many, and 0 is an answer. */
    killed: howMany.optional(),
    injured: howMany.optional(),
    /** What the clinic paid for what was taken, in cents. */
    purchaseValueCents: cents,
    /** Where other merchandise was taken. */
    merchandiseValueCents: cents.optional(),
    transit: z
      .strictObject({
        carrier: line,
        consignee: line,
        consigneeDeaNumber: line.optional(),
        wasReceived: z.boolean({ error: 'must be yes or no' }),
        /** Losses with this carrier in the last 24 months, without this one. */
        lossesWithCarrier: howMany,
      })
      .optional(),
    /** Marks, symbols or price codes on the labels, so that what is found can be told. */
    marks: line,
    /** What has been done so that it does not happen again. */
    measures: words,
  })
  .superRefine(({ kind, transit, killed, injured }, context) => {
    const say = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if ((kind === 'lost_in_transit') !== (transit !== undefined))
      say('transit', 'is for what was lost in transit, and only for that');
    // That nobody was hurt is a statement to the authorities: somebody makes it, and no default.
    for (const [field, given] of Object.entries({ killed, injured }))
      if ((kind === 'armed_robbery') !== (given !== undefined))
        say(field, given === undefined ? 'must be said of an armed robbery' : 'is asked of an armed robbery alone');
  });
export type TheftOrLoss = z.output<typeof theftOrLossSchema>;

/** Days after the discovery in which the form is handed in, and the notice to the Field Division Office. */
export const FORM_106_DAYS = 45;

export interface Form106Line {
  readonly name: string;
  readonly ndc: string | null;
  readonly strength: string;
  readonly form: string;
  readonly label: string;
  readonly lot: string;
  readonly quantity: string;
  readonly micrograms: number;
}
export interface Form106 {
  readonly registrant: Registrant | null;
  readonly theftOrLoss: TheftOrLoss;
  readonly discoveredOn: string;
  readonly noticeDueOn: string;
  readonly formDueOn: string;
  /** Thefts or losses in the 24 months before, without this one. */
  readonly earlierIn24Months: number;
  readonly lines: readonly Form106Line[];
  /** What is still to be filled in before it can be handed in. */
  readonly missing: readonly string[];
}

export interface LostContainer extends LabelledContainer {
  readonly lot: string;
  readonly micrograms: number;
}
export interface Form106Facts {
  readonly registrant: Registrant | null;
  readonly theftOrLoss: TheftOrLoss;
  readonly discoveredAt: Instant;
  readonly zone: string;
  readonly earlierIn24Months: number;
  readonly lost: readonly LostContainer[];
}

export function form106({
  registrant,
  theftOrLoss,
  discoveredAt,
  zone,
  earlierIn24Months,
  lost,
}: Form106Facts): Form106 {
  const lines = lost.map((one): Form106Line => {
    const { product } = one;
    return {
      name: product.name,
      ndc: product.codes.ndc[0] ?? null,
      strength: strengthOf(product),
      form: formOf(product),
      label: one.label,
      lot: one.lot,
      quantity: sayLost(product, one.micrograms),
      micrograms: one.micrograms,
    };
  });
  return {
    registrant,
    theftOrLoss,
    discoveredOn: dayAt(discoveredAt, zone),
    noticeDueOn: dayAt(nextBusinessDay(discoveredAt, zone), zone),
    formDueOn: dayAt(later(discoveredAt, FORM_106_DAYS * DAY), zone),
    earlierIn24Months,
    lines,
    missing: [
      ...(registrant ? [] : ['The registration: name, DEA number and address (Month page, “Registration”).']),
      ...(lines.length > 0 ? [] : ['What was lost: record it as lost in the ledger, container by container.']),
      ...[...new Set(lines.filter(({ ndc }) => ndc === null).map(({ name }) => name))].map(
        (name) => `The National Drug Code of ${name}, in the formulary.`,
      ),
    ],
  };
}

/** Weekends are no business days; holidays differ by place and are not known here. */
function nextBusinessDay(moment: Instant, zone: string): Instant {
  let next = later(moment, DAY);
  while ([0, 6].includes(new Date(`${dayAt(next, zone)}T12:00:00Z`).getUTCDay())) next = later(next, DAY);
  return next;
}

/** "1 vial of 10 mL", or the part of one. */
function sayLost(product: Product, micrograms: number): string {
  const full = contentOf(product).value;
  const { contents } = product;
  if (contents.form === 'unit') return `${micrograms / contents.strength.value} ${contents.unitName}`;
  const volume = { value: Math.round((micrograms * 1000) / contents.concentration.value), unit: 'uL' as const };
  return micrograms === full ? `1 vial of ${sayQuantity(contents.volume)}` : `${sayQuantity(volume)} of one vial`;
}
