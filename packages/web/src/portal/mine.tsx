/** A patient's own page: their treatment in plain words, who may see something of it, and to whom it went. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, Redirect } from 'wouter';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { VisitKind } from '../api/shapes.ts';
import { useLanguage, useWords } from '../language/use-language.ts';
import { momentsIn, useMoments } from '../language/use-moments.ts';
import { Part2Notice } from '../sharing/part-2-notice.tsx';
import { LoadingState } from '../ui/states.tsx';
import { CheckInsThatWait, IntegrationCards } from './integration/cards.tsx';
import { MINE_WORDS } from './mine-words.ts';
import { GroupCards } from './my-groups.tsx';
import { MyNotes } from './my-notes.tsx';
import { MySharing } from './my-sharing.tsx';
import { NotShown } from './not-shown.tsx';
import { OwnCourse } from './own-course.tsx';
import styles from './reader.module.css';
import { ReaderPage } from './reader-page.tsx';
import { Section } from './section.tsx';
import type { MyRecord } from './shapes.ts';
import { WhereItWent } from './where-it-went.tsx';
import { WhoLooked } from './who-looked.tsx';

export default function Mine() {
  const say = useWords(MINE_WORDS);
  const language = useLanguage();
  const shown = useQuery({
    queryKey: ['mine', 'record', language],
    queryFn: () => api.get<MyRecord>(`/api/reader/record?language=${language}`),
    placeholderData: keepPreviousData,
  });
  if (shown.isPending)
    return (
      <ReaderPage title={say('treatment')}>
        <LoadingState says={say('loading')} />
      </ReaderPage>
    );
  if (shown.isError) {
    if (shown.error instanceof Problem && shown.error.status === 401) return <Redirect to="/come-in" replace />;
    return (
      <ReaderPage title={say('treatment')}>
        <NotShown says={say('notShown')} error={shown.error} retry={() => void shown.refetch()} />
      </ReaderPage>
    );
  }
  return <Record record={shown.data} />;
}

function Record({ record: { patient, clinic, courses, sessions, notes, part2 } }: { record: MyRecord }) {
  const say = useWords(MINE_WORDS);
  const language = useLanguage();
  const { zone } = clinic;
  const moments = useMoments(zone);
  return (
    <ReaderPage title={say('welcome', { name: patient.name })} clinic={clinic.name}>
      <p>
        <Link href="/portal" className={styles.way}>
          {say('next')}
        </Link>
      </p>
      {part2 && <Part2Notice />}
      <CheckInsThatWait />
      <GroupCards />
      <IntegrationCards />
      {courses.map((course) => (
        <Section key={course.id} title={course.label[language].name}>
          <p className={styles.lead}>{course.label[language].statement}</p>
          {(course.focus || course.intention) && (
            <dl className={styles.purpose}>
              {course.focus && (
                <div>
                  <dt>{say('focus')}</dt>
                  <dd>{course.focus}</dd>
                </div>
              )}
              {course.intention && (
                <div>
                  <dt>{say('intention')}</dt>
                  <dd>{course.intention}</dd>
                </div>
              )}
            </dl>
          )}
          <h3 className={styles.small}>{say('visits', { day: moments.day(course.startedOn) })}</h3>
          <ul className={styles.lines}>
            {course.visits.map((visit) => (
              <li key={visit.id}>
                <span className="hs-numbers">
                  {moments.date(visit.scheduledFor)}, {moments.time(visit.scheduledFor)}
                </span>
                <span>{say(visit.kind as VisitKind)}</span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      <OwnCourse zone={zone} />
      {sessions.length > 0 && (
        <Section title={say('sessions')}>
          {sessions.map((session) => (
            <article key={session.id} className={styles.session}>
              <h3 className={styles.small}>{session.at ? moments.date(session.at) : say('planned')}</h3>
              <p>
                {session.label[language].name}. {session.label[language].statement}
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
        <Section title={say('notes')}>
          {notes.map((note) => (
            // As their author wrote them.
            <article key={note.id} className={styles.session} lang="en">
              <h3 className={styles.small}>
                {note.kind}, {momentsIn('en', zone).date(note.signedAt)}, {note.author}
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
