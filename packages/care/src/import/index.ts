/** Bringing the past in: files read, judged row by row, and never half taken. */
export * from './columns.ts';
export * from './dates.ts';
export * from './encoding.ts';
export * from './fhir.ts';
export { type FindingId, type FindingLevel, IMPORT_FINDING_IDS, IMPORT_FINDINGS, type RowFinding } from './findings.ts';
export * from './limits.ts';
export * from './look.ts';
export * from './numbers.ts';
export * from './past.ts';
export * from './propose.ts';
export * from './questions.ts';
export * from './read-row.ts';
export type { ReadingAt } from './read-when.ts';
export * from './separator.ts';
export * from './trial.ts';
export * from './words.ts';
