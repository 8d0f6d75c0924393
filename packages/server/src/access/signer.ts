/** Who signs an act about one patient, at whoever's screen they stand: seen to be allowed, with papers in order on the day. */
import { type Act, type CredentialsOnRecord, dayAt, type Practitioner } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { hasPapers } from '../inventory/credentialed.ts';
import { Problem } from '../problem.ts';
import { authorOfAct, PROOF_HEADER, type SignedThing } from '../sign-in/signatures.ts';
import { demandAccess, hasAccess } from './access.ts';

export interface ActToSign {
  readonly act: Act;
  /** What whoever sits at the screen must be allowed, where somebody else signs there. */
  readonly see: Act;
  readonly signed: SignedThing;
  /** "the course order" */
  readonly says: string;
  /** After the name of who signed and may not. */
  readonly refused: string;
  readonly satisfy: string;
  /** Sent again after a lost answer, it is whose it was. */
  readonly authorBefore: () => Promise<Practitioner | undefined>;
}

export async function demandSignerOfAct(
  context: Context,
  request: FastifyRequest,
  patientId: string,
  { act, see, signed, says, refused, satisfy, authorBefore }: ActToSign,
): Promise<{ readonly author: Practitioner; readonly credentials: CredentialsOnRecord }> {
  const { principal } = request;
  const { clinic } = principal;
  const proof = request.headers[PROOF_HEADER];
  const author = await authorOfAct(context, principal, { signed, says, authorBefore }, proof);
  const credentials = await context.credentials.surelyOf(clinic.id, author.id);
  const day = dayAt(context.now(), clinic.zone);
  const holding = { 'credentials in order': hasPapers(author, credentials[author.id] ?? [], act, day) };
  const subject = { patientId, holding };
  if (author.id === principal.practitioner.id) await demandAccess(context, request, act, subject);
  else {
    // Who signed at somebody else’s screen is asked as if they sat at their own.
    await demandAccess(context, request, see, { patientId });
    const asSigner = { principal: { ...principal, practitioner: author } };
    if (!(await hasAccess(context, asSigner, act, subject)))
      throw new Problem('not-allowed', `${author.name} ${refused}`, { rule: `condition: ${act}`, satisfy });
  }
  return { author, credentials };
}
