import type { AnswersKept } from '@holdspace/care';

/**
 * Answers on record that whoever writes has not looked at, however long their draft was put aside; they are looked at before
 * others take their place. One's own that were stored, though no answer came, are nobody else's.
 */
export const othersSince = (
  draft: { readonly id: string; readonly follows: string | null },
  kept: AnswersKept | null,
): AnswersKept | undefined => (kept && kept.id !== draft.follows && kept.id !== draft.id ? kept : undefined);
