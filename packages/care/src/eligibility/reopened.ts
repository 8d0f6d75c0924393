/**
 * Whether what was signed still covers what is on record. Worked out anew whenever it is asked, from the record and from
 * what the decision was signed over: there is no flag that somebody could forget to set.
 */
import type { Instant } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { dayAt } from '../session/site-day.ts';
import { codesAnswered, type ScreeningAnswers, sayAnswer } from './answers.ts';
import { limitReached, type RestingPressure, type ScreeningChart, sayPressure, takenOn } from './chart.ts';
import type { ScreeningFinding } from './finding.ts';
import { isForProtocol, SCREENING_ITEMS } from './items.ts';
import { screen } from './screen.ts';
import type { Screening, ScreeningEventOf } from './screening.ts';

export interface ScreeningChange {
  readonly what: 'protocol' | 'answer' | 'medicine' | 'pressure' | 'finding' | 'letter';
  readonly says: string;
}
/** What is on record now. */
export interface OnRecordNow {
  readonly protocol: Protocol;
  readonly answers: ScreeningAnswers;
  readonly chart: ScreeningChart;
  readonly clearances: Screening['clearances'];
  readonly at: Instant;
}
type Signed = ScreeningEventOf<'ScreeningSigned'>;
type Looks = (signed: Signed, now: OnRecordNow) => readonly ScreeningChange[];

const protocolMoved: Looks = ({ protocol: then }, { protocol: { id, version } }) =>
  then.id === id && then.version === version
    ? []
    : [
        {
          what: 'protocol',
          says: `The course is on ${id} ${version} now; this was signed for ${then.id} ${then.version}.`,
        },
      ];

/** A weight that was told is looked at by its finding; a guess that moves by a kilogram says nothing. */
const answeredAnew = (signed: Signed, { protocol, answers }: OnRecordNow) =>
  SCREENING_ITEMS.filter((item) => {
    if (item.kind === 'weight' || !isForProtocol(item, protocol)) return false;
    const [then, now] = [signed.answers, answers].map((one) =>
      item.kind === 'text' ? (sayAnswer(item, one) ?? '') : codesAnswered(one, item.linkId).join(' '),
    );
    return then !== now;
  });
const newAnswers: Looks = (signed, now) =>
  answeredAnew(signed, now).map((item) => {
    const says = sayAnswer(item, now.answers);
    return {
      what: 'answer',
      says: says ? `A new answer to “${item.title}”: ${says}.` : `“${item.title}” is not answered any more.`,
    };
  });

const newMedicines: Looks = (signed, { chart, at }) => {
  const seen = new Set(signed.medicines.map(({ id }) => id));
  return takenOn(chart, dayAt(at, chart.zone))
    .filter(({ id }) => !seen.has(id))
    .map(({ name, dose }) => ({
      what: 'medicine',
      says: `New on the medicine list: ${name}${dose ? `, ${dose}` : ''}.`,
    }));
};

/** A device that was out of reach tells late: what counts is what was looked at, not when it was measured. */
const wasLookedAt = ({ pressures, at: signedAt }: Signed, { sessionId, at, systolic, diastolic }: RestingPressure) =>
  pressures
    ? pressures.some(
        (one) =>
          one.sessionId === sessionId && one.at === at && one.systolic === systolic && one.diastolic === diastolic,
      )
    : // Signed before the pressures were kept with it: the time of measuring is all that is known.
      at <= signedAt;

/** At rest, not looked at when it was signed: each session speaks through its last reading before anything was given. */
const highPressure: Looks = (signed, { protocol, chart }) =>
  chart.pressures
    .filter((reading) => !wasLookedAt(signed, reading))
    .flatMap((reading): ScreeningChange[] => {
      const reached = limitReached(protocol, reading);
      if (!reached) return [];
      return [
        {
          what: 'pressure',
          says: `${sayPressure(reading)} at rest on ${dayAt(reading.at, chart.zone)}, at or over the protocol’s ${reached.says}.`,
        },
      ];
    });

/** Answers, medicines and pressures are told of one by one above; this is for the rest: age, weight, a rule that is new. */
const TOLD_ELSEWHERE = /^(pressure|medicines_told|medicines-unknown|interaction-.+)$/;
const newFindings: Looks = (signed, now) => {
  const then = new Map(signed.findings.map((finding) => [finding.rule, finding]));
  const told = new Set(answeredAnew(signed, now).map(({ linkId }) => linkId));
  const isNew = (finding: ScreeningFinding): boolean => {
    const before = then.get(finding.rule);
    return before === undefined || before.outcome !== finding.outcome || before.missing !== finding.missing;
  };
  return screen(now.protocol, now.answers, now.chart, now.at)
    .filter((finding) => finding.outcome !== 'clear' && !TOLD_ELSEWHERE.test(finding.rule))
    .filter((finding) => !told.has(finding.rule) && isNew(finding))
    .map(({ title, answered, because }) => ({
      what: 'finding',
      says: `${title}: ${answered ? `${answered}. ` : ''}${because}`,
    }));
};

const sentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);
/** One that has come since; and one that was signed over and never was. */
const letters: Looks = (signed, { clearances }) =>
  clearances.flatMap(({ arrived, ended }): ScreeningChange[] => {
    if (!arrived) return [];
    const wasRead = signed.letters.includes(arrived.id);
    if (wasRead && ended)
      return [
        {
          what: 'letter',
          says: `A letter this was signed over was written down by mistake: ${sentence(ended.reason)}`,
        },
      ];
    return wasRead || ended
      ? []
      : [{ what: 'letter', says: `A letter has come since, from ${arrived.from}: read it.` }];
  });

const LOOKS: readonly Looks[] = [protocolMoved, newAnswers, newMedicines, highPressure, newFindings, letters];

/** All that has come since, which the decision did not see; empty where it still covers what is on record. */
export const changesSince = (signed: Signed, now: OnRecordNow): readonly ScreeningChange[] =>
  LOOKS.flatMap((look) => look(signed, now));
