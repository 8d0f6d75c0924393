/**
 * What has changed between two answerings of one measure: by how much, whether it is more than the measure wavers, whether it
 * matters, response and remission. Only what has a published figure is said; a missing score gives no change, and never zero.
 */
import type { ChangeFigures, Instrument, Scale } from './instrument.ts';

/** Scores as they are kept, by scale; those that have none are not there. */
export type ScaleValues = Readonly<Record<string, number | undefined>>;

export type ScaleChange =
  | {
      readonly scale: string;
      readonly from: number;
      readonly to: number;
      readonly by: number;
      readonly direction: 'better' | 'worse' | 'higher' | 'lower' | 'same';
      /** Each absent where no figure is known for it. */
      readonly isReliable?: boolean;
      readonly isMeaningful?: boolean;
      /** Absent as well where the beginning was 0: of nothing there is no share. */
      readonly isResponse?: boolean;
      readonly isRemission?: boolean;
      /** Who begins in remission cannot come into it. */
      readonly beganInRemission?: boolean;
    }
  | { readonly scale: string; readonly none: 'no_baseline' | 'no_later_score' };

/** One for each scale, in the measure's own order. */
export const scoreChange = (
  { scales, change }: Pick<Instrument, 'scales' | 'change'>,
  baseline: ScaleValues,
  later: ScaleValues,
): readonly ScaleChange[] =>
  scales.map((scale) => {
    const [from, to] = [baseline[scale.id], later[scale.id]];
    if (from === undefined) return { scale: scale.id, none: 'no_baseline' };
    if (to === undefined) return { scale: scale.id, none: 'no_later_score' };
    return changeOf(
      scale,
      change.find((one) => one.scale === scale.id),
      from,
      to,
    );
  });

function changeOf({ id, higherIs }: Scale, figures: ChangeFigures | undefined, from: number, to: number): ScaleChange {
  const by = Math.round((to - from) * 1e9) / 1e9;
  const { reliable, minimal, response, remission } = figures ?? {};
  const fall = higherIs === 'worse' ? -by : by;
  const isIn = (score: number): boolean =>
    remission !== undefined && ('below' in remission ? score < remission.below : score <= remission.atMost);
  return {
    scale: id,
    from,
    to,
    by,
    direction: directionOf(higherIs, by),
    ...(reliable && { isReliable: Math.abs(by) >= reliable.points }),
    ...(minimal && { isMeaningful: Math.abs(by) >= minimal.points }),
    ...(response && from > 0 && { isResponse: fall >= (from * response.percent) / 100 }),
    ...(remission && { isRemission: isIn(to), beganInRemission: isIn(from) }),
  };
}

function directionOf(higherIs: Scale['higherIs'], by: number): 'better' | 'worse' | 'higher' | 'lower' | 'same' {
  if (by === 0) return 'same';
  if (higherIs === 'neither') return by > 0 ? 'higher' : 'lower';
  return by > 0 === (higherIs === 'better') ? 'better' : 'worse';
}
