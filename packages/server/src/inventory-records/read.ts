/** The records of the ledger, put together from the store: each kind from what it is about, and nothing else is read. */
import {
  countsRecord,
  type Destroyed,
  discrepanciesRecord,
  dispensingRecord,
  disposalsRecord,
  forms41,
  type Instant,
  inventoriesRecord,
  isInventory,
  ledgerRecord,
  type MovementKind,
  type Product,
  type RecordedMovement,
  type RecordKind,
  type RecordTable,
  recallsRecord,
  receiptRecord,
  removalRecord,
  theftsAndLossesRecord,
} from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { form106Of } from '../counts/form-106.ts';
import { receiversOf } from '../counts/receivers.ts';
import { whoReceived } from '../inventory/recall-answer.ts';
import { recallsShown } from '../inventory/recalls-shown.ts';
import { badField, notFound } from '../problem.ts';

/** A time, or one count or one discrepancy by itself, whenever it was. */
export type Span =
  | { readonly from: Instant; readonly until: Instant }
  | { readonly count: string }
  | { readonly discrepancy: string };
interface Asked {
  readonly context: Context;
  readonly request: FastifyRequest;
  readonly span: Span;
}
/** More lines than a person reads, and as many as a server makes at once. */
export const MOST_LINES = 20_000;

/** Never a part of a record as if it were all of it. */
function demandAll<T>(found: readonly T[]): readonly T[] {
  if (found.length <= MOST_LINES) return found;
  throw badField(
    'from',
    'too-many-lines',
    `These days have more than ${MOST_LINES.toLocaleString('en-US')} entries. Choose fewer days, and take the record in parts.`,
  );
}
/** Throws where the record is not one of this kind. */
function timeOf(span: Span): { readonly from: Instant; readonly until: Instant } {
  if ('from' in span) return span;
  const field = 'count' in span ? 'count' : 'discrepancy';
  throw badField(
    field,
    'not-of-this-record',
    `This record is not asked for by one ${field}: say which days it is about.`,
  );
}

const movementsOf = async ({ context, request, span }: Asked, kinds?: readonly MovementKind[]) =>
  demandAll(
    await context.store.inventory.recorded(request.principal.clinic.id, {
      ...timeOf(span),
      ...(kinds && { kinds }),
      most: MOST_LINES + 1,
    }),
  );
const safesOf = async ({ context, request }: Asked): Promise<ReadonlyMap<string, string>> =>
  new Map((await context.store.inventory.safes(request.principal.clinic.id)).map(({ id, name }) => [id, name]));
const productsOf = async ({ context, request }: Asked): Promise<ReadonlyMap<string, Product>> =>
  new Map(
    (await context.store.formulary.list(request.principal.clinic.id)).map(({ product }) => [product.id, product]),
  );

const removed =
  (kind: MovementKind) =>
  async (asked: Asked): Promise<RecordTable> => {
    const [movements, safes] = await Promise.all([movementsOf(asked, [kind]), safesOf(asked)]);
    return removalRecord({ zone: asked.request.principal.clinic.zone, movements, safes });
  };

async function countsFor({ context, request, span }: Asked) {
  const { store } = context;
  const { clinic } = request.principal;
  if ('count' in span) {
    const count = await store.counts.find(clinic.id, span.count);
    if (!count) throw notFound('count');
    return [count];
  }
  const found = await store.counts.list(clinic.id, { ...timeOf(span), most: MOST_LINES + 1 });
  return demandAll(found).toReversed();
}

