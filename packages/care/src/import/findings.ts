/**
 * What can be wrong with a row, what is put right and said, and what is here already: a closed list, each with what to do. A
 * row with anything refused brings nothing.
 */
export const IMPORT_FINDINGS = {
  'row-cut-wrong': { level: 'refused', title: 'It has another number of cells than the header' },
  'cell-too-long': { level: 'refused', title: 'A cell is too long' },
  'no-record-number': { level: 'refused', title: 'It does not say whose it is' },
  'record-number-unclear': { level: 'refused', title: 'It bears several record numbers' },
  'patient-not-here': { level: 'refused', title: 'Nobody here has this record number' },
  'other-person': { level: 'refused', title: 'This record number belongs to somebody else' },
  'two-people-one-number': { level: 'refused', title: 'Two people of the file have one record number' },
  'same-person-other-number': { level: 'refused', title: 'This person is here under another record number' },
  'patient-incomplete': { level: 'refused', title: 'A patient needs a name and a date of birth' },
  'date-missing': { level: 'refused', title: 'It has no date' },
  'not-a-date': { level: 'refused', title: 'A date cannot be read' },
  'no-such-day': { level: 'refused', title: 'There is no such day' },
  'year-of-two-figures': { level: 'refused', title: 'A year of two figures' },
  'spreadsheet-number': { level: 'refused', title: 'A date as a spreadsheet counts days' },
  'not-a-time': { level: 'refused', title: 'A time cannot be read' },
  'time-never-was': { level: 'refused', title: 'The clocks never showed this time' },
  'in-the-future': { level: 'refused', title: 'It lies in the future' },
  'before-birth': { level: 'refused', title: 'It lies before the patient was born' },
  'birth-cannot-be': { level: 'refused', title: 'Nobody was born on this day' },
  'not-an-address': { level: 'refused', title: 'This is no e-mail address' },
  'measure-not-known': { level: 'refused', title: 'This measure is not known here' },
  'not-a-number': { level: 'refused', title: 'This is no number' },
  'score-cannot-be': { level: 'refused', title: 'The measure has no such score' },
  'answer-cannot-be': { level: 'refused', title: 'The measure has no such answer' },
  'score-differs': { level: 'refused', title: 'Score and answers do not agree' },
  'no-score-of-answers': { level: 'refused', title: 'The answers give no score' },
  'nothing-in-row': { level: 'refused', title: 'There is nothing in it to bring' },
  'dose-cannot-be': { level: 'refused', title: 'No such dose' },
  'dose-unit': { level: 'refused', title: 'The dose is not in milligrams' },
  'substance-not-known': { level: 'refused', title: 'It is not known here what was given' },
  'route-not-known': { level: 'refused', title: 'This route is not known here' },
  'weight-unit-missing': { level: 'refused', title: 'Kilograms or pounds: nothing says it' },
  'weight-unit-differs': { level: 'refused', title: 'Two units for one weight' },
  'weight-cannot-be': { level: 'refused', title: 'No such weight' },
  'another-score-then': { level: 'refused', title: 'Another score stands for the same moment' },
  'session-of-ours': { level: 'refused', title: 'A session of this clinic stands on that day' },
  'not-json': { level: 'refused', title: 'This is not JSON' },
  'resource-not-understood': { level: 'refused', title: 'This resource is not understood here' },
  'not-final': { level: 'refused', title: 'This resource is not final' },
  'patient-not-in-file': { level: 'refused', title: 'The patient it names is not in the file' },
  'thousands-read': { level: 'repaired', title: 'A thousand was written with a separator' },
  'unit-read': { level: 'repaired', title: 'A unit stood beside the number' },
  'pounds-read': { level: 'repaired', title: 'Pounds are kept as kilograms' },
  'apostrophe-left': { level: 'repaired', title: 'An apostrophe that a spreadsheet had put there was left out' },
  'here-already': { level: 'here', title: 'It is here already, and is not brought again' },
  'twice-in-file': { level: 'here', title: 'It stands in the file before' },
} as const satisfies Readonly<Record<string, { readonly level: FindingLevel; readonly title: string }>>;

/** `here`: nothing is wrong with it, and nothing comes of it. */
export type FindingLevel = 'refused' | 'repaired' | 'here';
export type FindingId = keyof typeof IMPORT_FINDINGS;
export const IMPORT_FINDING_IDS = Object.keys(IMPORT_FINDINGS) as FindingId[];

export interface RowFinding {
  readonly id: FindingId;
  readonly level: FindingLevel;
  /** The column, or the element of a FHIR resource. */
  readonly column?: string;
  /** What is wrong, with its numbers. */
  readonly says: string;
  /** What to do next; absent where there is nothing to do. */
  readonly satisfy?: string;
}

export const finding = (id: FindingId, says: string, more: { column?: string; satisfy?: string } = {}): RowFinding => ({
  id,
  level: IMPORT_FINDINGS[id].level,
  says,
  ...more,
});
/** As much of a cell as a sentence takes. */
export const quoted = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
