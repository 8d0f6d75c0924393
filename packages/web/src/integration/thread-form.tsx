/** A new entry of a thread that is no practice: what it is, in words, and what it grew from. */
import { type NewThreadEntry, THREAD_KINDS, THREAD_NAMES, type ThreadKind } from '@holdspace/care';
import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { idsOfWhatIsSaid } from '../api/new-id.ts';
import { useLanguageAround, useWordsAround } from '../language/around.tsx';
import { SpokenHelpAtWords } from '../portal/spoken-crisis-help.tsx';
import { Form } from '../ui/form.tsx';
import type { EntryShown } from './shapes.ts';
import { THREAD_WORDS } from './words.ts';

const KINDS = THREAD_KINDS.filter((kind) => kind !== 'practice');

interface ThreadFormProps {
  readonly before: readonly EntryShown[];
  /** Of the patient's own page: help is shown at words of danger. */
  readonly isOwn?: true;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (entry: NewThreadEntry) => void;
  readonly onLeave: () => void;
}

export function ThreadForm({ before, isOwn, isSending, error, onSend, onLeave }: ThreadFormProps) {
  const say = useWordsAround(THREAD_WORDS);
  const language = useLanguageAround();
  const [idOf] = useState(idsOfWhatIsSaid);
  const [kind, setKind] = useState<ThreadKind>('insight');
  const [words, setWords] = useState('');
  const [follows, setFollows] = useState('');
  const from = before.filter((one) => THREAD_KINDS.indexOf(one.kind) <= THREAD_KINDS.indexOf(kind));
  return (
    <Form
      send={say('keep')}
      isSending={isSending}
      error={error}
      onLeave={onLeave}
      onSend={() => {
        const said = { kind, words, ...(from.some((one) => one.id === follows) && { follows }) };
        onSend({ id: idOf(said), ...said });
      }}
    >
      <NativeSelect
        label={say('kind')}
        size="md"
        data={KINDS.map((value) => ({ value, label: THREAD_NAMES[value][language] }))}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as ThreadKind)}
      />
      <Textarea
        label={say('ownWords')}
        size="md"
        autosize
        minRows={3}
        maxLength={4000}
        required
        withAsterisk={false}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {isOwn && <SpokenHelpAtWords written={words} />}
      {from.length > 0 && (
        <NativeSelect
          label={say('from')}
          size="md"
          data={[
            { value: '', label: say('fromNothing') },
            ...from.map((one) => ({ value: one.id, label: one.words.slice(0, 80) })),
          ]}
          value={follows}
          onChange={(event) => setFollows(event.currentTarget.value)}
        />
      )}
    </Form>
  );
}
