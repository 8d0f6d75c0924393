/** A member of the care team outside, as the patient agreed: whom, to what, until when, and whether they are told of a crisis. */
import { randomUUID } from 'node:crypto';
import type { OutsideMember } from '@holdspace/store';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { badField } from '../problem.ts';
import { endOfTerm, type outsideMemberBody } from './shapes.ts';

export async function inviteMember(
  { store, now }: Pick<Context, 'store' | 'now'>,
  clinicId: string,
  { tellOfCrisis, ...body }: z.output<typeof outsideMemberBody>,
  of: Pick<OutsideMember, 'patientId' | 'consentedHow' | 'invitedBy'>,
): Promise<OutsideMember> {
  if (await store.outsideMembers.find(clinicId, body.id)) throw badField('id', 'repeated-id', 'This id was used.');
  const at = now();
  const expiresAt = endOfTerm(body.expiresAt, at);
  const member = await store.outsideMembers.create(clinicId, { ...body, ...of, consentedAt: at, expiresAt });
  if (tellOfCrisis)
    await store.circle.choose(clinicId, {
      id: randomUUID(),
      memberId: member.id,
      patientId: of.patientId,
      chosenAt: at,
      chosenHow: of.consentedHow,
      choice: tellOfCrisis,
    });
  return member;
}