const destroyedOf = ({ movement, container, undone }: RecordedMovement): Destroyed[] =>
  undone
    ? []
    : [
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

const READ: Readonly<Record<RecordKind, (asked: Asked) => Promise<RecordTable>>> = {
  receipts: async (asked) => {
    const { clinic } = asked.request.principal;
    const { from, until } = timeOf(asked.span);
    const [receipts, products, safes, received] = await Promise.all([
      asked.context.store.inventory.receipts(clinic.id, { from, to: until, limit: MOST_LINES + 1 }),
      productsOf(asked),
      safesOf(asked),
      movementsOf(asked, ['received']),
    ]);
    return receiptRecord({
      zone: clinic.zone,
      receipts: demandAll(receipts).toReversed(),
      products,
      safes,
      received: new Map(received.map((one) => [one.container.id, one])),
    });
  },

  dispensing: async (asked) => {
    const movements = await movementsOf(asked, ['administered']);
    const sessions = [...new Set(movements.flatMap(({ movement }) => movement.session ?? []))];
    const receivers = await receiversOf(asked.context, asked.request, sessions);
    return dispensingRecord({ zone: asked.request.principal.clinic.zone, movements }, receivers);
  },

  waste: removed('wasted'),
  returns: removed('returned'),
  losses: removed('lost'),

  disposals: async (asked) => {
    const { clinic } = asked.request.principal;
    const [movements, registrant] = await Promise.all([
      movementsOf(asked, ['destroyed']),
      asked.context.store.months.registrant(clinic.id),
    ]);
    return disposalsRecord(forms41(movements.flatMap(destroyedOf), registrant, clinic.zone));
  },

  thefts_and_losses: async ({ context, request, span }) => {
    const { clinic } = request.principal;
    const { discrepancies } = context.store;
    const found =
      'discrepancy' in span
        ? [await discrepancies.find(clinic.id, span.discrepancy)]
        : await discrepancies.list(clinic.id, { states: ['reported'], ...timeOf(span), most: MOST_LINES + 1 });
    const forms = await Promise.all(
      demandAll(found)
        .toReversed()
        .map(async (one) => {
          if (!one) throw notFound('discrepancy');
          const form = await form106Of(context.store, clinic, one);
          return form ? [{ id: one.id, form }] : [];
        }),
    );
    return theftsAndLossesRecord(forms.flat());
  },

  inventories: async (asked) => {
    const [counts, safes, products] = await Promise.all([countsFor(asked), safesOf(asked), productsOf(asked)]);
    return inventoriesRecord({ counts: counts.filter(({ kind }) => isInventory(kind)), safes }, [...products.values()]);
  },

  counts: async (asked) => countsRecord({ counts: await countsFor(asked), safes: await safesOf(asked) }),

  discrepancies: async (asked) => {
    const { store } = asked.context;
    const { clinic } = asked.request.principal;
    const found = demandAll(
      await store.discrepancies.list(clinic.id, { ...timeOf(asked.span), most: MOST_LINES + 1 }),
    ).toReversed();
    const ids = [...new Set(found.flatMap(({ container }) => container ?? []))];
    const [people, safes, products, containers] = await Promise.all([
      store.people.list(clinic.id),
      safesOf(asked),
      productsOf(asked),
      ids.length > 0 ? store.inventory.containers(clinic.id, { ids }) : [],
    ]);
    return discrepanciesRecord({
      zone: clinic.zone,
      discrepancies: found,
      people: new Map(people.map(({ id, name }) => [id, name])),
      safes,
      products,
      labels: new Map(containers.map(({ id, label }) => [id, label])),
    });
  },

  recalls: async ({ context, request, span }) => {
    const { store } = context;
    const { clinic } = request.principal;
    const { from, until } = timeOf(span);
    const all = (await store.inventory.recalls(clinic.id)).filter(({ at }) => at >= from && at < until).toReversed();
    const shown = await recallsShown(store, clinic.id, all);
    return recallsRecord(
      await Promise.all(shown.map(async (recall) => ({ ...recall, ...(await whoReceived(context, request, recall)) }))),
      clinic.zone,
    );
  },

  movements: async (asked) => {
    const [movements, safes] = await Promise.all([movementsOf(asked), safesOf(asked)]);
    return ledgerRecord({ zone: asked.request.principal.clinic.zone, movements, safes });
  },
};

export const readRecord = (kind: RecordKind, asked: Asked): Promise<RecordTable> => READ[kind](asked);
