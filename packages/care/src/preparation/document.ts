/**
 * The preparation of a course: each section holds its versions, who said what and when, and none is overwritten. A saving
 * names the version it follows on; where somebody was quicker, both texts are there. Whether a section is done is seen,
 * never ticked.
 */
import { z } from 'zod';
import { type Instant, toMilliseconds } from '../instant.ts';
import {
  type Filler,
  mayFillField,
  PREPARATION_SECTION_IDS,
  type PreparationSection,
  type PreparationSectionId,
} from './sections.ts';

/** Answers by field; an empty answer is left out. */
export type Answers = Readonly<Record<string, string>>;

/** Far above any field's own limit: what is longer is not read at all. */
const MOST_READ = 20_000;
export const sectionSavingSchema = z.strictObject({
  /** Made by the client; the same sent twice is stored once. */
  id: z.uuid({ error: 'must be a UUID' }),
  section: z.enum(PREPARATION_SECTION_IDS),
  /** The version that this follows on; 0 where there was none. */
  follows: z.number().int().min(0).max(1_000_000),
  fields: z.record(z.string().min(1).max(80), z.string().max(MOST_READ)),
});
export type SectionSaving = z.output<typeof sectionSavingSchema>;

export interface SectionVersion {
  readonly id: string;
  readonly section: PreparationSectionId;
  readonly version: number;
  readonly author: { readonly kind: Filler; readonly id: string; readonly name: string };
  readonly at: Instant;
  readonly fields: Answers;
}

/** A section as it stands: what is written now, by whom last, and what it still needs. */
export interface SectionStanding {
  readonly section: PreparationSection;
  /** 0 where nobody has saved it. */
  readonly version: number;
  readonly fields: Answers;
  readonly last?: Pick<SectionVersion, 'author' | 'at'>;
  readonly isDone: boolean;
  /** Labels of what is needed and not there. */
  readonly missing: readonly string[];
}

const isAnswered = (answer: string | undefined): boolean => answer !== undefined && answer.trim() !== '';

/** Only what says something. */
export const withoutEmpty = (fields: Answers): Answers =>
  Object.fromEntries(Object.entries(fields).filter(([, answer]) => isAnswered(answer)));

/** What a section needs and has not got. */
export const missingIn = (section: PreparationSection, fields: Answers): readonly string[] =>
  section.fields.filter((field) => field.isNeeded && !isAnswered(fields[field.id])).map((field) => field.label);

/** Focus and intention that were written down when the course began, before anybody prepared. */
export interface BegunWith {
  readonly focus?: string | undefined;
  readonly intention?: string | undefined;
}
function begunFields(id: PreparationSectionId, { focus, intention }: BegunWith): Answers {
  if (id === 'focus' && focus) return { focus };
  if (id === 'intention' && intention) return { intention };
  return {};
}

/** Every section as it stands, out of all versions or the latest of each. */
export function preparationStanding(
  sections: readonly PreparationSection[],
  versions: readonly SectionVersion[],
  begunWith: BegunWith = {},
): readonly SectionStanding[] {
  const latest = new Map<PreparationSectionId, SectionVersion>();
  for (const one of versions) {
    const known = latest.get(one.section);
    if (!known || known.version < one.version) latest.set(one.section, one);
  }
  return sections.map((section) => {
    const last = latest.get(section.id);
    const fields = last?.fields ?? begunFields(section.id, begunWith);
    const missing = missingIn(section, fields);
    return {
      section,
      version: last?.version ?? 0,
      fields,
      ...(last && { last: { author: last.author, at: last.at } }),
      isDone: missing.length === 0,
      missing,
    };
  });
}

/** How far a person's own part is: the patient is not waited for where the clinic answers. */
export function progressOf(standing: readonly SectionStanding[], filler: Filler) {
  const own = standing.filter(({ section }) => section.mayFill.includes(filler));
  const isOwnDone = ({ section, fields }: SectionStanding) =>
    section.fields.every(
      (field) => !field.isNeeded || !mayFillField(section, field, filler) || isAnswered(fields[field.id]),
    );
  return { done: own.filter(isOwnDone).length, of: own.length };
}

export interface SavingFault {
  readonly field: string;
  readonly rule: 'not-asked-here' | 'for-the-clinic' | 'too-long' | 'not-a-choice';
  readonly message: string;
}
export type JudgedSaving =
  | { readonly accepted: true; readonly fields: Answers }
  | { readonly accepted: false; readonly faults: readonly SavingFault[] };

/**
 * What a saving comes to. What somebody may not answer stays as it is; what they may and have left out is empty.
 */
export function judgeSaving(
  section: PreparationSection,
  standing: Answers,
  given: Answers,
  filler: Filler,
): JudgedSaving {
  const faults: SavingFault[] = [];
  const fields: Record<string, string> = {};
  for (const id of Object.keys(given))
    if (!section.fields.some((field) => field.id === id))
      faults.push({
        field: `fields.${id}`,
        rule: 'not-asked-here',
        message: `"${section.title}" does not ask for this.`,
      });
  for (const field of section.fields) {
    const answer = given[field.id] ?? '';
    const kept = standing[field.id] ?? '';
    const at = `fields.${field.id}`;
    if (!mayFillField(section, field, filler)) {
      if (field.id in given && answer !== kept)
        faults.push({ field: at, rule: 'for-the-clinic', message: `"${field.label}" is filled in by the clinic.` });
      fields[field.id] = kept;
      continue;
    }
    if (answer.length > field.most)
      faults.push({
        field: at,
        rule: 'too-long',
        message: `"${field.label}" is ${answer.length} characters long; ${field.most} fit. What you wrote is kept on your device: shorten it a little.`,
      });
    else if (field.kind === 'choice' && isAnswered(answer) && !field.options?.some(({ value }) => value === answer))
      faults.push({ field: at, rule: 'not-a-choice', message: `"${field.label}": choose one of the answers.` });
    fields[field.id] = answer;
  }
  return faults.length > 0 ? { accepted: false, faults } : { accepted: true, fields: withoutEmpty(fields) };
}

export interface MergedAnswers {
  readonly fields: Answers;
  /** Fields that both changed, each to something else; theirs stands in `fields`. */
  readonly conflicts: readonly string[];
}

/** Two people wrote at once, both following on the same: what only one of them changed is taken from that one. */
export function mergeAnswers(base: Answers, mine: Answers, theirs: Answers): MergedAnswers {
  const fields: Record<string, string> = {};
  const conflicts: string[] = [];
  for (const id of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
    const [before = '', own = '', other = ''] = [base[id], mine[id], theirs[id]];
    if (own !== other && own !== before && other !== before) conflicts.push(id);
    fields[id] = other === before ? own : other;
  }
  return { fields: withoutEmpty(fields), conflicts };
}

/** Savings of one person in one sitting are one turn: what they had said when they stopped. */
const SITTING = 30 * 60 * 1000;

/** Who said what when, the latest first. */
export function turnsOf(versions: readonly SectionVersion[]): readonly SectionVersion[] {
  const turns: SectionVersion[] = [];
  for (const one of [...versions].sort((a, b) => a.version - b.version)) {
    const before = turns.at(-1);
    const goesOn = before?.author.id === one.author.id && toMilliseconds(one.at) - toMilliseconds(before.at) <= SITTING;
    if (goesOn) turns[turns.length - 1] = one;
    else turns.push(one);
  }
  return turns.reverse();
}
