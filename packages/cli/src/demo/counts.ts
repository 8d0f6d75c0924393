/** The demo's counts: the initial inventory of the main safe, which agrees, and a hand-over of today that finds a vial too few. */
import { randomUUID } from 'node:crypto';
import { type CountKind, contentOf, type DrugAmount, instant, isControlled, type Product } from '@holdspace/care';
import { type DemoStaff, demand, type Send } from './driver.ts';

interface Counting {
  readonly send: Send;
  readonly staff: DemoStaff;
  /** When it is counted: the clock of the application stands there. */
  readonly at: number;
}
interface Listed {
  readonly label: string;
  readonly openedAt?: string;
  readonly product: Product;
  readonly places: readonly {
    readonly account: { readonly kind: string; readonly safe?: string };
    readonly amount: DrugAmount;
  }[];
}
interface Stock {
  readonly safes: readonly { readonly id: string }[];
  readonly containers: readonly Listed[];
}

/** Takes the initial inventory of the safe in which most stands. */
export const takeInitialInventory = (counting: Counting): Promise<void> =>
  count(counting, { kind: 'initial', takenAt: 'opening' }, 0);

/** Hands the shift over; one sealed vial is not there. */
export const handOverWithOneTooFew = (counting: Counting): Promise<void> => count(counting, { kind: 'hand_over' }, 1);

async function count(
  { send, staff, at }: Counting,
  begun: { readonly kind: CountKind; readonly takenAt?: 'opening' },
  missing: number,
): Promise<void> {
  const { safes, containers } = await demand<Stock>(send, staff.nurse, 'GET', '/api/inventory');
  const heldIn = (safe: string, { places }: Listed): number =>
    places.find(({ account }) => account.safe === safe)?.amount.value ?? 0;
  const [safe] = safes
    .map(({ id }) => id)
    .toSorted(
      (one, other) =>
        containers.filter((each) => heldIn(other, each) > 0).length -
        containers.filter((each) => heldIn(one, each) > 0).length,
    );
  const second = [staff.anesthesia, staff.prescriber, staff.medical_director].find((person) => person !== undefined);
  if (safe === undefined || !second) return;
  const id = randomUUID();
  await demand(send, staff.nurse, 'POST', '/api/inventory/counts', { id, safe, ...begun });
  const { sheet } = await demand<{ sheet: readonly { readonly product: string }[] }>(
    send,
    staff.nurse,
    'GET',
    `/api/inventory/counts/${id}`,
  );
  const here = containers.filter((one) => heldIn(safe, one) > 0 && isControlled(one.product));
  const isSealed = (one: Listed) => one.openedAt === undefined && heldIn(safe, one) === contentOf(one.product).value;
  const short = sheet.find(({ product }) => here.some((one) => one.product.id === product && isSealed(one)));
  const lines = {
    unopened: sheet.map(({ product }) => ({
      product,
      containers:
        here.filter((one) => one.product.id === product && isSealed(one)).length -
        (product === short?.product ? missing : 0),
    })),
    opened: here
      .filter((one) => !isSealed(one))
      .map((one) => ({ label: one.label, remaining: remainingOf(one.product, heldIn(safe, one)) })),
  };
  for (const [person, as] of [
    [staff.nurse, 'outgoing'],
    [second, 'incoming'],
  ] as const)
    await demand(send, person, 'POST', `/api/inventory/counts/${id}/halves`, {
      id: randomUUID(),
      at: instant(at),
      ...(begun.kind === 'hand_over' && { as }),
      ...lines,
    });
}

/** As a person reads it: the level to a tenth of a millilitre, pieces as they are. */
const remainingOf = ({ contents }: Product, micrograms: number) =>
  contents.form === 'solution'
    ? { volume: { value: Math.round((micrograms / contents.concentration.value) * 10) / 10, unit: 'mL' } }
    : {
        pieces: Math.round((micrograms / contents.strength.value) * contents.divisibleInto) / contents.divisibleInto,
      };
