/** The monthly page, put together from the store. */
import {
  boundsOfMonth,
  COUNT_KIND_WORDS,
  type Destroyed,
  DISCREPANCY_STATE_WORDS,
  FINDING_WORDS,
  isControlled,
  type MonthCount,
  type MonthPage,
  monthPage,
  needsDiscrepancy,
  type Receiver,
  sayCause,
} from '@holdspace/care';
import type { InventoryCount, Store } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { receiversOf } from './receivers.ts';

interface OfClinic {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
}
/** More than any clinic counts, or finds, in a month. */
const MOST = 5000;

/** `isNamed`: whether it says to whom what was given, to who may see that; each who is named is told to the audit. */
export async function readMonth(
  context: Context,
  request: FastifyRequest,
  month: string,
  { isNamed }: { readonly isNamed: boolean },
): Promise<MonthPage> {
  const { store } = context;
  const { clinic } = request.principal;
  const now = context.now();
  const { from, until } = boundsOfMonth(month, clinic.zone);
  const [ledger, registrant, counts, discrepancies, safes, people] = await Promise.all([
    store.months.ledger(clinic.id, from, until),
    store.months.registrant(clinic.id),
    store.counts.list(clinic.id, { from, until, most: MOST }),
    store.discrepancies.list(clinic.id, { from, until, most: MOST }),
    store.inventory.safes(clinic.id),
    store.people.list(clinic.id),
  ]);
  const containers = new Map([...ledger.containers].filter(([, { product }]) => isControlled(product)));
  const sessions = ledger.movements.flatMap(({ kind, session, container }) =>
    kind === 'administered' && session && containers.has(container) ? [session] : [],
  );
  const patients = isNamed
    ? await receiversOf(context, request, [...new Set(sessions)])
    : new Map<string, Receiver | 'hidden'>();
  const controlled = ledger.products.filter(isControlled);
  const moved = new Set([...ledger.containers.values()].map(({ product }) => product.id));
  const safeNames = new Map(safes.map(({ id, name }) => [id, name]));
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return monthPage({
    clinic,
    month,
    now,
    registrant,
    products: controlled.filter(({ id }) => moved.has(id) || (ledger.opening.get(id) ?? 0) !== 0),
    opening: ledger.opening,
    containers,
    movements: ledger.movements,
    patients,
    counts: counts.filter(({ calledOff }) => !calledOff).map((count) => lineOf(count, safeNames)),
    discrepancies: discrepancies.map(({ id, at, cause, what, owner, state }) => ({
      id,
      at,
      cause: sayCause(cause),
      what,
      owner: names.get(owner ?? '') ?? 'nobody',
      state: DISCREPANCY_STATE_WORDS[state],
    })),
  });
}

function lineOf(
  { id, openedAt, kind, safe, halves, result }: InventoryCount,
  safes: ReadonlyMap<string, string>,
): Omit<MonthCount, 'time'> {
  const off = result?.products.filter(needsDiscrepancy) ?? [];
  return {
    id,
    at: halves.at(-1)?.at ?? openedAt,
    kind: COUNT_KIND_WORDS[kind],
    safe: safes.get(safe) ?? 'a safe that is gone',
    by: halves.map(({ by }) => by.name),
    result: !result
      ? 'Not finished'
      : off.length === 0
        ? 'Agrees with the ledger'
        : off.map(({ name, finding }) => `${name}: ${FINDING_WORDS[finding].toLowerCase()}`).join('; '),
  };
}

/** What was destroyed in a month, reversed entries aside. */
export async function destroyedIn(
  store: Pick<Store, 'months'>,
  clinic: OfClinic,
  month: string,
): Promise<readonly Destroyed[]> {
  const { from, until } = boundsOfMonth(month, clinic.zone);
  const { movements, containers } = await store.months.ledger(clinic.id, from, until);
  const reversed = new Set(movements.flatMap(({ reverses }) => reverses ?? []));
  return movements.flatMap((movement): Destroyed[] => {
    const container = containers.get(movement.container);
    if (movement.kind !== 'destroyed' || reversed.has(movement.id) || !container) return [];
    if (!isControlled(container.product)) return [];
    return [
      {
        ...container,
        micrograms: movement.amount.value,
        at: movement.at,
        by: movement.by.name,
        witness: movement.witness?.name ?? null,
        reason: movement.reason ?? null,
        document: movement.document ?? null,
      },
    ];
  });
}
