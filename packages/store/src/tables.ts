/** The tables as Kysely sees them. Days and moments are read as the text that the core uses. */
import type { SessionProjection } from '@holdspace/care';
import type { Generated, JSONColumnType } from 'kysely';

interface ClinicTable {
  clinic_id: string;
  slug: string;
  name: string;
  zone: string;
  is_demo: boolean;
  created_at: string;
}
interface PractitionerTable {
  clinic_id: string;
  practitioner_id: string;
  user_id: string;
  name: string;
  email: string;
  roles: string[];
  ended_at: string | null;
}
interface CredentialTable {
  clinic_id: string;
  practitioner_id: string;
  credential_id: string;
  kind: string;
  number: string | null;
  expires_on: string;
}
interface PatientTable {
  clinic_id: string;
  patient_id: string;
  name: string;
  date_of_birth: string;
  record_number: string;
  created_at: string;
}
interface ProtocolVersionTable {
  clinic_id: string;
  protocol_id: string;
  version: string;
  document: JSONColumnType<object>;
  installed_at: string;
  installed_by: string | null;
}
interface CourseTable {
  clinic_id: string;
  course_id: string;
  patient_id: string;
  protocol_id: string;
  protocol_version: string;
  started_on: string;
  focus: string | null;
  intention: string | null;
}
export const VISIT_KINDS = ['consult', 'preparation', 'dosing', 'integration', 'follow_up'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];
interface VisitTable {
  clinic_id: string;
  visit_id: string;
  course_id: string;
  kind: VisitKind;
  scheduled_for: string;
  room: string;
}
interface SessionTable {
  clinic_id: string;
  session_id: string;
  visit_id: string | null;
  patient_id: string;
  protocol_id: string;
  protocol_version: string;
  seq: number;
  head_hash: string;
  summary: JSONColumnType<SessionProjection | null, string | null, string | null>;
  updated_at: string;
}
interface SessionEventTable {
  clinic_id: string;
  session_id: string;
  seq: number;
  command_id: string;
  command_part: number;
  command_hash: string;
  type: string;
  clinical_at: string;
  recorded_at: string;
  event: JSONColumnType<object>;
  previous_hash: string;
  hash: string;
}

interface SigningPinTable {
  clinic_id: string;
  practitioner_id: string;
  hash: string;
  set_at: string;
}
interface SignatureProofTable {
  clinic_id: string;
  proof_hash: string;
  practitioner_id: string;
  session_id: string;
  command_id: string;
  command_hash: string;
  proved_by: 'passkey' | 'pin';
  at_sign_in_of: string;
  made_at: string;
  expires_at: string;
  used_at: string | null;
}
interface PasskeyTable {
  passkey_id: string;
  user_id: string;
  credential_id: string;
  public_key: string;
  counter: string | number;
  transports: string[];
  name: string;
  is_synced: boolean;
  created_at: string;
  last_used_at: string | null;
}

/** Schema `holdspace`: every table but its own clinic's rows is out of sight. */
export interface Tables {
  'holdspace.clinic': ClinicTable;
  'holdspace.practitioner': PractitionerTable;
  'holdspace.credential': CredentialTable;
  'holdspace.patient': PatientTable;
  'holdspace.protocol_version': ProtocolVersionTable;
  'holdspace.course': CourseTable;
  'holdspace.visit': VisitTable;
  'holdspace.session': SessionTable;
  'holdspace.session_event': SessionEventTable;
  'auth.clinic_address': { slug: string; clinic_id: string; is_demo: boolean };
  'auth.membership': { user_id: string; clinic_id: string; practitioner_id: string };
  'auth.api_token': {
    hash: string;
    clinic_id: string;
    practitioner_id: string;
    label: string;
    created_at: string;
    expires_at: string;
    revoked_at: string | null;
  };
  'holdspace.signing_pin': SigningPinTable;
  'holdspace.signature_proof': SignatureProofTable;
  'auth.user': { id: string; name: string; email: string; twoFactorEnabled: boolean };
  'auth.session': {
    id: string;
    token: string;
    userId: string;
    createdAt: string;
    expiresAt: string;
    touchedAt: string;
    provedAt: string;
    signedInBy: string;
    isShared: boolean;
    ipAddress: string | null;
    userAgent: string | null;
  };
  'auth.account': {
    id: Generated<string>;
    accountId: string;
    providerId: string;
    userId: string;
    password: string | null;
    updatedAt: string;
  };
  'auth.used_code': { user_id: string; code_hash: string; used_at: string };
  'auth.passkey': PasskeyTable;
  'auth.passkey_challenge': { challenge: string; bound_to: string; expires_at: string };
  'auth.one_time_link': { hash: string; user_id: string; expires_at: string; used_at: string | null };
  'auth.patient_account': { user_id: string; clinic_id: string; patient_id: string };
  'auth.single_sign_on': {
    state: string;
    clinic_slug: string;
    nonce: string;
    verifier: string;
    next_path: string;
    expires_at: string;
  };
  'auth.guess': { subject: string; tries: number; last_at: string; blocked_until: string | null };
}
