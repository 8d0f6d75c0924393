/**
 * What a copy for outcomes is made from: everything that was stored since it last looked, in batches, oldest ids first.
 * `since` is a transaction number below which everything had ended when the mark was made, so nothing that commits late is
 * passed over; what had committed above it is read once more.
 */
import type { Instant, SessionEvent, VisitOutcome } from '@holdspace/care';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Pool } from 'pg';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import { type ImportedDose, type ImportedScore, importedDoseOf, importedScoreOf } from '../import/past.ts';
import type { ImportedDoseTable, ImportedScoreTable } from '../import/tables.ts';
import { openPatient } from '../patients.ts';
import type { VisitKind } from '../tables.ts';
import { monthsOf, type PatientMonths } from './patient-months.ts';

/**
 * Up to where a copy has read. Of another system, timeline or database (a failover, a dump that was restored beside), the
 * numbers mean nothing.
 */
export interface FeedMark {
  readonly system: string;
  readonly timeline: string;
  /** By its oid: a database that is made anew under the same name has another. */
  readonly database: string;
  readonly transaction: string;
}
/** Null reads everything. */
export type Since = string | null;

export interface FedSession {
  readonly id: string;
  readonly patientId: string;
  readonly courseId: string | null;
  readonly protocolId: string;
  readonly protocolVersion: string;
  /** When its log began; it never changes. */
  readonly begunAt: Instant;
  /** Who it is about is left sealed. */
  readonly events: readonly SessionEvent[];
}
export interface FedPatient {
  readonly id: string;
  readonly birthYear: number;
  readonly createdAt: Instant;
}
export interface FedCourse {
  readonly id: string;
  readonly patientId: string;
  readonly protocolId: string;
  readonly protocolVersion: string;
  readonly startedOn: string;
}
export interface FedVisit {
  readonly id: string;
  readonly courseId: string;
  readonly patientId: string;
  readonly kind: VisitKind;
  readonly scheduledFor: Instant;
  readonly courseStartedOn: string;
  readonly outcome: VisitOutcome;
}
export interface FedScore {
  readonly responseId: string;
  readonly patientId: string;
  readonly courseId: string | null;
  readonly sessionId: string | null;
  readonly protocolId: string | null;
  readonly instrument: string;
  readonly scale: string;
  readonly moment: string;
  readonly value: number;
  readonly answeredAt: Instant;
  readonly recordedAt: Instant;
  /** The same was answered before at this moment of this session, or course. */
  readonly isRepeat: boolean;
}

const ROWS_A_BATCH = 1000;
/** Logs are folded whole, so fewer are held at once. */
const SESSIONS_A_BATCH = 100;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Stored since, and in this database: rows that came in from a dump may bear numbers that are yet to come here. */
const stored = (column: string, since: Since): RawBuilder<unknown> =>
  since === null
    ? sql`true`
    : sql`${sql.ref(column)} >= ${since}::bigint and ${sql.ref(column)} < (pg_snapshot_xmax(pg_current_snapshot())::text)::bigint`;

