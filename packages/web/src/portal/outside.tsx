/** What a member of the care team outside sees of one patient: what that patient consented to, and nothing else. */
import { type Instant, OUTSIDE_SCOPE_WORDS, type OutsideScope } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { Redirect } from 'wouter';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
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
  readonly keptBack: boolean;
  readonly notice?: { readonly statement: string };
}

export default function Outside() {
  const shown = useQuery({
    queryKey: ['outside'],
    queryFn: () => api.get<OutsideShown>('/api/reader/outside'),
    // Each look is written down for the patient.
    staleTime: Number.POSITIVE_INFINITY,
  });
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
  const { member, patient, clinic, scopes, focus, sessions, keptBack, notice } = shown.data;
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
      <MyNotes zone={zone} />
    </ReaderPage>
  );
}
