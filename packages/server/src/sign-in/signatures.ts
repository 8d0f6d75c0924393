/**
 * The proof that a person gave for one act: 256 random bits that name it, kept as their hash, good for that act's very
 * content, for two minutes, once. The act is a command of a session, a movement of medicine that two people see, or an order
 * for a course.
 * Recording is never asked for one.
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

/** What is signed: whose it is (a session, a container, a course), its client-made id, and the hash of its very content. */
export interface SignedThing {
  readonly about: string;
  readonly id: string;
  readonly hash: string;
}
export const commandSigned = (sessionId: string, command: Command): SignedThing => ({
  about: sessionId,
  id: command.id,
  hash: hashOfCommand(command),
});

/** What a passkey's answer for a signature is bound to: this act, to the letter. */
export const boundTo = (clinicId: string, { about, id, hash }: SignedThing): string =>
  `sign ${clinicId} ${about} ${id} ${hash}`;

interface NewProof {
  readonly signed: SignedThing;
  readonly practitionerId: string;
  readonly provedBy: 'passkey' | 'pin';
  readonly atSignInOf: string;
  readonly now: Instant;
}

export function newProof({ signed, practitionerId, provedBy, atSignInOf, now }: NewProof) {
  const token = randomBytes(32).toString('base64url');
  const proof = {
    hash: hashOf(token),
    practitionerId,
    about: signed.about,
    actId: signed.id,
    actHash: signed.hash,
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
  const { store } = context;
  const [command] = commands;
  if (commands.length !== 1 || !command || typeof proof !== 'string')
    throw new Problem('bad-input', 'A signature is for one command, which is sent by itself.');
  const signed = commandSigned(sessionId, command);
  const signer = await signerOf(context, clinic.id, signed, proof);
  if (signer) return signer;
  // Sent again after a lost answer: what is stored already is answered, whoever asks.
  const stored = await store.sessions.commandEvents(clinic.id, command.id);
  const [first] = stored?.events ?? [];
  if (first && stored?.commandHash === signed.hash && stored.sessionId === sessionId) return first.author;
  throw proofSpent();
}

/** Uses a proof up: who gave it for this act; null where it is for something else, was used, or is too old. */
export async function signerOf(
  { store, now }: Pick<Context, 'store' | 'now'>,
  clinicId: string,
  { about, id, hash }: SignedThing,
  proof: string,
): Promise<Practitioner | null> {
  const shown = { hash: hashOf(proof), about, actId: id, actHash: hash };
  const used = await store.signIn.signatures.useProof(clinicId, shown, now());
  if (!used) return null;
  const signed = await store.practitioners.find(clinicId, used.practitionerId);
  if (!signed) throw new Problem('not-proved', 'Who signed does not work in this clinic any more.');
  return { id: signed.id, name: signed.name, roles: signed.roles };
}

/** Whose act it is, where it is no command of a session: as `authorOf`, under the same policy. */
export async function authorOfAct(
  context: Context,
  { clinic, signIn, practitioner }: Principal,
  act: {
    readonly signed: SignedThing;
    /** "the course order" */
    readonly says: string;
    /** Sent again after a lost answer, it is whose it was. */
    readonly authorBefore: () => Promise<Practitioner | undefined>;
  },
  proof: string | string[] | undefined,
): Promise<Practitioner> {
  if (typeof proof === 'string') {
    const signer = (await signerOf(context, clinic.id, act.signed, proof)) ?? (await act.authorBefore());
    if (!signer) throw proofSpent();
    return signer;
  }
  if (!signIn) return practitioner;
  const device = { isLocked: context.lock.isLocked(signIn, context.now()), isShared: signIn.isShared };
  if (asksForProof(device, context.signingPolicy)) throw unsigned(act.says, device.isLocked);
  return practitioner;
}

export const proofSpent = () =>
  new Problem('signature-needed', 'This signature is for something else, was used already, or is too old. Sign again.');

const unsigned = (says: string | null, isLocked: boolean) =>
  new Problem(
    'signature-needed',
    `${isLocked ? 'This screen is locked' : 'Several people use this device'}: ${says} is signed for itself, by passkey or PIN.`,
  );
