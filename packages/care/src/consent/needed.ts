/**
 * Which consents a course needs: a pure function of its protocol and label, and of what else is so. Source: clinical.md §2
 * (consent for this protocol, current; touch consent in KAP) and issue 6.
 */
import type { Label } from '../protocol/label.ts';
import type { Protocol } from '../protocol/schema.ts';
import { CONSENT_PURPOSES, type ConsentPurpose, consentDocumentId } from './document.ts';
import type { WayOfTreating } from './shipped/treatment.ts';

/** `before_dose`: the gate waits for it. `before_use`: what it is about does not happen without it. */
export type ConsentNeed = 'before_dose' | 'before_use';
/** Why it is asked, said in the words of the page that shows it. */
export type WhyAsked = 'protocol' | 'off_label' | 'touch' | 'in_a_group' | 'outside_member' | 'asked';

export interface NeededConsent {
  readonly purpose: ConsentPurpose;
  readonly documentId: string;
  readonly need: ConsentNeed;
  readonly why: WhyAsked;
}

export interface ConsentOptions {
  readonly isInGroup?: boolean;
  readonly hasOutsideMember?: boolean;
  /** What the clinic asks of this course besides. */
  readonly asked?: readonly ConsentPurpose[];
}

/** What a clinic may ask besides; treatment and off-label use follow from the protocol alone. */
export const ASKABLE_CONSENTS = [
  'touch',
  'recording',
  'group',
  'research',
  'messages',
  'outside_therapist',
  'family',
] as const satisfies readonly ConsentPurpose[];
export type AskableConsent = (typeof ASKABLE_CONSENTS)[number];

export const wayOf = ({ medicine }: Protocol, { kind }: Pick<Label, 'kind'>): WayOfTreating => ({
  route: medicine.route,
  substance: medicine.substance,
  kind,
});

/** In the order of the purposes; each once. */
export function consentsNeeded(protocol: Protocol, options: ConsentOptions = {}): readonly NeededConsent[] {
  const has = (gate: string) => protocol.gates.some((one) => one.gate === gate);
  const why: Partial<Record<ConsentPurpose, WhyAsked>> = {
    ...Object.fromEntries((options.asked ?? []).map((purpose) => [purpose, 'asked' as const])),
    ...(options.isInGroup && { group: 'in_a_group' }),
    ...(options.hasOutsideMember && { outside_therapist: 'outside_member' }),
    ...(has('touch_consent') && { touch: 'touch' }),
    ...(protocol.approval.status === 'off_label' && { off_label: 'off_label' }),
    treatment: 'protocol',
  };
  const beforeDose: readonly ConsentPurpose[] = has('consent') ? ['treatment', 'off_label'] : [];
  return CONSENT_PURPOSES.flatMap((purpose) => {
    const reason = why[purpose];
    if (!reason) return [];
    const documentId = consentDocumentId(purpose, protocol.id);
    return [{ purpose, documentId, need: beforeDose.includes(purpose) ? 'before_dose' : 'before_use', why: reason }];
  });
}
