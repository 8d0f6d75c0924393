/** Begins a course under one protocol version; under KAP with its focus and intention, where they are known already. */
import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { useProtocols } from '../protocols/queries.ts';
import { Form } from '../ui/form.tsx';
import { LabelChip } from '../ui/label-chip.tsx';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './patient.module.css';
import { useCreateCourse } from './queries.ts';

export function NewCourseForm({ patientId, onLeave }: { patientId: string; onLeave: () => void }) {
  const protocols = useProtocols();
  const create = useCreateCourse(patientId);
  const [id] = useState(newId);
  const [chosen, choose] = useState('');
  const [focus, setFocus] = useState('');
  const [intention, setIntention] = useState('');
  const choices = protocols.data?.protocols ?? [];
  const keyOf = (protocol: { id: string; version: string }) => `${protocol.id} ${protocol.version}`;
  const protocol = choices.find((one) => keyOf(one) === chosen);
  return (
    <Panel title="New course">
      {protocols.isPending && <LoadingState says="Loading protocols" />}
      {protocols.isError && (
        <FailedState what="The protocols" error={protocols.error} retry={() => void protocols.refetch()} />
      )}
      {protocols.data && (
        <Form
          send="Begin course"
          isSending={create.isPending}
          error={create.error}
          onLeave={onLeave}
          onSend={() => {
            if (!protocol) return;
            create.mutate(
              {
                id,
                protocol: { id: protocol.id, version: protocol.version },
                ...(focus.trim() && { focus: focus.trim() }),
                ...(intention.trim() && { intention: intention.trim() }),
              },
              { onSuccess: onLeave },
            );
          }}
        >
          <div>
            <NativeSelect
              label="Protocol"
              size="md"
              required
              withAsterisk={false}
              value={chosen}
              onChange={(event) => choose(event.currentTarget.value)}
              data={[
                { value: '', label: 'Choose…', disabled: true },
                ...choices.map((one) => ({ value: keyOf(one), label: `${one.name}, ${one.version}` })),
              ]}
            />
            {protocol && (
              <div className={styles.underField}>
                <LabelChip label={protocol.label} />
              </div>
            )}
          </div>
          {protocol?.label.kind === 'kap' && (
            <>
              <Textarea
                label="Focus"
                description="The issue or goal chosen. It can also wait for preparation."
                autosize
                minRows={2}
                value={focus}
                onChange={(event) => setFocus(event.currentTarget.value)}
              />
              <Textarea
                label="Intention"
                description="In the patient’s own words."
                autosize
                minRows={2}
                value={intention}
                onChange={(event) => setIntention(event.currentTarget.value)}
              />
            </>
          )}
        </Form>
      )}
    </Panel>
  );
}
