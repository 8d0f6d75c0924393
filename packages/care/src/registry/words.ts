/** What has to stand beside pooled figures, and how it is said where a clinic stands. */
import { SMALLEST_SHOWN } from '../statistics/disclosure/small-cells.ts';
import { LEAST_OTHERS, type RegistryLies } from './pooled.ts';

export const REGISTRY_WARNINGS: readonly string[] = [
  'These figures were observed. Nobody drew lots for a treatment, nor for a clinic. Clinics treat different people, for different reasons, and ask them in different ways; none of that is adjusted for. A figure that differs is a question to ask, and says nothing of why.',
  `Figures of fewer than ${SMALLEST_SHOWN} people are hidden, and so is what would tell them. A clinic that hides a figure is not in its pool. Small clinics, and those where nearly nobody or nearly everybody had it, hide more; the pooled share is of the others.`,
  'Only patients whose consent to the use of their data stands are counted. They may differ from the others.',
  'The interval is about the average of clinics. The prediction interval is about one more clinic like these: it is the one to stand beside. With few clinics both are uncertain, and so is how much clinics differ.',
  'Of twenty figures, about one lies outside by chance alone.',
];

const LIES: Readonly<Record<RegistryLies, string>> = {
  within: 'This clinic lies where one more clinic like the others would be expected.',
  below: 'This clinic’s figure is lower than would be expected of one more clinic like the others.',
  above: 'This clinic’s figure is higher than would be expected of one more clinic like the others.',
};
export const sayLies = (lies: RegistryLies): string =>
  lies === 'within' ? LIES.within : `${LIES[lies]} Whom it treats may differ. It is a question to ask, and no verdict.`;
export const TOO_FEW_OTHERS = `It takes ${LEAST_OTHERS} other clinics with this figure to say where this one stands.`;
