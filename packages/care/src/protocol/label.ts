/**
 * The label: what a service may be called, computed from its protocol and never typed. "KAP" only where there is
 * preparation, a qualified person through the non-ordinary state, and integration. Source: design.md, "the protocol
 * is the program".
 */
import type { Protocol, ProtocolPhase } from './schema.ts';

export interface LabelReason {
  readonly met: boolean;
  readonly says: string;
}
export interface Label {
  readonly kind: 'kap' | 'medical';
  /** "Ketamine-assisted psychotherapy (KAP)", "Ketamine infusion (IV)". */
  readonly name: string;
  /** What a patient needs to know about psychotherapy in it. */
  readonly statement: string;
  /** The three conditions of KAP, each with what the protocol has. */
  readonly reasons: readonly LabelReason[];
}

const SUPPORTS: readonly string[] = ['therapist', 'guide'];
const offersSupport = (roles: readonly string[]) => roles.some((role) => SUPPORTS.includes(role));
/** Everybody who could fill the place is qualified, so the place is always filled by somebody who is. */
const onlySupport = (roles: readonly string[]) => roles.every((role) => SUPPORTS.includes(role));

const hasContinuousSupport = (phase: ProtocolPhase) =>
  phase.presence.some((rule) => rule.attendance === 'in_room' && rule.continuous && onlySupport(rule.anyOf));

const ROUTE_NAMES: Record<Protocol['medicine']['route'], string> = {
  intravenous: 'IV',
  intramuscular: 'intramuscular',
  sublingual: 'sublingual',
  intranasal: 'nasal spray',
};

function medicalName({ medicine, delivery }: Protocol): string {
  const substance = medicine.substance === 'ketamine' ? 'Ketamine' : 'Esketamine';
  if (delivery.kind === 'infusion') return `${substance} infusion (${ROUTE_NAMES[medicine.route]})`;
  if (delivery.kind === 'nasal_device') return `${substance} ${ROUTE_NAMES[medicine.route]}`;
  return `${substance}, ${ROUTE_NAMES[medicine.route]}`;
}

/** What the protocol may be called, and why. */
export function labelOf(protocol: Protocol): Label {
  const preparation = protocol.visits.preparation.filter((visit) => offersSupport(visit.by));
  const integration = protocol.visits.integration.filter((visit) => offersSupport(visit.by));
  const journeys = protocol.phases.filter((phase) => phase.kind === 'journey');
  const accompanied = journeys.length > 0 && journeys.every(hasContinuousSupport);
  const reasons: LabelReason[] = [
    preparation.length > 0
      ? {
          met: true,
          says: `Preparation: ${preparation.length} visit${preparation.length === 1 ? '' : 's'} with a therapist or guide.`,
        }
      : { met: false, says: 'Preparation: no visit with a therapist or guide.' },
    accompanied
      ? { met: true, says: 'A therapist or guide stays in the room all through the non-ordinary state.' }
      : { met: false, says: 'No therapist or guide is bound to stay through the non-ordinary state.' },
    integration.length > 0
      ? {
          met: true,
          says: `Integration: ${integration.length} visit${integration.length === 1 ? '' : 's'} afterwards, the first on day ${Math.min(...integration.map((visit) => visit.day))}.`,
        }
      : { met: false, says: 'Integration: no visit with a therapist or guide afterwards.' },
  ];
  const met = reasons.filter((reason) => reason.met).length;
  if (met === reasons.length)
    return {
      kind: 'kap',
      name: 'Ketamine-assisted psychotherapy (KAP)',
      statement: 'Preparation, company through the experience, and integration are part of it.',
      reasons,
    };
  return {
    kind: 'medical',
    name: medicalName(protocol),
    statement:
      met === 0
        ? 'No psychotherapy included.'
        : 'Not psychotherapy: it lacks part of what KAP asks for. No psychotherapy included.',
    reasons,
  };
}
