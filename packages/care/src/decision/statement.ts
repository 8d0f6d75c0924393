/**
 * What the decision aid says: each statement in every language, with where it comes from, how sure it is, and until when
 * it may be shown without a new look. A statement that lacks one of them does not compile, and does not pass the build.
 */
import type { Localized } from '../language.ts';
import type { SourceId } from './sources.ts';

/** "2027-11-26" */
export type Day = `${number}-${number}-${number}`;

/** How sure the evidence is, after GRADE; `none`: practice described, or nothing known that could be graded. */
export const CERTAINTIES = ['high', 'moderate', 'low', 'very low', 'none'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export const CERTAINTY_WORDS: Readonly<
  Record<Certainty, Localized<{ readonly name: string; readonly means: string }>>
> = {
  high: {
    en: { name: 'High certainty', means: 'Many good studies agree. New ones will hardly change this.' },
    es: { name: 'Certeza alta', means: 'Muchos buenos estudios coinciden. Es raro que otro lo cambie.' },
  },
  moderate: {
    en: { name: 'Moderate certainty', means: 'Good studies, but a new one could change this.' },
    es: { name: 'Certeza media', means: 'Son buenos estudios, pero uno nuevo puede cambiarlo.' },
  },
  low: {
    en: { name: 'Low certainty', means: 'Few or small studies. A new one may well change this.' },
    es: { name: 'Certeza baja', means: 'Hay pocos estudios o son chicos. Uno nuevo puede cambiarlo.' },
  },
  'very low': {
    en: { name: 'Very low certainty', means: 'Weak studies. The truth may be quite different.' },
    es: { name: 'Certeza muy baja', means: 'Los estudios son débiles. La verdad puede ser otra.' },
  },
  none: {
    en: { name: 'Not graded', means: 'This tells how things are done, or what nobody knows yet.' },
    es: { name: 'Sin grado', means: 'Dice cómo se hacen las cosas, o lo que aún no se sabe.' },
  },
};

/** When a text was last held against its sources, and the last day on which it counts as looked at. */
export interface Review {
  readonly on: Day;
  readonly by: Day;
}

/** One thing that is said, with everything that one needs to judge it. */
export interface Statement {
  readonly id: string;
  readonly says: Localized;
  readonly certainty: Certainty;
  readonly sources: readonly [SourceId, ...SourceId[]];
  readonly review: Review;
}

export type StatementId = Statement['id'];

/** Says again in short what statements say: their sources, certainty and review dates are its own. */
export interface Retold extends Localized {
  readonly from: readonly [StatementId, ...StatementId[]];
}

/** Every text is looked at once a year. */
export const REVIEWED: Review = { on: '2026-11-26', by: '2027-11-26' };

/** Whether a statement's time has passed on a day. The day is passed in: care has no clock. */
export const isOutOfReview = ({ by }: Review, today: string): boolean => today > by;
