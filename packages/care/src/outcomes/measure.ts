/** The scales that there is something to say of, and how they are named. */
import { instrumentOf } from '../measures/catalogue.ts';
import type { Instrument, Scale } from '../measures/instrument.ts';
import { INSTRUMENTS } from '../measures/instruments/index.ts';
import { mainScale } from '../measures/score-lines.ts';
import type { OutcomeExperience, OutcomeMeasure, OutcomesOverview } from './contract.ts';

export interface FoundScale {
  readonly instrument: Instrument;
  readonly scale: Scale;
}
/** Undefined where the catalogue has no such scale. */
export function scaleFound(instrumentId: string, scaleId: string): FoundScale | undefined {
  const instrument = instrumentOf(instrumentId);
  const scale = instrument?.scales.find(({ id }) => id === scaleId);
  return instrument && scale && { instrument, scale };
}

export const experienceShown = ({ instrument, scale }: FoundScale): OutcomeExperience => ({
  instrument: instrument.id,
  scale: scale.id,
  title: instrument.title,
  name: scale.name,
});
export const measureShown = (found: FoundScale): OutcomeMeasure => ({
  ...experienceShown(found),
  higherIs: found.scale.higherIs,
  range: found.scale.range,
});

/** How often a scale was answered: in how many courses, and right after how many sessions. */
export interface ScaleAnswered {
  readonly instrument: string;
  readonly scale: string;
  readonly courses: number;
  readonly sessions: number;
}

const MOOD = /^(depression|anxiety)/;
/** What patients come for, in their own words, stands first. */
const isMood = ({ by, measures }: Instrument): boolean => by === 'patient' && MOOD.test(measures);
const placeOf = ({ instrument, scale }: FoundScale): number =>
  INSTRUMENTS.findIndex(({ id }) => id === instrument.id) * 100 + instrument.scales.indexOf(scale);

type Counted = FoundScale & { readonly answered: number };
const inOrder = (one: Counted, other: Counted): number =>
  Number(isMood(other.instrument)) - Number(isMood(one.instrument)) ||
  other.answered - one.answered ||
  Number(mainScale(other.instrument) === other.scale) - Number(mainScale(one.instrument) === one.scale) ||
  placeOf(one) - placeOf(other);

/** Scales with an answer: measures of how somebody is, and experiences of a session. What no catalogue knows is left out. */
export function scalesShown(answered: readonly ScaleAnswered[]): Pick<OutcomesOverview, 'measures' | 'experiences'> {
  const counted = (count: (one: ScaleAnswered) => number): readonly Counted[] =>
    answered
      .flatMap((one): Counted[] => {
        const found = scaleFound(one.instrument, one.scale);
        return found && count(one) > 0 ? [{ ...found, answered: count(one) }] : [];
      })
      .toSorted(inOrder);
  return {
    measures: counted(({ courses }) => courses).map((one) => ({ ...measureShown(one), courses: one.answered })),
    experiences: counted(({ sessions }) => sessions).map((one) => ({
      ...experienceShown(one),
      sessions: one.answered,
    })),
  };
}
