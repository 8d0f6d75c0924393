/** Moving a running course to the version in force, knowingly: what changes for this patient, told before it is done. */
import { type Acknowledgement, courseMove, SAY_ACKNOWLEDGEMENT } from '@holdspace/care';
import { Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CourseShown } from '../api/shapes.ts';
import { LabelBeforeAndAfter } from '../protocols/label-change.tsx';
import { useProtocolVersion } from '../protocols/queries.ts';
import { Weighed } from '../protocols/weighed.tsx';
import { Form } from '../ui/form.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './patient.module.css';
import { useMoveCourse } from './queries.ts';

interface MoveCourseProps {
  readonly patientId: string;
  readonly course: CourseShown;
  readonly to: string;
  readonly onLeave: () => void;
}

export function MoveCourse({ patientId, course, to, onLeave }: MoveCourseProps) {
  const { id, version } = course.protocol;
  const from = useProtocolVersion({ id, version });
  const next = useProtocolVersion({ id, version: to });
  const move = useMoveCourse(patientId, course.id);
  const [moveId] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const [acknowledged, acknowledge] = useState<readonly Acknowledgement[]>([]);
  const error = from.error ?? next.error;
  if (error)
    return (
      <FailedState
        what="The two versions"
        error={error}
        retry={() => void Promise.all([from.refetch(), next.refetch()])}
      />
    );
  if (!from.data || !next.data) return <LoadingState says="Loading the two versions" />;
  const changes = courseMove(from.data.protocol, next.data.protocol);
  const { wider, narrower, newGates, people, words } = changes;
  return (
    <div className={styles.move}>
      <p>
        Sessions that were begun stay on version {version}. The next session of this course will be planned under
        version {to}.
      </p>
      <LabelBeforeAndAfter change={changes.label} />
      <Weighed
        differences={[...wider, ...newGates, ...narrower, ...people, ...words]}
        before={`Now: version ${version}`}
        after={`Then: version ${to}`}
      />
      <Form
        send={`Move to version ${to}`}
        isSending={move.isPending}
        error={move.error}
        onLeave={onLeave}
        onSend={() => move.mutate({ id: moveId, to, reason, acknowledged }, { onSuccess: onLeave })}
      >
        <div className={styles.acknowledge}>
          {changes.acknowledge.map((one) => (
            <Checkbox
              key={one}
              label={SAY_ACKNOWLEDGEMENT[one]}
              checked={acknowledged.includes(one)}
              onChange={(event) =>
                acknowledge(
                  event.currentTarget.checked ? [...acknowledged, one] : acknowledged.filter((other) => other !== one),
                )
              }
            />
          ))}
          <Textarea
            label="Why this patient is moved"
            required
            withAsterisk={false}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </div>
      </Form>
    </div>
  );
}
