/** Rules that stand outside a session and that nobody overrides: each says no in words, and what would satisfy it. */
import type { Refusal } from '../session/rule.ts';

export interface HardRule<Asked> {
  readonly id: string;
  readonly title: string;
  check(asked: Asked): { readonly message: string; readonly satisfy: string } | null;
}

/** What the rules refuse; empty where all are met. */
export const refusalsOf = <Asked>(
  rules: readonly HardRule<Asked>[],
  asked: Asked,
  source: string,
): readonly Refusal[] =>
  rules.flatMap(({ id, title, check }): Refusal[] => {
    const violation = check(asked);
    if (!violation) return [];
    return [{ rule: id, title, stop: 'hard', numbers: {}, overrideBy: [], witnessed: false, source, ...violation }];
  });
