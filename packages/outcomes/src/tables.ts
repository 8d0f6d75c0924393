/**
 * The tables of the copy: one description, from which come the types of rows, what DuckDB is told, the files and the data
 * dictionary. Nobody's name is in it and no words that somebody wrote; ids are pseudonyms.
 */

/** What a column may hold; `moment` is in UTC. */
export type ColumnType = 'id' | 'word' | 'whole' | 'number' | 'flag' | 'moment' | 'day';
export interface Column {
  readonly type: ColumnType;
  readonly says: string;
  /** UCUM. */
  readonly unit?: string;
  /** May be empty: not recorded, or not so. */
  readonly optional?: true;
  /** Told by the patient's other rows, and worked out anew whenever one of them changes (links.ts): so no question sorts. */
  readonly linked?: true;
}
export interface Table {
  readonly says: string;
  /** What tells one row, or one family of rows, from another: the newest of it stands. */
  readonly key: string;
  /** How rows lie in a file: rows that are read together stand together. */
  readonly order: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
}

const patientId = { type: 'id', says: 'The patient, by pseudonym.' } as const;
const courseId = { type: 'id', says: 'The course, by pseudonym; empty where there was none.', optional: true } as const;
const sessionId = { type: 'id', says: 'The dosing session, by pseudonym.' } as const;
const protocolId = { type: 'word', says: 'The protocol’s id, such as infusion-iv.' } as const;
const minutes = {
  type: 'number',
  says: 'Minutes since the first dose, negative before it; empty where none was given.',
  unit: 'min',
  optional: true,
} as const;
const firstDoseOfCourse = {
  type: 'moment',
  says: 'When something was first given in the course.',
  optional: true,
  linked: true,
} as const;
const setting = (says: string) =>
  ({ type: 'flag', says: `${says} Empty where nobody recorded how the room was.`, optional: true }) as const;

const rowOfImport = {
  row_id: { type: 'id', says: 'The row of the source, by pseudonym.' },
  import_id: { type: 'id', says: 'The import that brought it, by pseudonym.' },
  origin: {
    type: 'word',
    says: 'imported, in every row: from before or elsewhere, and under no protocol of this clinic.',
  },
  patient_id: patientId,
  on_day: { type: 'day', says: 'The day, as the source says it.' },
  happened_at: { type: 'moment', says: 'The moment, where the source says one.', optional: true },
} as const;

