/** Today: the day's visits, with what is going on now first. */
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useZone } from '../api/me.ts';
import { TasksToday } from '../signals/tasks-today.tsx';
import { dayOf, sayLongDay } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { DaySwitcher } from './day-switcher.tsx';
import { groupVisits } from './groups.ts';
import { useDay } from './queries.ts';
import styles from './today.module.css';
import { Visit } from './visit.tsx';

export default function Today() {
  const thisDay = useThisDay();
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const asked = search.get('day');
  const day = asked && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : thisDay;
  const goTo = (to: string) => go(to === thisDay ? '/' : `/?day=${to}`);
  const { visits, live } = useDay(day);
  const isToday = day === thisDay;
  return (
    <Page
      title={isToday ? 'Today' : sayLongDay(day)}
      lead={isToday ? sayLongDay(day) : undefined}
      actions={<DaySwitcher day={day} thisDay={thisDay} goTo={goTo} />}
    >
      {isToday && <TasksToday />}
      {visits.isPending && <LoadingState says="Loading the day’s visits" />}
      {visits.isError && !visits.data && (
        <FailedState what="The day’s visits" error={visits.error} retry={() => void visits.refetch()} />
      )}
      {visits.data && visits.data.visits.length === 0 && (
        <EmptyState
          title={isToday ? 'A quiet day' : 'No visits on this day'}
          action={
            <Button variant="default" onClick={() => go('/patients')}>
              Plan a visit from a patient’s page
            </Button>
          }
        >
          Nothing is planned. Visits appear here as soon as they are made.
        </EmptyState>
      )}
      {visits.data &&
        groupVisits(visits.data.visits).map((group) => (
          <section key={group.title} className={styles.group} aria-label={group.title}>
            <h2>
              {group.title} <span className={styles.count}>{group.visits.length}</span>
            </h2>
            <ol className={styles.visits}>
              {group.visits.map((visit) => (
                <Visit key={visit.visitId} visit={visit} day={day} mayBegin={isToday} isQuiet={group.isOver} />
              ))}
            </ol>
          </section>
        ))}
      {visits.data && (
        <p className={styles.live}>
          {live ? 'Changes appear as they happen.' : 'Live changes are not arriving; asking every ten seconds instead.'}
          {visits.isError && ' The last try failed; what you see may be old.'}
        </p>
      )}
    </Page>
  );
}

/** The clinic's calendar day, which moves on at its midnight even when the page is left open. */
function useThisDay(): string {
  const zone = useZone();
  const [day, setDay] = useState(() => dayOf(new Date(), zone));
  useEffect(() => {
    const timer = setInterval(() => setDay(dayOf(new Date(), zone)), 30_000);
    return () => clearInterval(timer);
  }, [zone]);
  return day;
}
