/** The patient's own therapist: messages, the choice that they are told of a crisis, and notices of one. Added, never rewritten. */
import type { Instant, OutsideMessageKind, TellOfCrisis } from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';

export interface OutsideMessage {
  readonly id: string;
  readonly memberId: string;
  readonly patientId: string;
  readonly kind: OutsideMessageKind;
  readonly writtenAt: Instant;
  /** Who of the clinic; absent where the member outside wrote it. */
  readonly authorId?: string;
  readonly text: string;
}
export interface CrisisChoice {
  readonly id: string;
  readonly memberId: string;
  readonly patientId: string;
  readonly chosenAt: Instant;
  readonly chosenHow: 'portal' | 'paper';
  readonly choice: TellOfCrisis;
}

const placeOf = (clinicId: string, rowId: string, table: string) => ({ clinicId, table, column: 'sealed', rowId });

export function createCircle(db: Database, keyring: Keyring) {
  const messagesOf = (transaction: ClinicTransaction, clinicId: string) =>
    transaction.selectFrom('holdspace.outside_message').selectAll().where('clinic_id', '=', clinicId);
  type Row = Awaited<ReturnType<ReturnType<typeof messagesOf>['execute']>>[number];
  const open = async (transaction: ClinicTransaction, clinicId: string, row: Row): Promise<OutsideMessage> => ({
    id: row.message_id,
    memberId: row.member_id,
    patientId: row.patient_id,
    kind: row.kind,
    writtenAt: row.written_at as Instant,
    ...(row.author_id && { authorId: row.author_id }),
    text: await keyring.open(transaction, row.sealed, placeOf(clinicId, row.message_id, 'outside_message')),
  });

  return {
    /** Throws where the id is taken. */
    write: (clinicId: string, message: OutsideMessage): Promise<OutsideMessage> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        await transaction
          .insertInto('holdspace.outside_message')
          .values({
            clinic_id: clinicId,
            message_id: message.id,
            member_id: message.memberId,
            patient_id: message.patientId,
            kind: message.kind,
            written_at: message.writtenAt,
            author_id: message.authorId ?? null,
            sealed: seal(message.text, placeOf(clinicId, message.id, 'outside_message')),
          })
          .execute();
        return message;
      }),
    find: (clinicId: string, id: string): Promise<OutsideMessage | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await messagesOf(transaction, clinicId).where('message_id', '=', id).executeTakeFirst();
        return row ? open(transaction, clinicId, row) : null;
      }),
    /** In the order in which they were written; of one member alone where one is named. */
    messages: (clinicId: string, patientId: string, memberId?: string): Promise<readonly OutsideMessage[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const asked = messagesOf(transaction, clinicId).where('patient_id', '=', patientId);
        const rows = await (memberId ? asked.where('member_id', '=', memberId) : asked)
          .orderBy('written_at')
          .orderBy('message_id')
          .execute();
        const all: OutsideMessage[] = [];
        for (const row of rows) all.push(await open(transaction, clinicId, row));
        return all;
      }),

    /** Sent twice, it is kept once. */
    choose: (clinicId: string, given: CrisisChoice): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'identifiers');
        await transaction
          .insertInto('holdspace.outside_crisis_choice')
          .values({
            clinic_id: clinicId,
            choice_id: given.id,
            member_id: given.memberId,
            patient_id: given.patientId,
            tells: given.choice.tells,
            chosen_at: given.chosenAt,
            chosen_how: given.chosenHow,
            sealed: seal(
              JSON.stringify(given.choice.tells ? { email: given.choice.email } : {}),
              placeOf(clinicId, given.id, 'outside_crisis_choice'),
            ),
          })
          .onConflict((conflict) => conflict.columns(['clinic_id', 'choice_id']).doNothing())
          .execute();
      }),
    /** What stands now, by member; a member of whom nothing was chosen is not in it and is not told. */
    choices: (clinicId: string, patientId: string): Promise<ReadonlyMap<string, TellOfCrisis>> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.outside_crisis_choice')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('chosen_at')
          .orderBy('choice_id')
          .execute();
        const last = new Map(rows.map((row) => [row.member_id, row]));
        const choices = new Map<string, TellOfCrisis>();
        for (const [memberId, row] of last) {
          const place = placeOf(clinicId, row.choice_id, 'outside_crisis_choice');
          const { email } = JSON.parse(await keyring.open(transaction, row.sealed, place)) as { email?: string };
          choices.set(memberId, row.tells && email ? { tells: true, email } : { tells: false });
        }
        return choices;
      }),

    /** Takes a notice upon oneself: false where it was sent, or another has it in hand since `triedBefore`. */
    takeNotice: (
      clinicId: string,
      notice: { readonly concernId: string; readonly memberId: string; readonly patientId: string },
      now: Instant,
      triedBefore: Instant,
    ): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { concernId, memberId, patientId } = notice;
        const { rows } = await sql`
          insert into holdspace.outside_crisis_notice (clinic_id, concern_id, member_id, patient_id, tried_at)
          values (${clinicId}, ${concernId}, ${memberId}, ${patientId}, ${now})
          on conflict (clinic_id, concern_id, member_id) do update set tried_at = ${now}
            where outside_crisis_notice.sent_at is null and outside_crisis_notice.tried_at <= ${triedBefore}
          returning concern_id`.execute(transaction);
        return rows.length === 1;
      }),
    noticeSent: (clinicId: string, concernId: string, memberId: string, now: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .updateTable('holdspace.outside_crisis_notice')
          .set({ sent_at: now })
          .where('clinic_id', '=', clinicId)
          .where('concern_id', '=', concernId)
          .where('member_id', '=', memberId)
          .execute();
      }),
  };
}
