/** What happens at the door, as entries of the audit: at every clinic of the person, or at the house where nobody is known. */
import type { Act, AuditEntry, AuditWho } from '@holdspace/care';
import { HOUSE_CLINIC } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { SignInEvent } from '../sign-in/report.ts';
import { fromOf, whoOf } from './request-entry.ts';

type Event = Omit<SignInEvent, 'address'>;
/** Looked up where nobody is known, so that a guess takes as long as the truth. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const AT_THE_DOOR: readonly Event['what'][] = [
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'link-sent',
  'came-in',
  'joined',
];

interface Place {
  readonly clinicId: string;
  readonly who: AuditWho;
  readonly patientId?: string;
  readonly claimed?: string;
}

/** Writes an event of the door. Never throws: who leaves is let out, and who must record is let in. */
export async function auditDoor(
  { store, audit, now }: Pick<Context, 'store' | 'audit' | 'now'>,
  request: FastifyRequest,
  event: Event,
): Promise<void> {
  const at = now();
  const isRefused = event.what.endsWith('-refused');
  const act: Act = AT_THE_DOOR.includes(event.what) ? 'sign in' : 'use one’s own account';
  const places = await placesOf().catch((): Place[] => [{ clinicId: event.clinicId ?? HOUSE_CLINIC, who: unknown() }]);
  await Promise.all(
    places.map(({ clinicId, who, patientId, claimed }) => {
      const entry: AuditEntry = {
        at,
        act,
        outcome: isRefused ? 'refused' : 'allowed',
        who,
        ...(patientId && { patientId }),
        ...(event.sessionId && { sessionId: event.sessionId }),
        what: event.by ? `${event.what}, by ${event.by}` : event.what,
        ...(claimed && { claimed }),
        from: fromOf(request),
        requestId: request.id,
      };
      return audit.writeOrKeep(clinicId, entry, who.kind === 'nobody' && clinicId === HOUSE_CLINIC);
    }),
  );

  function unknown(): AuditWho {
    return { kind: 'nobody', roles: [], ...(event.userId && { userId: event.userId }) };
  }

  async function placesOf(): Promise<Place[]> {
    if (request.principal) {
      const { practitionerId } = event;
      const claimed =
        practitionerId && practitionerId !== request.principal.practitioner.id ? practitionerId : undefined;
      return [{ clinicId: request.principal.clinic.id, who: whoOf(request), ...(claimed && { claimed }) }];
    }
    if (event.clinicId) return [await placeAt(event.clinicId, event.practitionerId, event.patientId)];
    const userId = event.userId ?? NOBODY;
    const [works, accounts] = await Promise.all([
      store.practitioners.membershipsOf(userId),
      store.signIn.patientAccounts.ofUser(userId),
    ]);
    const places = await Promise.all([
      ...works.map(({ clinicId, practitionerId }) => placeAt(clinicId, practitionerId)),
      ...accounts.map(({ clinicId, patientId }) => placeAt(clinicId, undefined, patientId)),
    ]);
    return places.length > 0 ? places : [{ clinicId: HOUSE_CLINIC, who: unknown() }];
  }

  async function placeAt(clinicId: string, practitionerId?: string, patientId?: string): Promise<Place> {
    // Who was refused has not shown who they are; only whom they named is known.
    if (isRefused)
      return {
        clinicId,
        who: unknown(),
        ...(patientId && { patientId }),
        ...(practitionerId && { claimed: practitionerId }),
      };
    const user = event.userId && { userId: event.userId };
    const by = event.by && { by: event.by };
    if (practitionerId) {
      const person = await store.practitioners.find(clinicId, practitionerId);
      if (person)
        return {
          clinicId,
          who: { kind: 'practitioner', practitionerId, name: person.name, roles: person.roles, ...user, ...by },
        };
    }
    if (event.memberId)
      return {
        clinicId,
        who: { kind: 'outside', memberId: event.memberId, roles: [], ...by },
        ...(patientId && { patientId }),
      };
    return patientId
      ? { clinicId, who: { kind: 'patient', roles: [], ...user, ...by }, patientId }
      : { clinicId, who: unknown() };
  }
}
