/**
 * A dry run: each row of a source judged against the rows before it and against what is here, in the order of the source. The
 * same judgement is made once more when it is imported, so that what comes in is what was shown, or nothing.
 */
import { instrumentOf } from '../measures/catalogue.ts';
import { mainScale, sayScore } from '../measures/score-lines.ts';
import { sayQuantity } from '../quantity.ts';
import { finding, quoted, type RowFinding } from './findings.ts';
import {
  doseKey,
  type PastDoseGiven,
  type PastScore,
  type PatientTold,
  type ReadRow,
  scoreKey,
  scoresText,
} from './past.ts';

export interface PatientHere {
  readonly id: string;
  readonly name: string;
  readonly dateOfBirth: string;
  readonly recordNumber: string;
}
/** What is here already, as far as an import asks. */
export interface KnownHere {
  readonly patients: readonly PatientHere[];
  /** By patient's id and `scoreKey`: the values of what was imported before, or answered here, as `scoresText` has them. */
  readonly scores: ReadonlyMap<string, readonly string[]>;
  /** By patient's id and `doseKey`, of what was imported before. */
  readonly doses: ReadonlySet<string>;
  /** By patient's id and day: something was given here. */
  readonly sessionDays: ReadonlySet<string>;
}

/** `here`: nothing is wrong with it, and nothing comes of it. */
export const ROW_VERDICTS = ['ready', 'here', 'refused'] as const;
export type RowVerdict = (typeof ROW_VERDICTS)[number];
export interface JudgedRow {
  readonly row: number;
  readonly verdict: RowVerdict;
  /** What it would bring, or brings, in words: "PHQ-9 14 on 2024-03-01". */
  readonly says: string;
  readonly recordNumber?: string;
  readonly findings: readonly RowFinding[];
}
/** A row that brings something, with what it brings. */
export interface Brought {
  readonly row: number;
  /** A patient who is here, or the record number of one whom this import makes. */
  readonly patient: { readonly id: string } | { readonly made: string };
  /** Whom this row makes. */
  readonly makes?: Required<Pick<PatientTold, 'recordNumber' | 'name' | 'dateOfBirth'>> & PatientTold;
  readonly scores: readonly PastScore[];
  readonly doses: readonly PastDoseGiven[];
}
export interface Judgement {
  readonly judged: JudgedRow;
  readonly brings?: Brought;
}

export interface TrialCounts {
  readonly rows: number;
  readonly ready: number;
  readonly here: number;
  readonly refused: number;
  /** Of those that are ready: rows in which something was put right. */
  readonly repaired: number;
  readonly patients: number;
  readonly scores: number;
  readonly doses: number;
}

/** The same person in other letters: case, accents, commas and the order of names aside. */
const nameKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ');
const personKey = (name: string, dateOfBirth: string): string => `${nameKey(name)} ${dateOfBirth}`;

