/** A patient's own page: their treatment in plain words, who may see something of it, and to whom it went. */
import { useQuery } from '@tanstack/react-query';
import { Link, Redirect } from 'wouter';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { VISIT_NAMES, type VisitKind } from '../api/shapes.ts';
import { Part2Notice } from '../sharing/part-2-notice.tsx';
import { sayDate, sayDay, sayTime } from '../ui/moment.ts';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { MyNotes } from './my-notes.tsx';
import { MySharing } from './my-sharing.tsx';
import styles from './reader.module.css';
import { ReaderPage } from './reader-page.tsx';
import { Section } from './section.tsx';
import type { MyRecord } from './shapes.ts';
import { WhereItWent } from './where-it-went.tsx';
import { WhoLooked } from './who-looked.tsx';

export default function Mine() {
  const shown = useQuery({ queryKey: ['mine'], queryFn: () => api.get<MyRecord>('/api/reader/record') });
  if (shown.isPending)
    return (
      <ReaderPage title="Your treatment">
        <LoadingState says="Loading your record" />
      </ReaderPage>
    );
  if (shown.isError) {
    if (shown.error instanceof Problem && shown.error.status === 401) return <Redirect to="/come-in" replace />;
    return (
      <ReaderPage title="Your treatment">
        <FailedState what="Your record" error={shown.error} retry={() => void shown.refetch()} />
      </ReaderPage>
    );
  }
  const { patient, clinic, courses, sessions, notes, part2 } = shown.data;
  const { zone } = clinic;
  return (
    <ReaderPage title={`Welcome, ${patient.name}`} clinic={clinic.name}>
      <p>
        <Link href="/portal" className={styles.way}>
          What is next
        </Link>
      </p>
      {part2 && <Part2Notice />}
      {courses.map((course) => (
        <Section key={course.id} title={course.label}>
          <p className={styles.lead}>{course.statement}</p>
          {(course.focus || course.intention) && (
            <dl className={styles.purpose}>
              {course.focus && (
                <div>
                  <dt>Your focus</dt>
                  <dd>{course.focus}</dd>
                </div>
              )}
              {course.intention && (
                <div>
                  <dt>Your intention</dt>
                  <dd>{course.intention}</dd>
                </div>
              )}
            </dl>
          )}
          <h3 className={styles.small}>Visits since {sayDay(course.startedOn)}</h3>
          <ul className={styles.lines}>
            {course.visits.map((visit) => (
              <li key={visit.id}>
                <span className="hs-numbers">
                  {sayDate(visit.scheduledFor, zone)}, {sayTime(visit.scheduledFor, zone)}
                </span>
                <span>{VISIT_NAMES[visit.kind as VisitKind]}</span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {sessions.length > 0 && (
        <Section title="Your dosing sessions">
          {sessions.map((session) => (
            <article key={session.id} className={styles.session}>
              <h3 className={styles.small}>{session.at ? sayDate(session.at, zone) : 'Planned'}</h3>
              <p>
                {session.label}. {session.statement}
              </p>
              {session.dose && <p className={styles.dose}>{session.dose}</p>}
              <ul className={styles.plain}>
                {[...session.vitalSigns, ...session.happened].map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
              {session.at && <p>{session.ended}</p>}
            </article>
          ))}
        </Section>
      )}
      {notes.length > 0 && (
        <Section title="Notes in your record">
          {notes.map((note) => (
            <article key={note.id} className={styles.session}>
              <h3 className={styles.small}>
                {sayDate(note.signedAt, zone)}, {note.author}
              </h3>
              <p className={styles.text}>{note.text}</p>
            </article>
          ))}
        </Section>
      )}
      <MyNotes zone={zone} />
      <MySharing zone={zone} />
      <WhereItWent zone={zone} />
      <WhoLooked zone={zone} />
    </ReaderPage>
  );
}
