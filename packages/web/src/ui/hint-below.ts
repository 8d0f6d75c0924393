/** The order of a field’s parts where fields stand side by side: with the hint below, their boxes are in one line. */
import type { InputWrapperProps } from '@mantine/core';

export const HINT_BELOW: NonNullable<InputWrapperProps['inputWrapperOrder']> = [
  'label',
  'input',
  'description',
  'error',
];