export const TABLES = {
  patient: {
    says: 'Patients of the clinic.',
    key: 'patient_id',
    order: ['patient_id'],
    columns: {
      patient_id: patientId,
      birth_year: { type: 'whole', says: 'Year of birth; empty for who is 90 or turns 90 this year.', optional: true },
      over_89: { type: 'flag', says: 'Whether the patient is 90 or older, or turns 90 this year.' },
      added_on: { type: 'day', says: 'The day (UTC) on which the clinic entered the patient.' },
    },
  },
  course: {
    says: 'Courses: a patient’s series of visits under a protocol.',
    key: 'course_id',
    order: ['protocol_id', 'course_id'],
    columns: {
      course_id: { type: 'id', says: 'The course, by pseudonym.' },
      patient_id: patientId,
      protocol_id: protocolId,
      protocol_version: { type: 'word', says: 'The version that the course is on now.' },
      way: { type: 'word', says: 'What the protocol may be called: kap, or medical where no psychotherapy is part.' },
      started_on: { type: 'day', says: 'The day on which the course began.' },
      first_dose_at: firstDoseOfCourse,
    },
  },
  session: {
    says: 'Dosing sessions, as their logs stand; what was struck out is left out.',
    key: 'session_id',
    order: ['protocol_id', 'session_id'],
    columns: {
      session_id: sessionId,
      patient_id: patientId,
      course_id: courseId,
      protocol_id: protocolId,
      protocol_version: { type: 'word', says: 'The version that the session ran under.' },
      way: { type: 'word', says: 'What the protocol may be called: kap, or medical where no psychotherapy is part.' },
      substance: { type: 'word', says: 'ketamine (racemic) or esketamine.' },
      route: { type: 'word', says: 'intravenous, intramuscular, sublingual or intranasal.' },
      status: { type: 'word', says: 'planned, open, discharged, departed (without a signed discharge) or cancelled.' },
      arrived_at: { type: 'moment', says: 'When the patient arrived.', optional: true },
      first_dose_at: { type: 'moment', says: 'When the patient first received anything.', optional: true },
      ended_at: { type: 'moment', says: 'When the session ended.', optional: true },
      dose_ug: { type: 'whole', says: 'Everything given, boosters and infusions included.', unit: 'ug' },
      weight_kg: { type: 'number', says: 'The weight that doses were computed from.', unit: 'kg', optional: true },
      dose_mg_per_kg: { type: 'number', says: 'dose_ug by weight_kg.', unit: 'mg/kg', optional: true },
      boosters: { type: 'whole', says: 'How many booster doses were given.' },
      systolic_baseline: {
        type: 'number',
        says: 'The last systolic pressure before the first dose.',
        unit: 'mm[Hg]',
        optional: true,
      },
      systolic_peak: {
        type: 'number',
        says: 'The highest systolic pressure after it.',
        unit: 'mm[Hg]',
        optional: true,
      },
      nosc_onset: { ...minutes, says: 'Minutes from the first dose to the onset of the non-ordinary state.' },
      nosc_return: { ...minutes, says: 'Minutes from the first dose to the return from it.' },
      music: setting('Whether music played or was made ready.'),
      eye_cover: setting('Whether an eye cover was made ready.'),
      ceremony: setting('Whether a ceremony was made ready.'),
      guide_present: { type: 'flag', says: 'Whether a guide was there after the first dose.' },
      therapist_present: { type: 'flag', says: 'Whether a therapist was there after the first dose.' },
      adverse_events: { type: 'whole', says: 'How many adverse events stand in the log.' },
      dose_number: {
        ...{ type: 'whole', optional: true, linked: true },
        says: 'Which session of the patient it is in which something was given, 1 being the first; empty where nothing was.',
      },
      next_dose_at: {
        ...{ type: 'moment', optional: true, linked: true },
        says: 'When the patient next received anything in another session, under whatever protocol.',
      },
      next_dose_of_course_at: {
        ...{ type: 'moment', optional: true, linked: true },
        says: 'When the patient next received anything in another session of the same course.',
      },
    },
  },
  administration: {
    says: 'What was given: each dose, and each infusion.',
    key: 'session_id',
    order: ['session_id', 'given_at'],
    columns: {
      session_id: sessionId,
      patient_id: patientId,
      kind: { type: 'word', says: 'first, booster, unordered, or infusion.' },
      given_at: { type: 'moment', says: 'When it was given, or the infusion began.' },
      minutes,
      lasted: {
        type: 'number',
        says: 'Minutes that an infusion ran, less pauses and until its bag was empty; empty for a dose.',
        unit: 'min',
        optional: true,
      },
      amount_ug: { type: 'whole', says: 'What was given.', unit: 'ug' },
    },
  },
  vital: {
    says: 'Vital signs, a row for each reading of each kind.',
    key: 'session_id',
    order: ['session_id', 'minutes', 'kind'],
    columns: {
      session_id: sessionId,
      protocol_id: protocolId,
      minutes,
      kind: { type: 'word', says: 'systolic, diastolic, heartRate, oxygenSaturation and so on.' },
      value: { type: 'number', says: 'The reading, in the unit beside it.' },
      unit: { type: 'word', says: 'UCUM code of the unit.' },
    },
  },
  adverse_event: {
    says: 'Adverse events.',
    key: 'session_id',
    order: ['session_id', 'happened_at'],
    columns: {
      session_id: sessionId,
      patient_id: patientId,
      protocol_id: protocolId,
      happened_at: { type: 'moment', says: 'When it happened.' },
      minutes,
      term: { type: 'word', says: 'Which of a closed list of terms the words that were written come under, or other.' },
      grade: { type: 'whole', says: 'CTCAE v5 grade, 1 to 5.' },
      relatedness: { type: 'word', says: 'unrelated, unlikely, possible, probable or definite.' },
      outcome: { type: 'word', says: 'resolved, resolving, ongoing, transferred or death.' },
    },
  },
  score: {
    says: 'Scores of answered measures, a row for each scale that has a value.',
    key: 'response_id',
    order: ['instrument', 'scale', 'moment', 'course_id'],
    columns: {
      response_id: { type: 'id', says: 'The response, by pseudonym.' },
      patient_id: patientId,
      course_id: courseId,
      session_id: { type: 'id', says: 'The session that it belongs to, by pseudonym.', optional: true },
      protocol_id: { ...protocolId, optional: true },
      instrument: { type: 'word', says: 'The instrument’s id, such as phq-9.' },
      scale: { type: 'word', says: 'The scale’s id within the instrument.' },
      moment: {
        type: 'word',
        says: 'baseline, before_dose, right_after, day_1, day_7, monthly or at_will.',
      },
      answered_at: { type: 'moment', says: 'When it was answered.' },
      value: { type: 'number', says: 'The score.' },
      is_repeat: {
        type: 'flag',
        says: 'Whether the same had been answered before at this moment of this session, or course.',
      },
      first_dose_at: firstDoseOfCourse,
      session_dose_at: {
        ...{ type: 'moment', optional: true, linked: true },
        says: 'When something was first given in the session that it belongs to.',
      },
      beginning: {
        ...{ type: 'number', optional: true, linked: true },
        says: 'The course’s last score on this scale before its first dose; empty where there is none, and right after a session.',
      },
      previous: {
        ...{ type: 'number', optional: true, linked: true },
        says: 'The score before it on this scale since the course’s first dose; empty where there is none. What was answered again is passed over.',
      },
      is_superseded: {
        ...{ type: 'flag', linked: true },
        says: 'Whether the same was answered again later at this moment of this session, or course; what is asked each month or at will never is.',
      },
      is_first: {
        ...{ type: 'flag', linked: true },
        says: 'Whether it is the course’s first score on this scale; none is that was answered right after a session.',
      },
      is_last: {
        ...{ type: 'flag', linked: true },
        says: 'Whether it is the course’s last score on this scale; none is that was answered right after a session.',
      },
    },
  },
  visit: {
    says: 'Visits of which somebody said what came of them; dosing visits are sessions.',
    key: 'visit_id',
    order: ['visit_id'],
    columns: {
      visit_id: { type: 'id', says: 'The visit, by pseudonym.' },
      patient_id: patientId,
      course_id: { type: 'id', says: 'The course, by pseudonym.' },
      kind: { type: 'word', says: 'consult, preparation, dosing, integration or follow_up.' },
      scheduled_for: { type: 'moment', says: 'When it was to be.' },
      outcome: { type: 'word', says: 'held, missed or called_off.' },
    },
  },
  imported_score: {
    says: 'Past scores that were imported, a row for each scale; none of them is in score.',
    key: 'row_id',
    order: ['instrument', 'scale', 'patient_id', 'on_day'],
    columns: {
      ...rowOfImport,
      instrument: { type: 'word', says: 'The instrument’s id, such as phq-9.' },
      scale: { type: 'word', says: 'The scale’s id within the instrument.' },
      value: { type: 'number', says: 'The score.' },
      basis: {
        type: 'word',
        says: 'score, where the source gives it; answers, where it was worked out from answers as it came in.',
      },
    },
  },
  imported_dose: {
    says: 'Past doses that were imported; none of them is in session or administration.',
    key: 'row_id',
    order: ['patient_id', 'on_day'],
    columns: {
      ...rowOfImport,
      substance: { type: 'word', says: 'ketamine (racemic) or esketamine.' },
      route: {
        type: 'word',
        says: 'intravenous, intramuscular, sublingual, intranasal, oral or subcutaneous.',
      },
      amount_ug: { type: 'whole', says: 'What was given, as the source says.', unit: 'ug' },
      weight_kg: { type: 'number', says: 'The weight, as the source says.', unit: 'kg', optional: true },
    },
  },
} as const satisfies Readonly<Record<string, Table>>;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];
export const tableOf = (name: TableName): Table => TABLES[name];

/** Which columns a row is derived with, and which are told by the patient’s other rows. */
export const columnsOf = (name: TableName, are: 'derived' | 'linked'): readonly (readonly [string, Column])[] =>
  Object.entries(tableOf(name).columns).filter(([, { linked }]) => (linked === true) === (are === 'linked'));

type ValueOf<C> = C extends { type: 'whole' | 'number' } ? number : C extends { type: 'flag' } ? boolean : string;
/** One row, as it is derived. */
export type RowOf<N extends TableName> = {
  readonly [K in keyof (typeof TABLES)[N]['columns'] as (typeof TABLES)[N]['columns'][K] extends { linked: true }
    ? never
    : K]: (typeof TABLES)[N]['columns'][K] extends { optional: true }
    ? ValueOf<(typeof TABLES)[N]['columns'][K]> | null
    : ValueOf<(typeof TABLES)[N]['columns'][K]>;
};

/** Changes whenever a table does, or how rows are derived: a copy of another form is made anew. */
export const FORM = 4;

export const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  id: 'UUID',
  word: 'VARCHAR',
  whole: 'INTEGER',
  number: 'DOUBLE',
  flag: 'BOOLEAN',
  moment: 'TIMESTAMPTZ',
  day: 'DATE',
};
