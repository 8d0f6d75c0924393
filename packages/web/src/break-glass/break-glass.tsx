/** Breaking the glass: the reason, and beforehand what will happen. Stands wherever a patient's page was refused. */
import {
  GLASS_REASON_WORDS,
  GLASS_REASONS,
  GLASS_STANDS_MINUTES,
  type GlassReason,
  glassReasonSchema,
  LEAST_LETTERS,
  mayEver,
  type Role,
  rolesThatMay,
  sayRoles,
} from '@holdspace/care';
import { Button, Radio, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './break-glass.module.css';
import { lookAnew, useBreak } from './queries.ts';

interface BreakGlassProps {
  readonly patientId: string;
  /** The record is open now; everything that was asked before is asked for anew. */
  readonly onOpened: () => void;
}

export function BreakGlass(props: BreakGlassProps) {
  const { practitioner } = useMe();
  if (mayEver('break glass', practitioner.roles)) return <ReasonForm {...props} />;
  return (
    <Panel title="Break the glass">
      <p className={styles.says}>
        In need, a {sayRoles(rolesThatMay('break glass'))} can open a record that is not among theirs. Ask one of them.
      </p>
    </Panel>
  );
}

function ReasonForm({ patientId, onOpened }: BreakGlassProps) {
  const queries = useQueryClient();
  const breaking = useBreak(patientId);
  const [id] = useState(newId);
  const [kind, setKind] = useState<GlassReason>();
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const reason = glassReasonSchema.safeParse({ kind, words });
  const isWrong = (field: string) =>
    isTried && !reason.success && reason.error.issues.some(({ path }) => path[0] === field);
  return (
    <Panel title="Break the glass">
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!reason.success) return;
          breaking.mutate(
            { id, ...reason.data },
            {
              onSuccess: () => {
                void lookAnew(queries);
                onOpened();
              },
            },
          );
        }}
      >
        <p className={styles.says}>
          For when a patient needs you and you are not on their care team. You are not asked for leave; you are asked
          why.
        </p>
        <WhatHappens />
        <Radio.Group
          label="Why"
          value={kind ?? ''}
          onChange={(value) => setKind(value as GlassReason)}
          error={isWrong('kind') && 'Choose what comes nearest.'}
        >
          <div className={styles.reasons}>
            {GLASS_REASONS.map((one) => (
              <Radio key={one} value={one} label={GLASS_REASON_WORDS[one]} />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          label="In your own words"
          description={`What has happened, and what you need to know. At least ${LEAST_LETTERS} letters.`}
          autosize
          minRows={2}
          maxLength={1000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          error={isWrong('words') && `Say it in words: at least ${LEAST_LETTERS} letters.`}
        />
        <ProblemAlert error={breaking.error} />
        <div className={styles.buttons}>
          <Button type="submit" color="red" loading={breaking.isPending}>
            Break the glass and open the record
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function WhatHappens() {
  const { practitioner } = useMe();
  const people = useQuery({
    queryKey: ['practitioners'],
    queryFn: () =>
      api.get<{ practitioners: { id: string; name: string; roles: readonly Role[] }[] }>('/api/practitioners'),
  });
  const told = (people.data?.practitioners ?? []).filter(
    ({ id, roles }) => id !== practitioner.id && mayEver('review break-glass', roles),
  );
  return (
    <ul className={styles.effects} aria-label="What will happen">
      <li>The record opens to you at once, for {GLASS_STANDS_MINUTES} minutes. You can close it before.</li>
      <li>
        {told.length > 0 ? listOf(told.map(({ name }) => name)) : 'Whoever answers for privacy here'}{' '}
        {told.length > 1 ? 'are told' : 'is told'} now, and one of them reviews it afterwards.
      </li>
      <li>Your reason, and what you look at, stay on record under your name.</li>
      <li>Psychotherapy notes stay closed.</li>
    </ul>
  );
}

const listOf = (names: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
