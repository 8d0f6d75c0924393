/**
 * Readers: a patient, or a member of the care team outside. They are another type than a practitioner, come with another
 * cookie, and are set on other routes, so that neither can be taken for the other.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { agreementStanding, DAY, type Instant, type Language, later } from '@holdspace/care';
import type { OutsideMember, Patient, ReaderSubject, Store } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { patientOf } from '../sign-in/portal-principal.ts';
import type { Clinic } from '../sign-in/principal.ts';
import { spokenAddress } from '../spoken-address.ts';

export interface PatientReader {
  readonly kind: 'patient';
  readonly clinic: Clinic;
  readonly patient: Patient;
}
export interface OutsideReader {
  readonly kind: 'outside';
  readonly clinic: Clinic;
  readonly member: OutsideMember;
}
export type Reader = PatientReader | OutsideReader;

export const READER_COOKIE = 'holdspace_reader';
/** Sent to readers' own addresses alone. */
export const READER_COOKIE_PATH = '/api/reader';
const LINK_DAYS = 7;
const CODE_DIGITS = 8;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
export const hashOfReaderSession = (token: string): string => hashOf(token);
export const newReaderSession = (): string => randomBytes(32).toString('base64url');
/** The code is hashed with the link's secret, so that who reads the database can try no codes. */
export const hashesOf = (secret: string, code: string) => ({
  hash: hashOf(secret),
  codeHash: hashOf(`${secret} ${code}`),
});

/**
 * Makes an invitation. The secret stands behind `#`, which browsers keep to themselves. Whose language is known is met in it,
 * whatever their device says.
 */
export async function inviteReader(store: Store, subject: ReaderSubject, now: Instant, language?: Language) {
  const secret = randomBytes(32).toString('base64url');
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  const expiresAt = later(now, LINK_DAYS * DAY);
  await store.readers.invite({ ...subject, ...hashesOf(secret, code), madeAt: now, expiresAt });
  return { link: `${spokenAddress('/come-in', language)}#${secret}`, code, expiresAt };
}

export function readerCookieOf(request: FastifyRequest): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === READER_COOKIE) return value;
  }
  return undefined;
}

/** Who a session's subject is now; null where a consent is over, or nobody is there any more. Asked at every request. */
export async function readerOf(store: Store, subject: ReaderSubject, now: Instant): Promise<Reader | null> {
  const found = await store.clinics.find(subject.clinicId);
  if (!found) return null;
  const { id, slug, name, zone } = found;
  const clinic = { id, slug, name, zone };
  if (subject.kind === 'patient') {
    const patient = await store.patients.find(id, subject.subjectId);
    return patient && { kind: 'patient', clinic, patient };
  }
  const member = await store.outsideMembers.find(id, subject.subjectId);
  if (!member || agreementStanding({ ...member, signedAt: member.consentedAt }, now) !== 'in_force') return null;
  return { kind: 'outside', clinic, member };
}

const notIn = () => new Problem('not-signed-in', 'Come in with the link and the code that you were given.');

/** The reader by their link's cookie, or the patient who is signed in with a passkey or a link by e-mail. Throws 401. */
export async function demandReader(context: Context, request: FastifyRequest): Promise<Reader> {
  const { store, now } = context;
  const token = readerCookieOf(request);
  if (!token) return signedInPatient(context, request);
  const subject = await store.readers.find(hashOfReaderSession(token), now());
  const reader = subject && (await readerOf(store, subject, now()));
  if (!reader) throw notIn();
  return reader;
}

async function signedInPatient(context: Context, request: FastifyRequest): Promise<Reader> {
  const { clinic, patient } = await patientOf(context, request);
  const reader = await readerOf(
    context.store,
    { clinicId: clinic.id, kind: 'patient', subjectId: patient.id },
    context.now(),
  );
  if (!reader) throw notIn();
  return reader;
}

/** A patient reader, on a route that is theirs. Throws 404 to everybody else. */
export function demandPatient({ reader }: FastifyRequest): PatientReader {
  if (reader.kind !== 'patient') throw new Problem('not-found', 'Nothing answers at this address.');
  return reader;
}
export function demandOutside({ reader }: FastifyRequest): OutsideReader {
  if (reader.kind !== 'outside') throw new Problem('not-found', 'Nothing answers at this address.');
  return reader;
}
