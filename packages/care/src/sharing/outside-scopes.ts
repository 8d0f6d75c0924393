/** What a member of the care team outside the clinic can be let see, one by one, by the patient. Never anybody's notes. */
export const OUTSIDE_SCOPES = ['focus_and_intention', 'session_summaries', 'integration_threads', 'scores'] as const;
export type OutsideScope = (typeof OUTSIDE_SCOPES)[number];

/** As the patient reads it before agreeing. */
export const OUTSIDE_SCOPE_WORDS: Readonly<Record<OutsideScope, { readonly name: string; readonly says: string }>> = {
  focus_and_intention: {
    name: 'Focus and intention',
    says: 'What the treatment is for, in the words you chose in preparation.',
  },
  session_summaries: {
    name: 'Session summaries',
    says: 'Day, kind of treatment, dose, and how the visit ended. No vital signs, and nothing that was said.',
  },
  integration_threads: {
    name: 'Integration',
    says: 'What you and the clinic keep together about putting the experience into daily life, from the focus to the practices. Not your journal, and not your check-ins.',
  },
  scores: {
    name: 'Questionnaire scores',
    says: 'Totals over time. This clinic has none here yet, so there is nothing to see for now.',
  },
};
