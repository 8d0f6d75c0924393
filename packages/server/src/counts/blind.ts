/**
 * Who counts, or may yet be the second who does, is not shown what the ledger has of that safe: not by the count, and not by
 * any page that says the same. The room of a patient who is here is not among them: a patient comes first.
 */
import { COUNT_IS_BLIND_FOR, COUNT_KIND_WORDS, clockAt, later } from '@holdspace/care';
import type { InventoryCount } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { may } from '../authority.ts';
import type { Context } from '../context.ts';
import { refused } from '../problem.ts';

type Asked = Pick<Context, 'store' | 'now'>;
type Asker = Pick<FastifyRequest, 'principal'>;

/** More safes than any clinic has: one count of a safe is open at a time. */
const MOST = 1000;

/** The open counts of which the asker may not know what they should find. */
export async function blindCounts({ store, now }: Asked, { principal }: Asker): Promise<readonly InventoryCount[]> {
  const { clinic, practitioner } = principal;
  // A count that has lain open longer takes no half any more, and shuts nobody out.
  const from = later(now(), -COUNT_IS_BLIND_FOR);
  const open = await store.counts.list(clinic.id, { isOpen: true, from, most: MOST });
  if (may(principal, 'count medicine')) return open;
  return open.filter(({ openedBy, halves }) =>
    [openedBy, ...halves.map(({ by }) => by)].some(({ id }) => id === practitioner.id),
  );
}

/** "The main safe is being counted: routine count, begun by Ana at 14:05" */
export async function sayCounted(
  { store }: Pick<Context, 'store'>,
  clinic: { readonly id: string; readonly zone: string },
  { safe, kind, openedBy, openedAt }: InventoryCount,
): Promise<string> {
  const name = (await store.inventory.safes(clinic.id)).find(({ id }) => id === safe)?.name ?? 'A safe';
  const begun = clockAt(openedAt, clinic.zone).replace('T', ' ').slice(0, 16);
  return `${name} is being counted (${COUNT_KIND_WORDS[kind].toLowerCase()}, begun by ${openedBy.name}, ${begun})`;
}

/** Throws where there is a safe of which the asker may not see what the ledger has: for pages that show all of them. */
export async function demandNotCounting(context: Asked, request: Asker): Promise<void> {
  const [count] = await blindCounts(context, request);
  if (count) throw await isBlind(context, request, count);
}

/** Throws where the asker may not see what the ledger has of this safe. */
export async function demandNotBlindTo(context: Asked, request: Asker, safe: string): Promise<void> {
  const count = (await blindCounts(context, request)).find((one) => one.safe === safe);
  if (count) throw await isBlind(context, request, count);
}

/** Throws where any of these containers stands, or ever stood, in a safe of which the asker may not see what is there. */
export async function demandNotCounted(context: Asked, request: Asker, containers: readonly string[]): Promise<void> {
  const counts = await blindCounts(context, request);
  if (counts.length === 0) return;
  const stood = await context.store.inventory.safesOf(request.principal.clinic.id, containers);
  const count = counts.find(({ safe }) => stood.has(safe));
  if (count) throw await isBlind(context, request, count);
}

async function isBlind({ store }: Asked, { principal }: Asker, count: InventoryCount) {
  return refused([
    {
      rule: 'count-is-blind',
      title: 'Who counts is not shown what the ledger says',
      stop: 'hard',
      message: `${await sayCounted({ store }, principal.clinic, count)}, and you are one of those who count: until then this, which says what should be there, stays shut.`,
      numbers: {},
      satisfy:
        'It opens when two people have signed that count, or when it is called off: under Medicine, Counts. What a patient needs is drawn in the session room, which stays open.',
      overrideBy: [],
      witnessed: false,
      source: 'design: blind counts by two people',
    },
  ]);
}
