import { sayQuantity } from '../../quantity.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

export const fixedDosesHold: SpanningRule = {
  id: 'fixed-doses-hold',
  title: 'The usual and the first dose are among the choices, and each choice under the absolute maximum',
  check({ dose: { basis, absoluteMaximum } }) {
    if (basis.by === 'weight') return [];
    const { choices, usual, firstSession } = basis;
    const isChoice = (value: number) => choices.some((choice) => choice.value === value);
    return [
      ...choices.flatMap((choice, index) =>
        unless(
          choice.value <= absoluteMaximum.amount.value,
          ['dose', 'basis', 'choices', index],
          `${sayQuantity(choice)} is above the absolute maximum, ${sayQuantity(absoluteMaximum.amount)}.`,
        ),
      ),
      ...unless(isChoice(usual.value), ['dose', 'basis', 'usual'], `${sayQuantity(usual)} is not one of the choices.`),
      ...unless(
        firstSession?.length !== 0,
        ['dose', 'basis', 'firstSession'],
        'No dose is left for a first session; name one, or leave the field out.',
      ),
      ...(firstSession ?? []).flatMap((choice, index) =>
        unless(
          isChoice(choice.value),
          ['dose', 'basis', 'firstSession', index],
          `${sayQuantity(choice)} is not one of the choices.`,
        ),
      ),
    ];
  },
};
