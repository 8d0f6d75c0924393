/** Records of what was counted and of what did not agree: inventories as 21 CFR 1304.11 wants them, counts, discrepancies. */
import type { Product } from '../../formulary/product.ts';
import type { Instant } from '../../instant.ts';
import { dateTimeIn } from '../../record/times.ts';
import { type CountResult, FINDING_WORDS, needsDiscrepancy } from '../counts/compare.ts';
import { COUNT_KIND_WORDS, type CountHalf, type CountKind, isInventory } from '../counts/count.ts';
import { inventoryRecord } from '../counts/inventory-record.ts';
import { DISCREPANCY_STATE_WORDS, type Discrepancy, sayCause } from '../discrepancies/discrepancy.ts';
import { oneTable, type RecordLine, type RecordPart, type RecordTable } from './record.ts';

export interface CountOnRecord {
  readonly id: string;
  readonly safe: string;
  readonly kind: CountKind;
  readonly takenAt?: 'opening' | 'close';
  readonly note?: string;
  readonly openedAt: Instant;
  readonly halves: readonly CountHalf[];
  readonly result?: CountResult;
  readonly calledOff?: { readonly because: string };
}
interface CountFacts {
  readonly counts: readonly CountOnRecord[];
  readonly safes: ReadonlyMap<string, string>;
}
const nameOfSafe = (safes: ReadonlyMap<string, string>, safe: string): string =>
  safes.get(safe) ?? 'a safe that is gone';

/** A part for each inventory that both have signed: what was found, whatever the ledger says. */
export function inventoriesRecord({ counts, safes }: CountFacts, formulary: readonly Product[]): RecordTable {
  const parts = counts.flatMap(({ id, kind, safe, takenAt, halves, result, note }): RecordPart[] => {
    const [first, second] = halves;
    if (!isInventory(kind) || !result || !first || !second) return [];
    const lines = inventoryRecord(result, formulary);
    return [
      {
        key: id,
        title: `${COUNT_KIND_WORDS[kind]}, ${nameOfSafe(safes, safe)}`,
        facts: [
          COUNT_KIND_WORDS[kind],
          nameOfSafe(safes, safe),
          second.at,
          takenAt === 'opening' ? 'Opening of business' : 'Close of business',
          first.by.name,
          second.by.name,
          note ?? null,
        ],
        ...(lines.length === 0 && { nothing: 'Nothing was on hand.' }),
        lines: lines.map((line) => ({
          key: line.product,
          cells: [
            line.substance,
            line.schedule,
            line.form,
            line.strength,
            line.package,
            line.containers,
            line.opened.map(({ label, holds }) => `${label}: ${holds}`).join('; ') || 'none',
            line.isDisputed ? 'The two counted differently; this is what the second found' : null,
          ],
        })),
        missing: [],
      },
    ];
  });
  return {
    facts: [
      { key: 'inventory', title: 'Kind' },
      { key: 'safe', title: 'Safe' },
      { key: 'taken_at', title: 'Taken', as: 'moment' },
      { key: 'business', title: 'Taken at the' },
      { key: 'first', title: 'Counted by' },
      { key: 'second', title: 'And by' },
      { key: 'note', title: 'Note' },
    ],
    columns: [
      { key: 'substance', title: 'Substance' },
      { key: 'schedule', title: 'Schedule' },
      { key: 'form', title: 'Form' },
      { key: 'strength', title: 'Strength' },
      { key: 'package', title: 'Each container holds' },
      { key: 'containers', title: 'Full containers', as: 'number' },
      { key: 'opened', title: 'Opened containers' },
      { key: 'disputed', title: 'To be noticed' },
    ],
    parts,
    notes: [],
  };
}

