/** What a member of the care team outside sees of one patient: what that patient consented to, and nothing else. */
import {
  type Instant,
  OUTSIDE_SCOPE_WORDS,
  type OutsideScope,
  type ScoreLine,
  THREAD_NAMES,
  type ThreadKind,
} from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Redirect } from 'wouter';
import { api } from '../api/client.ts';
import { leave } from '../api/leaving.ts';
import { Problem } from '../api/problem.ts';
import { English } from '../language/around.tsx';
import { useLanguage, useWords } from '../language/use-language.ts';
import { useMoments } from '../language/use-moments.ts';
import { Scores } from '../measures/scores.tsx';
import { Messages } from '../sharing/messages.tsx';
import { Part2Notice } from '../sharing/part-2-notice.tsx';
import { LoadingState } from '../ui/states.tsx';
import { MyNotes } from './my-notes.tsx';
import { NotShown } from './not-shown.tsx';
import styles from './reader.module.css';
import { ReaderPage } from './reader-page.tsx';
import { Section } from './section.tsx';
import { OUTSIDE_WORDS } from './words.ts';

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
  readonly scores?: readonly ScoreLine[];
  readonly keptBack: boolean;
  readonly notice?: { readonly statement: string };
}

/** An open page hears within this that the consent is over, and closes. */
const STILL_EVERY = 15_000;

export default function Outside() {
  const say = useWords(OUTSIDE_WORDS);
  const still = useQuery({
    queryKey: ['outside still'],
    queryFn: () => api.get('/api/reader/me'),
    refetchInterval: STILL_EVERY,
  });
  const isOver = still.error instanceof Problem && still.error.status === 401;
  useEffect(() => {
    // Nothing of the patient stays in this page's memory.
    if (isOver) leave();
  }, [isOver]);
  const shown = useQuery({
    queryKey: ['outside'],
    queryFn: () => api.get<OutsideShown>('/api/reader/outside'),
    // Each look is written down for the patient.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isOver) return <Redirect to="/come-in" replace />;
  if (shown.isPending)
    return (
      <ReaderPage isPatients={false} title={say('patient')}>
        <LoadingState says={say('loading')} />
      </ReaderPage>
    );
  if (shown.isError) {
    if (shown.error instanceof Problem && shown.error.status === 401)
      return shown.data === undefined ? <Redirect to="/come-in" replace /> : null;
    return (
      <ReaderPage isPatients={false} title={say('patient')}>
        <NotShown says={say('failed')} error={shown.error} retry={() => void shown.refetch()} />
      </ReaderPage>
    );
  }
  return <Shown shown={shown.data} />;
}

/** What the clinic keeps is in English, and says so; what the patient wrote is as they wrote it. */
function Shown({ shown }: { shown: OutsideShown }) {
  const say = useWords(OUTSIDE_WORDS);
  const language = useLanguage();
  const { member, patient, clinic, scopes, focus, sessions, threads, scores, keptBack, notice } = shown;
  const { zone } = clinic;
  const moments = useMoments(zone);
  const sayOf = ({ kind, writtenAt, by }: { kind: ThreadKind; writtenAt: Instant; by: 'patient' | 'clinic' }) => {
    const what = `${THREAD_NAMES[kind][language]}, ${moments.date(writtenAt)}`;
    return by === 'clinic' ? say('atClinic', { what }) : what;
  };
  const names = scopes.map((scope) => OUTSIDE_SCOPE_WORDS[scope][language].name.toLowerCase()).join(', ');
  return (
    <ReaderPage isPatients={false} title={patient.name} clinic={clinic.name}>
      <p className={styles.lead}>
        {say('lets', {
          patient: patient.name,
          member: member.name,
          day: moments.date(member.expiresAt),
          scopes: names,
        })}
      </p>
      {notice && <Part2Notice />}
      {keptBack && <p className={styles.quiet}>{say('keptBack')}</p>}
      {focus && (
        <Section title={say('focusTitle')}>
          {focus.length === 0 && <p>{say('nothing')}</p>}
          {focus.map((one) => (
            <article key={`${one.label} ${one.focus}`} className={styles.session}>
              <h3 className={styles.small}>
                <English>{one.label}</English>
              </h3>
              {one.focus && <p>{say('focus', { words: one.focus })}</p>}
              {one.intention && <p>{say('intention', { words: one.intention })}</p>}
              {!one.focus && !one.intention && <p>{say('notWritten')}</p>}
            </article>
          ))}
        </Section>
      )}
      {sessions && (
        <Section title={say('sessions')}>
          {sessions.length === 0 && <p>{say('none')}</p>}
          {sessions.map((one) => (
            <article key={`${one.at} ${one.label}`} className={styles.session}>
              <h3 className={styles.small}>{one.at ? moments.date(one.at) : say('planned')}</h3>
              <p>
                <English>{one.label}</English>
              </p>
              {one.dose && (
                <p className={styles.dose}>
                  <English>{one.dose}</English>
                </p>
              )}
              {one.at && (
                <p>
                  <English>{one.ended}</English>
                </p>
              )}
            </article>
          ))}
        </Section>
      )}
      {scores && (
        <Section title={say('scores')}>
          {scores.length === 0 ? (
            <p>{say('none')}</p>
          ) : (
            <div lang="en">
              <Scores lines={scores} zone={zone} />
            </div>
          )}
        </Section>
      )}
      {threads && (
        <Section title={say('integration')}>
          {threads.length === 0 && <p>{say('nothing')}</p>}
          {threads.map((course) => (
            <article key={course.label} className={styles.session}>
              <h3 className={styles.small}>
                <English>{course.label}</English>
              </h3>
              <dl className={styles.purpose}>
                {course.entries.map((one) => (
                  <div key={`${one.kind} ${one.writtenAt} ${one.words}`}>
                    <dt>{sayOf(one)}</dt>
                    <dd>
                      {one.words}
                      {one.says && (
                        <span className={styles.when}>
                          <English>{one.says}</English>
                        </span>
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </article>
          ))}
        </Section>
      )}
      <Section title={say('youAnd', { clinic: clinic.name })}>
        <Messages
          path="/api/reader/outside/messages"
          zone={zone}
          side="outside"
          writeTo={{
            path: '/api/reader/outside/messages',
            name: say('careTeam', { clinic: clinic.name }),
            keyOf: '/api/reader/draft-key',
          }}
        />
      </Section>
      <MyNotes zone={zone} />
    </ReaderPage>
  );
}
