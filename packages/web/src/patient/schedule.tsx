/** When a patient comes, for those who arrange visits and do not see the record. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { type CourseOnSchedule, VISIT_NAMES } from '../api/shapes.ts';
import { sayDate, sayTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { Sign } from '../ui/sign.tsx';
import { NewVisitForm } from './new-visit.tsx';
import styles from './patient.module.css';

interface ScheduleProps {
  readonly patientId: string;
  readonly schedule: readonly CourseOnSchedule[];
}

export function Schedule({ patientId, schedule }: ScheduleProps) {
  const [adding, add] = useState<string>();
  const zone = useZone();
  return schedule.map(({ courseId, visits }, index) => (
    <Panel
      key={courseId}
      title={schedule.length > 1 ? `Visits of course ${schedule.length - index}` : 'Visits'}
      actions={
        adding !== courseId && (
          <Button variant="subtle" leftSection={<Sign name="plus" size={16} />} onClick={() => add(courseId)}>
            New visit
          </Button>
        )
      }
    >
      {adding === courseId && (
        <div className={styles.inset}>
          <NewVisitForm patientId={patientId} courseId={courseId} onLeave={() => add(undefined)} />
        </div>
      )}
      {visits.length === 0 && <p className={styles.none}>No visits are planned.</p>}
      <ol className={styles.timeline}>
        {visits.map(({ id, kind, scheduledFor, room }) => (
          <li key={id} className={styles.step}>
            <span className={`${styles.when} hs-numbers`}>
              {sayDate(scheduledFor, zone)}, {sayTime(scheduledFor, zone)}
            </span>
            <span className={styles.what}>
              <strong>{VISIT_NAMES[kind]}</strong> <span className={styles.place}>{room}</span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  ));
}
