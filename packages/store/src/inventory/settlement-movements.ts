/** What a settled discrepancy moves in the ledger. */
import type { Adjustment, Discrepancy, Instant, Movement, Settlement } from '@holdspace/care';

/** The movements that a settlement makes: adjustments to what was counted, or losses that are reported. */
export function movementsOf(
  settlement: Settlement,
  { session }: Discrepancy,
  by: Movement['by'],
  now: Instant,
): Movement[] {
  if (settlement.how === 'explained') return [];
  const reason = settlement.words.slice(0, 300);
  const base = (one: Pick<Adjustment, 'id' | 'container' | 'amount'>) => ({
    id: one.id,
    container: one.container,
    amount: one.amount,
    at: now,
    recordedAt: now,
    by,
    reason,
    ...(session && { session }),
  });
  if (settlement.how === 'reported')
    return settlement.movements.map(
      (one): Movement => ({
        ...base(one),
        kind: 'lost',
        from: { kind: 'safe', safe: one.safe },
        into: { kind: 'lost' },
        document: 'Form 106',
      }),
    );
  return settlement.movements.map((one): Movement => {
    const safe = { kind: 'safe' as const, safe: one.safe };
    const unexplained = { kind: 'unexplained' as const };
    const [from, into] = one.direction === 'less' ? [safe, unexplained] : [unexplained, safe];
    return { ...base(one), kind: 'count_adjusted', from, into };
  });
}
