/**
 * A measure as a FHIR R4 Questionnaire, so that any system that reads FHIR can put it and, where a scale is a plain sum, work
 * out the same score: the expression is SDC's, and answers nothing until every question of the scale is answered.
 */
import {
  type FhirElement,
  type FhirExtension,
  MAX_VALUE,
  MIN_VALUE,
  type Questionnaire,
  type QuestionnaireItem,
  TRANSLATION,
} from '../questionnaires/questionnaire.ts';
import {
  hasText,
  type Instrument,
  type InstrumentItem,
  type ItemOption,
  isRange,
  type Said,
  type Scale,
} from './instrument.ts';

const LOINC = 'http://loinc.org';
export const ORDINAL_VALUE = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';
export const CALCULATED = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression';
export const HIDDEN = 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden';

/** Where its words are not there it is a draft: nobody is asked by numbers alone. */
export function questionnaireOf(instrument: Instrument): Questionnaire {
  const { id, version, title, lead, loinc, items, scales } = instrument;
  return {
    resourceType: 'Questionnaire',
    id,
    url: `urn:holdspace:questionnaire:${id}`,
    version,
    title,
    status: hasText(instrument) ? 'active' : 'draft',
    subjectType: ['Patient'],
    ...(loinc && { code: [{ system: LOINC, code: loinc }] }),
    ...(lead && { description: lead.en, ...(lead.es && { _description: inSpanish(lead.es) }) }),
    item: [
      ...items.map((item) => questionOf(instrument, item)),
      ...scales.flatMap((scale) => scoreItem(instrument, scale)),
    ],
  };
}

/** By which a code is told from the same code of another measure. */
export const codeSystemOf = (id: string): string => `urn:holdspace:code-system:${id}`;
export const optionCode = ({ code, value }: ItemOption): string => code ?? String(value);

/** The other languages beside the English, as FHIR has it. */
const inSpanish = (es: string): FhirElement => ({
  extension: [
    {
      url: TRANSLATION,
      extension: [
        { url: 'lang', valueCode: 'es' },
        { url: 'content', valueString: es },
      ],
    },
  ],
});

function questionOf(instrument: Instrument, item: InstrumentItem): QuestionnaireItem {
  const { linkId, text, loinc, answers, askedWhen } = item;
  const said: Said = text ?? { en: `Question ${linkId}` };
  const asked = askedWhen && instrument.items.find((one) => one.linkId === askedWhen.linkId);
  const option = asked && !isRange(asked.answers) && asked.answers.find(({ value }) => value === askedWhen.is);
  return {
    linkId,
    text: said.en,
    ...(said.es && { _text: inSpanish(said.es) }),
    ...(loinc && { code: [{ system: LOINC, code: loinc }] }),
    ...(askedWhen &&
      option && {
        enableWhen: [
          { question: askedWhen.linkId, operator: '=' as const, answerCoding: codingOf(instrument.id, option) },
        ],
      }),
    ...(isRange(answers)
      ? {
          type: 'integer' as const,
          extension: [
            { url: MIN_VALUE, valueInteger: answers.min },
            { url: MAX_VALUE, valueInteger: answers.max },
          ],
        }
      : {
          type: 'choice' as const,
          answerOption: answers.map((one) => ({
            valueCoding: {
              ...codingOf(instrument.id, one),
              display: one.label?.en ?? String(one.value),
              ...(one.label?.es && { _display: inSpanish(one.label.es) }),
            },
            extension: [{ url: ORDINAL_VALUE, valueDecimal: one.value }],
          })),
        }),
  };
}
const codingOf = (id: string, option: ItemOption) => ({
  system: option.code === undefined ? codeSystemOf(id) : LOINC,
  code: optionCode(option),
});

/** A score's own line, for engines that read expressions; none where the scale is more than a sum. */
function scoreItem(instrument: Instrument, scale: Scale): readonly QuestionnaireItem[] {
  const expression = expressionFor(instrument, scale);
  if (expression === undefined) return [];
  const extension: readonly FhirExtension[] = [
    { url: HIDDEN, valueBoolean: true },
    { url: CALCULATED, valueExpression: { language: 'text/fhirpath', expression } },
  ];
  return [
    {
      linkId: scoreLinkId(scale.id),
      type: 'decimal',
      text: scale.name,
      readOnly: true,
      ...(scale.loinc && { code: [{ system: LOINC, code: scale.loinc }] }),
      extension,
    },
  ];
}
export const scoreLinkId = (scaleId: string): string => `score-${scaleId}`;

function expressionFor({ items }: Instrument, { method }: Scale): string | undefined {
  if (method.by !== 'sum' || (method.reversed ?? []).length > 0) return undefined;
  const { of, times = 1 } = method;
  const answers = `%resource.item.where(linkId in (${of.map((linkId) => `'${linkId}'`).join(' | ')})).answer`;
  const isNumber = items.some(({ linkId, answers: kind }) => of.includes(linkId) && isRange(kind));
  const sum = `${answers}${isNumber ? '.value' : '.weight()'}.sum()${times === 1 ? '' : ` * ${times}`}`;
  return `iif(${answers}.count() = ${of.length}, ${sum}, {})`;
}
