/** By which rules courses are counted, in words with their sources; only a rule that a measure has is said. */
import { MEASURE_SOURCES, type MeasureSourceId } from '../measures/sources.ts';
import type { OutcomeRules } from './contract.ts';
import type { FoundScale } from './measure.ts';

export const figuresOf = ({ instrument, scale }: FoundScale) => instrument.change.find((one) => one.scale === scale.id);

/** "(phq-9-success)"; what waits for a clinic's own check says so. */
const from = (sources: readonly MeasureSourceId[]): string =>
  `(${sources
    .map((id) =>
      MEASURE_SOURCES[id].checked.how === 'verified' ? id : `${id}, background: to be checked by the clinic`,
    )
    .join('; ')})`;

export function rulesOf(found: FoundScale): OutcomeRules {
  const { response, remission, reliable } = figuresOf(found) ?? {};
  const isFall = found.scale.higherIs === 'worse';
  return {
    ...(response && {
      response: `A ${isFall ? 'fall' : 'rise'} of at least ${response.percent} % from the last answer before the first dose to the last one after it. Who began at 0 is left out. ${from(response.sources)}`,
    }),
    ...(remission && {
      remission: `A last answer ${'below' in remission ? `below ${remission.below}` : `of ${remission.atMost} or less`}. Who began there is left out. ${from(remission.sources)}`,
    }),
    ...(reliable &&
      found.scale.higherIs !== 'neither' && {
        reliable: `A change of ${reliable.points} points or more, which is more than the measure wavers by itself. ${from(reliable.sources)}`,
      }),
  };
}
