/** What a clinic learns from: a columnar copy of its records without anybody's name, and questions asked of it. */
export type { Ask } from './copy/read.ts';
export type { Refreshed } from './copy/refresh.ts';
export { DATES, type Dates } from './export/deidentified.ts';
export { type Dictionary, type ExportFormat, FORMATS } from './export/dictionary.ts';
export { exportCopy, FolderTakenError } from './export/export.ts';
export { createOutcomes, type Outcomes } from './outcomes.ts';
export { type PointAroundDose, type PointsAroundDoses, pointsAroundDoses } from './queries/around-doses.ts';
export type { ScaleAsked } from './queries/asked.ts';
export { type MeasuredCourses, measuredCourses } from './queries/courses.ts';
export { type FollowUps, type RelapseAsked, relapseFollowUps } from './queries/follow-ups.ts';
export {
  type AdverseEventsOfProtocol,
  type AdverseEventTerm,
  adverseEventsByProtocol,
  adverseEventTerms,
  type ReadingsAsked,
  type ReadingsOfMinutes,
  readingsOverTime,
} from './queries/harms.ts';
export { type NextDoseAsked, type NextDosesOfProtocol, timeToNextDose } from './queries/next-dose.ts';
export { type MeasuredMoment, measuredMoments, type OccasionsAsked } from './queries/occasions.ts';
export { type AnsweredScale, answeredScales, type BegunCourses, begunCourses } from './queries/overview.ts';
export { type RegistryRows, registryRows } from './queries/registry.ts';
