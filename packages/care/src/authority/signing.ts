/**
 * Acts of authority in the session room: what a person answers for by name, and so shows again who they are where the
 * device alone no longer tells it. All else is recording, which is never held up. Data, so that it can be read and changed.
 */
import type { Command, CommandType } from '../session/commands.ts';
import { isRecordable } from '../session/decide.ts';

/**
 * How each act is said where it is asked for: "Sign the order". Stopping an order or the pump is not among them, nor is a
 * changed rate, which says what was done at the pump: nothing that makes a session safer waits for a signature.
 */
export const SIGNED_ACTS: Readonly<Partial<Record<CommandType, string>>> = {
  OrderDose: 'the order',
  CheckOrder: 'the second-person check',
  WitnessWaste: 'having seen the waste',
  ClearEmergencyStop: 'clearing the emergency stop',
  SignOverride: 'the override',
  SignDischarge: 'the discharge',
  SignRecord: 'the record',
};
/** The order of a course, which is signed outside the room. */
export const COURSE_ORDER_SIGNED = 'the course order';
/** Having seen a patient sign, and a consent document of the clinic's own. */
export const CONSENT_WITNESSED = 'having seen the patient sign';
export const CONSENT_PUBLISHED = 'the consent document';
/** Any command may carry overrides, which are signed with it. */
const OVERRIDE = 'the override';

/** When acts of authority are asked to be signed for themselves. */
export const SIGNING_POLICIES = ['when_locked_or_shared', 'always'] as const;
export type SigningPolicy = (typeof SIGNING_POLICIES)[number];

/** What a server knows of the device from which a command comes. */
export interface DeviceState {
  /** It lay untouched, and nobody has shown since who holds it. */
  readonly isLocked: boolean;
  /** Several people use it under one sign-in. */
  readonly isShared: boolean;
}

/** Whether what is signed on a device asks for a proof of its own. */
export const asksForProof = (device: DeviceState, policy: SigningPolicy = 'when_locked_or_shared'): boolean =>
  policy === 'always' || device.isLocked || device.isShared;

/** As much of a command as tells what it is. */
type Act = { readonly type: CommandType } & Partial<Pick<Command, 'overrides' | 'happened'>>;

/** What a command puts under a person's name; null where it only records. */
export function signedAct(command: Act): string | null {
  // What has happened is recorded, flagged, whoever says so.
  if (command.happened && isRecordable(command.type)) return null;
  return SIGNED_ACTS[command.type] ?? (command.overrides?.length ? OVERRIDE : null);
}

/** Whether a command needs a proof of its own before it is decided. */
export const needsSignature = (
  command: Act,
  device: DeviceState,
  policy: SigningPolicy = 'when_locked_or_shared',
): boolean => asksForProof(device, policy) && signedAct(command) !== null;
