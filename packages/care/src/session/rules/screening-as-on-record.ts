import { whyNotScreened } from '../../eligibility/on-record.ts';
import { rule } from '../rule.ts';

const SIGN = 'A clinician looks at the screening of the course, and signs it.';
const AS_IT_STANDS = 'Confirm it as it stands on record.';

export const screeningAsOnRecord = rule({
  id: 'screening-as-on-record',
  title: 'A screening is confirmed as signed where the record says so: signed, and not re-opened since',
  source: 'clinical §2 (screening signed and not re-opened)',
  stop: 'hard',
  overrideBy: [],
  commands: ['ConfirmGate'],
  check(_state, { finding }, { screening, protocol }) {
    // A device that does not know asks nothing; the server decides.
    if (finding.gate !== 'screening' || !screening) return null;
    const gate = protocol.gates.find((one) => one.gate === 'screening');
    const stop = gate && { stop: gate.stop, overrideBy: gate.overrideBy, witnessed: gate.witnessed };
    const stands = whyNotScreened(screening);
    if (stands)
      return { ...stop, field: 'finding.signedOn', message: `The screening is not signed: ${stands}`, satisfy: SIGN };
    const { decision } = screening;
    if (finding.record === undefined)
      return decision
        ? {
            ...stop,
            field: 'finding.record',
            message: `The screening is on record, signed by ${decision.by} on ${decision.on}: a paper does not stand in for it.`,
            satisfy: AS_IT_STANDS,
          }
        : null;
    if (decision?.id !== finding.record)
      return {
        ...stop,
        field: 'finding.record',
        message: decision
          ? `It was decided anew since: ${decision.by} signed on ${decision.on}.`
          : 'No screening is on record for this course.',
        satisfy: decision ? 'Look again, and confirm what stands now.' : SIGN,
      };
    return decision.by === finding.signedBy && decision.on === finding.signedOn
      ? null
      : {
          ...stop,
          field: 'finding.signedBy',
          message: `On record it was signed by ${decision.by} on ${decision.on}.`,
          satisfy: AS_IT_STANDS,
        };
  },
});
