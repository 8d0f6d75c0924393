/** What every field of the editor knows: the document, what is wrong with it, and what differs from where it began. */
import type { ProtocolIssue, WeighedDifference } from '@holdspace/care';
import { createContext, useContext } from 'react';
import type { Json, Path } from './json.ts';

export interface Editing {
  readonly document: Json;
  /** Puts a value at a path; `undefined` takes it away. Strokes with the same `field` are one step to undo. */
  write(path: Path, value: Json | undefined, field?: string): void;
  move(path: Path, index: number, by: -1 | 1): void;
  /** By path, "gates[2].validFor". */
  readonly issues: ReadonlyMap<string, readonly ProtocolIssue[]>;
  /** What differs from the version that the draft was made from, at a path. */
  differencesAt(path: Path): readonly WeighedDifference[];
  differencesUnder(path: Path): readonly WeighedDifference[];
}

const EditingContext = createContext<Editing | null>(null);
export const EditingProvider = EditingContext.Provider;

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('useEditing is for fields of the editor');
  return editing;
}
