/** A record on its way out, as a file or on paper: written down each time, and of a flagged one on consent alone. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { Part2Notice } from '../sharing/part-2-notice.tsx';
import { Form } from '../ui/form.tsx';
import styles from './record.module.css';

interface Part2Shown {
  readonly isFlagged: boolean;
  readonly consents: readonly { readonly id: string; readonly recipient: string; readonly purpose: string }[];
}

const usePart2 = (sessionId: string) =>
  useQuery({
    queryKey: ['part 2', sessionId],
    queryFn: () => api.get<Part2Shown>(`/api/sessions/${sessionId}/part-2`),
  });

/** Stands above the chart, on the screen and on paper. */
export function Part2OnRecord({ sessionId }: { sessionId: string }) {
  return usePart2(sessionId).data?.isFlagged ? <Part2Notice /> : null;
}

/** `file`: what goes out, the chart or a form that is made from it. */
export function TakingOut({ sessionId, file }: { sessionId: string; file: 'record' | 'monitoring-form' }) {
  const part2 = usePart2(sessionId);
  const [isAsking, ask] = useState(false);
  const address = `/api/sessions/${sessionId}/${file}.pdf`;
  const print = () => {
    // The paper is made whatever the network does; that it was made is told where it can be.
    void api.post(`/api/sessions/${sessionId}/record/printed`).catch(() => undefined);
    window.print();
  };
  return (
    <>
      {part2.data?.isFlagged ? (
        <Button variant="default" onClick={() => ask(!isAsking)} aria-expanded={isAsking}>
          PDF
        </Button>
      ) : (
        <Button variant="default" component="a" href={address} target="_blank" rel="noreferrer">
          PDF
        </Button>
      )}
      <Button variant="default" onClick={print}>
        Print
      </Button>
      {isAsking && part2.data && (
        <div className={styles.takingOut}>
          <OnWhat file={address} consents={part2.data.consents} onLeave={() => ask(false)} />
        </div>
      )}
    </>
  );
}

const EMERGENCY = 'emergency';

function OnWhat({ file, consents, onLeave }: { file: string; consents: Part2Shown['consents']; onLeave: () => void }) {
  const [on, setOn] = useState(consents[0]?.id ?? EMERGENCY);
  const [reason, setReason] = useState('');
  return (
    <Form
      send="Take the PDF"
      isSending={false}
      error={undefined}
      onLeave={onLeave}
      onSend={() => {
        const query = on === EMERGENCY ? { emergency: reason } : { consent: on };
        window.open(`${file}?${new URLSearchParams(query)}`, '_blank', 'noreferrer');
        onLeave();
      }}
    >
      <NativeSelect
        label="It goes out on"
        size="md"
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
        data={[
          ...consents.map((one) => ({ value: one.id, label: `Consent: to ${one.recipient}, for ${one.purpose}` })),
          { value: EMERGENCY, label: 'A medical emergency (42 CFR 2.51)' },
        ]}
      />
      {on === EMERGENCY && (
        <TextInput
          label="What the emergency is, and who treats it"
          required
          withAsterisk={false}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </Form>
  );
}
