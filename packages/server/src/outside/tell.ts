/**
 * Tells the members outside of a crisis: those alone of whom the patient chose so, while their consent stands. A server takes
 * each notice upon itself before it sends, so that called twice, or by two servers, one e-mail goes.
 */
import { randomUUID } from 'node:crypto';
import { agreementStanding, crisisMail, later, MINUTE } from '@holdspace/care';
import type { Context } from '../context.ts';

type Telling = Pick<Context, 'store' | 'mailer' | 'now'>;

/** What could not be sent may be tried again after this. */
const TRY_AGAIN_AFTER = MINUTE;

export interface ToldOutside {
  readonly told: number;
  /** Those whom no e-mail reached; call again to try again, and tell them by telephone meanwhile. */
  readonly failed: readonly { readonly memberId: string; readonly name: string }[];
}

/** Never throws for one member's sake: what failed is said, so that whoever calls sees to it. */
export async function tellOutside(
  { store, mailer, now }: Telling,
  clinicId: string,
  patientId: string,
  concernId: string,
): Promise<ToldOutside> {
  const [clinic, members, choices, registrant] = await Promise.all([
    store.clinics.find(clinicId),
    store.outsideMembers.ofPatient(clinicId, patientId),
    store.circle.choices(clinicId, patientId),
    store.months.registrant(clinicId),
  ]);
  if (!clinic) return { told: 0, failed: [] };
  const mail = crisisMail(clinic.name, registrant?.telephone);
  let told = 0;
  const failed: { memberId: string; name: string }[] = [];
  for (const member of members) {
    const choice = choices.get(member.id);
    if (!choice?.tells || agreementStanding({ ...member, signedAt: member.consentedAt }, now()) !== 'in_force')
      continue;
    const notice = { concernId, memberId: member.id, patientId };
    if (!(await store.circle.takeNotice(clinicId, notice, now(), later(now(), -TRY_AGAIN_AFTER)))) continue;
    const went = await (mailer?.send({ to: choice.email, ...mail }).then(
      () => true,
      () => false,
    ) ?? false);
    if (!went) {
      failed.push({ memberId: member.id, name: member.name });
      continue;
    }
    told += 1;
    await store.circle.noticeSent(clinicId, concernId, member.id, now());
    await store.disclosures.write(clinicId, {
      id: randomUUID(),
      patientId,
      at: now(),
      what: 'crisis_notice',
      aboutId: member.id,
      basis: 'authorization',
      recipient: `${member.name}, ${member.profession}`,
      purpose: 'To be told that something urgent happened, as the patient agreed',
    });
  }
  return { told, failed };
}
