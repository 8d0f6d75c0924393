/** How a patient wants to be asked how they are, as told to somebody of the team: at the desk or on the telephone. */
import { CHECK_IN_CHANNELS, type CheckInChannel } from '@holdspace/care';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import styles from './arc.module.css';
import { useArcWriting } from './queries.ts';
import type { ArcShown } from './shapes.ts';

const CHANNELS: Readonly<Record<CheckInChannel, string>> = {
  portal: 'on their own page',
  email: 'by e-mail',
  telephone: 'by telephone',
};

export function HowAsked({ arc }: { arc: ArcShown }) {
  const [isChanging, change] = useState(false);
  return isChanging ? (
    <Change arc={arc} onDone={() => change(false)} />
  ) : (
    <div className={styles.asked}>
      <span>
        Asked how they are: {CHANNELS[arc.channel ?? 'portal']}
        {arc.channel ? '' : ' (not chosen yet)'}
        {arc.patient.telephone && (
          <>
            , <a href={`tel:${arc.patient.telephone.replace(/[^+\d]/g, '')}`}>{arc.patient.telephone}</a>
          </>
        )}
      </span>
      <Button variant="subtle" size="compact-sm" className={styles.noPrint} onClick={() => change(true)}>
        Change how they are asked
      </Button>
    </div>
  );
}

function Change({ arc, onDone }: { arc: ArcShown; onDone: () => void }) {
  const writing = useArcWriting(arc.course.id);
  const [channel, choose] = useState<CheckInChannel>(arc.channel ?? 'portal');
  // One id for one answer, however often it is sent.
  const [ids] = useState(() => new Map(CHECK_IN_CHANNELS.map((one) => [one, newId()])));
  const send = () =>
    writing.mutate(
      { path: `/api/patients/${arc.patient.id}/check-in-channel`, body: { id: ids.get(channel), channel } },
      { onSuccess: onDone },
    );
  return (
    <Form send="Keep" isSending={writing.isPending} error={writing.error} onSend={send} onLeave={onDone}>
      <NativeSelect
        label="The patient wants to be asked"
        size="md"
        data={CHECK_IN_CHANNELS.map((value) => ({ value, label: CHANNELS[value] }))}
        value={channel}
        onChange={(event) => choose(event.currentTarget.value as CheckInChannel)}
      />
    </Form>
  );
}
