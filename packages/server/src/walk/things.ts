/** For tests that walk the API: everything that has an id. */
import { randomUUID } from 'node:crypto';

/** What has an id and is about one patient. */
export const OF_A_PATIENT = [
  'patient',
  'course',
  'visit',
  'session',
  'assignment',
  'psychotherapyNote',
  'recordNote',
  'progressNote',
  'guideNote',
  'authorization',
  'outsideMember',
  'flag',
  'careTeamMember',
  'brokenGlass',
  'courseOrder',
  'medicine',
  'screeningAnswers',
  'clearance',
  'avoidedTrack',
  'preparedCourse',
  'preparedVisit',
  'preparationVersion',
  'settingPlan',
  'task',
  'practice',
  'checkIn',
  'journalEntry',
  'journalShare',
  'group',
  'groupMeeting',
  'formResponse',
  'formFile',
  'consentSignature',
  'consentAnswer',
  'consentAsked',
  'consentWitness',
  'consentWithdrawal',
  'measureRequest',
  'patientMessage',
] as const;
/** What has an id, or a name that stands for one, and is the clinic's. */
export const OF_A_CLINIC = [
  'person',
  'credential',
  'token',
  'invitation',
  'draft',
  'protocol',
  'version',
  'clinic',
  'signIn',
  'passkey',
  'product',
  'safe',
  'container',
  'receipt',
  'movement',
  'recall',
  'count',
  'discrepancy',
  'shift',
  'track',
  'soundtrack',
  'consultRequest',
  'consentDocument',
  'consentVersion',
  'measureText',
  'dataImport',
  'importMapping',
] as const;
export type Thing = (typeof OF_A_PATIENT)[number] | (typeof OF_A_CLINIC)[number];
export type Things = Readonly<Record<Thing, string>>;
export type PatientThings = Readonly<Record<(typeof OF_A_PATIENT)[number], string>>;
export type ClinicThings = Readonly<Record<(typeof OF_A_CLINIC)[number], string>>;

/** Ids that stand for nothing anywhere, of the same form. */
export const nowhere = (): Things => ({
  ...(Object.fromEntries([...OF_A_PATIENT, ...OF_A_CLINIC].map((thing) => [thing, randomUUID()])) as Things),
  protocol: `own-${randomUUID().slice(0, 8)}`,
  product: `own-${randomUUID().slice(0, 8)}`,
  version: '1.0.0',
  consentDocument: `treatment.own-${randomUUID().slice(0, 8)}`,
  clinic: `clinic-${randomUUID().slice(0, 8)}.test`,
});
