/** What a member of the care team outside sees of one patient: what that patient consented to, and nothing else. */
import { type Instant, OUTSIDE_SCOPE_WORDS, type OutsideScope, THREAD_NAMES, type ThreadKind } from '@holdspace/care';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Redirect } from 'wouter';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { Messages } from '../sharing/messages.tsx';
import { Part2Notice } from '../sharing/part-2-notice.tsx';
import { sayDate } from '../ui/moment.ts';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { MyNotes } from './my-notes.tsx';
import styles from './reader.module.css';
import { ReaderPage } from './reader-page.tsx';
import { Section } from './section.tsx';

interface OutsideShown {
  readonly member: { readonly name: string; readonly profession: string; readonly expiresAt: Instant };
  readonly patient: { readonly name: string };
  readonly clinic: { readonly name: string; readonly zone: string };
  readonly scopes: readonly OutsideScope[];
  readonly focus?: readonly { readonly label: string; readonly focus?: string; readonly intention?: string }[];
  readonly sessions?: readonly {
    readonly label: string;
    readonly at?: Instant;
    readonly dose?: string;
    readonly ended: string;
  }[];
  readonly threads?: readonly {
    readonly label: string;
    readonly entries: readonly {
      readonly kind: ThreadKind;
      readonly words: string;
      readonly says?: string;
      readonly writtenAt: Instant;
      readonly by: 'patient' | 'clinic';
    }[];
  }[];
  readonly keptBack: boolean;
  readonly notice?: { readonly statement: string };
}

/** An open page hears within this that the consent is over, and closes. */
const STILL_EVERY = 15_000;

export default function Outside() {
  const queries = useQueryClient();
  const still = useQuery({
    queryKey: ['outside still'],
    queryFn: () => api.get('/api/reader/me'),
    refetchInterval: STILL_EVERY,
  });
  const isOver = still.error instanceof Problem && still.error.status === 401;
  useEffect(() => {
    // Nothing of the patient stays in this page's memory.
    if (isOver) queries.clear();
  }, [isOver, queries]);
  const shown = useQuery({
    queryKey: ['outside'],
    queryFn: () => api.get<OutsideShown>('/api/reader/outside'),
    // Each look is written down for the patient.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isOver) return <Redirect to="/come-in" replace />;
  if (shown.isPending)
    return (
      <ReaderPage title="A patient of yours">
        <LoadingState says="Loading" />
      </ReaderPage>
    );
  if (shown.isError) {
    if (shown.error instanceof Problem && shown.error.status === 401)
      return shown.data === undefined ? <Redirect to="/come-in" replace /> : null;
    return (
      <ReaderPage title="A patient of yours">
        <FailedState what="The page" error={shown.error} retry={() => void shown.refetch()} />
      </ReaderPage>
    );
  }
  const { member, patient, clinic, scopes, focus, sessions, threads, keptBack, notice } = shown.data;
  const { zone } = clinic;
  return (
    <ReaderPage title={patient.name} clinic={clinic.name}>
      <p className={styles.lead}>
        {patient.name} lets you, {member.name}, see this until {sayDate(member.expiresAt, zone)}:{' '}
        {scopes.map((scope) => OUTSIDE_SCOPE_WORDS[scope].name.toLowerCase()).join(', ')}. It can end at any moment, and
        they see that you looked.
      </p>
      {notice && <Part2Notice />}
      {keptBack && <p className={styles.quiet}>Something is kept back: the consent does not name it.</p>}
      {focus && (
        <Section title="Focus and intention">
          {focus.length === 0 && <p>Nothing yet.</p>}
          {focus.map((one) => (
            <article key={`${one.label} ${one.focus}`} className={styles.session}>
              <h3 className={styles.small}>{one.label}</h3>
              {one.focus && <p>Focus: {one.focus}</p>}
              {one.intention && <p>Intention: {one.intention}</p>}
              {!one.focus && !one.intention && <p>None was written down.</p>}
            </article>
          ))}
        </Section>
      )}
      {sessions && (
        <Section title="Sessions">
          {sessions.length === 0 && <p>None yet.</p>}
          {sessions.map((one) => (
            <article key={`${one.at} ${one.label}`} className={styles.session}>
              <h3 className={styles.small}>{one.at ? sayDate(one.at, zone) : 'Planned'}</h3>
              <p>{one.label}</p>
              {one.dose && <p className={styles.dose}>{one.dose}</p>}
              {one.at && <p>{one.ended}</p>}
            </article>
          ))}
        </Section>
      )}
      {threads && (
        <Section title="Integration">
          {threads.length === 0 && <p>Nothing yet.</p>}
          {threads.map((course) => (
            <article key={course.label} className={styles.session}>
              <h3 className={styles.small}>{course.label}</h3>
              <dl className={styles.purpose}>
                {course.entries.map((one) => (
                  <div key={`${one.kind} ${one.writtenAt} ${one.words}`}>
                    <dt>
                      {THREAD_NAMES[one.kind]}, {sayDate(one.writtenAt, zone)}
                      {one.by === 'clinic' && ', written at the clinic'}
                    </dt>
                    <dd>
                      {one.words}
                      {one.says && ` ${one.says}.`}
                    </dd>
                  </div>
                ))}
              </dl>
            </article>
          ))}
        </Section>
      )}
      {scopes.includes('scores') && (
        <Section title="Questionnaire scores">
          <p>This clinic has none here yet.</p>
        </Section>
      )}
      <Section title={`You and ${clinic.name}`}>
        <Messages
          path="/api/reader/outside/messages"
          zone={zone}
          side="outside"
          writeTo={{
            path: '/api/reader/outside/messages',
            name: `the care team at ${clinic.name}`,
            keyOf: '/api/reader/draft-key',
          }}
        />
      </Section>
      <MyNotes zone={zone} />
    </ReaderPage>
  );
}
