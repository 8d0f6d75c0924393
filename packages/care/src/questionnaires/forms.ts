/** The forms that come with Holdspace, and to which patients each is put. */
import { screeningQuestionnaire } from '../eligibility/questionnaire.ts';
import { INTAKE } from '../intake/intake-form.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import type { Questionnaire } from './questionnaire.ts';

export interface ShippedForm {
  readonly questionnaire: Questionnaire;
  /** Whether it is put to a patient with courses under these protocols; a prospective patient has none yet. */
  isFor(protocolIds: readonly string[]): boolean;
}

/** In the order in which they are asked. */
export const SHIPPED_FORMS: readonly ShippedForm[] = [
  { questionnaire: INTAKE, isFor: () => true },
  // Asked before a way of treating is chosen, so it asks what any of them needs to know.
  { questionnaire: /* @__PURE__ */ screeningQuestionnaire(SHIPPED_PROTOCOLS), isFor: () => true },
];

export const formsFor = (protocolIds: readonly string[]): readonly Questionnaire[] =>
  SHIPPED_FORMS.filter(({ isFor }) => isFor(protocolIds)).map(({ questionnaire }) => questionnaire);
export const shippedForm = (id: string): Questionnaire | undefined =>
  SHIPPED_FORMS.find(({ questionnaire }) => questionnaire.id === id)?.questionnaire;
