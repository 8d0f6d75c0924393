/** The questions of a part of a form, with what is wrong beside each, and the two answers where another window wrote too. */
import { type FormAnswers, type Language, type QuestionnaireItem, valuesOf } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useWords } from '../language/use-language.ts';
import type { FormFiles } from './files-field.tsx';
import type { FormSaving } from './form-saver.ts';
import { ItemField } from './item-field.tsx';
import type { FormMode } from './parts.ts';
import styles from './questionnaires.module.css';
import { sayAnswer } from './say-answer.ts';
import { FORM_WORDS } from './words.ts';

type Given = FormAnswers[string] | undefined;
interface FormItemsProps {
  readonly items: readonly QuestionnaireItem[];
  readonly answers: FormAnswers;
  readonly language: Language;
  readonly mode?: FormMode;
  /** What is wrong, by question. */
  readonly errors?: ReadonlyMap<string, string>;
  readonly saving?: FormSaving;
  readonly files?: FormFiles;
  /** Answers as they stand when something is written, which for a file is later. */
  readonly answersNow: () => FormAnswers;
  readonly onAnswer: (linkId: string, given: Given) => void;
  readonly onChoose?: (linkId: string, given: Given) => void;
  readonly onLeave: () => void;
}

const givenOf = (item: QuestionnaireItem, values: ReturnType<typeof valuesOf>): Given =>
  values.length === 0 ? undefined : item.repeats ? values : values[0];

export function FormItems({
  items,
  answers,
  language,
  mode = 'sections',
  errors,
  saving,
  files,
  answersNow,
  onAnswer,
  onChoose,
  onLeave,
}: FormItemsProps) {
  const theirs = saving?.state === 'both' ? saving.theirs : {};
  return (
    <div className={`${styles.items} ${mode === 'one' ? styles.large : ''}`}>
      {items.map((item) => (
        <div key={item.linkId} id={`question-${item.linkId}`} className={styles.item}>
          <ItemField
            item={item}
            values={valuesOf(answers, item.linkId)}
            language={language}
            error={errors?.get(item.linkId)}
            files={files}
            onLeave={onLeave}
            onChange={(change) => onAnswer(item.linkId, givenOf(item, change(valuesOf(answersNow(), item.linkId))))}
          />
          {item.linkId in theirs && onChoose && (
            <Both
              item={item}
              language={language}
              mine={answers[item.linkId]}
              theirs={theirs[item.linkId]}
              onChoose={(given) => onChoose(item.linkId, given)}
            />
          )}
        </div>
      ))}
    </div>
  );
}

interface BothProps {
  readonly item: QuestionnaireItem;
  readonly language: Language;
  readonly mine: Given;
  readonly theirs: Given;
  readonly onChoose: (given: Given) => void;
}
function Both({ item, language, mine, theirs, onChoose }: BothProps) {
  const say = useWords(FORM_WORDS);
  const said = (given: Given) => {
    const values = given === undefined ? [] : valuesOf({ [item.linkId]: given }, item.linkId);
    return values.map((value) => sayAnswer(item, value, language)).join(', ') || say('nothing');
  };
  return (
    <div className={styles.both} role="alert">
      <p>
        <strong>{say('meanwhile')}</strong>
      </p>
      <dl>
        <dt>{say('yours')}</dt>
        <dd dir="auto">{said(mine)}</dd>
        <dt>{say('theirs')}</dt>
        <dd dir="auto">{said(theirs)}</dd>
      </dl>
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => onChoose(mine)}>
          {say('keepMine')}
        </Button>
        <Button variant="default" onClick={() => onChoose(theirs)}>
          {say('takeTheirs')}
        </Button>
      </div>
    </div>
  );
}
