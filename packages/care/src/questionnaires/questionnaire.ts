/**
 * FHIR R4 Questionnaires, as far as they are used here: read as they come, with whatever else they hold left in place. Texts
 * in other languages stand in FHIR’s own translation extension, so that a form is one document in every language.
 */
import { z } from 'zod';
import { LANGUAGES, type Language, type Localized } from '../language.ts';

export const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';
export const ITEM_CONTROL = 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl';
export const MIN_VALUE = 'http://hl7.org/fhir/StructureDefinition/minValue';
export const MAX_VALUE = 'http://hl7.org/fhir/StructureDefinition/maxValue';
export const MAX_OCCURS = 'http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs';
export const UNIT_OPTION = 'http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/';
export const SHOWN_WHEN = `${SDC}sdc-questionnaire-enableWhenExpression`;
export const MIN_QUANTITY = `${SDC}sdc-questionnaire-minQuantity`;
export const MAX_QUANTITY = `${SDC}sdc-questionnaire-maxQuantity`;
/** The set of medicines that is shipped (medicines/known-medicines.ts), as a form names it. */
export const MEDICINES = 'urn:holdspace:value-set:medicines';

export interface FhirCoding {
  readonly system?: string | undefined;
  readonly code?: string | undefined;
  readonly display?: string | undefined;
  readonly _display?: FhirElement | undefined;
}
export interface FhirQuantity {
  readonly value?: number | undefined;
  readonly unit?: string | undefined;
  readonly system?: string | undefined;
  readonly code?: string | undefined;
}
export interface FhirExtension {
  readonly url: string;
  readonly extension?: readonly FhirExtension[] | undefined;
  readonly valueCode?: string | undefined;
  readonly valueString?: string | undefined;
  readonly valueMarkdown?: string | undefined;
  readonly valueBoolean?: boolean | undefined;
  readonly valueInteger?: number | undefined;
  readonly valueDecimal?: number | undefined;
  readonly valueDate?: string | undefined;
  readonly valueCoding?: FhirCoding | undefined;
  readonly valueQuantity?: FhirQuantity | undefined;
  readonly valueCodeableConcept?: { readonly coding?: readonly FhirCoding[] | undefined } | undefined;
  readonly valueExpression?: { readonly language: string; readonly expression?: string | undefined } | undefined;
}
export interface FhirElement {
  readonly extension?: readonly FhirExtension[] | undefined;
}

export const ITEM_TYPES = [
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'string',
  'text',
  'choice',
  'open-choice',
  'quantity',
  'attachment',
] as const;
export type ItemType = (typeof ITEM_TYPES)[number];
export const OPERATORS = ['exists', '=', '!=', '>', '<', '>=', '<='] as const;

export interface EnableWhen {
  readonly question: string;
  readonly operator: (typeof OPERATORS)[number];
  readonly answerBoolean?: boolean | undefined;
  readonly answerDecimal?: number | undefined;
  readonly answerInteger?: number | undefined;
  readonly answerDate?: string | undefined;
  readonly answerString?: string | undefined;
  readonly answerCoding?: FhirCoding | undefined;
  readonly answerQuantity?: FhirQuantity | undefined;
}
export interface AnswerOption {
  readonly valueCoding?: FhirCoding | undefined;
  readonly valueString?: string | undefined;
  readonly valueInteger?: number | undefined;
  readonly extension?: readonly FhirExtension[] | undefined;
}
export interface QuestionnaireItem {
  readonly linkId: string;
  readonly type: ItemType;
  readonly text?: string | undefined;
  readonly _text?: FhirElement | undefined;
  readonly prefix?: string | undefined;
  readonly code?: readonly FhirCoding[] | undefined;
  readonly required?: boolean | undefined;
  readonly repeats?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  readonly maxLength?: number | undefined;
  readonly answerValueSet?: string | undefined;
  readonly answerOption?: readonly AnswerOption[] | undefined;
  readonly enableWhen?: readonly EnableWhen[] | undefined;
  readonly enableBehavior?: 'all' | 'any' | undefined;
  readonly extension?: readonly FhirExtension[] | undefined;
  readonly item?: readonly QuestionnaireItem[] | undefined;
}
export interface Questionnaire {
  readonly resourceType: 'Questionnaire';
  /** The short name by which it is asked for here: "intake". */
  readonly id: string;
  readonly url: string;
  readonly version: string;
  readonly name?: string;
  readonly subjectType?: readonly string[];
  readonly title: string;
  readonly _title?: FhirElement | undefined;
  readonly status: 'draft' | 'active' | 'retired' | 'unknown';
  readonly code?: readonly FhirCoding[] | undefined;
  readonly description?: string | undefined;
  readonly _description?: FhirElement | undefined;
  readonly item: readonly QuestionnaireItem[];
}

