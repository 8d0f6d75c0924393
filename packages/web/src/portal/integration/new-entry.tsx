/** A new entry of the journal. What is written or drawn is kept on the device until the clinic’s server has it. */
import type { JournalContent, JournalKind, Stroke } from '@holdspace/care';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../api/new-id.ts';
import { Problem } from '../../api/problem.ts';
import { useWords } from '../../language/use-language.ts';
import { Form } from '../../ui/form.tsx';
import { SpokenHelpAtWords } from '../spoken-crisis-help.tsx';
import { changed } from './changed.ts';
import { DrawingSheet } from './drawing.tsx';
import styles from './integration.module.css';
import { useKeptDraft } from './kept-draft.ts';
import { journalOf, useWriting } from './queries.ts';
import { base64Of, type Recording, VoiceRecorder } from './voice.tsx';
import { JOURNAL_WORDS } from './words.ts';

interface Draft {
  readonly id: string;
  readonly words: string;
  readonly strokes: readonly Stroke[];
}
const LABELS = { text: 'yourWords', voice: 'aboutVoice', drawing: 'aboutDrawing' } as const satisfies Record<
  JournalKind,
  string
>;

export function NewEntry({ kind, courseId, onDone }: { kind: JournalKind; courseId: string; onDone: () => void }) {
  const say = useWords(JOURNAL_WORDS);
  const [fresh] = useState<Draft>(() => ({ id: newId(), words: '', strokes: [] }));
  const { value: draft, write, forget } = useKeptDraft<Draft>(`journal ${kind}`, fresh);
  const [recording, setRecording] = useState<Recording & { readonly id: string }>();
  const change = (more: Partial<Omit<Draft, 'id'>>) => {
    write(changed(draft, more));
    setRecording((recorded) => recorded && changed(recorded, {}));
  };
  const [empty, setEmpty] = useState(false);
  const writing = useWriting();
  const isEmpty =
    kind === 'text' ? draft.words.trim() === '' : kind === 'voice' ? !recording : draft.strokes.length === 0;
  const send = async () => {
    setEmpty(isEmpty);
    if (isEmpty) return;
    const about = draft.words.trim() ? { about: draft.words.trim() } : {};
    const content: JournalContent =
      kind === 'text'
        ? { kind, words: draft.words }
        : kind === 'drawing'
          ? { kind, strokes: [...draft.strokes], ...about }
          : {
              kind,
              seconds: recording?.seconds ?? 0,
              sound: recording ? await base64Of(recording.sound) : '',
              ...about,
            };
    writing.mutate(journalOf(recording?.id ?? draft.id, courseId, content), {
      onSuccess: () => {
        forget();
        onDone();
      },
    });
  };
  const isWaiting = writing.error instanceof Problem && writing.error.isUnreachable;
  return (
    <section className={styles.inset} aria-label={say(kind)}>
      <h2>{say(kind)}</h2>
      <Form
        send={say('keep')}
        isSending={writing.isPending}
        error={isWaiting ? null : writing.error}
        onSend={() => void send()}
        onLeave={onDone}
      >
        {kind === 'voice' && (
          <VoiceRecorder
            recording={recording}
            onRecorded={(recorded) => setRecording(recorded && { ...recorded, id: newId() })}
          />
        )}
        {kind === 'drawing' && <DrawingSheet strokes={draft.strokes} onChange={(strokes) => change({ strokes })} />}
        <Textarea
          label={say(LABELS[kind])}
          size="md"
          autosize
          minRows={kind === 'text' ? 6 : 2}
          maxLength={kind === 'text' ? 20_000 : 1000}
          value={draft.words}
          onChange={(event) => change({ words: event.currentTarget.value })}
        />
        <SpokenHelpAtWords written={draft.words} />
        {empty && isEmpty && <p role="alert">{say('empty')}</p>}
        {isWaiting && (
          <p className={styles.quiet} role="status">
            {say(kind === 'voice' ? 'waitingVoice' : 'waiting')}
          </p>
        )}
      </Form>
    </section>
  );
}
