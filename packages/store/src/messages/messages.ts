/** Messages between a patient and their clinic: sealed, in the order in which they were written, never rewritten. */
import { type Instant, type Language, later, latest, MESSAGE_WAITS } from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';

export interface PatientMessage {
  readonly id: string;
  readonly patientId: string;
  readonly writtenAt: Instant;
  /** Who of the clinic; absent where the patient wrote it. */
  readonly authorId?: string;
  /** Of an answer: the last message that its author had seen. What came after it goes on waiting. */
  readonly answers?: string;
  readonly language: Language;
  /** Words that must not wait stand in it. */
  readonly crisis: boolean;
  readonly text: string;
}
/** One of which nobody was told yet: a server stopped in between. */
export interface UnheardMessage extends Pick<PatientMessage, 'id' | 'patientId' | 'writtenAt'> {
  readonly kind: 'crisis' | 'message';
}

/** What is looked at for what nobody was told of. */
export interface Unheard {
  /** What was written before this is not looked at again. */
  readonly since: Instant;
  /** What was raised before this and is no task will not become one by itself. */
  readonly lately: Instant;
  /** Of one patient alone. */
  readonly patientId?: string;
}

/** What a message is called where a concern says what it comes from. */
export const MESSAGE_SOURCE = 'patient_message';
const place = (clinicId: string, rowId: string) =>
  ({ clinicId, table: 'patient_message', column: 'sealed', rowId }) as const;

export function createMessages(db: Database, keyring: Keyring) {
  const rows = (transaction: ClinicTransaction, clinicId: string) =>
    transaction.selectFrom('holdspace.patient_message').selectAll().where('clinic_id', '=', clinicId);
  type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];
  const open = async (transaction: ClinicTransaction, clinicId: string, row: Row): Promise<PatientMessage> => ({
    id: row.message_id,
    patientId: row.patient_id,
    writtenAt: row.written_at as Instant,
    ...(row.author_id && { authorId: row.author_id }),
    ...(row.answers && { answers: row.answers }),
    language: row.language,
    crisis: row.crisis,
    text: await keyring.open(transaction, row.sealed, place(clinicId, row.message_id)),
  });
  /** When the last task was finished under which messages of this patient waited. */
  const endedAt = async (transaction: ClinicTransaction, clinicId: string, patientId: string) => {
    const { ended } = await transaction
      .selectFrom('holdspace.task')
      .select(({ fn }) => fn.max('done_at').as('ended'))
      .where('clinic_id', '=', clinicId)
      .where('patient_id', '=', patientId)
      .where('rule_id', '=', MESSAGE_WAITS)
      .where('state', '=', 'done')
      .executeTakeFirstOrThrow();
    return (ended ?? undefined) as Instant | undefined;
  };

  return {
    /**
     * Throws where the id is taken. Each is written after what was written or ended before it, whatever the clocks of servers
     * say: what ends earlier ones never ends it.
     */
    write: (clinicId: string, message: PatientMessage): Promise<PatientMessage> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        // Of two who write at once one waits: each gets a place of its own.
        await transaction
          .selectFrom('holdspace.patient')
          .select('patient_id')
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', message.patientId)
          .forUpdate()
          .execute();
        const last = await rows(transaction, clinicId)
          .where('patient_id', '=', message.patientId)
          .orderBy('place', 'desc')
          .limit(1)
          .executeTakeFirst();
        const ended = await endedAt(transaction, clinicId, message.patientId);
        const before = [last?.written_at as Instant | undefined, ended].filter((one) => one !== undefined);
        const writtenAt = before.reduce((at, one) => latest(at, later(one, 1)), message.writtenAt);
        await transaction
          .insertInto('holdspace.patient_message')
          .values({
            clinic_id: clinicId,
            message_id: message.id,
            patient_id: message.patientId,
            place: (last?.place ?? 0) + 1,
            written_at: writtenAt,
            author_id: message.authorId ?? null,
            answers: message.answers ?? null,
            language: message.language,
            crisis: message.crisis,
            sealed: seal(message.text, place(clinicId, message.id)),
          })
          .execute();
        return { ...message, writtenAt };
      }),
    find: (clinicId: string, id: string): Promise<PatientMessage | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await rows(transaction, clinicId).where('message_id', '=', id).executeTakeFirst();
        return row ? open(transaction, clinicId, row) : null;
      }),
    /** In the order in which they were written. */
    ofPatient: (clinicId: string, patientId: string): Promise<readonly PatientMessage[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const found = await rows(transaction, clinicId).where('patient_id', '=', patientId).orderBy('place').execute();
        const messages: PatientMessage[] = [];
        for (const row of found) messages.push(await open(transaction, clinicId, row));
        return messages;
      }),
    /** When messages of this patient were last answered otherwise: the task under which they waited was finished. */
    endedAt: (clinicId: string, patientId: string): Promise<Instant | undefined> =>
      withClinic(db, clinicId, (transaction) => endedAt(transaction, clinicId, patientId)),
    /**
     * Crises of which nobody was told; and of each patient for whom a message waits, by the rule of `waitingSince`, the first
     * of which nobody was told, unless a task waits already, or what was raised lately is about to become one.
     */
    unheard: (clinicId: string, { since, lately, patientId }: Unheard): Promise<readonly UnheardMessage[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const { rows: found } = await sql<{
          id: string;
          patientId: string;
          writtenAt: Instant;
          kind: 'crisis' | 'message';
        }>`
          with written as (
            select m.* from holdspace.patient_message m
             where m.clinic_id = ${clinicId} and m.author_id is null and m.written_at > ${since}
               and (${patientId ?? null}::uuid is null or m.patient_id = ${patientId ?? null}::uuid)
          ), answered as (
            select p.patient_id,
                   coalesce((select max(seen.place) from holdspace.patient_message a join holdspace.patient_message seen
                        on seen.clinic_id = a.clinic_id and seen.message_id = a.answers
                     where a.clinic_id = ${clinicId} and a.patient_id = p.patient_id), 0) as through,
                   coalesce((select max(t.done_at) from holdspace.task t
                     where t.clinic_id = ${clinicId} and t.patient_id = p.patient_id and t.rule_id = ${MESSAGE_WAITS}
                       and t.state = 'done'), '-infinity') as ended
              from (select distinct patient_id from written) p
          ), waiting as (
            select m.message_id, m.patient_id, m.place, m.written_at, c.at as raised_at
              from written m join answered a on a.patient_id = m.patient_id
              left join holdspace.concern c on c.clinic_id = m.clinic_id and c.source_kind = ${MESSAGE_SOURCE}
                and c.source_id = m.message_id and c.kind = 'message'
             where m.place > a.through and m.written_at > a.ended
          ), untold as (
            select distinct on (w.patient_id) w.* from waiting w
             where w.raised_at is null
               and not exists (select from waiting r where r.patient_id = w.patient_id and r.raised_at > ${lately})
               and not exists (
                 select from holdspace.task t
                  where t.clinic_id = ${clinicId} and t.patient_id = w.patient_id and t.rule_id = ${MESSAGE_WAITS}
                    and t.state <> 'done')
             order by w.patient_id, w.place
          )
          select message_id as id, patient_id as "patientId", written_at as "writtenAt", 'message' as kind from untold
          union all
          select m.message_id, m.patient_id, m.written_at, 'crisis' from written m
           where m.crisis and not exists (
             select from holdspace.concern c
              where c.clinic_id = m.clinic_id and c.source_kind = ${MESSAGE_SOURCE} and c.source_id = m.message_id
                and c.kind = 'crisis')
          order by kind, "writtenAt"`.execute(transaction);
        return found;
      }),
  };
}
