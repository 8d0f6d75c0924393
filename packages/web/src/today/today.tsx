/** Today: the day's visits. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { useZone } from '../api/me.ts';
import type { TodayShown } from '../api/shapes.ts';
import { dayOf, sayTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';

export default function Today() {
  const zone = useZone();
  const day = dayOf(new Date(), zone);
  const today = useQuery({ queryKey: ['today', day], queryFn: () => api.get<TodayShown>(`/api/today?day=${day}`) });
  return (
    <Page title="Today">
      {today.isPending && <LoadingState />}
      {today.isError && <FailedState what="The day" error={today.error} retry={() => void today.refetch()} />}
      {today.data?.visits.length === 0 && <EmptyState title="No visits today" />}
      <ul>
        {today.data?.visits.map((visit) => (
          <li key={visit.visitId}>
            {sayTime(visit.scheduledFor, zone)}{' '}
            {visit.session ? (
              <Link href={`/sessions/${visit.session.id}`}>{visit.patient.name}</Link>
            ) : (
              visit.patient.name
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}
