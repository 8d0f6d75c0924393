/** What a rule of the protocol language is, where one field alone cannot keep it. The list is in rules/index.ts. */
import type { Protocol } from './schema.ts';

/** What does not hold: where in the document, and why, in words that a medical director understands. */
export interface Breach {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export interface SpanningRule {
  /** Stable; the rule id in the API and on the command line. */
  readonly id: string;
  /** The rule itself, as the handbook lists it. */
  readonly title: string;
  check(protocol: Protocol): readonly Breach[];
}

/** One breach where a statement does not hold, none where it does. */
export const unless = (holds: boolean, path: readonly PropertyKey[], message: string): Breach[] =>
  holds ? [] : [{ path, message }];
