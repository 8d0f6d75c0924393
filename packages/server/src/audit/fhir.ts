/** Audit entries as FHIR R4 `AuditEvent` (http://hl7.org/fhir/R4/auditevent.html), for whoever gathers audits of many systems. */
import { type AuditEntry, type AuditWho, type PlacedAuditEntry, ROLE_NAMES } from '@holdspace/care';

const TYPES = 'http://terminology.hl7.org/CodeSystem/audit-event-type';
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
const ENTITY_TYPES = 'http://terminology.hl7.org/CodeSystem/audit-entity-type';
const OBJECT_ROLES = 'http://terminology.hl7.org/CodeSystem/object-role';
const REASONS = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
const SOURCES = 'http://terminology.hl7.org/CodeSystem/security-source-type';
const INTERACTIONS = 'http://hl7.org/fhir/restful-interaction';
/** What FHIR has no code for, under names of our own. */
const OURS = 'urn:holdspace';

interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}
export interface AuditedClinic {
  readonly id: string;
  readonly name: string;
}

/** 0 success, 4 minor failure (it was refused), 8 serious failure (it broke). */
const OUTCOMES = { allowed: '0', refused: '4', failed: '8' } as const;
const ACTIONS: Readonly<Record<string, string>> = { GET: 'R', HEAD: 'R', POST: 'C', PUT: 'U', DELETE: 'D' };
const INTERACTION: Readonly<Record<string, string>> = { R: 'read', C: 'create', U: 'update', D: 'delete' };
const EXECUTE = 'E';

const isDoor = ({ act }: AuditEntry): boolean => act === 'sign in' || act === 'use one’s own account';
const slug = (words: string): string => words.replaceAll('’', '').replaceAll(/[^A-Za-z0-9]+/g, '-');

/** One entry; the clinic is the observer. */
export function asAuditEvent(entry: PlacedAuditEntry, clinic: AuditedClinic): object {
  const [method = ''] = entry.what.split(' ');
  const action = isDoor(entry) ? EXECUTE : (ACTIONS[method] ?? EXECUTE);
  return {
    resourceType: 'AuditEvent',
    id: `${clinic.id}.${entry.seq}`.slice(0, 64),
    extension: [{ url: `${OURS}:audit-hash`, valueString: entry.hash }],
    type: isDoor(entry)
      ? { system: DICOM, code: '110114', display: 'User Authentication' }
      : { system: TYPES, code: 'rest', display: 'RESTful Operation' },
    subtype: subtypesOf(entry, action),
    action,
    recorded: entry.at,
    outcome: OUTCOMES[entry.outcome],
    ...(entry.why && { outcomeDesc: entry.why }),
    purposeOfEvent: [{ coding: [purposeOf(entry)] }],
    agent: [agentOf(entry)],
    source: {
      site: clinic.name,
      observer: { identifier: { system: `${OURS}:clinic`, value: clinic.id }, display: clinic.name },
      type: [{ system: SOURCES, code: '4', display: 'Application Server' }],
    },
    entity: entitiesOf(entry),
  };
}

function subtypesOf({ act, what }: AuditEntry, action: string): readonly Coding[] {
  const own: Coding = { system: `${OURS}:act`, code: slug(act), display: act };
  if (what.startsWith('signed-in')) return [{ system: DICOM, code: '110122', display: 'Login' }, own];
  if (what.startsWith('signed-out')) return [{ system: DICOM, code: '110123', display: 'Logout' }, own];
  const interaction = INTERACTION[action];
  return interaction ? [{ system: INTERACTIONS, code: interaction, display: interaction }, own] : [own];
}

function purposeOf({ grounds, who, act }: AuditEntry): Coding {
  if (grounds?.includes('glass broken') || act === 'break glass')
    return { system: REASONS, code: 'BTG', display: 'break the glass' };
  if (who.kind === 'patient') return { system: REASONS, code: 'PATRQT', display: 'patient requested' };
  const treats = who.roles.some((role) => role !== 'front_desk' && role !== 'clinic_admin');
  return treats
    ? { system: REASONS, code: 'TREAT', display: 'treatment' }
    : { system: REASONS, code: 'HOPERAT', display: 'healthcare operations' };
}

function agentOf({ who, from, grounds, patientId, claimed }: AuditEntry) {
  return {
    type: { coding: [{ system: `${OURS}:who`, code: who.kind }] },
    ...(who.roles.length > 0 && {
      role: who.roles.map((role) => ({
        coding: [{ system: `${OURS}:role`, code: role, display: ROLE_NAMES[role] }],
        text: ROLE_NAMES[role],
      })),
    }),
    who: referenceTo(who, patientId),
    ...(claimed && { altId: claimed }),
    requestor: true,
    ...(grounds && grounds.length > 0 && { policy: grounds.map((ground) => `${OURS}:condition:${slug(ground)}`) }),
    // 2: an IP address.
    network: { address: from.address, type: '2' },
  };
}

function referenceTo(who: AuditWho, patientId: string | undefined) {
  if (who.practitionerId)
    return { reference: `Practitioner/${who.practitionerId}`, ...(who.name && { display: who.name }) };
  if (who.memberId) return { reference: `RelatedPerson/${who.memberId}`, ...(who.name && { display: who.name }) };
  if (who.kind === 'patient' && patientId) return { reference: `Patient/${patientId}` };
  return { display: who.kind };
}

function entitiesOf({ patientId, sessionId, target, what, commands, requestId }: AuditEntry) {
  const said = [
    { type: 'what', valueString: what },
    ...(commands ?? []).map((command) => ({ type: 'command', valueString: command })),
    ...(requestId ? [{ type: 'request', valueString: requestId }] : []),
  ];
  const object = (system: string, value: string) => ({
    what: { identifier: { system: `${OURS}:${system}`, value } },
    type: { system: ENTITY_TYPES, code: '2', display: 'System Object' },
    role: { system: OBJECT_ROLES, code: '4', display: 'Domain Resource' },
    detail: said,
  });
  return [
    ...(patientId
      ? [
          {
            what: { reference: `Patient/${patientId}` },
            type: { system: ENTITY_TYPES, code: '1', display: 'Person' },
            role: { system: OBJECT_ROLES, code: '1', display: 'Patient' },
          },
        ]
      : []),
    sessionId ? object('session', sessionId) : object(target ? 'target' : 'route', target ?? what),
  ];
}
