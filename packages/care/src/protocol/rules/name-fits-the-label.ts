import { labelOf } from '../label.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

/** Words of a name by which a patient would expect psychotherapy. */
const CLAIMS = /psychotherap|assisted therap|\bKAP\b/i;

export const nameFitsTheLabel: SpanningRule = {
  id: 'name-fits-the-label',
  title: 'Only what the label calls psychotherapy may have it in its name',
  check(protocol) {
    const label = labelOf(protocol);
    const lacks = label.reasons.filter((reason) => !reason.met).map((reason) => reason.says);
    return unless(
      label.kind === 'kap' || !CLAIMS.test(protocol.name),
      ['name'],
      `"${protocol.name}" claims psychotherapy that the protocol does not have. ${lacks.join(' ')}`,
    );
  },
};
