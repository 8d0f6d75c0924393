/**
 * What can be answered in the decision aid, by name: the rules know these alone. The words stand apart, so that a page in
 * one language carries the words of that language and no others.
 */

export const VALUE_IDS = [
  'soon',
  'lasting',
  'talk',
  'clear-head',
  'inner',
  'tested',
  'risk',
  'money',
  'few-days',
  'not-alone',
] as const;
export type ValueId = (typeof VALUE_IDS)[number];

/** How much something matters. Ways of saying it, and no points. */
export const VALUE_WEIGHTS = ['a lot', 'some', 'not much'] as const;
export type ValueWeight = (typeof VALUE_WEIGHTS)[number];

export const KNOWLEDGE_IDS = [
  'infusion-is-therapy',
  'kap-lower-dose',
  'cut-off-is-working',
  'drive-home',
  'approved',
  'lasts',
  'may-say-no',
] as const;
export type KnowledgeId = (typeof KNOWLEDGE_IDS)[number];
export const KNOWLEDGE_ANSWERS = ['true', 'false', 'not sure'] as const;
export type KnowledgeAnswer = (typeof KNOWLEDGE_ANSWERS)[number];

export const SURE_IDS = ['sure', 'understand', 'risk-benefit', 'encouragement'] as const;
export type SureId = (typeof SURE_IDS)[number];

export const PERSON_TO_ASK_IDS = ['partner', 'friend', 'therapist', 'doctor', 'been-there', 'community'] as const;
export type PersonToAskId = (typeof PERSON_TO_ASK_IDS)[number];
export const QUESTION_IDS = [
  'safe-for-me',
  'why-this',
  'dose',
  'who',
  'bad-hour',
  'how-we-know',
  'after',
  'price',
] as const;
export type QuestionId = (typeof QUESTION_IDS)[number];

/** Longer than anybody writes here, and short enough to be carried. */
export const LONGEST_TEXT = 4000;
/** Questions of one's own: enough for whoever has a long list. */
export const MOST_OWN = 20;
