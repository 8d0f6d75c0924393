/** The clinic's own version, begun from the one that is asked for now, and signed by the medical director. */
import {
  type ConsentContent,
  type ConsentPiece,
  consentContentSchema,
  type Language,
  type Localized,
} from '@holdspace/care';
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { Problem } from '../api/problem.ts';
import { useKeptDraft } from '../portal/integration/kept-draft.ts';
import { SignAct } from '../sign-in/sign-act.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './consents.module.css';
import { usePublish } from './queries.ts';

interface WriteVersionProps {
  readonly documentId: string;
  readonly follows: number;
  readonly content: ConsentContent;
  readonly onLeave: () => void;
}

interface Draft {
  readonly id: string;
  readonly content: ConsentContent;
}

export function WriteVersion({ documentId, follows, content: before, onLeave }: WriteVersionProps) {
  const [fresh] = useState<Draft>(() => ({ id: newId(), content: before }));
  // Of the version that it follows on: another one is begun from what stands then.
  const name = `consent document ${documentId} ${follows}`;
  const { value: draft, write, forget } = useKeptDraft<Draft>(name, fresh, '/api/me/draft-key');
  const { content } = draft;
  const [isSigning, sign] = useState(false);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const publish = usePublish(documentId);
  const change = (more: Partial<ConsentContent>) => write({ id: draft.id, content: { ...content, ...more } });
  const changePiece = (id: string, more: Partial<ConsentPiece>) =>
    change({ pieces: content.pieces.map((one) => (one.id === id ? { ...one, ...more } : one)) });
  const body = { id: draft.id, document: documentId, follows, content };
  const send = (proof?: string) => {
    const parsed = consentContentSchema.safeParse(content);
    setFaults(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(', ')}: ${message}`));
    if (!parsed.success) return;
    publish.mutate(
      { body, proof },
      {
        onError: (error) => sign(error instanceof Problem && error.kind === 'signature-needed'),
        onSuccess: () => {
          forget();
          onLeave();
        },
      },
    );
  };
  return (
    <Panel title={`Version ${follows + 1}`}>
      <form
        className={styles.write}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Both label="Title" value={content.title} onChange={(title) => change({ title })} />
        {content.pieces.map((piece) => (
          <fieldset key={piece.id} className={styles.piece}>
            <legend>{piece.title.en}</legend>
            <Both label="Heading" value={piece.title} onChange={(title) => changePiece(piece.id, { title })} />
            <Both label="Text" isLong value={piece.text} onChange={(text) => changePiece(piece.id, { text })} />
            {piece.question && <Question piece={piece} onChange={(question) => changePiece(piece.id, { question })} />}
            <div className={styles.buttons}>
              <Button
                variant="subtle"
                disabled={content.pieces.length === 1}
                onClick={() => change({ pieces: content.pieces.filter(({ id }) => id !== piece.id) })}
              >
                Leave this piece out<span className="hs-visually-hidden">: {piece.title.en}</span>
              </Button>
            </div>
          </fieldset>
        ))}
        <Button
          variant="default"
          onClick={() => {
            const id = `own-${newId().slice(0, 8)}`;
            const blank = { en: '', es: '' };
            change({ pieces: [...content.pieces, { id, title: blank, text: blank }] });
          }}
        >
          One more piece
        </Button>
        <Both
          label="If it is withdrawn"
          isLong
          value={content.ifWithdrawn}
          onChange={(ifWithdrawn) => change({ ifWithdrawn })}
        />
        <div className={styles.form}>
          <Checkbox
            size="md"
            label="Who signed an earlier version is asked again"
            checked={content.asksAgain}
            onChange={({ currentTarget: { checked } }) => change({ asksAgain: checked })}
          />
          <Checkbox
            size="md"
            label="Somebody of the clinic signs as a witness"
            checked={content.witnessed}
            onChange={({ currentTarget: { checked } }) => change({ witnessed: checked })}
          />
          {faults.length > 0 && (
            <ul role="alert">
              {faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          )}
          <ProblemAlert error={isSigning ? null : publish.error} />
          {isSigning ? (
            <SignAct
              title="Publish this version"
              by="self"
              at="/api/consent-documents"
              what={{ publish: body }}
              onSigned={({ proof }) => send(proof)}
              onClose={() => sign(false)}
            />
          ) : (
            <div className={styles.buttons}>
              <Button type="submit" loading={publish.isPending}>
                Sign and publish version {follows + 1}
              </Button>
              <Button variant="subtle" onClick={onLeave}>
                Not now; it stays on this device
              </Button>
            </div>
          )}
        </div>
      </form>
    </Panel>
  );
}

interface BothProps {
  readonly label: string;
  readonly isLong?: boolean;
  readonly value: Localized;
  readonly onChange: (value: Localized) => void;
}
const LANGUAGE_WORDS: Readonly<Record<Language, string>> = { en: 'English', es: 'Spanish' };

function Both({ label, isLong, value, onChange }: BothProps) {
  return (
    <div className={styles.two}>
      {(['en', 'es'] as const).map((language) => {
        const props = {
          label: `${label}, ${LANGUAGE_WORDS[language]}`,
          lang: language,
          required: true,
          withAsterisk: false,
          value: value[language],
          onChange: (event: { currentTarget: { value: string } }) =>
            onChange({ ...value, [language]: event.currentTarget.value }),
        };
        return isLong ? (
          <Textarea key={language} autosize minRows={3} maxLength={1500} {...props} />
        ) : (
          <TextInput key={language} maxLength={200} {...props} />
        );
      })}
    </div>
  );
}

type PieceQuestion = NonNullable<ConsentPiece['question']>;
function Question({ piece, onChange }: { piece: ConsentPiece; onChange: (question: PieceQuestion) => void }) {
  const { question } = piece;
  if (!question) return null;
  const changeChoice = (id: string, more: Partial<PieceQuestion['choices'][number]>) =>
    onChange({ ...question, choices: question.choices.map((one) => (one.id === id ? { ...one, ...more } : one)) });
  return (
    <>
      <Both label="Question" value={question.asks} onChange={(asks) => onChange({ ...question, asks })} />
      {question.choices.map((choice, index) => (
        <div key={choice.id} className={styles.form} style={{ maxWidth: 'none' }}>
          <Both
            label={`Answer ${index + 1}${choice.isRight ? ' (right)' : ''}`}
            value={choice.says}
            onChange={(says) => changeChoice(choice.id, { says })}
          />
          <Both
            label={`What is said to answer ${index + 1}`}
            isLong
            value={choice.reply}
            onChange={(reply) => changeChoice(choice.id, { reply })}
          />
        </div>
      ))}
    </>
  );
}
