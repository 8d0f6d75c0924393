/** The questions of one section, as whoever writes may answer them; and what somebody else wrote meanwhile, beside it. */
import { type Filler, mayFillField, type PreparationField } from '@holdspace/care';
import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './preparation.module.css';
import type { SavingState, SectionSaver } from './section-saver.ts';
import type { SectionShown } from './shapes.ts';
import { sayAnswer } from './shapes.ts';

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
              <h3 className={styles.label}>{field.label}</h3>
              <p className={styles.text}>{answer}</p>
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
  const common = {
    label: field.label,
    description: field.help,
    size: 'md' as const,
    value: answer,
    onBlur: onLeave,
    // Nothing that was written is cut off: how much is too much is said, and the rest stays here.
    error: left < 0 ? `${-left} characters too many: shorten it a little. Until then it is kept on this device.` : null,
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
        <p className={styles.left}>
          {left} of {field.most} characters left
        </p>
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
  return (
    <div className={styles.both} role="alert">
      <p>
        <strong>Somebody else wrote here meanwhile.</strong> Yours stands above and is kept. This is theirs:
      </p>
      <blockquote className={styles.text}>{theirs ? sayAnswer(section, field.id, theirs) : '(left empty)'}</blockquote>
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => onChoose(mine)}>
          Keep mine
        </Button>
        <Button variant="default" onClick={() => onChoose(theirs)}>
          Take theirs
        </Button>
        {field.kind !== 'choice' && theirs && mine && (
          <Button variant="default" onClick={() => onChoose(`${theirs}\n${mine}`)}>
            Put both together
          </Button>
        )}
      </div>
    </div>
  );
}

/** One line that says how it is kept; read aloud when it changes. */
export function SavedLine({ saving }: { saving: SavingState }) {
  return (
    <p className={styles.saved} role="status">
      {saving.state === 'waiting' && saving.isSignedOut ? SIGNED_OUT : SAYS[saving.state]}
    </p>
  );
}
const SIGNED_OUT =
  'You are signed out here. What you wrote is kept on this device: sign in once more, come back to this part, and it is sent.';
const SAYS: Record<SavingState['state'], string> = {
  still: 'Saved as you write.',
  writing: 'Writing …',
  saved: 'Saved.',
  waiting: 'No connection just now. It is kept on this device, and sent when there is one.',
  both: 'Not saved yet: choose between the two texts.',
  refused: 'Not saved at the clinic. What you wrote is kept on this device.',
};
