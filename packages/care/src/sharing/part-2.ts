/**
 * Records of treatment for substance use, protected by 42 CFR Part 2: where they are flagged, and what must go with them.
 */

import type { Localized } from '../language.ts';

/**
 * The statement that goes with every disclosure, in the short form that the regulation allows, and its sense in plain
 * words. Source: 42 CFR 2.32(a)(2) as amended in 2024 (89 FR 12472); plain words from 2.32(a)(1) and 2.12(d).
 */
export const PART_2_NOTICE = '42 CFR part 2 prohibits unauthorized use or disclosure of these records.';
export const PART_2_PLAINLY: Localized = {
  en: 'This record is about treatment for substance use. Whoever receives it may pass it on only as the patient’s written consent or the law allows, and may not use it against the patient in court, or before any authority, without their consent or a court order.',
  es: 'Esta historia trata del tratamiento por uso de sustancias. Quien la recibe solo puede pasarla a otros como lo permita el consentimiento escrito del paciente o la ley, y no puede usarla contra el paciente en un juicio, ni ante ninguna autoridad, sin su consentimiento o una orden judicial.',
};
export const PART_2_IN_PLAIN_WORDS = PART_2_PLAINLY.en;
export const PART_2_SOURCE = '42 CFR 2.32';

export interface Part2Flag {
  readonly id: string;
  /** Absent: everything about the patient. */
  readonly courseId?: string;
}

/** Whether what belongs to a course (or to none) is flagged. */
export const isPart2 = (flags: readonly Part2Flag[], courseId: string | undefined): boolean =>
  flags.some((flag) => flag.courseId === undefined || flag.courseId === courseId);
