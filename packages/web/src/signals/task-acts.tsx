/** What can be done about a task: take it, hand it on, finish it. Words that were not taken stay where they were typed. */
import { OUTCOME_WORDS, OUTCOMES, type TaskOutcome, wordsNeeded } from '@holdspace/care';
import { Button, NativeSelect, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { type TaskShown, useStaff, useTelling } from './queries.ts';
import styles from './signals.module.css';

export function TaskActs({ task }: { readonly task: TaskShown }) {
  const { practitioner } = useMe();
  const [form, show] = useState<'none' | 'hand' | 'finish'>('none');
  const [id] = useState(newId);
  const take = useTelling(() => api.post(`/api/tasks/${task.id}/taking`, { id }));
  const hasTaken = task.state === 'taken' && task.owner?.id === practitioner.id;
  return (
    <div className={styles.acts}>
      <div className={styles.buttons}>
        {!hasTaken && (
          <Button
            loading={take.isPending}
            {...(task.severity === 'now' && { color: 'red' })}
            onClick={() => take.mutate(undefined)}
          >
            {task.state === 'taken' ? 'Take it over' : 'Take it'}
          </Button>
        )}
        <Button
          variant={hasTaken ? 'filled' : 'default'}
          aria-expanded={form === 'finish'}
          onClick={() => show(form === 'finish' ? 'none' : 'finish')}
        >
          Finish it
        </Button>
        <Button
          variant="default"
          aria-expanded={form === 'hand'}
          onClick={() => show(form === 'hand' ? 'none' : 'hand')}
        >
          Hand it on
        </Button>
      </div>
      <ProblemAlert error={take.error} />
      {/* Both stay while they are not shown, so that what was typed is there when one comes back. */}
      <div hidden={form !== 'finish'}>
        <Finish task={task} onLeave={() => show('none')} />
      </div>
      <div hidden={form !== 'hand'}>
        <HandOn task={task} onLeave={() => show('none')} />
      </div>
    </div>
  );
}

interface FormProps {
  readonly task: TaskShown;
  readonly onLeave: () => void;
}

function Finish({ task, onLeave }: FormProps) {
  const [id] = useState(newId);
  const [outcome, setOutcome] = useState<TaskOutcome>();
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const send = useTelling((body: object) => api.post(`/api/tasks/${task.id}/outcome`, body));
  const needsWords = outcome !== undefined && wordsNeeded(outcome, task.severity);
  const lacksWords = needsWords && words.trim() === '';
  return (
    <Form
      send="Finish it"
      isSending={send.isPending}
      error={send.error}
      onLeave={onLeave}
      onSend={() => {
        setTried(true);
        if (!outcome || lacksWords) return;
        send.mutate({ id, outcome, ...(words.trim() !== '' && { words: words.trim() }) });
      }}
    >
      <Radio.Group
        label="How did it turn out?"
        description="It tells how often this signal is right here."
        value={outcome ?? ''}
        onChange={(value) => setOutcome(value as TaskOutcome)}
        error={isTried && !outcome && 'Choose one.'}
      >
        <div className={styles.choices}>
          {OUTCOMES.map((one) => (
            <Radio key={one} value={one} label={OUTCOME_WORDS[one]} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={needsWords ? 'What you did, or saw' : 'What you did, or saw (if there is anything to say)'}
        description="It stays as you write it, with your name."
        autosize
        minRows={2}
        maxLength={2000}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
        error={isTried && lacksWords && 'Say it in a line: whoever reads it in a year was not there.'}
      />
    </Form>
  );
}

function HandOn({ task, onLeave }: FormProps) {
  const staff = useStaff();
  const [id, setId] = useState(newId);
  const [owner, setOwner] = useState('');
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const send = useTelling((body: object) => api.post(`/api/tasks/${task.id}/owner`, body));
  return (
    <Form
      send="Hand it on"
      isSending={send.isPending}
      error={send.error ?? staff.error}
      onLeave={onLeave}
      onSend={() => {
        setTried(true);
        if (owner === '' || words.trim() === '') return;
        send.mutate(
          { id, owner, words: words.trim() },
          {
            onSuccess: () => {
              setId(newId());
              setWords('');
              setTried(false);
              onLeave();
            },
          },
        );
      }}
    >
      <NativeSelect
        label="To whom"
        description="They must be able to see the patient."
        value={owner}
        onChange={({ currentTarget }) => setOwner(currentTarget.value)}
        data={[
          { value: '', label: 'Choose' },
          ...(staff.data?.practitioners ?? []).map((one) => ({ value: one.id, label: one.name })),
        ]}
        error={isTried && owner === '' && 'Choose somebody.'}
      />
      <Textarea
        label="Because"
        autosize
        minRows={2}
        maxLength={2000}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
        error={isTried && words.trim() === '' && 'Say why, so that they know what you know.'}
      />
    </Form>
  );
}
