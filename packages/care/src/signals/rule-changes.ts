/** What of a rule a clinic may change, and who: what kind of thing it looks for stays, and a crisis stays a crisis. */
import { type HardRule, refusalsOf } from '../authority/hard-rule.ts';
import { type Practitioner, sayRoles } from '../roles.ts';
import type { Refusal } from '../session/rule.ts';
import { OWNER_ROLES, type RuleTerms, type SignalRule } from './rule.ts';

interface AskedChange {
  readonly rule: SignalRule;
  readonly terms: RuleTerms;
  readonly by: Practitioner;
  /** The person whom the terms name; absent where they name none, or nobody of that id works here now. */
  readonly named: Practitioner | undefined;
}
const treats = ({ roles }: Practitioner): boolean => roles.some((role) => OWNER_ROLES.includes(role));

const CHANGES: readonly HardRule<AskedChange>[] = [
  {
    id: 'rule-keeps-its-kind',
    title: 'What kind of thing a rule looks for stays',
    check({ rule: { looksFor: before }, terms: { looksFor } }) {
      const isSame =
        before.kind === looksFor.kind &&
        (before.kind !== 'score' ||
          (looksFor.kind === 'score' && before.measure === looksFor.measure && before.item === looksFor.item)) &&
        (before.kind !== 'concern' || (looksFor.kind === 'concern' && before.concern === looksFor.concern));
      return isSame
        ? null
        : {
            message: 'This would be another rule.',
            satisfy: 'Change its numbers, or turn it off and change the rule that looks for the other thing.',
          };
    },
  },
  {
    id: 'crisis-rule-stays',
    title: 'A crisis is made less by a medical director alone',
    check: ({ rule, terms, by }) =>
      rule.severity === 'now' &&
      rule.on &&
      (terms.severity !== 'now' || !terms.on) &&
      !by.roles.includes('medical_director')
        ? {
            message: 'This rule pages whoever is on call.',
            satisfy: 'A medical director can turn it off, or make it less urgent.',
          }
        : null,
  },
  {
    id: 'rule-owner-can-act',
    title: 'Whoever a rule goes to works here and treats',
    check({ terms: { owner, escalatesTo }, named }) {
      const whoCan = sayRoles(OWNER_ROLES);
      if (owner.by === 'person' && !named)
        return { message: 'Nobody of that id works here now.', satisfy: 'Choose somebody who works at this clinic.' };
      if (named && !treats(named))
        return { message: `${named.name} does not treat patients here.`, satisfy: `Choose a ${whoCan}.` };
      const roles = [...(owner.by === 'role' ? [owner.role] : []), escalatesTo];
      return roles.every((role) => OWNER_ROLES.includes(role))
        ? null
        : { message: 'That role does not see patients’ records.', satisfy: `Choose a ${whoCan}.` };
    },
  },
];
export const refuseRuleChange = (asked: AskedChange): readonly Refusal[] =>
  refusalsOf(CHANGES, asked, 'design: safety rules 2 and 6');