/** Every count of every kind, a line for each product: what each of the two found, and what the ledger said at that moment. */
export function countsRecord({ counts, safes }: CountFacts): RecordTable {
  const lines = counts.flatMap(({ id, kind, safe, openedAt, halves, result, calledOff }): RecordLine[] => {
    const [first, second] = halves;
    const head = [
      second?.at ?? first?.at ?? openedAt,
      COUNT_KIND_WORDS[kind],
      nameOfSafe(safes, safe),
      first?.by.name ?? null,
      second?.by.name ?? null,
    ];
    if (!result)
      return [
        {
          key: id,
          cells: [
            ...head,
            null,
            null,
            null,
            null,
            null,
            calledOff ? `Called off: ${calledOff.because}` : 'Not finished',
          ],
        },
      ];
    return result.products.map((one) => ({
      key: `${id}:${one.product}`,
      cells: [
        ...head,
        one.name,
        one.first.counted / 1000,
        one.first.expected / 1000,
        one.second.counted / 1000,
        one.second.expected / 1000,
        `${FINDING_WORDS[one.finding]}${needsDiscrepancy(one) ? '; a discrepancy was opened' : ''}`,
      ],
    }));
  });
  return oneTable(
    [
      { key: 'at', title: 'When', as: 'moment' },
      { key: 'kind', title: 'Kind' },
      { key: 'safe', title: 'Safe', isUnder: true },
      { key: 'first', title: 'Counted by' },
      { key: 'second', title: 'And by', isUnder: true },
      { key: 'product', title: 'Product' },
      { key: 'first_mg', title: 'First, mg', as: 'number' },
      { key: 'first_ledger_mg', title: 'Ledger then, mg', as: 'number' },
      { key: 'second_mg', title: 'Second, mg', as: 'number' },
      { key: 'second_ledger_mg', title: 'Ledger at the second, mg', as: 'number' },
      { key: 'finding', title: 'Found' },
    ],
    lines,
  );
}

export interface DiscrepancyOnRecord extends Discrepancy {
  readonly steps: readonly { readonly at: Instant; readonly by?: { readonly name: string }; readonly words: string }[];
}
export interface DiscrepancyFacts {
  readonly zone: string;
  readonly discrepancies: readonly DiscrepancyOnRecord[];
  readonly people: ReadonlyMap<string, string>;
  readonly safes: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, Product>;
  readonly labels: ReadonlyMap<string, string>;
}
/** What did not agree, whose it was to find out, what was done, and how it ended. */
export const discrepanciesRecord = ({
  zone,
  discrepancies,
  people,
  safes,
  products,
  labels,
}: DiscrepancyFacts): RecordTable =>
  oneTable(
    [
      { key: 'at', title: 'Found', as: 'moment' },
      { key: 'cause', title: 'Cause' },
      { key: 'what', title: 'What', isUnder: true },
      { key: 'product', title: 'Product' },
      { key: 'container', title: 'Container', isUnder: true },
      { key: 'safe', title: 'Safe', isUnder: true },
      { key: 'mg', title: 'mg', as: 'number' },
      { key: 'owner', title: 'Owner' },
      { key: 'due_at', title: 'Due', as: 'moment' },
      { key: 'state', title: 'Stands' },
      { key: 'settled_at', title: 'Settled', as: 'moment' },
      { key: 'settled_by', title: 'Settled by', isUnder: true },
      { key: 'done', title: 'What was done' },
    ],
    discrepancies.map((one) => ({
      key: one.id,
      cells: [
        one.at,
        sayCause(one.cause),
        one.what,
        one.product ? (products.get(one.product)?.name ?? one.product) : null,
        one.container ? (labels.get(one.container) ?? 'not in the ledger') : null,
        one.safe ? nameOfSafe(safes, one.safe) : null,
        one.amount === undefined ? null : one.amount / 1000,
        people.get(one.owner ?? '') ?? 'nobody',
        one.dueAt,
        DISCREPANCY_STATE_WORDS[one.state],
        one.settledAt ?? null,
        one.settledBy ? (people.get(one.settledBy) ?? 'somebody unknown') : null,
        one.steps
          .map(({ at, by, words }) => `${dateTimeIn(zone, at)}${by ? `, ${by.name}` : ''}: ${words}`)
          .join('\n') || null,
      ],
    })),
  );
