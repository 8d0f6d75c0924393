/** For whoever answers for privacy: who saw a patient, and should they have; what is unusual; and proof to keep elsewhere. */
import { DAY, instant, toMilliseconds } from '@holdspace/care';
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { usePatients } from '../patient/queries.ts';
import { usePeople } from '../people/queries.ts';
import { dayOf } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Whole } from '../ui/whole.tsx';
import styles from './audit.module.css';
import { Checkpoints } from './checkpoints.tsx';
import type { Question } from './queries.ts';
import { UnusualAccess } from './unusual-access.tsx';
import { WhoSawPanel } from './who-saw.tsx';

/** How far back is looked at first. */
const DAYS_BACK = 30;

export default function Audit() {
  const zone = useZone();
  const [question, ask] = useState<Question>(() => {
    const now = new Date();
    const then = new Date(toMilliseconds(instant(now.getTime())) - DAYS_BACK * DAY);
    return { patient: '', practitioner: '', from: dayOf(then, zone), to: dayOf(now, zone) };
  });
  return (
    <Page
      title="Audit"
      lead="Who read, wrote or was refused what. Nobody can change it, and that you looked is in it too."
    >
      <Ask question={question} ask={ask} />
      <Whole says="Loading the audit">
        <WhoSawPanel question={question} />
        <UnusualAccess question={question} />
        <Checkpoints question={question} />
      </Whole>
    </Page>
  );
}

function Ask({ question, ask }: { question: Question; ask: (question: Question) => void }) {
  const patients = usePatients();
  const people = usePeople();
  const set = (part: Partial<Question>) => ask({ ...question, ...part });
  return (
    <search className={styles.ask}>
      <NativeSelect
        label="Patient"
        value={question.patient}
        onChange={({ currentTarget }) => set({ patient: currentTarget.value })}
        data={[
          { value: '', label: 'Any patient' },
          ...(patients.data?.patients ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label="Person of the clinic"
        value={question.practitioner}
        onChange={({ currentTarget }) => set({ practitioner: currentTarget.value })}
        data={[
          { value: '', label: 'Anybody' },
          ...(people.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextInput
        label="From"
        type="date"
        value={question.from}
        onChange={({ currentTarget }) => set({ from: currentTarget.value })}
      />
      <TextInput
        label="Until"
        type="date"
        value={question.to}
        onChange={({ currentTarget }) => set({ to: currentTarget.value })}
      />
    </search>
  );
}
