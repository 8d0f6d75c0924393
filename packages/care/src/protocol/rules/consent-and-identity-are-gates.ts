import { type SpanningRule, unless } from '../spanning-rule.ts';

export const consentAndIdentityAreGates: SpanningRule = {
  id: 'consent-and-identity-are-gates',
  title: 'No protocol goes without consent and without knowing who the patient is',
  check: ({ gates }) =>
    (['consent', 'identity'] as const).flatMap((asked) =>
      unless(
        gates.some(({ gate }) => gate === asked),
        ['gates'],
        `There is no gate "${asked}"; no dose is given without it.`,
      ),
    ),
};