export function createFeed(db: Database, pool: Pool, keyring: Keyring) {
  /** Batches by key, each in a transaction of its own: no snapshot is held for as long as a first copy takes. */
  async function* batches<Row extends { id: string }>(
    read: (transaction: ClinicTransaction, after: string) => Promise<readonly Row[]>,
    clinicId: string,
    size: number,
  ): AsyncGenerator<readonly Row[]> {
    let after = BEFORE_ALL;
    for (;;) {
      const rows = await readingSealed(db, clinicId, (transaction) => read(transaction, after));
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < size) return;
      after = last.id;
    }
  }

  return {
    /** Where a copy that is made from now on stands. */
    async mark(): Promise<FeedMark> {
      const { rows } = await pool.query<FeedMark>(
        `select (select system_identifier from pg_control_system())::text as system,
                substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) as timeline,
                (select oid from pg_database where datname = current_database())::text as database,
                pg_snapshot_xmin(pg_current_snapshot())::text as transaction`,
      );
      if (!rows[0]) throw new Error('PostgreSQL did not say where it stands');
      return rows[0];
    },

    /** Runs work while nobody else, on whatever server, works under this name. Null where somebody does. */
    async exclusively<T>(name: string, work: (stillOurs: () => Promise<void>) => Promise<T>): Promise<T | null> {
      const client = await pool.connect();
      let isLocked = false;
      let lost: Error | undefined;
      try {
        const { rows } = await client.query<{ got: boolean }>(
          'select pg_try_advisory_lock(hashtextextended($1, 7)) as got',
          [name],
        );
        isLocked = rows[0]?.got === true;
        if (!isLocked) return null;
        // The lock ends with its connection; whoever lost that must not go on as if alone.
        return await work(async () => void (await client.query('select 1')));
      } finally {
        if (isLocked)
          await client.query('select pg_advisory_unlock(hashtextextended($1, 7))', [name]).catch((error: Error) => {
            lost = error;
          });
        client.release(lost);
      }
    },

    /** Names for ids that tell nobody outside who it is: keyed, the same every time, another in every clinic. */
    async pseudonyms(clinicId: string): Promise<(id: string) => string> {
      const lookup = await withClinic(db, clinicId, (transaction) => keyring.lookup(transaction, clinicId));
      return (id) => {
        const hex = Buffer.from(lookup('outcomes', id), 'base64url').toString('hex');
        return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
      };
    },

    /** For each pseudonym of a patient a number of 32 bits that nobody outside can make, the same every time: for shifting dates. */
    async shiftNumbers(clinicId: string): Promise<(pseudonym: string) => number> {
      const lookup = await withClinic(db, clinicId, (transaction) => keyring.lookup(transaction, clinicId));
      return (pseudonym) => Buffer.from(lookup('shifted dates', pseudonym), 'base64url').readUInt32BE(0);
    },

    /** Sessions that were begun or written to, each with its whole log. */
    async *sessions(clinicId: string, since: Since): AsyncGenerator<readonly FedSession[]> {
      const touched =
        since === null
          ? null
          : await withClinic(db, clinicId, async (transaction) => {
              const { rows } = await sql<{ id: string }>`
                select distinct session_id::text as id from holdspace.session_event
                 where clinic_id = ${clinicId} and ${stored('stored_in', since)} order by 1`.execute(transaction);
              return rows.map((row) => row.id);
            });
      const whole = (transaction: ClinicTransaction, after: string) =>
        readSessions(
          transaction,
          clinicId,
          sql`session.session_id > ${after} order by session.session_id limit ${SESSIONS_A_BATCH}`,
        );
      if (touched === null) yield* batches(whole, clinicId, SESSIONS_A_BATCH);
      else
        for (let from = 0; from < touched.length; from += SESSIONS_A_BATCH) {
          const ids = touched.slice(from, from + SESSIONS_A_BATCH);
          yield await withClinic(db, clinicId, (transaction) =>
            readSessions(transaction, clinicId, sql`session.session_id = any (${ids}::uuid[])`),
          );
        }
    },

    monthsOf: (clinicId: string, patients: ReadonlySet<string>): Promise<PatientMonths> =>
      withClinic(db, clinicId, (transaction) => monthsOf(transaction, clinicId, [...patients])),

    patients: (clinicId: string, since: Since): AsyncGenerator<readonly FedPatient[]> =>
      batches(
        async (transaction, after) => {
          const { rows } = await sql<{ patient_id: string; sealed: string | null; created_at: Instant }>`
            select patient_id, sealed, created_at from holdspace.patient
             where clinic_id = ${clinicId} and patient_id > ${after} and ${stored('stored_in', since)}
             order by patient_id limit ${ROWS_A_BATCH}`.execute(transaction);
          const patients: FedPatient[] = [];
          for (const row of rows) {
            const { dateOfBirth } = await openPatient(keyring, transaction, clinicId, row);
            patients.push({
              id: row.patient_id,
              birthYear: Number(dateOfBirth.slice(0, 4)),
              createdAt: row.created_at,
            });
          }
          return patients;
        },
        clinicId,
        ROWS_A_BATCH,
      ),

    courses: (clinicId: string, since: Since): AsyncGenerator<readonly FedCourse[]> =>
      batches(
        async (transaction, after) => {
          // A course changes for a copy when it is begun, and when it moves to another version.
          const which =
            since === null
              ? sql`true`
              : sql`course_id in (
                  select course_id from holdspace.course where clinic_id = ${clinicId} and ${stored('stored_in', since)}
                  union select course_id from holdspace.course_protocol_move
                         where clinic_id = ${clinicId} and ${stored('stored_in', since)})`;
          const { rows } = await sql<FedCourse>`
            select course_id as id, patient_id as "patientId", protocol_id as "protocolId",
                   protocol_version as "protocolVersion", started_on as "startedOn"
              from holdspace.course where clinic_id = ${clinicId} and course_id > ${after} and ${which}
             order by course_id limit ${ROWS_A_BATCH}`.execute(transaction);
          return rows;
        },
        clinicId,
        ROWS_A_BATCH,
      ),

    /** Visits of which somebody said what came of them; the last word stands. */
    visits: (clinicId: string, since: Since): AsyncGenerator<readonly FedVisit[]> =>
      batches(
        async (transaction, after) => {
          const { rows } = await sql<FedVisit>`
            select visit.visit_id as id, visit.course_id as "courseId", course.patient_id as "patientId", visit.kind,
                   visit.scheduled_for as "scheduledFor", course.started_on as "courseStartedOn",
                   (select o.outcome from holdspace.visit_outcome o
                     where o.clinic_id = ${clinicId} and o.course_id = visit.course_id and o.visit_id = visit.visit_id
                     order by o.said_at desc, o.outcome_id desc limit 1) as outcome
              from (select distinct visit_id from holdspace.visit_outcome
                     where clinic_id = ${clinicId} and visit_id > ${after} and ${stored('stored_in', since)}
                     order by visit_id limit ${ROWS_A_BATCH}) said
              join holdspace.visit visit on visit.clinic_id = ${clinicId} and visit.visit_id = said.visit_id
              join holdspace.course course on course.clinic_id = ${clinicId} and course.course_id = visit.course_id
             order by visit.visit_id`.execute(transaction);
          return rows;
        },
        clinicId,
        ROWS_A_BATCH,
      ),

    /** How many imports were taken back, ever: it only grows. */
    importsTakenBack: (clinicId: string): Promise<number> =>
      withClinic(db, clinicId, async (transaction) => {
        const { count } = await transaction
          .selectFrom('holdspace.data_import')
          .select(({ fn }) => fn.countAll<string>().as('count'))
          .where('clinic_id', '=', clinicId)
          .where('taken_back_at', 'is not', null)
          .executeTakeFirstOrThrow();
        return Number(count);
      }),
    importedScores: (clinicId: string, since: Since): AsyncGenerator<readonly ImportedScore[]> =>
      importedInBatches(clinicId, (transaction, { importId, row, instrument }) =>
        sql<Selectable<ImportedScoreTable>>`
          select * from holdspace.imported_score
           where clinic_id = ${clinicId} and ${stored('stored_in', since)}
             and (import_id, row_number, instrument) > (${importId}::uuid, ${row}::integer, ${instrument})
           order by import_id, row_number, instrument limit ${ROWS_A_BATCH}`
          .execute(transaction)
          .then(({ rows }) => rows.map(importedScoreOf)),
      ),
    importedDoses: (clinicId: string, since: Since): AsyncGenerator<readonly ImportedDose[]> =>
      importedInBatches(clinicId, (transaction, { importId, row }) =>
        sql<Selectable<ImportedDoseTable>>`
          select * from holdspace.imported_dose
           where clinic_id = ${clinicId} and ${stored('stored_in', since)}
             and (import_id, row_number) > (${importId}::uuid, ${row}::integer)
           order by import_id, row_number limit ${ROWS_A_BATCH}`
          .execute(transaction)
          .then(({ rows }) => rows.map(importedDoseOf)),
      ),

    /** Scores of responses; a batch holds whole responses. */
    scores: (clinicId: string, since: Since): AsyncGenerator<readonly (FedScore & { readonly id: string })[]> =>
      responsesInBatches(clinicId, since),
  };

  async function* importedInBatches<Row extends { importId: string; row: number; instrument?: string }>(
    clinicId: string,
    read: (
      transaction: ClinicTransaction,
      after: { importId: string; row: number; instrument: string },
    ) => Promise<readonly Row[]>,
  ): AsyncGenerator<readonly Row[]> {
    let after = { importId: BEFORE_ALL, row: 0, instrument: '' };
    for (;;) {
      const rows = await withClinic(db, clinicId, (transaction) => read(transaction, after));
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < ROWS_A_BATCH) return;
      after = { importId: last.importId, row: last.row, instrument: last.instrument ?? '' };
    }
  }

  async function* responsesInBatches(
    clinicId: string,
    since: Since,
  ): AsyncGenerator<readonly (FedScore & { readonly id: string })[]> {
    let after = BEFORE_ALL;
    for (;;) {
      const { ids, rows } = await withClinic(db, clinicId, async (transaction) => {
        const found = await sql<{ id: string }>`
          select response_id as id from holdspace.measure_response
           where clinic_id = ${clinicId} and response_id > ${after} and ${storedOrBeside(clinicId, since)}
           order by response_id limit ${ROWS_A_BATCH}`.execute(transaction);
        const ids = found.rows.map((row) => row.id);
        const { rows } = await sql<FedScore & { id: string }>`
          select score.response_id as id, score.response_id as "responseId", score.patient_id as "patientId",
                 score.course_id as "courseId", score.session_id as "sessionId",
                 coalesce(course.protocol_id, session.protocol_id) as "protocolId", score.instrument, score.scale,
                 score.moment, score.value, score.answered_at as "answeredAt", response.recorded_at as "recordedAt",
                 response.moment not in ('monthly', 'at_will') and exists (
                   select from holdspace.measure_response earlier
                    where earlier.clinic_id = ${clinicId} and earlier.patient_id = response.patient_id
                      and ${SAME_ANSWER} and (earlier.recorded_at, earlier.response_id) < (response.recorded_at, response.response_id)
                 ) as "isRepeat"
            from holdspace.measure_score score
            join holdspace.measure_response response
              on response.clinic_id = score.clinic_id and response.response_id = score.response_id
            left join holdspace.course course on course.clinic_id = score.clinic_id and course.course_id = score.course_id
            left join holdspace.session session
              on session.clinic_id = score.clinic_id and session.session_id = score.session_id
           where score.clinic_id = ${clinicId} and score.response_id = any (${ids}::uuid[])
           order by score.response_id, score.scale`.execute(transaction);
        return { ids, rows };
      });
      if (rows.length > 0) yield rows;
      const last = ids.at(-1);
      if (last === undefined || ids.length < ROWS_A_BATCH) return;
      after = last;
    }
  }
}

