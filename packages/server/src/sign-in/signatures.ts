/**
 * The proof that a person gave for one command: 256 random bits that name it, kept as their hash, good for that command's
 * very content, for two minutes, once. Recording is never asked for one.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  asksForProof,
  type Command,
  type Instant,
  later,
  MINUTE,
  needsSignature,
  type Practitioner,
  signedAct,
} from '@holdspace/care';
import { hashOfCommand } from '@holdspace/store';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import type { Principal } from './principal.ts';

/** A header, since it says who sends the command, not what it says. */
export const PROOF_HEADER = 'holdspace-proof';
const HOLDS_MS = 2 * MINUTE;

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

/** What a passkey's answer for a signature is bound to: this command of this session, to the letter. */
export const boundToCommand = (clinicId: string, sessionId: string, command: Command): string =>
  boundToAct(clinicId, thingOf(sessionId, command));
export const boundToAct = (clinicId: string, { aboutId, actId, hash }: SignedThing): string =>
  `sign ${clinicId} ${aboutId} ${actId} ${hash}`;

/** What a proof is for: one act, to the letter, of one session or course. */
export interface SignedThing {
  readonly aboutId: string;
  readonly actId: string;
  readonly hash: string;
}
const thingOf = (sessionId: string, command: Command): SignedThing => ({
  aboutId: sessionId,
  actId: command.id,
  hash: hashOfCommand(command),
});

interface NewProof {
  readonly thing: SignedThing;
  readonly practitionerId: string;
  readonly provedBy: 'passkey' | 'pin';
  readonly atSignInOf: string;
  readonly now: Instant;
}

export function newProof({ thing, practitionerId, provedBy, atSignInOf, now }: NewProof) {
  const token = randomBytes(32).toString('base64url');
  const proof = {
    hash: hashOf(token),
    practitionerId,
    sessionId: thing.aboutId,
    commandId: thing.actId,
    commandHash: thing.hash,
    provedBy,
    atSignInOf,
    madeAt: now,
    expiresAt: later(now, HOLDS_MS),
  };
  return { token, proof };
}

/**
 * Whose commands these are: the signed-in person's, or of who proved themselves for one of them. Throws 428 where an act of
 * authority comes unsigned from a device that does not tell who holds it. Asks the database for nothing but a proof.
 */
export function authorOf(
  context: Context,
  principal: Principal,
  sessionId: string,
  commands: readonly Command[],
  proof: string | string[] | undefined,
): Practitioner | Promise<Practitioner> {
  if (proof !== undefined) return signer(context, principal, sessionId, commands, proof);
  const { signIn, practitioner } = principal;
  if (!signIn) return practitioner;
  const device = { isLocked: context.lock.isLocked(signIn, context.now()), isShared: signIn.isShared };
  for (const command of commands)
    if (needsSignature(command, device, context.signingPolicy)) throw unsigned(signedAct(command), device.isLocked);
  return practitioner;
}

async function signer(
  context: Context,
  { clinic }: Principal,
  sessionId: string,
  commands: readonly Command[],
  proof: string | string[],
): Promise<Practitioner> {
  const [command] = commands;
  if (commands.length !== 1 || !command || typeof proof !== 'string')
    throw new Problem('bad-input', 'A signature is for one command, which is sent by itself.');
  const thing = thingOf(sessionId, command);
  return proved(context, clinic.id, thing, proof, async () => {
    const stored = await context.store.sessions.commandEvents(clinic.id, command.id);
    const [first] = stored?.events ?? [];
    return first && stored?.commandHash === thing.hash && stored.sessionId === sessionId ? first.author : undefined;
  });
}

/** Who gave a proof for this very thing. Sent again after a lost answer, it is whoever `authorBefore` says. */
async function proved(
  { store, now }: Context,
  clinicId: string,
  { aboutId, actId, hash }: SignedThing,
  proof: string,
  authorBefore: () => Promise<Practitioner | undefined>,
): Promise<Practitioner> {
  const shown = { hash: hashOf(proof), sessionId: aboutId, commandId: actId, commandHash: hash };
  const used = await store.signIn.signatures.useProof(clinicId, shown, now());
  if (!used) {
    const before = await authorBefore();
    if (before) return before;
    throw new Problem(
      'signature-needed',
      'This signature is for something else, was used already, or is too old. Sign again.',
    );
  }
  const signed = await store.practitioners.find(clinicId, used.practitionerId);
  if (!signed) throw new Problem('not-proved', 'Who signed does not work in this clinic any more.');
  return { id: signed.id, name: signed.name, roles: signed.roles };
}

/** Whose act it is, where it is no command of a session: as `authorOf`, under the same policy. */
export async function authorOfAct(
  context: Context,
  { clinic, signIn, practitioner }: Principal,
  {
    thing,
    says,
    authorBefore,
  }: {
    readonly thing: SignedThing;
    /** "the course order" */
    readonly says: string;
    readonly authorBefore: () => Promise<Practitioner | undefined>;
  },
  proof: string | string[] | undefined,
): Promise<Practitioner> {
  if (typeof proof === 'string') return proved(context, clinic.id, thing, proof, authorBefore);
  if (!signIn) return practitioner;
  const device = { isLocked: context.lock.isLocked(signIn, context.now()), isShared: signIn.isShared };
  if (asksForProof(device, context.signingPolicy)) throw unsigned(says, device.isLocked);
  return practitioner;
}

const unsigned = (says: string | null, isLocked: boolean) =>
  new Problem(
    'signature-needed',
    `${isLocked ? 'This screen is locked' : 'Several people use this device'}: ${says} is signed for itself, by passkey or PIN.`,
  );
