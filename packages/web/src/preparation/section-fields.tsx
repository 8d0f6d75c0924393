/** The questions of one section, as whoever writes may answer them; and what somebody else wrote meanwhile, beside it. */
import { type Filler, mayFillField, type PreparationField } from '@holdspace/care';
import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { English, useWordsAround } from '../language/around.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './preparation.module.css';
import type { SavingState, SectionSaver } from './section-saver.ts';
import type { SectionShown } from './shapes.ts';
import { sayAnswer } from './shapes.ts';
import { SECTION_WORDS } from './words.ts';

interface FieldsProps {
  readonly section: SectionShown;
  readonly filler: Filler;
  readonly saver: SectionSaver;
  readonly answers: Readonly<Record<string, string>>;
  readonly saving: SavingState;
}

export function SectionFields({ section, filler, saver, answers, saving }: FieldsProps) {
  const theirs = saving.state === 'both' ? saving.theirs : {};
  return (
    <div className={styles.fields}>
      {section.fields.map((field) => {
        const answer = answers[field.id] ?? '';
        if (!mayFillField(section, field, filler))
          return answer ? (
            <div key={field.id} className={styles.answer}>
              <h3 className={styles.label}>
                {field.asMade === undefined ? field.label : <English>{field.label}</English>}
              </h3>
              <p className={styles.text}>
                <English>{answer}</English>
              </p>
            </div>
          ) : null;
        const other = theirs[field.id];
        return (
          <div key={field.id} className={styles.field}>
            <Field
              field={field}
              answer={answer}
              onWrite={(written) => saver.write(field.id, written)}
              onLeave={() => void saver.flush()}
            />
            {other !== undefined && (
              <Both
                section={section}
                field={field}
                mine={answer}
                theirs={other}
                onChoose={(chosen) => saver.choose(field.id, chosen)}
              />
            )}
          </div>
        );
      })}
      {saving.state === 'refused' && <ProblemAlert error={saving.error} />}
    </div>
  );
}

interface FieldProps {
  readonly field: PreparationField;
  readonly answer: string;
  readonly onWrite: (answer: string) => void;
  readonly onLeave: () => void;
}

/** How near the end a writer is told of it. */
const NEAR = 0.8;

function Field({ field, answer, onWrite, onLeave }: FieldProps) {
  const say = useWordsAround(SECTION_WORDS);
  if (field.kind === 'choice')
    return (
      <Radio.Group label={field.label} description={field.help} value={answer || null} onChange={onWrite} size="md">
        <div className={styles.choices}>
          {field.options?.map((option) => (
            <Radio.Card key={option.value} value={option.value} className={styles.choice}>
              <Radio.Indicator size="md" />
              <span>{option.says}</span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
    );
  const left = field.most - answer.length;
  const isProtocols = field.asMade !== undefined;
  const common = {
    label: isProtocols ? <English>{field.label}</English> : field.label,
    description: isProtocols ? (
      <>
        {say('asMade')} <English>{field.asMade}</English>
      </>
    ) : (
      field.help
    ),
    size: 'md' as const,
    value: answer,
    onBlur: onLeave,
    // Nothing that was written is cut off: how much is too much is said, and the rest stays here.
    error: left < 0 ? say('tooLong', { over: -left }) : null,
  };
  return (
    <div>
      {field.kind === 'line' ? (
        <TextInput {...common} autoComplete="off" onChange={(event) => onWrite(event.currentTarget.value)} />
      ) : (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={16}
          onChange={(event) => onWrite(event.currentTarget.value)}
        />
      )}
      {left >= 0 && answer.length > field.most * NEAR && (
        <p className={styles.left}>{say('left', { left, most: field.most })}</p>
      )}
    </div>
  );
}

interface BothProps {
  readonly section: SectionShown;
  readonly field: PreparationField;
  readonly mine: string;
  readonly theirs: string;
  readonly onChoose: (answer: string) => void;
}

function Both({ section, field, mine, theirs, onChoose }: BothProps) {
  const say = useWordsAround(SECTION_WORDS);
  return (
    <div className={styles.both} role="alert">
      <p>
        <strong>{say('both')}</strong> {say('bothSays')}
      </p>
      <blockquote className={styles.text}>
        {theirs ? sayAnswer(section, field.id, theirs) : say('leftEmpty')}
      </blockquote>
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => onChoose(mine)}>
          {say('keepMine')}
        </Button>
        <Button variant="default" onClick={() => onChoose(theirs)}>
          {say('takeTheirs')}
        </Button>
        {field.kind !== 'choice' && theirs && mine && (
          <Button variant="default" onClick={() => onChoose(`${theirs}\n${mine}`)}>
            {say('together')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** One line that says how it is kept; read aloud when it changes. */
export function SavedLine({ saving }: { saving: SavingState }) {
  const say = useWordsAround(SECTION_WORDS);
  const how = saving.state === 'waiting' && saving.isSignedOut ? 'signedOut' : saving.state;
  return (
    <p className={styles.saved} role="status">
      {say(how === 'both' ? 'choose' : how)}
    </p>
  );
}
