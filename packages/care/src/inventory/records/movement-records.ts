/** Records of single movements: what was given, wasted, returned or lost, and the ledger whole. */
import type { Product } from '../../formulary/product.ts';
import type { Instant } from '../../instant.ts';
import { dateTimeIn } from '../../record/times.ts';
import { MOVEMENT_NAMES, sayAccount } from '../lines.ts';
import { NOT_SHOWN, type Receiver } from '../month/month.ts';
import type { Movement } from '../movement.ts';
import { formOf, measureOf, packageOf, strengthOf } from '../product-words.ts';
import { oneTable, type RecordCell, type RecordColumn, type RecordLine, type RecordTable } from './record.ts';

/** A movement with its container, and whether it was turned round since, whenever that was. */
export interface RecordedMovement {
  readonly movement: Movement;
  readonly container: { readonly id: string; readonly label: string; readonly lot: string; readonly product: Product };
  readonly undone?: { readonly at: Instant; readonly by: string; readonly reason?: string };
}
export interface MovementFacts {
  readonly zone: string;
  readonly movements: readonly RecordedMovement[];
  /** Names of safes. */
  readonly safes: ReadonlyMap<string, string>;
}

const column = (key: string, title: string, more: Partial<RecordColumn> = {}): RecordColumn => ({
  key,
  title,
  ...more,
});
const under = { isUnder: true } as const;
const AT = column('at', 'When', { as: 'moment' });
const OF_WHAT = [
  column('substance', 'Substance'),
  column('form', 'Form', under),
  column('strength', 'Strength', under),
  column('amount', 'Amount'),
  column('mg', 'mg', { as: 'number' }),
  column('container', 'Container'),
  column('lot', 'Lot', under),
] as const;
const UNDONE = column('undone', 'Undone');
const ofWhat = ({ movement, container: { product, label, lot } }: RecordedMovement): readonly RecordCell[] => [
  product.substance,
  formOf(product),
  strengthOf(product),
  measureOf(product, movement.amount.value),
  movement.amount.value / 1000,
  label,
  lot,
];
/** "2 March 2026, 14:05, Ana: wrong vial" */
export const sayUndone = ({ undone }: Pick<RecordedMovement, 'undone'>, zone: string): string | null =>
  undone ? `${dateTimeIn(zone, undone.at)}, ${undone.by}${undone.reason ? `: ${undone.reason}` : ''}` : null;

/** A line for each, in order of time. */
const linesOf = (
  movements: readonly RecordedMovement[],
  cells: (one: RecordedMovement) => readonly RecordCell[],
): RecordLine[] =>
  movements.map((one) => ({ key: one.movement.id, cells: cells(one), ...(one.undone && { isUndone: true as const }) }));

/** To whom what was given, and by whom. `receivers` by session: `hidden` where that record is not open to who asks. */
export function dispensingRecord(
  { zone, movements }: Pick<MovementFacts, 'zone' | 'movements'>,
  receivers: ReadonlyMap<string, Receiver | 'hidden'>,
): RecordTable {
  const toWhom = ({ movement }: RecordedMovement): readonly [string, string | null] => {
    const receiver = receivers.get(movement.session ?? '');
    if (receiver === 'hidden') return [NOT_SHOWN, null];
    return receiver ? [receiver.name, receiver.address ?? 'address not on record'] : ['not on record', null];
  };
  const table = oneTable(
    [
      AT,
      ...OF_WHAT,
      column('to_whom', 'To whom'),
      column('address', 'Address', under),
      column('by_whom', 'By whom'),
      UNDONE,
    ],
    linesOf(movements, (one) => [
      one.movement.at,
      ...ofWhat(one),
      ...toWhom(one),
      one.movement.by.name,
      sayUndone(one, zone),
    ]),
  );
  const hidden = movements.filter(({ movement }) => receivers.get(movement.session ?? '') === 'hidden').length;
  return {
    ...table,
    notes:
      hidden === 0
        ? []
        : [
            `In ${hidden} of ${movements.length} lines the patient is not named: that record is not open to who made this paper. The paper for an inspector names everybody: a medical director makes it.`,
          ],
  };
}

/** What was wasted, returned or lost: out of where, why, by whom and before whom, and the paper that goes with it. */
export const removalRecord = ({ zone, movements, safes }: MovementFacts): RecordTable =>
  oneTable(
    [
      AT,
      ...OF_WHAT,
      column('out_of', 'Out of'),
      column('reason', 'Why, and to whom'),
      column('document', 'Paper', under),
      column('by_whom', 'By whom'),
      column('witness', 'Witness'),
      UNDONE,
    ],
    linesOf(movements, (one) => [
      one.movement.at,
      ...ofWhat(one),
      sayAccount(one.movement.from, safes),
      one.movement.reason ?? null,
      one.movement.document ?? null,
      one.movement.by.name,
      one.movement.witness?.name ?? null,
      sayUndone(one, zone),
    ]),
  );

/** The ledger, line by line, as a perpetual inventory is kept. */
export const ledgerRecord = ({ zone, movements, safes }: MovementFacts): RecordTable =>
  oneTable(
    [
      AT,
      column('recorded_at', 'Recorded', { as: 'moment', ...under }),
      column('kind', 'What'),
      ...OF_WHAT.slice(0, 3),
      column('package', 'Package', under),
      ...OF_WHAT.slice(3),
      column('out_of', 'Out of'),
      column('into', 'Into'),
      column('by_whom', 'By whom'),
      column('witness', 'Witness', under),
      column('reason', 'Why'),
      column('document', 'Paper', under),
      UNDONE,
    ],
    linesOf(movements, (one) => {
      const { movement, container } = one;
      const what = ofWhat(one);
      return [
        movement.at,
        movement.recordedAt,
        MOVEMENT_NAMES[movement.kind],
        ...what.slice(0, 3),
        packageOf(container.product),
        ...what.slice(3),
        sayAccount(movement.from, safes),
        sayAccount(movement.into, safes),
        movement.by.name,
        movement.witness?.name ?? null,
        movement.reason ?? null,
        movement.document ?? null,
        sayUndone(one, zone),
      ];
    }),
  );
