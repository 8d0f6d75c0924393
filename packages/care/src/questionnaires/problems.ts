/** What cannot be sent as it is, in kind words: which question, by which rule, and what to do about it. */
import { daySchema } from '../instant.ts';
import type { Localized } from '../language.ts';
import { RXNORM, rxnormMedicine } from '../medicines/known-medicines.ts';
import { type AnswerValue, type FormAnswers, isAmount, isCoded, isFile, valuesOf } from './answers.ts';
import {
  allItems,
  type FhirExtension,
  highestOf,
  longestOf,
  lowestOf,
  MEDICINES,
  mostAnswersOf,
  type Questionnaire,
  type QuestionnaireItem,
  unitsOf,
} from './questionnaire.ts';
import { inUnit, unitOf } from './units.ts';

export const FORM_RULES = [
  'not-asked',
  'needed',
  'wrong-kind',
  'too-many',
  'too-long',
  'not-offered',
  'too-small',
  'too-large',
  'no-such-day',
] as const;
export interface FormProblem {
  readonly id: (typeof FORM_RULES)[number];
  readonly linkId: string;
  readonly words: Localized;
}

/** `shown`: the items that are asked. An answer to one that is not is left out, and is no problem. */
export function problemsAmong(
  questionnaire: Questionnaire,
  answers: FormAnswers,
  shown: readonly QuestionnaireItem[],
): readonly FormProblem[] {
  const known = new Set(allItems(questionnaire).map(({ linkId }) => linkId));
  const strange = Object.keys(answers)
    .filter((linkId) => !known.has(linkId))
    .map((linkId) =>
      problem('not-asked', linkId, {
        en: 'This form does not ask that. Load the page again: it may have changed.',
        es: 'Este formulario no pregunta eso. Vuelva a cargar la página: puede haber cambiado.',
      }),
    );
  return [...strange, ...shown.flatMap((one) => problemsWith(one, valuesOf(answers, one.linkId)))];
}

const problem = (id: FormProblem['id'], linkId: string, words: Localized): FormProblem => ({ id, linkId, words });
const WRONG: Localized = {
  en: 'This answer is not of the kind that is asked for.',
  es: 'Esta respuesta no es del tipo que se pide.',
};

function problemsWith(one: QuestionnaireItem, values: readonly AnswerValue[]): readonly FormProblem[] {
  const { linkId, type, required } = one;
  if (type === 'group' || type === 'display') return values.length > 0 ? [problem('wrong-kind', linkId, WRONG)] : [];
  if (values.length === 0)
    return required
      ? [
          problem('needed', linkId, {
            en: 'Please answer this one: we need it before your visit.',
            es: 'Por favor, responda esta: la necesitamos antes de su visita.',
          }),
        ]
      : [];
  const most = mostAnswersOf(one);
  if (values.length > most)
    return [
      problem('too-many', linkId, {
        en: `${values.length} answers were given; ${most} can be kept here.`,
        es: `Hay ${values.length} respuestas; aquí caben ${most}.`,
      }),
    ];
  return values.flatMap((value) => problemWith(one, value) ?? []);
}

function problemWith(one: QuestionnaireItem, value: AnswerValue): FormProblem | undefined {
  const { linkId, type } = one;
  const wrong = problem('wrong-kind', linkId, WRONG);
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrong;
    case 'integer':
    case 'decimal':
      if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) return wrong;
      return outside(one, (limit) => limit.valueDecimal ?? limit.valueInteger, value, '');
    case 'string':
    case 'text':
      return typeof value === 'string' ? tooLong(one, value) : wrong;
    case 'date':
      if (typeof value !== 'string') return wrong;
      return daySchema.safeParse(value).success
        ? undefined
        : problem('no-such-day', linkId, {
            en: 'There is no such day. Please check the month and the year.',
            es: 'Ese día no existe. Revise el mes y el año.',
          });
    case 'choice':
      return isOffered(one, value) ? undefined : notOffered(linkId);
    case 'open-choice':
      if (typeof value === 'string') return tooLong(one, value);
      return isOffered(one, value) ? undefined : notOffered(linkId);
    case 'quantity': {
      if (!isAmount(value)) return wrong;
      const units = unitsOf(one);
      if (units.length > 0 && !units.some(({ code }) => code === value.unit)) return wrong;
      return outside(one, (limit) => inTheirUnit(limit, value.unit), value.value, ` ${sayUnit(one, value.unit)}`);
    }
    case 'attachment':
      return isFile(value) ? undefined : wrong;
    default:
      return undefined;
  }
}

const notOffered = (linkId: string) =>
  problem('not-offered', linkId, {
    en: 'This is not one of the answers. Please choose again.',
    es: 'Esta no es una de las respuestas. Elija otra vez.',
  });

function isOffered({ answerOption = [], answerValueSet }: QuestionnaireItem, value: AnswerValue): boolean {
  if (answerValueSet === MEDICINES)
    return isCoded(value) && value.system === RXNORM && rxnormMedicine(value.code) !== undefined;
  return answerOption.some(({ valueCoding, valueString, valueInteger }) =>
    isCoded(value)
      ? valueCoding?.code === value.code && (value.system === undefined || value.system === valueCoding.system)
      : value === valueString || value === valueInteger,
  );
}

/** Counted as a reader counts, so that a family of emoji is not nine letters. */
const lettersIn = (text: string): number => [...text].length;
function tooLong(one: QuestionnaireItem, text: string): FormProblem | undefined {
  const most = longestOf(one);
  const over = lettersIn(text) - most;
  return over > 0
    ? problem('too-long', one.linkId, {
        en: `${over} characters too many; ${most} fit here. Please shorten it a little, or add it as a file.`,
        es: `Sobran ${over} caracteres; aquí caben ${most}. Acórtelo un poco o agréguelo como archivo.`,
      })
    : undefined;
}

const sayUnit = (one: QuestionnaireItem, unit: string): string =>
  unitsOf(one).find(({ code }) => code === unit)?.display ?? unit;
const inTheirUnit = ({ valueQuantity }: FhirExtension, unit: string): number | undefined =>
  valueQuantity?.value === undefined ? undefined : inUnit(valueQuantity.value, unitOf(valueQuantity), unit);
const rounded = (value: number): number => Math.round(value * 10) / 10;

function outside(
  one: QuestionnaireItem,
  limitOf: (limit: FhirExtension) => number | undefined,
  value: number,
  unit: string,
): FormProblem | undefined {
  const [lowest, highest] = [lowestOf(one), highestOf(one)].map((limit) => (limit ? limitOf(limit) : undefined));
  const said = `${rounded(value)}${unit}`;
  if (lowest !== undefined && value < lowest)
    return problem('too-small', one.linkId, {
      en: `${said} is less than can be. Please look again: did you choose the right unit?`,
      es: `${said} es menos de lo posible. Mire otra vez: ¿eligió la unidad correcta?`,
    });
  if (highest !== undefined && value > highest)
    return problem('too-large', one.linkId, {
      en: `${said} is more than can be. Please look again: did you choose the right unit?`,
      es: `${said} es más de lo posible. Mire otra vez: ¿eligió la unidad correcta?`,
    });
  return undefined;
}
