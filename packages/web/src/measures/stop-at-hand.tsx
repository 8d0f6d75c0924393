/** While a scale is filled in beside a patient whose session runs, its emergency stop is one touch away here too. */

import { useZone } from '../api/me.ts';
import { FromOutside } from '../today/from-outside.tsx';
import { useDay } from '../today/queries.ts';
import { dayOf } from '../ui/moment.ts';

export function StopAtHand({ sessionId }: { readonly sessionId: string }) {
  const zone = useZone();
  // Who came yesterday and is still here stands on today's list too.
  const { visits } = useDay(dayOf(new Date(), zone));
  const visit = visits.data?.visits.find(({ session }) => session?.id === sessionId);
  if (visit?.session?.status !== 'open') return null;
  const { id, status, emergencyStop } = visit.session;
  return <FromOutside session={{ id, status, emergencyStop }} patientName={visit.patient.name} />;
}
