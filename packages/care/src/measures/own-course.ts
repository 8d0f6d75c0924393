/**
 * A person's own course, for them to read: what they answered about how they are, and whether it moved by more than the
 * measure wavers. It names no disorder and judges nobody; a clinician's ratings and what is asked of a session are left out.
 */
import type { Instant } from '../instant.ts';
import type { ScoreLine } from './score-lines.ts';

/** What a measure is about, as a person would say it of themselves. */
export const OWN_MEASURES = [
  'phq-9',
  'gad-7',
  'pcl-5',
  'who-5',
  'qids-sr16',
  'general-self-efficacy',
  'anxiety-vas',
] as const;
export type OwnMeasure = (typeof OWN_MEASURES)[number];

/** `unsure`: it moved, and nobody has published by how much it wavers. */
export type OwnMove = 'begun' | 'better' | 'worse' | 'about_the_same' | 'unsure_better' | 'unsure_worse';
export interface OwnLine {
  readonly measure: OwnMeasure;
  readonly title: string;
  readonly range: ScoreLine['range'];
  readonly betterIs: 'lower' | 'higher';
  readonly points: readonly { readonly at: Instant; readonly value: number }[];
  readonly move: OwnMove;
}

const isOwn = (id: string): id is OwnMeasure => OWN_MEASURES.some((own) => own === id);

function moveOf({ change }: ScoreLine): OwnMove {
  if (!change) return 'begun';
  const { direction, isReliable } = change;
  if (direction !== 'better' && direction !== 'worse') return 'about_the_same';
  if (isReliable === undefined) return direction === 'better' ? 'unsure_better' : 'unsure_worse';
  return isReliable ? direction : 'about_the_same';
}

export const ownCourse = (lines: readonly ScoreLine[]): readonly OwnLine[] =>
  lines.flatMap((line): OwnLine[] => {
    const { instrument, title, range, higherIs, points } = line;
    if (!isOwn(instrument) || higherIs === 'neither') return [];
    return [
      {
        measure: instrument,
        title,
        range,
        betterIs: higherIs === 'worse' ? 'lower' : 'higher',
        points: points.map(({ at, value }) => ({ at, value })),
        move: moveOf(line),
      },
    ];
  });
