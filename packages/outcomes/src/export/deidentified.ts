/**
 * Rows for a researcher: of patients who consent, without what HIPAA's Safe Harbor takes away, with codes of this export
 * alone. Made inside the engine from the copy; what was done to each column stands in the dictionary.
 */
import { randomUUID } from 'node:crypto';
import {
  ageBand,
  anonymised,
  type Instant,
  QUASI_IDENTIFIERS,
  SAFE_HARBOR,
  SHIPPED_DOCUMENTS,
  shiftDaysOf,
  WANTED_K,
} from '@holdspace/care';
import type { Ask } from '../copy/read.ts';
import { type Engine, quoted } from '../engine.ts';
import { type Column, TABLE_NAMES, type TableName, tableOf } from '../tables.ts';
import type { ExportTable, TableColumn } from './dictionary.ts';

/**
 * `days`: counted from each patient's own first day, as Safe Harbor has it. `shifted`: each patient's moments moved by days
 * that only the clinic can work out; a calendar stays, and with it this is no Safe Harbor.
 */
export const DATES = ['days', 'shifted'] as const;
export type Dates = (typeof DATES)[number];

export interface Deidentifying {
  /** Patients whose consent stands now, by pseudonym. */
  readonly consenting: ReadonlySet<string>;
  readonly dates: Dates;
  /** A number of 32 bits for each pseudonym, the same every time, that nobody outside can make. */
  readonly shiftNumberOf: (pseudonym: string) => number;
}
export interface Deidentified {
  readonly tables: readonly ExportTable[];
  readonly says: readonly string[];
}

interface CoursePatient {
  readonly patient: string;
  readonly birthYear: number | null;
  readonly protocols: string;
}

/** Makes `person` for those who are kept, and `code` for every id of theirs; answers how each table is read through them. */
export async function deidentify(
  ask: Ask,
  engine: Engine,
  { consenting, dates, shiftNumberOf }: Deidentifying,
): Promise<Deidentified> {
  const year = Number((ask.madeAt as Instant).slice(0, 4));
  const treated = await ask.rows<CoursePatient>(
    `select patient_id::VARCHAR as patient, birth_year as "birthYear",
            (select string_agg(distinct ${protocolTold('protocol_id')}, ' ') from course where course.patient_id = patient.patient_id) as protocols
       from patient where patient_id in (select patient_id from course) order by patient_id`,
  );
  const among = treated.filter(({ patient }) => consenting.has(patient));
  const { kept, k, generalised, leftOut } = anonymised(
    among.map((one) => ({
      patient: one.patient,
      ageBand: ageBand(one.birthYear, year),
      protocols: one.protocols.split(' '),
    })),
  );
  await engine.run(
    `create or replace temp table person (patient_id UUID, code UUID, age_band VARCHAR, shift INTEGER);
     create or replace temp table code (id UUID, code UUID)`,
  );
  for (let from = 0; from < kept.length; from += ROWS_A_BATCH) {
    const rows = kept.slice(from, from + ROWS_A_BATCH).map(({ patient, ageBand: band }) => {
      const shift = dates === 'shifted' ? shiftDaysOf(shiftNumberOf(patient)) : 0;
      return `(${quoted(patient)}, ${quoted(randomUUID())}, ${band === null ? 'null' : quoted(band)}, ${shift})`;
    });
    await engine.run(`insert into person values ${rows.join(', ')}`);
  }
  await engine.run(
    `create or replace temp table person as
       select person.*, coalesce(
           (select min(epoch_ms(first_dose_at)) from session where session.patient_id = person.patient_id),
           (select min(epoch_ms(started_on::TIMESTAMPTZ)) from course where course.patient_id = person.patient_id)) as zero
         from person;
     insert into code select id, uuid() from (${IDS.map(([table, id]) => `select distinct ${id} as id from ${table} where ${id} is not null`).join(' union ')})`,
  );
  return {
    tables: TABLE_NAMES.map((name) => deidentifiedTable(name, dates)),
    says: [
      ...(dates === 'days' ? IN_DAYS : SHIFTED),
      'Patients, courses, sessions, visits and responses bear codes drawn by lot for this export alone: two exports cannot be laid side by side, and no key leads back.',
      'No names, no contact details and no words that somebody wrote are in it. A protocol that is not one of those that come with the product is called own.',
      `Of ${treated.length} patients with a course, ${among.length} consent to research with their data now; only they are considered.`,
      `k is ${k ?? 'not known, since nobody is left'} over ${QUASI_IDENTIFIERS.join(' and ')} (at least ${WANTED_K} is asked): ${generalised} patients are in without their age, ${leftOut} were left out.`,
      'k does not hide what all of a group have in common, and it looks at these two alone: a rare adverse event or an unusual weight may still be known to somebody. Use it under an agreement, and try to find nobody.',
      ...SAFE_HARBOR.map(
        ({ letter, is, what }) =>
          `Safe Harbor (${letter}) ${is}: ${dates === 'shifted' && letter === 'C' ? SHIFTED_C : what}`,
      ),
    ],
  };
}
const ROWS_A_BATCH = 1000;

