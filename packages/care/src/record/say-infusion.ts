/** How a stopped infusion is said: apart from the other entries, since the room says it before it has them. */
import { sayQuantity } from '../quantity.ts';
import type { EventOf } from '../session/events.ts';

export const sayInfusionStopped = ({ reason, note, delivered, remainder }: EventOf<'InfusionStopped'>): string =>
  `Infusion stopped (${reason.replaceAll('_', ' ')}${note ? `, ${note}` : ''}): ${sayQuantity(delivered)} delivered, ${sayQuantity(remainder)} left.`;
