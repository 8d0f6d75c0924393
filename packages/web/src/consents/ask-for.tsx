/** What the clinic asks of a course beside what its protocol needs. */
import { CONSENT_PURPOSE_WORDS } from '@holdspace/care';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './consents.module.css';
import { type CourseConsentsShown, useKeepConsents } from './queries.ts';

export function AskFor({ courseId, shown }: { courseId: string; shown: CourseConsentsShown }) {
  const keep = useKeepConsents(courseId);
  const needed = new Set(shown.consents.filter(({ need }) => need).map(({ purpose }) => purpose));
  const more = shown.askable.filter((purpose) => !needed.has(purpose));
  const [chosen, choose] = useState('');
  const purpose = more.find((one) => one === chosen) ?? more[0];
  const taken = shown.consents.filter(({ why }) => why === 'asked');
  return (
    <Panel title="Ask for one more">
      {purpose && (
        <form
          className={styles.row}
          onSubmit={(event) => {
            event.preventDefault();
            keep.mutate({ body: { id: newId(), purpose, asks: true } });
          }}
        >
          <NativeSelect
            label="Consent"
            data={more.map((one) => ({ value: one, label: CONSENT_PURPOSE_WORDS[one] }))}
            value={purpose}
            onChange={({ currentTarget: { value } }) => choose(value)}
          />
          <Button type="submit" loading={keep.isPending}>
            Ask the patient
          </Button>
        </form>
      )}
      {taken.length > 0 && (
        <ul className={styles.signatures}>
          {taken.map(({ purpose, document }) => (
            <li key={document}>
              {CONSENT_PURPOSE_WORDS[purpose]}{' '}
              <Button
                variant="subtle"
                onClick={() => keep.mutate({ body: { id: newId(), purpose, asks: false } })}
                loading={keep.isPending}
              >
                Ask no longer<span className="hs-visually-hidden"> for {CONSENT_PURPOSE_WORDS[purpose]}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ProblemAlert error={keep.error} />
    </Panel>
  );
}
