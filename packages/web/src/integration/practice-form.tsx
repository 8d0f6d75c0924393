/** A new practice: what, when in the day, how often, what might get in the way and what then. Asks kindly for a time. */
import { askOfEntry, type NewThreadEntry, type Practice, sayAsked, WEEKDAYS, type Weekday } from '@holdspace/care';
import { Alert, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { idsOfWhatIsSaid } from '../api/new-id.ts';
import { useLanguageAround, useWordsAround } from '../language/around.tsx';
import styles from '../portal/integration/integration.module.css';
import { SpokenHelpAtWords } from '../portal/spoken-crisis-help.tsx';
import { Form } from '../ui/form.tsx';
import type { EntryShown } from './shapes.ts';
import { THREAD_WORDS } from './words.ts';

type How = Practice['often']['how'];

interface PracticeFormProps {
  /** What it may grow from. */
  readonly from: readonly EntryShown[];
  /** Of the patient's own page: help is shown at words of danger. */
  readonly isOwn?: true;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (entry: NewThreadEntry) => void;
  readonly onLeave: () => void;
}

export function PracticeForm({ from, isOwn, isSending, error, onSend, onLeave }: PracticeFormProps) {
  const say = useWordsAround(THREAD_WORDS);
  const language = useLanguageAround();
  const [idOf] = useState(idsOfWhatIsSaid);
  const [words, setWords] = useState('');
  const [by, setBy] = useState<'after' | 'time'>('after');
  const [after, setAfter] = useState('');
  const [time, setTime] = useState('');
  const [how, setHow] = useState<How>('daily');
  const [days, setDays] = useState<readonly Weekday[]>([]);
  const [times, setTimes] = useState('3');
  const [obstacle, setObstacle] = useState('');
  const [instead, setInstead] = useState('');
  const [follows, setFollows] = useState(from.at(-1)?.id ?? '');
  const [asked, ask] = useState<string>();
  const often: Practice['often'] =
    how === 'daily' ? { how } : how === 'days' ? { how, days: [...days] } : { how, times: Number(times) };
  const when: Practice['when'] =
    by === 'time'
      ? time === ''
        ? undefined
        : { by, time }
      : after.trim() === ''
        ? undefined
        : { by, after: after.trim() };
  const send = () => {
    const said: Omit<NewThreadEntry, 'id'> = {
      kind: 'practice',
      words: words.trim(),
      ...(follows && { follows }),
      practice: {
        ...(when && { when }),
        often,
        ...(obstacle.trim() && { obstacle: obstacle.trim() }),
        ...(instead.trim() && { instead: instead.trim() }),
      },
    };
    const entry: NewThreadEntry = { id: idOf(said), ...said };
    const problem = askOfEntry(entry, new Map(from.map((one) => [one.id, one.kind])));
    const asks = problem
      ? sayAsked(problem, language)
      : how === 'days' && days.length === 0
        ? say('whichDays')
        : undefined;
    ask(asks);
    if (!asks) onSend(entry);
  };
  return (
    <Form send={say('keepPractice')} isSending={isSending} error={error} onSend={send} onLeave={onLeave}>
      <TextInput
        label={say('what')}
        size="md"
        maxLength={300}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <NativeSelect
        label={say('when')}
        size="md"
        data={[
          { value: 'after', label: say('whenAfter') },
          { value: 'time', label: say('whenTime') },
        ]}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value as 'after' | 'time')}
      />
      {by === 'after' ? (
        <TextInput
          label={say('after')}
          description={say('afterHint')}
          size="md"
          maxLength={300}
          value={after}
          onChange={(event) => setAfter(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          label={say('time')}
          type="time"
          size="md"
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label={say('often')}
        size="md"
        data={[
          { value: 'daily', label: say('daily') },
          { value: 'days', label: say('days') },
          { value: 'times_a_week', label: say('timesAWeek') },
        ]}
        value={how}
        onChange={(event) => setHow(event.currentTarget.value as How)}
      />
      {how === 'days' && (
        <fieldset className={styles.question}>
          <legend>{say('whichDays')}</legend>
          <div className={styles.scale}>
            {WEEKDAYS.map((day) => (
              <label key={day} className={styles.choice}>
                <input
                  type="checkbox"
                  checked={days.includes(day)}
                  onChange={() => setDays(days.includes(day) ? days.filter((one) => one !== day) : [...days, day])}
                />
                <span>{say(day)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {how === 'times_a_week' && (
        <NativeSelect
          label={say('howManyTimes')}
          size="md"
          data={['1', '2', '3', '4', '5', '6']}
          value={times}
          onChange={(event) => setTimes(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={say('obstacle')}
        size="md"
        maxLength={300}
        value={obstacle}
        onChange={(event) => setObstacle(event.currentTarget.value)}
      />
      <TextInput
        label={say('instead')}
        size="md"
        maxLength={300}
        value={instead}
        onChange={(event) => setInstead(event.currentTarget.value)}
      />
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
      {isOwn && <SpokenHelpAtWords written={[words, after, obstacle, instead].join('\n')} />}
      {asked && (
        <Alert color="yellow" role="alert">
          {asked}
        </Alert>
      )}
    </Form>
  );
}
