/** The signature: what is filled in, the name, and a drawing of it or the word that drawing is impossible. */
import { isName, LONGEST_NAME } from '@holdspace/care';
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../api/new-id.ts';
import { Problem } from '../../api/problem.ts';
import { useLanguage, useWords } from '../../language/use-language.ts';
import { useKeptDraft } from '../integration/kept-draft.ts';
import styles from './consents.module.css';
import { useConsentWriting } from './queries.ts';
import { sayProblem } from './say.ts';
import type { ConsentReading } from './shapes.ts';
import { SignatureSheet } from './sheet.tsx';
import { CONSENT_WORDS } from './words.ts';

interface Draft {
  readonly id: string;
  readonly name: string;
  readonly filled: Readonly<Record<string, string>>;
}

interface SignFormProps {
  readonly read: ConsentReading;
  /** Titles of pieces whose question is open. */
  readonly open: readonly string[];
  readonly onSigned: () => void;
  readonly onChanged: () => void;
}

export function SignForm({ read, open, onSigned, onChanged }: SignFormProps) {
  const say = useWords(CONSENT_WORDS);
  const language = useLanguage();
  const { consent, reading } = read;
  const [fresh] = useState<Draft>(() => ({ id: newId(), name: '', filled: {} }));
  const { value: draft, write, forget } = useKeptDraft<Draft>(`consent ${consent.document}`, fresh);
  const [strokes, setStrokes] = useState<readonly (readonly number[])[]>([]);
  const [cannotDraw, setCannotDraw] = useState(false);
  const [isTried, setTried] = useState(false);
  const sending = useConsentWriting(consent.document);
  const name = draft.name.trim();
  const overName = name.length - LONGEST_NAME;
  const nameFault =
    overName > 0 ? say('too_long', { count: overName }) : isName(name) ? undefined : say('name_missing');
  const fillFault = (id: string, most: number) => {
    const words = draft.filled[id]?.trim() ?? '';
    if (words.length > most) return say('too_long', { count: words.length - most });
    return words === '' ? say('fill_missing') : undefined;
  };
  const isDrawn = cannotDraw || strokes.length > 0;
  const isWhole = !nameFault && isDrawn && reading.asks.every(({ id, most }) => !fillFault(id, most));
  const send = () => {
    setTried(true);
    if (!isWhole || open.length > 0 || sending.isPending) return;
    sending.mutate(
      {
        to: 'signatures',
        body: {
          id: draft.id,
          version: consent.version,
          language,
          name: draft.name,
          ...(cannotDraw ? { cannotDraw: true } : { drawn: strokes }),
          filled: draft.filled,
        },
      },
      {
        onSuccess: () => {
          forget();
          window.history.replaceState(window.history.state, '', window.location.pathname);
          onSigned();
        },
      },
    );
  };
  const rule = sending.error instanceof Problem ? sending.error.rule : undefined;
  const hasMoved = rule === 'version-retired' || rule === 'signed-already';
  return (
    <form
      className={styles.sign}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {open.length > 0 && <p className={styles.kind}>{say('open_left', { pieces: open.join('; ') })}</p>}
      {reading.asks.map(({ id, label, most }) => (
        <Textarea
          key={id}
          label={label[language]}
          size="md"
          autosize
          minRows={2}
          dir="auto"
          value={draft.filled[id] ?? ''}
          error={isTried ? fillFault(id, most) : undefined}
          onChange={({ currentTarget: { value } }) => write({ ...draft, filled: { ...draft.filled, [id]: value } })}
        />
      ))}
      <p className={styles.text}>{say('sign_says')}</p>
      <TextInput
        label={say('name')}
        description={say('name_hint')}
        size="md"
        dir="auto"
        autoComplete="name"
        value={draft.name}
        error={isTried || overName > 0 ? nameFault : undefined}
        onChange={({ currentTarget: { value } }) => write({ ...draft, name: value })}
      />
      {!cannotDraw && (
        <fieldset className={styles.draw}>
          <legend>{say('draw')}</legend>
          <p className={styles.quiet}>{say('draw_hint')}</p>
          <SignatureSheet strokes={strokes} onChange={setStrokes} />
          {isTried && !isDrawn && (
            <p className={styles.fault} role="alert">
              {say('draw_missing')}
            </p>
          )}
        </fieldset>
      )}
      <Checkbox
        size="md"
        label={say('cannot')}
        description={say('cannot_says')}
        checked={cannotDraw}
        onChange={({ currentTarget: { checked } }) => setCannotDraw(checked)}
      />
      <p className={styles.quiet}>{say('kept_here')}</p>
      <div role="alert">{sending.error && <p className={styles.kind}>{sayProblem(say, sending.error)}</p>}</div>
      {hasMoved ? (
        <Button size="lg" onClick={onChanged}>
          {rule === 'version-retired' ? say('changed_go') : say('go_on')}
        </Button>
      ) : (
        <Button type="submit" size="lg" loading={sending.isPending} disabled={open.length > 0}>
          {say('agree')}
        </Button>
      )}
    </form>
  );
}
