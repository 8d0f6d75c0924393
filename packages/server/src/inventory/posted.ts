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

/** Throws where it was not made. `field`: where it stands in what was sent, if not by itself. */
export function refuse({ outcome, held }: Posted, movement: Movement, label: string, field?: string): void {
  const { kind, amount, reverses } = movement;
  const what = MOVEMENT_NAMES[kind].toLowerCase();
  switch (outcome) {
    case 'posted':
    case 'repeated':
      return;
    case 'short':
      throw badField(
        // What is undone names no amount: it is the movement's own.
        field ?? (reverses ? 'reverses' : 'amount'),
        'more-than-there',
        `Amount: ${sayQuantity(amount)} of ${label} cannot be ${what}: there are ${held ? sayQuantity(held) : '0 mg'} where it should come from. Somebody may have moved it meanwhile: look at the container again.`,
      );
    case 'differs':
      throw new Problem(
        'repeated-id',
        `Id: another movement than this one, of ${sayQuantity(amount)} of ${label}, is kept under ${movement.id}. Look at the history of ${label} before you record it anew, under an id of its own.`,
        {
          errors: [
            {
              field: field ?? 'id',
              rule: 'repeated-id',
              message: `Another movement is kept under ${movement.id}. Look at the history of ${label} before you record it anew.`,
            },
          ],
        },
      );
    case 'unknown_container':
      throw notFound('container');
    case 'unknown_safe':
      throw notFound('safe');
    case 'cannot_reverse':
      throw badField(
        field ?? 'reverses',
        'undone-once',
        `Reverses: ${sayQuantity(amount)} of ${label} were undone already, or are not what the ledger holds. Look at its history before you undo anything again.`,
      );
  }
}
