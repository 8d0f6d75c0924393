/**
 * The proof that a person gave for one command: 256 random bits that name it, kept as their hash, good for that command's
 * very content, for two minutes, once. Recording is never asked for one.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
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
  `sign ${clinicId} ${sessionId} ${command.id} ${hashOfCommand(command)}`;

interface NewProof {
  readonly command: Command;
  readonly sessionId: string;
  readonly practitionerId: string;
  readonly provedBy: 'passkey' | 'pin';
  readonly atSignInOf: string;
  readonly now: Instant;
}

export function newProof({ command, sessionId, practitionerId, provedBy, atSignInOf, now }: NewProof) {
  const token = randomBytes(32).toString('base64url');
  const proof = {
    hash: hashOf(token),
    practitionerId,
    sessionId,
    commandId: command.id,
    commandHash: hashOfCommand(command),
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
    if (needsSignature(command, device, context.signingPolicy)) throw unsigned(command, device.isLocked);
  return practitioner;
}

async function signer(
  { store, now }: Context,
  { clinic }: Principal,
  sessionId: string,
  commands: readonly Command[],
  proof: string | string[],
): Promise<Practitioner> {
  const [command] = commands;
  if (commands.length !== 1 || !command || typeof proof !== 'string')
    throw new Problem('bad-input', 'A signature is for one command, which is sent by itself.');
  const commandHash = hashOfCommand(command);
  const used = await store.signIn.signatures.useProof(
    clinic.id,
    { hash: hashOf(proof), sessionId, commandId: command.id, commandHash },
    now(),
  );
  if (!used) {
    // Sent again after a lost answer: what is stored already is answered, whoever asks.
    const stored = await store.sessions.commandEvents(clinic.id, command.id);
    const [first] = stored?.events ?? [];
    if (first && stored?.commandHash === commandHash && stored.sessionId === sessionId) return first.author;
    throw new Problem(
      'signature-needed',
      'This signature is for something else, was used already, or is too old. Sign again.',
    );
  }
  const signed = await store.practitioners.find(clinic.id, used.practitionerId);
  if (!signed) throw new Problem('not-proved', 'Who signed does not work in this clinic any more.');
  return { id: signed.id, name: signed.name, roles: signed.roles };
}

const unsigned = (command: Command, isLocked: boolean) =>
  new Problem(
    'signature-needed',
    `${isLocked ? 'This screen is locked' : 'Several people use this device'}: ${signedAct(command)} is signed for itself, by passkey or PIN.`,
  );
