/** How shipped forms are written: FHIR items made from texts in every language. */
import type { Localized } from '../language.ts';
import {
  type EnableWhen,
  type FhirCoding,
  type FhirExtension,
  ITEM_CONTROL,
  MAX_OCCURS,
  MAX_QUANTITY,
  MIN_QUANTITY,
  type QuestionnaireItem,
  translated,
  UNIT_OPTION,
} from './questionnaire.ts';

type More = Omit<Partial<QuestionnaireItem>, 'linkId' | 'type' | 'text' | '_text'> & {
  readonly help?: Localized;
  readonly mostAnswers?: number;
};

const helpItem = (linkId: string, text: Localized): QuestionnaireItem => ({
  linkId: `${linkId}-help`,
  type: 'display',
  text: text.en,
  _text: translated(text),
  extension: [{ url: ITEM_CONTROL, valueCodeableConcept: { coding: [{ code: 'help' }] } }],
});

export function formItem(
  type: QuestionnaireItem['type'],
  linkId: string,
  text: Localized,
  { help, mostAnswers, item = [], extension = [], ...more }: More = {},
): QuestionnaireItem {
  const inside = [...(help ? [helpItem(linkId, help)] : []), ...item];
  const extensions: readonly FhirExtension[] = [
    ...extension,
    ...(mostAnswers === undefined ? [] : [{ url: MAX_OCCURS, valueInteger: mostAnswers }]),
  ];
  return {
    linkId,
    type,
    text: text.en,
    _text: translated(text),
    ...more,
    ...(extensions.length > 0 && { extension: extensions }),
    ...(inside.length > 0 && { item: inside }),
  };
}

export const choice = (system: string, code: string, display: Localized) => ({
  valueCoding: { system, code, display: display.en, _display: translated(display) } satisfies FhirCoding,
});
export const unit = (code: string, display: string): FhirExtension => ({
  url: UNIT_OPTION,
  valueCoding: { system: 'http://unitsofmeasure.org', code, display },
});
/** What can be, in one unit; an answer in another is reckoned over. Weight: clinical §4. Height: a project default. */
export const within = (low: number, high: number, code: string): readonly FhirExtension[] => [
  { url: MIN_QUANTITY, valueQuantity: { value: low, unit: code, code } },
  { url: MAX_QUANTITY, valueQuantity: { value: high, unit: code, code } },
];
export const when = (question: string, code: string): EnableWhen => ({
  question,
  operator: '=',
  answerCoding: { code },
});
