/** A new practice: what, when in the day, how often, what might get in the way and what then. Asks kindly for a time. */
import { askOfEntry, type NewThreadEntry, type Practice, WEEKDAYS, type Weekday } from '@holdspace/care';
import { Alert, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import styles from '../portal/integration/integration.module.css';
import { Form } from '../ui/form.tsx';
import type { EntryShown } from './shapes.ts';

const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};
type How = Practice['often']['how'];

interface PracticeFormProps {
  /** What it may grow from. */
  readonly from: readonly EntryShown[];
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (entry: NewThreadEntry) => void;
  readonly onLeave: () => void;
}

export function PracticeForm({ from, isSending, error, onSend, onLeave }: PracticeFormProps) {
  const [id] = useState(newId);
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
    const entry: NewThreadEntry = {
      id,
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
    const problem = askOfEntry(entry, new Map(from.map((one) => [one.id, one.kind])));
    const asks = problem?.message ?? (how === 'days' && days.length === 0 ? 'On which days?' : undefined);
    ask(asks);
    if (!asks) onSend(entry);
  };
  return (
    <Form send="Keep this practice" isSending={isSending} error={error} onSend={send} onLeave={onLeave}>
      <TextInput
        label="What will you do?"
        size="md"
        maxLength={300}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <NativeSelect
        label="When in your day?"
        size="md"
        data={[
          { value: 'after', label: 'After something I do anyway' },
          { value: 'time', label: 'At a time' },
        ]}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value as 'after' | 'time')}
      />
      {by === 'after' ? (
        <TextInput
          label="After what?"
          placeholder="breakfast"
          size="md"
          maxLength={300}
          value={after}
          onChange={(event) => setAfter(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          label="At what time?"
          type="time"
          size="md"
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label="How often?"
        size="md"
        data={[
          { value: 'daily', label: 'Every day' },
          { value: 'days', label: 'On some days' },
          { value: 'times_a_week', label: 'Some times a week' },
        ]}
        value={how}
        onChange={(event) => setHow(event.currentTarget.value as How)}
      />
      {how === 'days' && (
        <fieldset className={styles.question}>
          <legend>On which days?</legend>
          <div className={styles.scale}>
            {WEEKDAYS.map((day) => (
              <label key={day} className={styles.choice}>
                <input
                  type="checkbox"
                  checked={days.includes(day)}
                  onChange={() => setDays(days.includes(day) ? days.filter((one) => one !== day) : [...days, day])}
                />
                <span>{DAY_NAMES[day]}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {how === 'times_a_week' && (
        <NativeSelect
          label="How many times a week?"
          size="md"
          data={['1', '2', '3', '4', '5', '6']}
          value={times}
          onChange={(event) => setTimes(event.currentTarget.value)}
        />
      )}
      <TextInput
        label="What might get in the way?"
        size="md"
        maxLength={300}
        value={obstacle}
        onChange={(event) => setObstacle(event.currentTarget.value)}
      />
      <TextInput
        label="And what then?"
        size="md"
        maxLength={300}
        value={instead}
        onChange={(event) => setInstead(event.currentTarget.value)}
      />
      {from.length > 0 && (
        <NativeSelect
          label="What does it grow from?"
          size="md"
          data={[
            { value: '', label: 'Nothing in particular' },
            ...from.map((one) => ({ value: one.id, label: one.words.slice(0, 80) })),
          ]}
          value={follows}
          onChange={(event) => setFollows(event.currentTarget.value)}
        />
      )}
      {asked && (
        <Alert color="yellow" role="alert">
          {asked}
        </Alert>
      )}
    </Form>
  );
}
