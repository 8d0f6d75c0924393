import { type SpanningRule, unless } from '../spanning-rule.ts';

export const formFitsSubstance: SpanningRule = {
  id: 'form-fits-substance',
  title: 'Ketamine is the racemic form, esketamine the S-enantiomer',
  check: ({ medicine: { substance, form } }) =>
    unless(
      (substance === 'esketamine') === (form === 'S-enantiomer'),
      ['medicine', 'form'],
      `${substance === 'esketamine' ? 'Esketamine' : 'Ketamine'} is not given as ${form}; the two are dosed differently.`,
    ),
};
