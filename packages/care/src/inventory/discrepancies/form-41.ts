/**
 * What Form 41 (registrant record of controlled substances destroyed) asks, as data made from the ledger: the sections of
 * the form, OMB 1117-0007 (read 2026-11-26). It is kept for two years, and sent in only where it is asked for; the wasted
 * rest of an administered dose does not belong on it (21 CFR 1304.21(e), 1317.05, 1317.95(d); wastage: 79 FR 53521, DEA's
 * letter to practitioners).
 */
import { contentOf } from '../../formulary/product.ts';
import type { Instant } from '../../instant.ts';
import { dayAt } from '../../session/site-day.ts';
import type { LabelledContainer } from '../counts/count.ts';
import { grouped } from '../patterns/draws.ts';
import { formOf, measureOf, packageOf, strengthOf } from '../product-words.ts';
import { deaCodeOf, type Registrant } from '../registrant.ts';

/** One destruction as the ledger has it. */
export interface Destroyed extends LabelledContainer {
  readonly lot: string;
  readonly micrograms: number;
  readonly at: Instant;
  readonly by: string;
  readonly witness: string | null;
  /** How it was destroyed, and the paper that goes with it. */
  readonly reason: string | null;
  readonly document: string | null;
}
export interface Form41Line {
  /** National Drug Code; without one, the DEA's number of the substance. */
  readonly code: string | null;
  readonly lot: string;
  readonly name: string;
  readonly strength: string;
  readonly form: string;
  readonly packageQuantity: string;
  readonly fullPackages: number;
  readonly partial: string;
  readonly total: string;
  readonly label: string;
}
export interface Form41 {
  readonly registrant: Registrant | null;
  readonly destroyedOn: string;
  readonly method: string | null;
  readonly witnesses: readonly [string, string | null];
  readonly lines: readonly Form41Line[];
  readonly missing: readonly string[];
}

/** One form for each day, method and pair of people. */
export function forms41(destroyed: readonly Destroyed[], registrant: Registrant | null, zone: string): Form41[] {
  const groups = grouped(destroyed, (one) => JSON.stringify([dayAt(one.at, zone), one.reason, one.by, one.witness]));
  return [...groups.values()].map((group) => formOfGroup(group, registrant, zone));
}

function formOfGroup(group: readonly Destroyed[], registrant: Registrant | null, zone: string): Form41 {
  const [first] = group;
  if (!first) throw new Error('a form of nothing');
  return {
    registrant,
    destroyedOn: dayAt(first.at, zone),
    method: first.reason,
    witnesses: [first.by, first.witness],
    lines: group.map(lineOf),
    missing: [
      ...(registrant ? [] : ['The registration: name, DEA number and address (Month page, “Registration”).']),
      ...(first.reason ? [] : ['How it was destroyed.']),
      ...(first.witness ? [] : ['A second authorized person who saw it.']),
    ],
  };
}

function lineOf({ product, lot, label, micrograms }: Destroyed): Form41Line {
  const isFull = micrograms === contentOf(product).value;
  return {
    code: product.codes.ndc[0] ?? deaCodeOf(product.substance) ?? null,
    lot,
    name: product.substance,
    strength: strengthOf(product),
    form: formOf(product),
    packageQuantity: packageOf(product),
    fullPackages: isFull ? 1 : 0,
    partial: isFull ? '0' : measureOf(product, micrograms),
    total: measureOf(product, micrograms),
    label,
  };
}
