/** What happens at the door, told to whoever keeps the audit: who, how, from where, and what came of it. */
import type { FastifyRequest } from 'fastify';

export const SIGN_IN_EVENTS = [
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'session-revoked',
  'signed-out-everywhere',
  'locked',
  'unlocked',
  'unlock-refused',
  'proof-given',
  'proof-refused',
  'passkey-added',
  'passkey-removed',
  'password-set',
  'second-factor-added',
  'second-factor-removed',
  'pin-set',
  'pin-removed',
  'device-marked',
  'link-sent',
  'patient-account-opened',
  'came-in',
  'come-in-refused',
  'joined',
] as const;

export interface SignInEvent {
  readonly what: (typeof SIGN_IN_EVENTS)[number];
  /** By which means: passkey, password, password and code, single sign-on, link, pin. */
  readonly by?: string;
  readonly userId?: string | undefined;
  readonly clinicId?: string | undefined;
  readonly practitionerId?: string | undefined;
  readonly patientId?: string | undefined;
  readonly memberId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly address: string;
}

/**
 * Resolves when the audit has it, or keeps it until it can be written. Never throws: a door that cannot write its log
 * still lets people out of a fire, and in to record what happens.
 */
export type Report = (request: FastifyRequest, event: Omit<SignInEvent, 'address'>) => Promise<void>;
