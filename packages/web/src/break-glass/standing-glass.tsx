/** On the pages of a patient whom somebody has opened in need: that it is so, how long still, and the way to give it up. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useZone } from '../api/me.ts';
import { sayClock, sayTime } from '../ui/moment.ts';
import { useNow } from '../ui/now.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import styles from './break-glass.module.css';
import { lookAnew, type OwnGlass, useEnd, useOwnGlass } from './queries.ts';

export function StandingGlass({ patientId }: { patientId: string }) {
  const own = useOwnGlass().data?.standing.find((one) => one.patientId === patientId);
  return own ? <Line key={own.id} glass={own} /> : null;
}

function Line({ glass }: { glass: OwnGlass }) {
  const zone = useZone();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const end = useEnd(glass.id);
  const left = Date.parse(glass.until) - useNow();
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) void lookAnew(queries);
  }, [isOver, queries]);
  return (
    <section className={styles.standing} aria-label="Broken glass">
      <Sign name="glass" />
      <p className={styles.standingSays}>
        <strong>You broke the glass to see this patient.</strong> Open until{' '}
        <time dateTime={glass.until}>{sayTime(glass.until, zone)}</time>,{' '}
        <span className="hs-numbers">{sayClock(left)}</span> left. It is reviewed afterwards.
      </p>
      <Button
        variant="default"
        loading={end.isPending}
        onClick={() =>
          end.mutate(undefined, {
            onSuccess: () => {
              go('/patients');
              void lookAnew(queries);
            },
          })
        }
      >
        I no longer need it
      </Button>
      <ProblemAlert error={end.error} />
    </section>
  );
}
