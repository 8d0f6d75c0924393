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

/** Those whose end was met here: what is shown is asked for anew once, even by a clock that is ahead of the server's. */
const metTheEnd = new Set<string>();

interface StandingGlassProps {
  readonly patientId: string;
  /** In the session room: from edge to edge, in few words. */
  readonly inRoom?: boolean;
}

export function StandingGlass({ patientId, inRoom = false }: StandingGlassProps) {
  const own = useOwnGlass().data?.standing.find((one) => one.patientId === patientId);
  return own ? <Line key={own.id} glass={own} inRoom={inRoom} /> : null;
}

function Line({ glass, inRoom }: { glass: OwnGlass; inRoom: boolean }) {
  const zone = useZone();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const end = useEnd(glass.id);
  const left = Date.parse(glass.until) - useNow();
  const isOver = left <= 0;
  useEffect(() => {
    if (!isOver || metTheEnd.has(glass.id)) return;
    metTheEnd.add(glass.id);
    void lookAnew(queries);
  }, [isOver, glass.id, queries]);
  if (isOver) return null;
  return (
    <section className={`${styles.standing} ${inRoom ? styles.inRoom : ''}`} aria-label="Broken glass">
      <Sign name="glass" />
      <p className={styles.standingSays}>
        <strong>You broke the glass{inRoom ? '.' : ' to see this patient.'}</strong>{' '}
        {!inRoom && (
          <>
            Open until <time dateTime={glass.until}>{sayTime(glass.until, zone)}</time>,{' '}
          </>
        )}
        <span className="hs-numbers">{sayClock(left)}</span> left.{!inRoom && ' It is reviewed afterwards.'}
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
