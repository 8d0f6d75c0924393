/** A new entry of the journal. What is written or drawn is kept on the device until the clinic’s server has it. */
import { hasCrisisWords, type JournalContent, type JournalKind, type Stroke } from '@holdspace/care';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../api/new-id.ts';
import { Problem } from '../../api/problem.ts';
import { Form } from '../../ui/form.tsx';
import { CrisisHelp } from '../crisis-help.tsx';
import { DrawingSheet } from './drawing.tsx';
import styles from './integration.module.css';
import { useKeptDraft } from './kept-draft.ts';
import { journalOf, useWriting } from './queries.ts';
import { base64Of, type Recording, VoiceRecorder } from './voice.tsx';

interface Draft {
  readonly id: string;
  readonly words: string;
  readonly strokes: readonly Stroke[];
}
const TITLES: Readonly<Record<JournalKind, string>> = { text: 'Write', voice: 'Speak', drawing: 'Draw' };

export function NewEntry({ kind, courseId, onDone }: { kind: JournalKind; courseId: string; onDone: () => void }) {
  const [fresh] = useState<Draft>(() => ({ id: newId(), words: '', strokes: [] }));
  const { value: draft, write, forget } = useKeptDraft<Draft>(`journal ${kind}`, fresh);
  const [recording, setRecording] = useState<Recording>();
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
    writing.mutate(journalOf(draft.id, courseId, content), {
      onSuccess: () => {
        forget();
        onDone();
      },
    });
  };
  const isWaiting = writing.error instanceof Problem && writing.error.isUnreachable;
  return (
    <section className={styles.inset} aria-label={TITLES[kind]}>
      <h2>{TITLES[kind]}</h2>
      <Form
        send="Keep it, for me alone"
        isSending={writing.isPending}
        error={isWaiting ? null : writing.error}
        onSend={() => void send()}
        onLeave={onDone}
      >
        {kind === 'voice' && <VoiceRecorder recording={recording} onRecorded={setRecording} />}
        {kind === 'drawing' && (
          <DrawingSheet strokes={draft.strokes} onChange={(strokes) => write({ ...draft, strokes })} />
        )}
        <Textarea
          label={
            kind === 'text'
              ? 'Your words'
              : kind === 'voice'
                ? 'What is it about? For who cannot hear it'
                : 'What is it? For who cannot see it'
          }
          size="md"
          autosize
          minRows={kind === 'text' ? 6 : 2}
          maxLength={kind === 'text' ? 20_000 : 1000}
          value={draft.words}
          onChange={(event) => write({ ...draft, words: event.currentTarget.value })}
        />
        {hasCrisisWords(draft.words) && (
          <CrisisHelp because="You need not be alone with this. Somebody can be with you now:" />
        )}
        {empty && isEmpty && <p role="alert">There is nothing here yet to keep.</p>}
        {isWaiting && (
          <p className={styles.quiet} role="status">
            The clinic cannot be reached now.{' '}
            {kind === 'voice'
              ? 'Leave this page open, and keep it when you are back in reach.'
              : 'It stays on this device; keep it when you are back in reach.'}
          </p>
        )}
      </Form>
    </section>
  );
}
