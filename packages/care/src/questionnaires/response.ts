/** FormAnswers as a FHIR R4 QuestionnaireResponse: nested as the form is, of the questions that are asked alone. */
import type { Instant } from '../instant.ts';
import type { Language } from '../language.ts';
import { type AnswerValue, type FormAnswers, isAmount, isCoded, valuesOf } from './answers.ts';
import { isHelp, type Questionnaire, type QuestionnaireItem } from './questionnaire.ts';

export interface ResponseItem {
  readonly linkId: string;
  readonly text?: string;
  readonly answer?: readonly Readonly<Record<string, unknown>>[];
  readonly item?: readonly ResponseItem[];
}
export interface QuestionnaireResponse {
  readonly resourceType: 'QuestionnaireResponse';
  readonly id?: string;
  /** The form’s address and version, as FHIR writes them together. */
  readonly questionnaire: string;
  readonly status: 'in-progress' | 'completed';
  readonly language?: Language;
  readonly subject?: { readonly reference: string };
  readonly authored?: Instant;
  readonly author?: { readonly reference: string };
  readonly item?: readonly ResponseItem[];
}
export type ResponseAbout = Omit<QuestionnaireResponse, 'resourceType' | 'questionnaire' | 'item' | 'status'> & {
  readonly status?: QuestionnaireResponse['status'];
};

export function responseOf(
  questionnaire: Questionnaire,
  answers: FormAnswers,
  shown: readonly QuestionnaireItem[],
  about: ResponseAbout = {},
): QuestionnaireResponse {
  const asked = new Set(shown.map(({ linkId }) => linkId));
  const itemsOf = (items: readonly QuestionnaireItem[]): readonly ResponseItem[] =>
    items.flatMap((one): readonly ResponseItem[] => {
      if (!asked.has(one.linkId) || isHelp(one) || one.type === 'display') return [];
      const inside = itemsOf(one.item ?? []);
      const answer = valuesOf(answers, one.linkId).map((value) => fhirAnswer(one, value));
      if (answer.length === 0 && inside.length === 0) return [];
      return [
        {
          linkId: one.linkId,
          ...(one.text !== undefined && { text: one.text }),
          ...(answer.length > 0 && { answer }),
          ...(inside.length > 0 && { item: inside }),
        },
      ];
    });
  const item = itemsOf(questionnaire.item);
  return {
    resourceType: 'QuestionnaireResponse',
    questionnaire: `${questionnaire.url}|${questionnaire.version}`,
    status: 'completed',
    ...about,
    ...(item.length > 0 && { item }),
  };
}

function fhirAnswer({ type }: QuestionnaireItem, value: AnswerValue): Readonly<Record<string, unknown>> {
  if (typeof value === 'boolean') return { valueBoolean: value };
  if (typeof value === 'number') return type === 'integer' ? { valueInteger: value } : { valueDecimal: value };
  if (typeof value === 'string') return type === 'date' ? { valueDate: value } : { valueString: value };
  if (isCoded(value)) return { valueCoding: value };
  if (isAmount(value)) {
    const { value: number, unit } = value;
    return { valueQuantity: { value: number, unit, system: 'http://unitsofmeasure.org', code: unit } };
  }
  return { valueAttachment: { id: value.attachment, title: value.title } };
}
