/** What the patient of a course should not hear, and why: left out in the room, whatever soundtrack is chosen. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState } from '../ui/states.tsx';
import styles from './music.module.css';
import { avoidTrack, endAvoiding, useAvoided, useMusic, useMusicChange } from './queries.ts';

export default function AvoidedMusic({ courseId }: { courseId: string }) {
  const avoided = useAvoided(courseId);
  const music = useMusic();
  const [isAdding, add] = useState(false);
  const end = useMusicChange(endAvoiding);
  if (avoided.isError)
    return <FailedState what="What is not played" error={avoided.error} retry={() => void avoided.refetch()} />;
  const standing = (avoided.data?.avoided ?? []).filter(({ endedAt }) => !endedAt);
  const titleOf = (id: string) => music.data?.tracks.find((track) => track.id === id)?.title ?? 'A track';
  return (
    <section className={styles.avoided} aria-label="Music to leave out">
      <h3 className={styles.heading}>Music to leave out</h3>
      {avoided.data && standing.length === 0 && !isAdding && (
        <p className={styles.aside}>Nothing is left out for this patient.</p>
      )}
      <ul className={styles.list}>
        {standing.map(({ id, track, reason }) => (
          <li key={id} className={styles.avoidedRow}>
            <div>
              <span className={styles.name}>{titleOf(track)}</span>
              <div className={styles.aside}>{reason}</div>
            </div>
            <Button variant="subtle" loading={end.isPending} onClick={() => end.mutate({ courseId, id })}>
              May be played again<span className="hs-visually-hidden">: {titleOf(track)}</span>
            </Button>
          </li>
        ))}
      </ul>
      <ProblemAlert error={end.error} />
      {isAdding ? (
        <AvoidForm courseId={courseId} onLeave={() => add(false)} />
      ) : (
        <Button variant="subtle" onClick={() => add(true)}>
          Leave out a track
        </Button>
      )}
    </section>
  );
}

function AvoidForm({ courseId, onLeave }: { courseId: string; onLeave: () => void }) {
  const music = useMusic();
  const [id] = useState(newId);
  const [track, choose] = useState('');
  const [reason, setReason] = useState('');
  const [fault, show] = useState('');
  const avoid = useMusicChange(avoidTrack);
  return (
    <Form
      send="Leave it out"
      isSending={avoid.isPending}
      error={avoid.error}
      onLeave={onLeave}
      onSend={() => {
        if (!track || !reason.trim()) return show('Choose the track, and say why.');
        avoid.mutate({ courseId, id, track, reason: reason.trim() }, { onSuccess: onLeave });
      }}
    >
      <NativeSelect
        label="Track"
        value={track}
        data={[
          { value: '', label: 'Choose a track' },
          ...(music.data?.tracks ?? []).map(({ id: value, title }) => ({ value, label: title })),
        ]}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      <TextInput
        label="Why"
        description="In the patient’s words, as far as the room needs to know"
        error={fault}
        value={reason}
        maxLength={1000}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </Form>
  );
}
