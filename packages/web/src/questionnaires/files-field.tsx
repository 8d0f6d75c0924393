/** Files that go with an answer: sent at once, so that they are there on the next device too. */
import {
  type AnswerValue,
  type FileAnswer,
  helpOf,
  isFile,
  itemText,
  type Language,
  type QuestionnaireItem,
} from '@holdspace/care';
import { Button } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { newId } from '../api/new-id.ts';
import { Problem } from '../api/problem.ts';
import { useWords } from '../language/use-language.ts';
import styles from './questionnaires.module.css';
import { FORM_WORDS } from './words.ts';

/** Where files of a form go; without it a form shows which there are, and takes none. */
export interface FormFiles {
  send(file: { readonly id: string; readonly linkId: string; readonly file: File }): Promise<void>;
  remove(id: string): Promise<void>;
}

interface FilesFieldProps {
  readonly item: QuestionnaireItem;
  readonly values: readonly AnswerValue[];
  readonly language: Language;
  readonly error: string | undefined;
  readonly files: FormFiles | undefined;
  /** Changed as it stands when a file has arrived, which takes its time. */
  readonly onChange: (change: (values: readonly AnswerValue[]) => readonly AnswerValue[]) => void;
}

export function FilesField({ item, values, language, error, files, onChange }: FilesFieldProps) {
  const say = useWords(FORM_WORDS);
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState<readonly string[]>([]);
  const hint = useId();
  const kept = values.filter(isFile);

  const send = async (file: File) => {
    const id = newId();
    setSending((all) => [...all, file.name]);
    try {
      await files?.send({ id, linkId: item.linkId, file });
      onChange((all) => [...all, { attachment: id, title: file.name.slice(0, 200) }]);
    } catch (problem) {
      const why =
        problem instanceof Problem && !problem.isUnreachable
          ? (problem.errors[0]?.message ?? problem.detail ?? problem.title)
          : say('offlineFile');
      setFailed((all) => [...all, say('notSent', { name: file.name, why })]);
    } finally {
      setSending((all) => all.filter((name) => name !== file.name));
    }
  };
  const remove = (one: FileAnswer) => {
    onChange((all) => all.filter((other) => other !== one));
    // What cannot be taken away now is bound to no answer, and is read by nobody.
    void files?.remove(one.attachment).catch(() => undefined);
  };

  return (
    <fieldset className={styles.files} aria-describedby={hint}>
      <legend>{itemText(item, language)}</legend>
      <p id={hint} className={styles.left}>
        {helpOf(item, language)} {say('fileHint')}
      </p>
      {kept.length > 0 && (
        <ul className={styles.named} aria-label={say('files')}>
          {kept.map((one) => (
            <li key={one.attachment}>
              <bdi>{one.title}</bdi>
              <Button variant="subtle" aria-label={say('takeOut', { name: one.title })} onClick={() => remove(one)}>
                {say('take')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div role="status">
        {sending.map((name) => (
          <p key={name} className={styles.left}>
            {say('sending', { name })}
          </p>
        ))}
      </div>
      {(failed.length > 0 || error) && (
        <div role="alert">
          {[...failed, ...(error ? [error] : [])].map((why) => (
            <p key={why} className={styles.error}>
              {why}
            </p>
          ))}
        </div>
      )}
      <input
        ref={input}
        type="file"
        hidden
        multiple={item.repeats ?? false}
        accept="application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png"
        data-question={item.linkId}
        onChange={(event) => {
          setFailed([]);
          for (const file of event.currentTarget.files ?? []) void send(file);
          event.currentTarget.value = '';
        }}
      />
      <Button
        variant="default"
        size="md"
        className={styles.add ?? ''}
        aria-describedby={hint}
        disabled={!files}
        onClick={() => input.current?.click()}
      >
        {say('addFile')}
      </Button>
    </fieldset>
  );
}
