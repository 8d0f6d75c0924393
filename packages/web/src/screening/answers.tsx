/** What the patient answered; and the form in which somebody who asks them writes it down. */
import {
  type AnswersKept,
  codesAnswered,
  SCREENING_ITEMS,
  type ScreeningAnswers,
  type ScreeningItem,
  sayAnswer,
} from '@holdspace/care';
import { Button, Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { isIdTaken } from '../api/problem.ts';
import { changed } from '../portal/integration/changed.ts';
import { useKeptDraft } from '../portal/integration/kept-draft.ts';
import { Form } from '../ui/form.tsx';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { numberIn, readNumber, wrongWith } from '../ui/typed-number.ts';
import { othersSince } from './others-since.ts';
import { type ScreeningShown, useSendScreening } from './queries.ts';
import styles from './screening.module.css';

const itemsFor = ({ course }: ScreeningShown): readonly ScreeningItem[] =>
  SCREENING_ITEMS.filter(({ kapOnly }) => !kapOnly || course.protocol.isKap);
const isAsked = (item: ScreeningItem, answers: ScreeningAnswers): boolean =>
  item.kind !== 'text' || codesAnswered(answers, item.when.linkId).includes(item.when.code);

export function Answers({ screening, mayKeep }: { screening: ScreeningShown; mayKeep: boolean }) {
  const [isWriting, write] = useState(false);
  const { answers } = screening;
  return (
    <Panel
      title="Answers"
      actions={
        mayKeep &&
        !isWriting && (
          <Button variant="default" onClick={() => write(true)}>
            {answers ? 'Change answers' : 'Ask, and write down the answers'}
          </Button>
        )
      }
    >
      {isWriting ? (
        <AnswersForm screening={screening} onLeave={() => write(false)} />
      ) : answers ? (
        <Kept kept={answers} screening={screening} />
      ) : (
        <p className={styles.small}>No answers are on record.</p>
      )}
    </Panel>
  );
}

function Kept({ kept, screening }: { kept: AnswersKept; screening: ScreeningShown }) {
  return (
    <>
      <p className={styles.small}>
        Written down by {kept.by}, {sayDayAndTime(kept.at, screening.zone)}
      </p>
      <dl className={styles.answers}>
        {itemsFor(screening)
          .filter((item) => isAsked(item, kept.answers))
          .map((item) => (
            <div key={item.linkId}>
              <dt>{item.question.en}</dt>
              <dd>{sayAnswer(item, kept.answers) ?? <em>Not answered</em>}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}

interface Draft {
  readonly id: string;
  /** The answers that whoever writes has looked at; others that came since are shown beside the form until they have. */
  readonly follows: string | null;
  readonly answers: ScreeningAnswers;
  /** As it was typed, in kilograms. */
  readonly weight: string;
}

/** A form filled with what is on record. */
function draftFrom(kept: AnswersKept | null): Draft {
  const { weight_told, ...answers } = kept?.answers ?? {};
  const told = weight_told && typeof weight_told === 'object' && 'value' in weight_told ? weight_told.value : undefined;
  return { id: newId(), follows: kept?.id ?? null, answers, weight: told === undefined ? '' : String(told) };
}

function AnswersForm({ screening, onLeave }: { screening: ScreeningShown; onLeave: () => void }) {
  const { course, answers: kept } = screening;
  const [fresh] = useState(() => draftFrom(kept));
  const { value: draft, write, forget } = useKeptDraft(`screening answers ${course.id}`, fresh, '/api/me/draft-key');
  const sending = useSendScreening(course.id);
  const weight = readNumber(draft.weight, 1);
  const wrong = wrongWith(draft.weight, weight);
  const set = (linkId: string, value: ScreeningAnswers[string]) =>
    write(changed(draft, { answers: { ...draft.answers, [linkId]: value } }));
  const others = othersSince(draft, kept);
  const send = () => {
    if (wrong) return;
    const kilograms = numberIn(weight);
    const shown = itemsFor(screening).filter((item) => isAsked(item, draft.answers));
    const answers = Object.fromEntries(
      Object.entries(draft.answers).filter(
        ([linkId, value]) => shown.some((item) => item.linkId === linkId) && value !== '' && !isEmpty(value),
      ),
    ) as Record<string, string | string[] | { value: number; unit: string }>;
    if (kilograms !== undefined) answers.weight_told = { value: kilograms, unit: 'kg' };
    sending.mutate(
      { kind: 'answers', body: { id: draft.id, follows: draft.follows, answers } },
      {
        onSuccess: () => {
          forget();
          onLeave();
        },
        // Sent again as it was it is stored once, also where no answer came.
        onError: (error) => isIdTaken(error) && write(changed(draft, {})),
      },
    );
  };
  return (
    <Form
      send="Write down the answers"
      isSending={sending.isPending}
      error={sending.error}
      onLeave={onLeave}
      onSend={send}
    >
      <div className={styles.questions}>
        <p className={styles.small}>
          What is left out counts as not answered, and is asked again. The patient’s medicines stand on their own list.
        </p>
        {others && (
          <section className={`${styles.standing} ${styles.unsigned}`} aria-label="Other answers on record">
            <p role="status">
              Other answers have been written down since you looked. Look at them; yours take their place once you have.
            </p>
            <Kept kept={others} screening={screening} />
            <div className={styles.buttons}>
              <Button
                variant="default"
                onClick={() => {
                  write(changed(draft, { follows: others.id }));
                  sending.reset();
                }}
              >
                I have looked
              </Button>
              <Button
                variant="subtle"
                onClick={() => {
                  write(draftFrom(others));
                  sending.reset();
                }}
              >
                Begin again from these
              </Button>
            </div>
          </section>
        )}
        {itemsFor(screening)
          .filter((item) => isAsked(item, draft.answers))
          .map((item) =>
            item.kind === 'weight' ? (
              <TextInput
                key={item.linkId}
                label={`${item.question.en} (kilograms)`}
                description={item.help?.en}
                inputMode="decimal"
                autoComplete="off"
                maxLength={12}
                value={draft.weight}
                error={wrong}
                onChange={(event) => write(changed(draft, { weight: event.currentTarget.value }))}
              />
            ) : (
              <Question
                key={item.linkId}
                item={item}
                answers={draft.answers}
                onChange={(value) => set(item.linkId, value)}
              />
            ),
          )}
      </div>
    </Form>
  );
}
const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

interface QuestionProps {
  readonly item: Exclude<ScreeningItem, { kind: 'weight' }>;
  readonly answers: ScreeningAnswers;
  readonly onChange: (value: string | string[]) => void;
}
function Question({ item, answers, onChange }: QuestionProps) {
  const { linkId, question, help } = item;
  if (item.kind === 'text') {
    const given = answers[linkId];
    return (
      <Textarea
        label={question.en}
        autosize
        minRows={2}
        maxLength={4000}
        value={typeof given === 'string' ? given : ''}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const codes = codesAnswered(answers, linkId);
  if (item.kind === 'one')
    return (
      <Radio.Group label={question.en} description={help?.en} value={codes[0] ?? null} onChange={onChange}>
        <div className={styles.choices}>
          {item.options.map(({ code, words }) => (
            <Radio key={code} value={code} label={words.en} />
          ))}
        </div>
      </Radio.Group>
    );
  return (
    <Checkbox.Group
      label={question.en}
      description={help?.en}
      value={[...codes]}
      onChange={(next) => {
        // "None of these" and anything else cannot both be so: the last touch holds.
        const added = next.find((code) => !codes.includes(code));
        const alone = (code: string) => item.options.find((one) => one.code === code)?.alone === true;
        onChange(added && alone(added) ? [added] : next.filter((code) => !alone(code) || next.length === 1));
      }}
    >
      <div className={styles.choices}>
        {item.options.map(({ code, words }) => (
          <Checkbox key={code} value={code} label={words.en} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