/** Judges the rows of one source one after another. `makesPatients`: who is not here yet is made a patient. */
export function createTrial(known: KnownHere, { makesPatients }: { readonly makesPatients: boolean }) {
  const byNumber = new Map(known.patients.map((one) => [one.recordNumber, one]));
  const byPerson = new Map(known.patients.map((one) => [personKey(one.name, one.dateOfBirth), one.recordNumber]));
  const made = new Map<string, { readonly row: number; readonly name: string; readonly dateOfBirth: string }>();
  const seenScores = new Map<string, { readonly row: number; readonly text: string }>();
  const seenDoses = new Map<string, number>();
  const counts = { rows: 0, ready: 0, here: 0, refused: 0, repaired: 0, patients: 0, scores: 0, doses: 0 };

  type Whose = { readonly key: string; readonly bornOn: string; readonly patient: Brought['patient'] };

  function whoseRow(told: PatientTold, findings: RowFinding[]): (Whose & { readonly isNew: boolean }) | undefined {
    const { recordNumber, name, dateOfBirth } = told;
    const here = byNumber.get(recordNumber);
    const before = here ?? made.get(recordNumber);
    if (before) {
      const isOther =
        (name !== undefined && nameKey(name) !== nameKey(before.name)) ||
        (dateOfBirth !== undefined && dateOfBirth !== before.dateOfBirth);
      if (isOther) {
        const told = [name && quoted(name), dateOfBirth && `born ${dateOfBirth}`].filter(Boolean).join(', ');
        findings.push(
          here
            ? finding('other-person', `Record number ${recordNumber} is not that of ${told}.`, {
                satisfy: 'Compare name and date of birth with the patient’s page, and put the wrong one right.',
              })
            : finding(
                'two-people-one-number',
                `Record number ${recordNumber} was that of another name or date of birth in row ${made.get(recordNumber)?.row}.`,
                { satisfy: 'Give each person a record number of their own.' },
              ),
        );
        return undefined;
      }
      return here
        ? { key: here.id, bornOn: here.dateOfBirth, patient: { id: here.id }, isNew: false }
        : { key: recordNumber, bornOn: before.dateOfBirth, patient: { made: recordNumber }, isNew: false };
    }
    if (!makesPatients) {
      findings.push(
        finding('patient-not-here', `Nobody here has the record number ${recordNumber}.`, {
          satisfy: 'Register the patient first, bring a file of patients, or choose that such patients are made.',
        }),
      );
      return undefined;
    }
    if (name === undefined || dateOfBirth === undefined) {
      findings.push(
        finding(
          'patient-incomplete',
          `Record number ${recordNumber} is new, and its name or date of birth is missing.`,
          {
            satisfy: 'Write both, or register the patient first.',
          },
        ),
      );
      return undefined;
    }
    const other = byPerson.get(personKey(name, dateOfBirth));
    if (other !== undefined) {
      findings.push(
        finding('same-person-other-number', `Somebody of this name and date of birth has the record number ${other}.`, {
          satisfy: 'If it is the same person, use that number. If not, register this one by hand.',
        }),
      );
      return undefined;
    }
    return { key: recordNumber, bornOn: dateOfBirth, patient: { made: recordNumber }, isNew: true };
  }

  function judge(read: ReadRow): Judgement {
    const { row, patient: told } = read;
    const findings: RowFinding[] = [...read.findings];
    const whose = told && whoseRow(told, findings);
    const isRefused = () => findings.some(({ level }) => level === 'refused');
    const scores = whose ? read.scores.filter((one) => isNewScore(whose, one, findings)) : read.scores;
    const doses = whose ? read.doses.filter((one) => isNewDose(whose, one, findings)) : read.doses;
    const says = sayRow(read, whose?.isNew === true, scores, doses);
    const about = { row, says, ...(told && { recordNumber: told.recordNumber }), findings };
    counts.rows += 1;
    if (isRefused() || !whose || !told) {
      counts.refused += 1;
      return { judged: { ...about, verdict: 'refused' } };
    }
    const makes = whose.isNew ? newPatient(told) : undefined;
    if (!makes && scores.length + doses.length === 0) {
      if (findings.every(({ level }) => level !== 'here'))
        findings.push(
          finding('here-already', `Record number ${told.recordNumber} is here, with the same name and birth.`),
        );
      counts.here += 1;
      return { judged: { ...about, verdict: 'here' } };
    }
    // Only a row that comes in stands in the way of later ones.
    if (makes) {
      made.set(makes.recordNumber, { row, ...makes });
      byPerson.set(personKey(makes.name, makes.dateOfBirth), makes.recordNumber);
      counts.patients += 1;
    }
    for (const one of scores) seenScores.set(`${whose.key} ${scoreKey(one)}`, { row, text: scoresText(one.scores) });
    for (const one of doses) seenDoses.set(`${whose.key} ${doseKey(one)}`, row);
    counts.ready += 1;
    counts.scores += scores.length;
    counts.doses += doses.length;
    if (findings.some(({ level }) => level === 'repaired')) counts.repaired += 1;
    return {
      judged: { ...about, verdict: 'ready' },
      brings: { row, patient: whose.patient, ...(makes && { makes }), scores, doses },
    };
  }

  function isNewScore({ key, bornOn }: Whose, one: PastScore, findings: RowFinding[]): boolean {
    if (one.when.day < bornOn) findings.push(beforeBirth(one.when.day, bornOn));
    const text = scoresText(one.scores);
    const title = instrumentOf(one.instrument)?.title ?? one.instrument;
    const before = seenScores.get(`${key} ${scoreKey(one)}`);
    if (before) {
      findings.push(
        before.text === text
          ? finding('twice-in-file', `${title} of ${one.when.day} stands in row ${before.row} with the same score.`)
          : finding(
              'another-score-then',
              `${title} of ${one.when.day} stands in row ${before.row} with another score.`,
              {
                satisfy: 'Look up which is right; if both are, write the time of day of each.',
              },
            ),
      );
      return false;
    }
    const here = known.scores.get(`${key} ${scoreKey(one)}`) ?? [];
    if (here.some((kept) => kept === text || includesAll(kept, text))) {
      findings.push(finding('here-already', `${title} of ${one.when.day} is here with the same score.`));
      return false;
    }
    if (here.length > 0)
      findings.push(
        finding('another-score-then', `${title} of ${one.when.day} is here with another score.`, {
          satisfy: 'Look up which is right; if both are, write the time of day of each.',
        }),
      );
    return true;
  }

  function isNewDose({ key, bornOn }: Whose, one: PastDoseGiven, findings: RowFinding[]): boolean {
    const { day } = one.when;
    if (day < bornOn) findings.push(beforeBirth(day, bornOn));
    const before = seenDoses.get(`${key} ${doseKey(one)}`);
    if (before !== undefined) {
      findings.push(
        finding('twice-in-file', `The same dose of ${day} stands in row ${before}.`, {
          satisfy: 'If it was given twice on that day, write the time of day of each.',
        }),
      );
      return false;
    }
    if (known.doses.has(`${key} ${doseKey(one)}`)) {
      findings.push(finding('here-already', `The same dose of ${day} is here.`));
      return false;
    }
    if (known.sessionDays.has(`${key} ${day}`))
      findings.push(
        finding('session-of-ours', `On ${day} something was given here, in a session of this clinic.`, {
          satisfy: 'Leave the row out: the session’s own record stands.',
        }),
      );
    return true;
  }

  return { judge, counts: (): TrialCounts => ({ ...counts }) };
}