const IN_DAYS = [
  'De-identified by HIPAA’s Safe Harbor (45 CFR 164.514(b)(2)), as far as this program can: the clinic must besides have no actual knowledge that what is left could identify somebody.',
  'Moments and days are counted in days from the patient’s own first dose, or from their first course where there was none: 0 is that moment.',
] as const;
const SHIFTED = [
  'This is NOT Safe Harbor: moments are on a calendar, moved for each patient by a number of days that only the clinic can work out, the same in every export. It takes an expert’s determination (45 CFR 164.514(b)(1)), or an agreement on a limited data set (164.514(e)).',
  'What lies between two moments of one patient is as it was; between two patients it means nothing.',
] as const;
const SHIFTED_C =
  'Days and moments are shifted, which is no Safe Harbor. The age is a band of ten years, and 90+ from 90 on.';

/** Ids that get a code of this export. */
const IDS: readonly (readonly [TableName, string])[] = [
  ['course', 'course_id'],
  ['session', 'session_id'],
  ['session', 'course_id'],
  ['score', 'response_id'],
  ['score', 'course_id'],
  ['score', 'session_id'],
  ['visit', 'visit_id'],
  ['visit', 'course_id'],
  ['imported_score', 'row_id'],
  ['imported_dose', 'row_id'],
];
/** Months of entry, what came in together, and versions that a clinic names itself help nobody and could tell which clinic it was. */
const LEFT_OUT = new Set(['added_on', 'protocol_version', 'over_89', 'import_id']);

const protocolTold = (column: string): string =>
  `case when ${column} in (${SHIPPED_DOCUMENTS.map(({ id }) => quoted(id)).join(', ')}) then ${column} else 'own' end`;

const WHOLE_DAYS = 86_400_000;
function deidentifiedColumn(table: TableName, name: string, column: Column, dates: Dates): readonly TableColumn[] {
  if (LEFT_OUT.has(name)) return [];
  const at = `${table}.${name}`;
  const { type } = column;
  if (name === 'patient_id')
    return [
      { ...column, name, sql: 'person.code', says: 'The patient, by a code of this export.', done: 'Drawn by lot.' },
    ];
  if (name === 'birth_year')
    return [
      {
        ...{ name: 'age_band', type: 'word', optional: true, sql: 'person.age_band' },
        says: 'The age that the patient turns in the year of the copy.',
        done: 'The year of birth became a band of ten years, 90+ from 90 on; empty where it would let somebody stand out.',
      },
    ];
  if (type === 'id')
    return [
      {
        ...{ ...column, name, sql: `(select code.code from code where code.id = ${at})` },
        says: column.says.replace('by pseudonym', 'by a code of this export'),
        done: 'Drawn by lot.',
      },
    ];
  if (name === 'protocol_id')
    return [
      {
        ...{ ...column, name, sql: `case when ${at} is not null then ${protocolTold(at)} end` },
        done: 'A clinic’s own protocol is called own.',
      },
    ];
  if (type !== 'moment' && type !== 'day') return [{ ...column, name, sql: at, done: 'As it was.' }];
  if (dates === 'shifted')
    return [
      {
        ...{ ...column, name, done: 'Moved by the patient’s own number of days.' },
        sql: type === 'day' ? `(${at} + person.shift)` : `(${at} + to_days(person.shift))`,
      },
    ];
  const moment = type === 'day' ? `(${at})::TIMESTAMPTZ` : at;
  return [
    {
      ...column,
      ...{
        name: name.replace(/_(at|on|for)$/, '_day'),
        unit: 'd',
        done: 'Days from the patient’s own first dose, or first course.',
      },
      ...(type === 'day'
        ? { type: 'whole' as const, sql: `(${at} - make_timestamp(person.zero * 1000)::DATE)::INTEGER` }
        : { type: 'number' as const, sql: `round((epoch_ms(${moment}) - person.zero) / ${WHOLE_DAYS}.0, 3)` }),
    },
  ];
}

function deidentifiedTable(name: TableName, dates: Dates): ExportTable {
  const { says, columns, order } = tableOf(name);
  const shown = Object.entries(columns).flatMap(([column, one]) => deidentifiedColumn(name, column, one, dates));
  // Readings bear no patient of their own.
  const whose = 'patient_id' in columns ? `${name}.patient_id` : 'session.patient_id';
  const through = 'patient_id' in columns ? '' : ` join session on session.session_id = ${name}.session_id`;
  // By what is told: an order by what is hidden would tell it.
  const told = new Map(shown.map((one) => [one.name, one]));
  const by = order.flatMap((column) => told.get(column)?.sql ?? []);
  return {
    name,
    says,
    columns: shown,
    from: `${name}${through} join person on person.patient_id = ${whose}`,
    order: by.length > 0 ? by : ['person.code'],
  };
}
