/** A new entry of a thread that is no practice: what it is, in words, and what it grew from. */
import { type NewThreadEntry, THREAD_KINDS, THREAD_NAMES, type ThreadKind } from '@holdspace/care';
import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import type { EntryShown } from './shapes.ts';

const KINDS = THREAD_KINDS.filter((kind) => kind !== 'practice');

interface ThreadFormProps {
  readonly before: readonly EntryShown[];
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (entry: NewThreadEntry) => void;
  readonly onLeave: () => void;
}

export function ThreadForm({ before, isSending, error, onSend, onLeave }: ThreadFormProps) {
  const [id] = useState(newId);
  const [kind, setKind] = useState<ThreadKind>('insight');
  const [words, setWords] = useState('');
  const [follows, setFollows] = useState('');
  const from = before.filter((one) => THREAD_KINDS.indexOf(one.kind) <= THREAD_KINDS.indexOf(kind));
  return (
    <Form
      send="Keep it"
      isSending={isSending}
      error={error}
      onLeave={onLeave}
      onSend={() => onSend({ id, kind, words, ...(from.some((one) => one.id === follows) && { follows }) })}
    >
      <NativeSelect
        label="What is it?"
        size="md"
        data={KINDS.map((value) => ({ value, label: THREAD_NAMES[value] }))}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as ThreadKind)}
      />
      <Textarea
        label="In your own words"
        size="md"
        autosize
        minRows={3}
        maxLength={4000}
        required
        withAsterisk={false}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {from.length > 0 && (
        <NativeSelect
          label="What does it grow from?"
          size="md"
          data={[
            { value: '', label: 'Nothing in particular' },
            ...from.map((one) => ({ value: one.id, label: one.words.slice(0, 80) })),
          ]}
          value={follows}
          onChange={(event) => setFollows(event.currentTarget.value)}
        />
      )}
    </Form>
  );
}
