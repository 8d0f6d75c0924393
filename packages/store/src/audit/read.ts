/** Reads the audit: by whom, about whom, when; with what a look at it needs to know of the hour around each entry. */
import {
  type Act,
  type AuditEntry,
  type AuditOutcome,
  type Instant,
  NOT_TURNED_AWAY,
  type PlacedAuditEntry,
} from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';

export interface AuditFilter {
  readonly patientId?: string | undefined;
  readonly practitionerId?: string | undefined;
  readonly act?: Act | undefined;
  readonly outcome?: AuditOutcome | undefined;
  readonly from?: Instant | undefined;
  /** Until before this moment. */
  readonly to?: Instant | undefined;
  /** Only entries before this place in the chain. */
  readonly before?: number | undefined;
}
/** With how many patients, and refusals, the same person had in the hour up to it. */
export interface AuditEntryAmongOthers extends PlacedAuditEntry {
  readonly patientsInTheHour: number;
  readonly refusalsInTheHour: number;
}

/** As `wasTurnedAway` of the core, on the entries' own text. */
const TURNED_AWAY_NOT = `"why":"(${NOT_TURNED_AWAY.join('|')})`;

interface Row {
  readonly seq: number;
  readonly hash: string;
  readonly entry: string;
}
const placed = ({ seq, hash, entry }: Row): PlacedAuditEntry => ({ ...(JSON.parse(entry) as AuditEntry), seq, hash });

function matching(transaction: ClinicTransaction, clinicId: string, filter: AuditFilter) {
  let query = transaction.selectFrom('holdspace.audit_entry as e').where('e.clinic_id', '=', clinicId);
  if (filter.patientId) query = query.where('e.patient_id', '=', filter.patientId);
  if (filter.practitionerId) query = query.where('e.practitioner_id', '=', filter.practitionerId);
  if (filter.act) query = query.where('e.act', '=', filter.act);
  if (filter.outcome) query = query.where('e.outcome', '=', filter.outcome);
  if (filter.from) query = query.where('e.at', '>=', filter.from);
  if (filter.to) query = query.where('e.at', '<', filter.to);
  if (filter.before !== undefined) query = query.where('e.seq', '<', filter.before);
  return query;
}

export function createAuditReads(db: Database) {
  return {
    /** The newest first. */
    list: (clinicId: string, filter: AuditFilter, most: number): Promise<readonly AuditEntryAmongOthers[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const around = sql`from holdspace.audit_entry o where o.clinic_id = ${clinicId}
          and o.practitioner_id = e.practitioner_id and o.at > e.at - interval '1 hour' and o.at <= e.at`;
        const rows = await matching(transaction, clinicId, filter)
          .select(['e.seq', 'e.hash', 'e.entry'])
          .select([
            sql<number>`(select count(distinct o.patient_id)::integer ${around})`.as('patients'),
            sql<number>`(select count(*)::integer ${around} and o.outcome = 'refused' and o.entry !~ ${TURNED_AWAY_NOT})`.as(
              'refusals',
            ),
          ])
          .orderBy('e.seq', 'desc')
          .limit(most)
          .execute();
        return rows.map((row) => ({
          ...placed(row),
          patientsInTheHour: row.patients,
          refusalsInTheHour: row.refusals,
        }));
      }),
    /** The latest that match, in the order in which they were stored. */
    latest: (clinicId: string, filter: AuditFilter, most: number): Promise<readonly PlacedAuditEntry[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await matching(transaction, clinicId, filter)
          .select(['e.seq', 'e.hash', 'e.entry'])
          .orderBy('e.seq', 'desc')
          .limit(most)
          .execute();
        return rows.map(placed).reverse();
      }),
  };
}
