import { satisfyConsentOnRecord, sayConsentOnRecord, signedOnRecord } from '../../consent/on-record.ts';
import { rule, type Violation } from '../rule.ts';
import { dayAt } from '../site-day.ts';

const SAYS_WHY_NOT = {
  paper: '; the paper is not of a later day',
  signed: '; what was confirmed is not that signature',
};

/** A paper that was seen is recorded as ever; what the record holds against it is said. */
export const consentAsSigned = rule({
  id: 'consent-as-signed',
  title: 'Consent is confirmed as it was signed',
  source: 'clinical §2 (consent for this protocol, current)',
  stop: 'hard',
  overrideBy: [],
  commands: ['ConfirmGate'],
  check(state, { finding }, { protocol, consents }) {
    if (finding.gate !== 'consent' || !consents) return null;
    const gate = protocol.gates.find((one) => one.gate === 'consent');
    const day = (at: Parameters<typeof dayAt>[0]) => dayAt(at, state.plan?.zone ?? 'UTC');
    const { signatures, signedOn } = finding;
    const of = { ...(gate && { stop: gate.stop, overrideBy: gate.overrideBy, witnessed: gate.witnessed }) };
    const violations: Violation[] = [];
    for (const one of consents) {
      const { documentId, standing } = one;
      const isPaper = signatures === undefined;
      const named = signatures?.filter(({ document }) => document === documentId) ?? [];
      const isAgainst = isPaper
        ? standing.kind === 'withdrawn' && signedOn <= day(standing.at)
        : standing.kind !== 'signed' ||
          named.length === 0 ||
          !named.every(({ id, version }) => id === standing.signature && version === standing.version);
      if (!isAgainst) continue;
      const why = isPaper ? SAYS_WHY_NOT.paper : standing.kind === 'signed' ? SAYS_WHY_NOT.signed : '';
      violations.push({
        ...of,
        message: `${sayConsentOnRecord(one, day)}${why}.`,
        numbers: { document: documentId, version: String(one.version), standing: standing.kind },
        satisfy: satisfyConsentOnRecord(one),
        field: isPaper ? 'finding.signedOn' : 'finding.signatures',
      });
    }
    const unknown = signatures?.find(({ document }) => !consents.some((one) => one.documentId === document));
    if (unknown)
      violations.push({
        ...of,
        message: `No dose waits for a consent called "${unknown.document}".`,
        satisfy: 'Look again at what is on record, then confirm.',
        field: 'finding.signatures',
      });
    // How long they hold is the record's to say.
    const oldest = signedOnRecord(consents, day);
    if (signatures && violations.length === 0 && oldest !== undefined && signedOn !== oldest)
      violations.push({
        ...of,
        message: `The oldest of these signatures is of ${oldest}, not of ${signedOn}.`,
        numbers: { signedOn: oldest },
        satisfy: 'Look again, and confirm what stands now.',
        field: 'finding.signedOn',
      });
    return violations;
  },
});
