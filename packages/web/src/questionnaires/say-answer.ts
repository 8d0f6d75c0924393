/** An answer as it is read: in the words of the form, in the language of the reader. */
import {
  type AnswerValue,
  displayIn,
  isAmount,
  isCoded,
  type Language,
  type QuestionnaireItem,
  RXNORM,
  rxnormMedicine,
  unitsOf,
} from '@holdspace/care';

export function sayAnswer(item: QuestionnaireItem, value: AnswerValue, language: Language): string {
  if (typeof value === 'boolean') return { en: value ? 'Yes' : 'No', es: value ? 'Sí' : 'No' }[language];
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value;
  if (isCoded(value)) {
    const medicine = value.system === RXNORM ? rxnormMedicine(value.code) : undefined;
    if (medicine) return medicine.name[language];
    const option = item.answerOption?.find(({ valueCoding }) => valueCoding?.code === value.code)?.valueCoding;
    return option ? displayIn(option, language) : value.display;
  }
  if (isAmount(value)) {
    const unit = unitsOf(item).find(({ code }) => code === value.unit)?.display ?? value.unit;
    return `${value.value} ${unit}`;
  }
  return value.title;
}