const coding: z.ZodType<FhirCoding> = z.looseObject({
  system: z.string().optional(),
  code: z.string().optional(),
  display: z.string().optional(),
  _display: z.lazy(() => element).optional(),
});
const amount: z.ZodType<FhirQuantity> = z.looseObject({
  value: z.number().optional(),
  unit: z.string().optional(),
  system: z.string().optional(),
  code: z.string().optional(),
});
const extension: z.ZodType<FhirExtension> = z.looseObject({
  url: z.string(),
  extension: z.lazy(() => z.array(extension)).optional(),
  valueCode: z.string().optional(),
  valueString: z.string().optional(),
  valueMarkdown: z.string().optional(),
  valueBoolean: z.boolean().optional(),
  valueInteger: z.number().int().optional(),
  valueDecimal: z.number().optional(),
  valueDate: z.string().optional(),
  valueCoding: coding.optional(),
  valueQuantity: amount.optional(),
  valueCodeableConcept: z.looseObject({ coding: z.array(coding).optional() }).optional(),
  valueExpression: z.looseObject({ language: z.string(), expression: z.string().optional() }).optional(),
});
const element: z.ZodType<FhirElement> = z.looseObject({ extension: z.array(extension).optional() });

const enableWhen: z.ZodType<EnableWhen> = z.looseObject({
  question: z.string(),
  operator: z.enum(OPERATORS),
  answerBoolean: z.boolean().optional(),
  answerDecimal: z.number().optional(),
  answerInteger: z.number().int().optional(),
  answerDate: z.string().optional(),
  answerString: z.string().optional(),
  answerCoding: coding.optional(),
  answerQuantity: amount.optional(),
});
const item: z.ZodType<QuestionnaireItem> = z.looseObject({
  linkId: z.string().min(1).max(64),
  type: z.enum(ITEM_TYPES),
  text: z.string().optional(),
  _text: element.optional(),
  prefix: z.string().optional(),
  code: z.array(coding).optional(),
  required: z.boolean().optional(),
  repeats: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  maxLength: z.number().int().positive().optional(),
  answerValueSet: z.string().optional(),
  answerOption: z
    .array(
      z.looseObject({
        valueCoding: coding.optional(),
        valueString: z.string().optional(),
        valueInteger: z.number().int().optional(),
        extension: z.array(extension).optional(),
      }),
    )
    .optional(),
  enableWhen: z.array(enableWhen).optional(),
  enableBehavior: z.enum(['all', 'any']).optional(),
  extension: z.array(extension).optional(),
  item: z.lazy(() => z.array(item)).optional(),
});

/** A Questionnaire as FHIR R4 has it, whose questions each have a name of their own and ask only about each other. */
export const questionnaireSchema: z.ZodType<Questionnaire> = z
  .looseObject({
    resourceType: z.literal('Questionnaire'),
    id: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'must be a short name such as "intake"'),
    url: z.string().min(1),
    version: z.string().min(1),
    title: z.string().min(1),
    _title: element.optional(),
    status: z.enum(['draft', 'active', 'retired', 'unknown']),
    code: z.array(coding).optional(),
    description: z.string().optional(),
    _description: element.optional(),
    item: z.array(item).min(1),
  })
  .superRefine((questionnaire, context) => {
    const known = new Set<string>();
    for (const { linkId } of allItems(questionnaire as Questionnaire)) {
      if (known.has(linkId)) context.addIssue({ code: 'custom', message: `two items are called "${linkId}"` });
      known.add(linkId);
    }
    for (const { linkId, enableWhen: whens = [] } of allItems(questionnaire as Questionnaire))
      for (const { question } of whens)
        if (!known.has(question))
          context.addIssue({ code: 'custom', message: `"${linkId}" asks about "${question}", which is not there` });
  });

