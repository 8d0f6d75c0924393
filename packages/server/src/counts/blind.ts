/** Who is counting is not shown what should be there: not by the count, and not by a page that says the same. */
import { DAY, later } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { refused } from '../problem.ts';

/** A count that has lain open longer is forgotten, and shuts nobody out. */
const OPEN_FOR = DAY;

/** Throws where the asker has begun, or half signed, a count that is not finished. */
export async function demandNotCounting(
  { store, now }: Pick<Context, 'store' | 'now'>,
  { principal: { clinic, practitioner } }: Pick<FastifyRequest, 'principal'>,
): Promise<void> {
  const counting = await store.counts.countedBy(clinic.id, practitioner.id, later(now(), -OPEN_FOR));
  if (counting.length === 0) return;
  throw refused([
    {
      rule: 'count-is-blind',
      title: 'Who counts is not shown what the ledger says',
      stop: 'hard',
      message: 'You are counting, and this page says what the ledger has.',
      numbers: {},
      satisfy: 'It opens when both people have signed the count, or when the count is called off.',
      overrideBy: [],
      witnessed: false,
      source: 'design: blind counts by two people',
    },
  ]);
}