/** Two answers to one question: of the same session, or of no session and the same course. */
const SAME_ANSWER = sql`earlier.instrument = response.instrument and earlier.moment = response.moment
  and earlier.session_id is not distinct from response.session_id
  and earlier.course_id is not distinct from response.course_id`;

/** Whoever commits late may be the first after all, so what was answered beside it is told anew as well. */
const storedOrBeside = (clinicId: string, since: Since): RawBuilder<unknown> =>
  since === null
    ? sql`true`
    : sql`response_id in (
        select earlier.response_id
          from holdspace.measure_response response
          join holdspace.measure_response earlier
            on earlier.clinic_id = ${clinicId} and earlier.patient_id = response.patient_id and ${SAME_ANSWER}
         where response.clinic_id = ${clinicId} and ${stored('response.stored_in', since)})`;

interface SessionRow {
  id: string;
  patientId: string;
  courseId: string | null;
  protocolId: string;
  protocolVersion: string;
}
async function readSessions(
  transaction: ClinicTransaction,
  clinicId: string,
  which: RawBuilder<unknown>,
): Promise<readonly FedSession[]> {
  const { rows: heads } = await sql<SessionRow>`
    select session.session_id as id, session.patient_id as "patientId", visit.course_id as "courseId",
           session.protocol_id as "protocolId", session.protocol_version as "protocolVersion"
      from holdspace.session session
      left join holdspace.visit visit on visit.clinic_id = session.clinic_id and visit.visit_id = session.visit_id
     where session.clinic_id = ${clinicId} and ${which}`.execute(transaction);
  const ids = heads.map((head) => head.id);
  const { rows } = await sql<{ session_id: string; recorded_at: Instant; event: SessionEvent }>`
    select session_id, recorded_at, event from holdspace.session_event
     where clinic_id = ${clinicId} and session_id = any (${ids}::uuid[]) order by session_id, seq`.execute(transaction);
  const logs = new Map<string, (typeof rows)[number][]>(ids.map((id) => [id, []]));
  for (const row of rows) logs.get(row.session_id)?.push(row);
  return heads.map((head) => {
    const log = logs.get(head.id) ?? [];
    return { ...head, begunAt: log[0]?.recorded_at as Instant, events: log.map((row) => row.event) };
  });
}
