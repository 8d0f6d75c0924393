/** What is being written of each finding, beside the finding as it was looked at: of one that differs since, nothing is judged. */
import {
  CLEARANCE_VERDICT_WORDS,
  type Clearance,
  type ScreeningFinding,
  type ScreeningJudgement,
} from '@holdspace/care';

type LookedAt = Pick<ScreeningFinding, 'outcome' | 'answered'>;
export interface Judged {
  readonly judgement?: ScreeningJudgement;
  readonly reason: string;
  /** The finding that it was written of. */
  readonly of?: LookedAt;
}
/** By the finding's rule. */
export type JudgedBy = Readonly<Record<string, Judged>>;

export const asLookedAt = ({ outcome, answered }: LookedAt): LookedAt => ({
  outcome,
  ...(answered !== undefined && { answered }),
});
export const isAsItWas = (then: LookedAt | undefined, now: LookedAt | undefined): boolean =>
  then?.outcome === now?.outcome && then?.answered === now?.answered;

/** What was written, without the judgement where the finding is not the one that was judged; words stay, to be read again. */
export const stillJudged = (by: JudgedBy, findings: readonly ScreeningFinding[]): JudgedBy =>
  Object.fromEntries(
    findings.flatMap((finding) => {
      const written = by[finding.rule];
      if (!written) return [];
      return [[finding.rule, isAsItWas(written.of, finding) ? written : { reason: written.reason }]];
    }),
  );

interface Standing {
  readonly findings: readonly ScreeningFinding[];
  readonly clearances: readonly Clearance[];
}
/** What differs from what was looked at, line by line, as far as findings and letters tell it. */
export function differsFrom(looked: Standing, now: Standing): readonly string[] {
  const thenOf = (rule: string) => looked.findings.find((one) => one.rule === rule);
  const lettersOf = ({ clearances }: Standing) =>
    clearances.flatMap(({ of, arrived, ended }) => [
      ...(arrived
        ? [`A letter has come from ${arrived.from}. ${CLEARANCE_VERDICT_WORDS[arrived.verdict]}: ${arrived.says}`]
        : []),
      ...(ended ? [`What was asked of ${of} was ended: ${ended.reason}`] : []),
    ]);
  const before = lettersOf(looked);
  return [
    ...now.findings
      .filter((finding) => !isAsItWas(thenOf(finding.rule), finding))
      .map(({ title, answered, because }) => `${title}: ${answered ? `${answered}. ` : ''}${because}`),
    ...looked.findings
      .filter(({ rule }) => !now.findings.some((one) => one.rule === rule))
      .map(({ title }) => `${title}: is not found any more.`),
    ...lettersOf(now).filter((says) => !before.includes(says)),
  ];
}
