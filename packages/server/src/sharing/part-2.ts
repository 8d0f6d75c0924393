/** Whether a session is flagged for 42 CFR Part 2, and what lets its record leave the clinic then. */
import { agreementStanding, isPart2 } from '@holdspace/care';
import type { Authorization } from '@holdspace/store';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';

interface SessionPlace {
  readonly patientId: string;
  readonly visitId: string | null;
}

export async function isSessionPart2({ store }: Context, clinicId: string, session: SessionPlace): Promise<boolean> {
  const flags = await store.part2.ofPatient(clinicId, session.patientId);
  if (flags.length === 0) return false;
  const visit = session.visitId ? await store.visits.find(clinicId, session.visitId) : null;
  return isPart2(flags, visit?.courseId);
}

/** Consents under which a patient's flagged records may go out now. */
export async function part2Consents(
  { store, now }: Context,
  clinicId: string,
  patientId: string,
): Promise<readonly Authorization[]> {
  const all = await store.authorizations.ofPatient(clinicId, patientId);
  return all.filter((one) => one.covers === 'part_2' && agreementStanding(one, now()) === 'in_force');
}

/** What a flagged record goes out on: the consent named, or an emergency's reason. Throws a problem without either. */
export async function demandPart2Basis(
  context: Context,
  clinicId: string,
  patientId: string,
  given: { readonly consent?: string | undefined; readonly emergency?: string | undefined },
): Promise<{ basis: 'authorization' | 'emergency'; recipient?: string; purpose: string }> {
  // 42 CFR 2.51: to medical personnel in an emergency, with the reason kept.
  if (given.emergency) return { basis: 'emergency', purpose: given.emergency };
  const consents = await part2Consents(context, clinicId, patientId);
  const consent = consents.find((one) => one.id === given.consent);
  if (consent) return { basis: 'authorization', recipient: consent.recipient, purpose: consent.purpose };
  throw new Problem(
    'consent-needed',
    'This record is about treatment for substance use (42 CFR Part 2). It goes out only with the patient’s consent that names who receives it, or in a medical emergency with its reason.',
  );
}
