/** Posts movements that belong together, and says in plain words why one was not made. */
import { MOVEMENT_NAMES, type Movement, sayQuantity } from '@holdspace/care';
import type { Posted, StockedContainer, Store } from '@holdspace/store';
import { badField, notFound, Problem } from '../problem.ts';

/** Throws where any was not made; what was sent again is answered as the first time. */
export async function answerOf(
  { inventory }: Pick<Store, 'inventory'>,
  clinicId: string,
  containers: readonly Pick<StockedContainer, 'id' | 'label'>[],
  movements: readonly Movement[],
): Promise<readonly Posted[]> {
  const posted = await inventory.post(clinicId, movements);
  for (const [index, one] of posted.entries()) {
    const movement = movements[index];
    const label = containers.find(({ id }) => id === movement?.container)?.label ?? 'the container';
    if (movement) refuse(one, movement, label);
  }
  return posted;
}

/** Throws where it was not made. */
export function refuse({ outcome, held }: Posted, { kind, amount }: Movement, label: string): void {
  const what = MOVEMENT_NAMES[kind].toLowerCase();
  switch (outcome) {
    case 'posted':
    case 'repeated':
      return;
    case 'short':
      throw badField(
        'amount',
        'more-than-there',
        `Amount: ${sayQuantity(amount)} of ${label} cannot be ${what}: there are ${held ? sayQuantity(held) : '0 mg'} where it should come from. Somebody may have moved it meanwhile: look at the container again.`,
      );
    case 'differs':
      throw new Problem(
        'repeated-id',
        'Another movement is kept under this id. Look at the container before recording it anew.',
      );
    case 'unknown_container':
      throw notFound('container');
    case 'unknown_safe':
      throw notFound('safe');
    case 'cannot_reverse':
      throw badField('reverses', 'undone-once', `${label}: this was undone already, or is not what the ledger holds.`);
  }
}
