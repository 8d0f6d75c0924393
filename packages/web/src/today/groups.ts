/** The day in the order in which people look at it: who is here, who is still to come, who has gone. */
import { isOver, type VisitToday } from '../api/shapes.ts';

export interface VisitGroup {
  readonly title: string;
  readonly visits: readonly VisitToday[];
  readonly isOver: boolean;
}

/** Emergencies come before everything, then the time of the visit decides. Empty groups are left out. */
export function groupVisits(visits: readonly VisitToday[]): VisitGroup[] {
  const status = (visit: VisitToday) => visit.session?.status ?? 'planned';
  const urgency = (visit: VisitToday) => (visit.session?.emergencyStop ? 0 : 1);
  const inOrder = [...visits].sort(
    (one, other) => urgency(one) - urgency(other) || one.scheduledFor.localeCompare(other.scheduledFor),
  );
  return [
    { title: 'Here now', visits: inOrder.filter((visit) => status(visit) === 'open'), isOver: false },
    { title: 'To come', visits: inOrder.filter((visit) => status(visit) === 'planned'), isOver: false },
    {
      title: 'Finished',
      visits: inOrder.filter((visit) => visit.session && isOver(visit.session)),
      isOver: true,
    },
  ].filter((group) => group.visits.length > 0);
}