/** Every item, in the order in which it stands, whatever it stands in. */
export function allItems({
  item: items = [],
}: {
  readonly item?: readonly QuestionnaireItem[] | undefined;
}): readonly QuestionnaireItem[] {
  return items.flatMap((one) => [one, ...allItems(one)]);
}

/** What is said in a language: its translation where there is one, or else as it stands. */
export function textIn(said: string | undefined, more: FhirElement | undefined, language: Language): string {
  const translated = more?.extension
    ?.filter(({ url }) => url === TRANSLATION)
    .find(({ extension: parts }) => parts?.some(({ url, valueCode }) => url === 'lang' && valueCode === language))
    ?.extension?.find(({ url }) => url === 'content');
  return translated?.valueString ?? translated?.valueMarkdown ?? said ?? '';
}
export const itemText = ({ text, _text }: Pick<QuestionnaireItem, 'text' | '_text'>, language: Language): string =>
  textIn(text, _text, language);
export const titleIn = ({ title, _title }: Pick<Questionnaire, 'title' | '_title'>, language: Language): string =>
  textIn(title, _title, language);
export const descriptionIn = (
  { description, _description }: Pick<Questionnaire, 'description' | '_description'>,
  language: Language,
): string => textIn(description, _description, language);
export const displayIn = ({ display, _display, code }: FhirCoding, language: Language): string =>
  textIn(display ?? code, _display, language);

/** A text in every language, as FHIR writes it: English in place, the others beside it. */
export function translated(text: Localized): FhirElement {
  return {
    extension: LANGUAGES.filter((language) => language !== 'en').map((language) => ({
      url: TRANSLATION,
      extension: [
        { url: 'lang', valueCode: language },
        { url: 'content', valueString: text[language] },
      ],
    })),
  };
}

const extensionOf = ({ extension: all }: FhirElement, url: string): FhirExtension | undefined =>
  all?.find((one) => one.url === url);
export const expressionOf = (one: QuestionnaireItem): string | undefined =>
  extensionOf(one, SHOWN_WHEN)?.valueExpression?.expression;
export const hasExpressions = (questionnaire: Questionnaire): boolean =>
  allItems(questionnaire).some((one) => expressionOf(one) !== undefined);
const controlOf = (one: QuestionnaireItem): string | undefined =>
  extensionOf(one, ITEM_CONTROL)?.valueCodeableConcept?.coding?.[0]?.code;
/** A text that stands with its question and is none itself: FHIR’s item control "help". */
export const isHelp = (one: QuestionnaireItem): boolean => one.type === 'display' && controlOf(one) === 'help';
export const helpOf = ({ item: inside = [] }: QuestionnaireItem, language: Language): string =>
  inside
    .filter(isHelp)
    .map((one) => itemText(one, language))
    .join(' ');
/** The units in which a quantity may be answered, the first one first. */
export const unitsOf = ({ extension: all = [] }: QuestionnaireItem): readonly FhirCoding[] =>
  all.flatMap(({ url, valueCoding }) => (url === UNIT_OPTION && valueCoding ? [valueCoding] : []));
export const lowestOf = (one: QuestionnaireItem): FhirExtension | undefined =>
  extensionOf(one, MIN_VALUE) ?? extensionOf(one, MIN_QUANTITY);
export const highestOf = (one: QuestionnaireItem): FhirExtension | undefined =>
  extensionOf(one, MAX_VALUE) ?? extensionOf(one, MAX_QUANTITY);
export const mostAnswersOf = (one: QuestionnaireItem): number =>
  one.repeats ? (extensionOf(one, MAX_OCCURS)?.valueInteger ?? 40) : 1;

/** A letter of some pages fits; what is longer belongs into a file. */
const LONGEST_TEXT = 20_000;
const LONGEST_LINE = 300;
export const longestOf = ({ type, maxLength }: QuestionnaireItem): number =>
  maxLength ?? (type === 'text' ? LONGEST_TEXT : LONGEST_LINE);