/** Whether every value of what would come in stands in what is here, which may know more scales. */
const includesAll = (kept: string, text: string): boolean => {
  const there = new Set(kept.split(', '));
  return text.split(', ').every((one) => there.has(one));
};
const beforeBirth = (day: string, bornOn: string): RowFinding =>
  finding('before-birth', `${day} lies before the patient’s birth on ${bornOn}.`, { satisfy: 'Look up both dates.' });

function newPatient(told: PatientTold): NonNullable<Brought['makes']> | undefined {
  const { name, dateOfBirth } = told;
  return name === undefined || dateOfBirth === undefined ? undefined : { ...told, name, dateOfBirth };
}

function sayRow(
  { patient }: ReadRow,
  isNew: boolean,
  scores: readonly PastScore[],
  doses: readonly PastDoseGiven[],
): string {
  const says = [
    ...(isNew && patient?.name ? [`new patient ${patient.name}`] : []),
    ...scores.map(sayPastScore),
    ...doses.map(sayPastDose),
  ];
  return says.join('; ');
}
export function sayPastScore({ instrument, scores, when }: PastScore): string {
  const known = instrumentOf(instrument);
  const main = known && mainScale(known)?.id;
  const value = (main !== undefined && scores[main]) ?? Object.values(scores)[0];
  return `${known?.title ?? instrument} ${typeof value === 'number' ? sayScore(value) : ''} on ${when.day}`;
}
export const sayPastDose = ({ amount, substance, route, when }: Omit<PastDoseGiven, 'weight'>): string =>
  `${substance} ${sayQuantity(amount)}, ${route}, on ${when.day}`;

/** Whether a dry run may be imported as it stands, and what stands in the way. `leftOut`: rows that somebody agreed to leave out. */
export function refuseImport(
  counts: TrialCounts,
  leftOut: number,
): { rule: string; message: string; satisfy: string } | undefined {
  if (counts.refused !== leftOut)
    return counts.refused === 0
      ? {
          rule: 'nothing-to-leave-out',
          message: `No row is refused, and ${leftOut} were to be left out.`,
          satisfy: 'Look at the dry run again.',
        }
      : {
          rule: 'refused-rows',
          message: `${counts.refused} of ${counts.rows} rows are refused${leftOut > 0 ? `, and ${leftOut} were to be left out` : ''}.`,
          satisfy: `Put them right in the file and bring it anew, or say that these ${counts.refused} are left out.`,
        };
  if (counts.ready === 0)
    return {
      rule: 'nothing-to-import',
      message: 'No row would bring anything that is not here.',
      satisfy: 'Nothing is to be done; the file can be thrown away.',
    };
  return undefined;
}
