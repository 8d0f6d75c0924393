/** Where in the form a difference belongs: the core names the entries of lists, the form counts them. */
import { namesOf, type WeighedDifference } from '@holdspace/care';
import { isList, type Json, type Path, valueAt } from './json.ts';

/** The place that a path of the document has in a comparison; undefined within a list whose entries have no names. */
export function placeOf(document: Json, path: Path): readonly string[] | undefined {
  const place: string[] = [];
  for (const [index, part] of path.entries()) {
    if (typeof part === 'string') place.push(part);
    else {
      const list = valueAt(document, path.slice(0, index));
      const name = isList(list) ? namesOf(list)?.[part] : undefined;
      if (name === undefined) return undefined;
      place.push(name);
    }
  }
  return place;
}

export const isAt = ({ place }: WeighedDifference, at: readonly string[]): boolean =>
  place.length === at.length && place.every((part, index) => part === at[index]);
export const isUnder = ({ place }: WeighedDifference, at: readonly string[]): boolean =>
  at.every((part, index) => part === place[index]);
