/** One patient's scores over time, measure by measure, and how they moved around a dose. What happened, and not why. */
import type { Instant } from '../instant.ts';
import { instrumentOf } from './catalogue.ts';
import { type ScaleChange, scoreChange } from './change.ts';
import type { Instrument, Scale } from './instrument.ts';
import { INSTRUMENTS } from './instruments/index.ts';
import { bandOf } from './score.ts';

/** Scores as they were kept, under the version in which the measure was put. */
export interface TakenScores {
  readonly instrument: string;
  readonly instrumentVersion: string;
  readonly answeredAt: Instant;
  readonly scores: Readonly<Record<string, number>>;
  /** Brought from elsewhere: it is shown, and nothing is measured from it. */
  readonly isImported?: true;
}
export type MovedScore = Exclude<ScaleChange, { readonly none: string }>;
export interface ScorePoint {
  readonly at: Instant;
  readonly value: number;
  /** The name of the band in which it lies. */
  readonly band?: string;
  /** Against the beginning: more than the measure wavers. Absent where no figure is known for that, and at the beginning. */
  readonly isReliable?: boolean;
  readonly isImported?: true;
}
export interface ScoreLine {
  readonly instrument: string;
  readonly title: string;
  readonly range: Scale['range'];
  readonly higherIs: Scale['higherIs'];
  /** Earliest first; never empty. */
  readonly points: readonly ScorePoint[];
  /** From the last score before the first dose, or else the first one, to the latest; of those that were answered here. */
  readonly change?: MovedScore;
}

/** The scale that stands for a measure where there is room for one number: its total, or else its first. */
export const mainScale = ({ scales }: Pick<Instrument, 'scales'>): Scale | undefined =>
  scales.find(({ id }) => id === 'total') ?? scales[0];

/** A line for each measure that has a score, in the order of the shipped measures. */
export const scoreLines = (taken: readonly TakenScores[], firstDose?: Instant): readonly ScoreLine[] =>
  linesOf(taken).map(({ instrument, scale, points }) => {
    // What was measured elsewhere is no beginning of what is done here.
    const own = points.filter(({ isImported }) => !isImported);
    const begin = own.findLast(({ at }) => firstDose !== undefined && at <= firstDose) ?? own[0];
    const change = moved(instrument, scale, begin, own.at(-1));
    return {
      instrument: instrument.id,
      title: instrument.title,
      range: scale.range,
      higherIs: scale.higherIs,
      points: points.map((point) => {
        const isReliable =
          !point.isImported && point.at > (begin?.at ?? point.at)
            ? moved(instrument, scale, begin, point)?.isReliable
            : undefined;
        return { ...point, ...(isReliable !== undefined && { isReliable }) };
      }),
      ...(change && { change }),
    };
  });

export interface ScoreAround extends MovedScore {
  readonly instrument: string;
  readonly title: string;
}
/**
 * How scores stood before a dose and how they stood last before the next one: of each measure that was answered on both
 * sides. `until` is when the next dose was given, where there was one.
 */
export const scoresAround = (
  taken: readonly TakenScores[],
  dose: Instant,
  until: Instant | undefined,
): readonly ScoreAround[] =>
  linesOf(taken).flatMap(({ instrument, scale, points }) => {
    const before = points.findLast(({ at }) => at <= dose);
    const after = points.findLast(({ at }) => at > dose && (until === undefined || at <= until));
    const change = moved(instrument, scale, before, after);
    return change ? [{ instrument: instrument.id, title: instrument.title, ...change }] : [];
  });

interface Line {
  readonly instrument: Instrument;
  readonly scale: Scale;
  readonly points: readonly ScorePoint[];
}
function linesOf(taken: readonly TakenScores[]): readonly Line[] {
  const inTime = [...taken].sort((one, other) => one.answeredAt.localeCompare(other.answeredAt));
  return INSTRUMENTS.flatMap((instrument) => {
    const scale = mainScale(instrument);
    if (!scale) return [];
    const points = inTime.flatMap(
      ({ instrument: id, instrumentVersion, answeredAt, scores, isImported }): ScorePoint[] => {
        const value = id === instrument.id ? scores[scale.id] : undefined;
        if (value === undefined) return [];
        // A band is what it was called when the question was put.
        const asked = instrumentOf(id, instrumentVersion)?.scales.find((one) => one.id === scale.id) ?? scale;
        const band = bandOf(asked, value)?.name;
        return [{ at: answeredAt, value, ...(band && { band }), ...(isImported && { isImported }) }];
      },
    );
    return points.length > 0 ? [{ instrument, scale, points }] : [];
  });
}

function moved(
  instrument: Instrument,
  scale: Scale,
  from: ScorePoint | undefined,
  to: ScorePoint | undefined,
): MovedScore | undefined {
  if (!from || !to || from === to) return undefined;
  const change = scoreChange(
    { ...instrument, scales: [scale] },
    { [scale.id]: from.value },
    { [scale.id]: to.value },
  )[0];
  return change && !('none' in change) ? change : undefined;
}

/** "18 → 9 (better; by half or more; more than the measure wavers; as much as matters to a person)": without a judgement. */
export function sayMoved({
  from,
  to,
  direction,
  isReliable,
  isMeaningful,
  isResponse,
  isRemission,
  beganInRemission,
}: MovedScore): string {
  const moved = direction !== 'same';
  const says = [
    moved ? direction : 'the same',
    isResponse ? 'by half or more' : undefined,
    isReliable === true ? 'more than the measure wavers' : undefined,
    isReliable === false && moved ? 'no more than the measure wavers' : undefined,
    isMeaningful === true ? 'as much as matters to a person' : undefined,
    isRemission ? `in the range of remission${beganInRemission ? ', as at the beginning' : ''}` : undefined,
  ].filter((one) => one !== undefined);
  return `${sayScore(from)} → ${sayScore(to)} (${says.join('; ')})`;
}

/** To one decimal: where an answer was taken to be the mean of the others, a total is no whole number. */
export const sayScore = (value: number): string => String(Math.round(value * 10) / 10);
