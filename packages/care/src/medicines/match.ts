/**
 * Finds the cautions that a medicine list asks for, by the names that this version knows. It says what it matched, and of a
 * medicine that it does not know it says that: nothing is passed over in silence, and nothing known is no clearance.
 */
import { CAUTIONS, type Caution, type Ingredient } from './cautions.ts';

/** A caution with the ingredient that brought it. */
export interface CautionFound {
  readonly caution: Omit<Caution, 'ingredients'>;
  readonly ingredient: string;
  readonly atc: readonly string[];
}
export type MedicineLookedUp =
  | { readonly known: true; readonly found: readonly CautionFound[] }
  | { readonly known: false; readonly says: string };

export const NOT_KNOWN_HERE =
  'Not known here: nothing is said of how it goes with ketamine. Look it up; this is no clearance.';

/** Letters and digits alone, each word apart, so that "St. John’s-Wort 300mg" holds "st johns wort". */
const wordsOf = (text: string): string =>
  ` ${text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .replaceAll(/(\d)([a-z])/g, '$1 $2')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()} `;

const isNamed = (written: string, { name, alsoWritten = [] }: Ingredient): boolean =>
  [name, ...alsoWritten].some((one) => written.includes(wordsOf(one)));

/** What is known of a medicine as it is written: every ingredient of the list that its name, or its ingredient, holds. */
export function lookUpMedicine({
  name,
  ingredient,
}: {
  name: string;
  ingredient?: string | undefined;
}): MedicineLookedUp {
  const written = wordsOf(`${name} ${ingredient ?? ''}`);
  const found = CAUTIONS.flatMap(({ ingredients, ...caution }) =>
    ingredients
      .filter((one) => isNamed(written, one))
      .map((one): CautionFound => ({ caution, ingredient: one.name, atc: one.atc.filter((code) => code !== 'none') })),
  );
  return found.length > 0 ? { known: true, found } : { known: false, says: NOT_KNOWN_HERE };
}
