/**
 * The label: what a service may be called, computed from its protocol and never typed. "KAP" only where there is
 * preparation, a qualified person through the non-ordinary state, and integration. Source: design.md, "the protocol
 * is the program".
 */
import type { Role } from '../roles.ts';
import type { Protocol, ProtocolPhase } from './schema.ts';

export interface LabelReason {
  readonly met: boolean;
  readonly says: string;
}
export interface Label {
  readonly kind: 'kap' | 'medical';
  /** "Ketamine-assisted psychotherapy (KAP)", "Ketamine infusion (IV)". */
  readonly name: string;
  /** What a patient needs to know about psychotherapy in it; its last sentence says it shortest. */
  readonly statement: string;
  /** The three conditions of KAP, each with what the protocol has. */
  readonly reasons: readonly LabelReason[];
}

/** One condition, and how its absence is said in a sentence: "it lacks preparation". */
interface Condition extends LabelReason {
  readonly lacks: string;
}

/** Who is qualified to accompany: a therapist by licence, a guide by training. */
const QUALIFIED: readonly Role[] = ['therapist', 'guide'];
/** Everybody who could fill the place is qualified, so it is always filled by somebody who is. */
const isByQualified = (roles: readonly Role[]) => roles.every((role) => QUALIFIED.includes(role));
const visitsOf = (count: number) => (count === 1 ? 'one visit' : `${count} visits`);

function preparation({ visits, phases }: Protocol): Condition {
  const lacks = 'preparation';
  const held = visits.preparation.filter((visit) => isByQualified(visit.by)).length;
  if (held > 0) return { met: true, lacks, says: `Preparation: ${visitsOf(held)} with a therapist or guide.` };
  const phase = phases.find(
    (one) =>
      one.kind === 'preparation' &&
      one.presence.some((rule) => rule.attendance === 'in_room' && isByQualified(rule.anyOf)),
  );
  return phase
    ? { met: true, lacks, says: `Preparation: a therapist or guide is there in "${phase.name}".` }
    : { met: false, lacks, says: 'Preparation: none with a therapist or guide.' };
}

const isAccompanied = (phase: ProtocolPhase) =>
  phase.presence.some((rule) => rule.attendance === 'in_room' && rule.continuous && isByQualified(rule.anyOf));

/**
 * From the first phase with a dose to the last in which the patient turns inward: the state begins within minutes of
 * the dose, so company that comes later would come too late. Empty where the protocol has no inward phase.
 */
function nonOrdinaryPhases({ phases }: Protocol): readonly ProtocolPhase[] {
  const last = phases.findLastIndex((phase) => phase.kind === 'journey' || phase.inward);
  const first = phases.findIndex((phase) => phase.doseAllowed);
  return last < 0 ? [] : phases.slice(first < 0 ? last : Math.min(first, last), last + 1);
}

function company(protocol: Protocol): Condition {
  const lacks = 'a therapist or guide all through the non-ordinary state';
  const phases = nonOrdinaryPhases(protocol);
  const alone = phases.filter((phase) => !isAccompanied(phase)).map((phase) => `"${phase.name}"`);
  if (phases.length === 0) return { met: false, lacks, says: 'Company: no phase is kept for the non-ordinary state.' };
  return alone.length === 0
    ? { met: true, lacks, says: 'Company: a therapist or guide stays in the room all through the non-ordinary state.' }
    : {
        met: false,
        lacks,
        says: `Company: no therapist or guide is bound to stay in the room in ${alone.join(', ')}.`,
      };
}

function integration({ visits }: Protocol): Condition {
  const lacks = 'integration';
  const held = visits.integration.filter((visit) => isByQualified(visit.by));
  const first = Math.min(...held.map((visit) => visit.day));
  return held.length > 0
    ? {
        met: true,
        lacks,
        says: `Integration: ${visitsOf(held.length)} with a therapist or guide afterwards, the first on ${first === 0 ? 'the same day' : `day ${first}`}.`,
      }
    : { met: false, lacks, says: 'Integration: no visit with a therapist or guide afterwards.' };
}

const ROUTE_NAMES: Record<Protocol['medicine']['route'], string> = {
  intravenous: 'IV',
  intramuscular: 'intramuscular',
  sublingual: 'sublingual',
  intranasal: 'nasal spray',
};

function medicalName({ medicine, delivery }: Protocol): string {
  const substance = medicine.substance === 'ketamine' ? 'Ketamine' : 'Esketamine';
  const route = ROUTE_NAMES[medicine.route];
  if (delivery.kind === 'infusion') return `${substance} infusion (${route})`;
  if (delivery.kind === 'injection') return `${substance} injection (${route})`;
  return delivery.kind === 'lozenge' ? `${substance} lozenge (${route})` : `${substance} ${route}`;
}

/** What the protocol may be called, and why. */
export function labelOf(protocol: Protocol): Label {
  const conditions = [preparation(protocol), company(protocol), integration(protocol)];
  const reasons = conditions.map(({ met, says }) => ({ met, says }));
  const lacking = conditions.filter((condition) => !condition.met).map((condition) => condition.lacks);
  if (lacking.length === 0)
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
      lacking.length === conditions.length
        ? 'No psychotherapy included.'
        : `It lacks ${lacking.join(' and ')}. Not ketamine-assisted psychotherapy.`,
    reasons,
  };
}
