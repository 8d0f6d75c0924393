/** A patient prepares at home, one part at a time: saved as they write, left and come back to as they like. */
import { mayFillField, sectionIn } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Redirect } from 'wouter';
import { api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { English } from '../../language/around.tsx';
import { useLanguage, useWords } from '../../language/use-language.ts';
import { SavedLine, SectionFields } from '../../preparation/section-fields.tsx';
import type { UnsentSection } from '../../preparation/section-saver.ts';
import type { PreparationShown, SectionShown } from '../../preparation/shapes.ts';
import { PATIENT, unsentOf, useSection } from '../../preparation/use-section.ts';
import { OfflineBanner } from '../../ui/offline-banner.tsx';
import { Sign } from '../../ui/sign.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { NotShown } from '../not-shown.tsx';
import { NEXT } from '../portal.tsx';
import { ReaderPage } from '../reader-page.tsx';
import { SpokenHelpAtWords } from '../spoken-crisis-help.tsx';
import styles from './prepare.module.css';
import { PREPARE_WORDS } from './words.ts';

const keyOf = (courseId: string) => ['my-preparation', courseId] as const;
interface Answered {
  readonly preparation: PreparationShown;
}

export default function Prepare({ courseId, sectionId }: { courseId: string; sectionId?: string | undefined }) {
  const say = useWords(PREPARE_WORDS);
  const language = useLanguage();
  const shown = useQuery({
    queryKey: keyOf(courseId),
    queryFn: () => api.get<Answered>(PATIENT.pathOf(courseId)),
    // What is being written is not drawn over by what was written before.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: sectionId ? false : 'always',
  });
  const unsent = useQuery({
    queryKey: ['my-unsent', courseId],
    queryFn: () => unsentOf(PATIENT, courseId),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (shown.error instanceof Problem && shown.error.status === 401) return <Redirect to="/portal/sign-in" replace />;
  if (shown.isPending || unsent.isPending)
    return (
      <ReaderPage title={say('short')}>
        <LoadingState says={say('loading')} />
      </ReaderPage>
    );
  if (!shown.data)
    return (
      <ReaderPage title={say('short')}>
        <NotShown says={say('failed')} error={shown.error} retry={() => void shown.refetch()} />
      </ReaderPage>
    );
  const sections = shown.data.preparation.sections.map((one) => sectionIn(one, language));
  const mine = sections.filter(({ mayFill }) => mayFill.includes('patient'));
  const section = sectionId === undefined ? undefined : sections.find(({ id }) => id === sectionId);
  if (sectionId !== undefined && !section) return <Redirect to={`/portal/prepare/${courseId}`} replace />;
  if (section)
    return (
      <ReaderPage title={section.title}>
        <OneSection
          key={section.id}
          courseId={courseId}
          section={section}
          all={mine}
          unsent={unsent.data?.find((one) => one.section === section.id)}
        />
      </ReaderPage>
    );
  return (
    <ReaderPage title={say('title')}>
      <Overview courseId={courseId} sections={sections} mine={mine} />
    </ReaderPage>
  );
}

const isAnswered = (section: SectionShown) =>
  section.fields.every(
    (field) => !field.isNeeded || (field.by && !field.by.includes('patient')) || section.answers[field.id],
  );

interface OverviewProps {
  readonly courseId: string;
  readonly sections: readonly SectionShown[];
  readonly mine: readonly SectionShown[];
}

function Overview({ courseId, sections, mine }: OverviewProps) {
  const say = useWords(PREPARE_WORDS);
  const next = mine.find((section) => !isAnswered(section));
  const explained = sections.filter(
    ({ mayFill, answers }) => !mayFill.includes('patient') && Object.keys(answers).length > 0,
  );
  if (mine.length === 0) return <EmptyState title={say('nothing')}>{say('nothingSays')}</EmptyState>;
  return (
    <>
      <p className={styles.lead}>{say('lead')}</p>
      <div className={styles.offline}>
        <OfflineBanner works={say('goOnWriting')} />
      </div>
      {next ? (
        <Button component={Link} href={`/portal/prepare/${courseId}/${next.id}`} size="lg" className={styles.wide}>
          {say(mine.some(isAnswered) ? 'goOn' : 'begin', { title: next.title })}
        </Button>
      ) : (
        <p className={styles.done} role="status">
          <Sign name="check" /> {say('all')}
        </p>
      )}
      <ol className={styles.list}>
        {mine.map((section) => (
          <li key={section.id}>
            <Link href={`/portal/prepare/${courseId}/${section.id}`} className={styles.row}>
              <span>{section.title}</span>
              {isAnswered(section) ? (
                <span className={styles.answered}>
                  <Sign name="check" size={16} /> {say('answered')}
                </span>
              ) : (
                <span className={styles.open}>{say('open')}</span>
              )}
            </Link>
          </li>
        ))}
      </ol>
      {explained.map((section) => (
        <section key={section.id} className={styles.told}>
          <h2>{section.title}</h2>
          {section.fields.map(({ id }) => (
            <p key={id}>
              <English>{section.answers[id]}</English>
            </p>
          ))}
        </section>
      ))}
      <Link href="/portal" className={styles.back}>
        <Sign name="left" size={16} /> {say('place')}
      </Link>
    </>
  );
}

interface OneSectionProps {
  readonly courseId: string;
  readonly section: SectionShown;
  readonly all: readonly SectionShown[];
  readonly unsent: UnsentSection | undefined;
}

function OneSection({ courseId, section, all, unsent }: OneSectionProps) {
  const say = useWords(PREPARE_WORDS);
  const queries = useQueryClient();
  const { saver, answers, saving } = useSection(PATIENT, courseId, section, unsent, (saved) => {
    queries.setQueryData<Answered>(keyOf(courseId), (known) =>
      known
        ? {
            preparation: {
              ...known.preparation,
              sections: known.preparation.sections.map((one) => (one.id === saved.id ? saved : one)),
            },
          }
        : known,
    );
    void queries.invalidateQueries({ queryKey: NEXT });
  });
  const own = section.fields.map((field) => (mayFillField(section, field, 'patient') && answers[field.id]) || '');
  const place = all.findIndex(({ id }) => id === section.id);
  const [before, after] = [all[place - 1], all[place + 1]];
  const to = (one: SectionShown | undefined) => `/portal/prepare/${courseId}${one ? `/${one.id}` : ''}`;
  return (
    <>
      <p className={styles.place}>{say('part', { number: place + 1, count: all.length })}</p>
      <p className={styles.lead}>{section.help}</p>
      <div className={styles.offline}>
        <OfflineBanner works={say('goOnWriting')} />
      </div>
      <SectionFields section={section} filler="patient" saver={saver} answers={answers} saving={saving} />
      <SpokenHelpAtWords written={own.join('\n')} />
      <SavedLine saving={saving} />
      <nav className={styles.steps} aria-label={say('parts')}>
        <Button component={Link} href={to(after)} size="lg" className={styles.step}>
          {after ? say('next', { title: after.title }) : say('done')}
        </Button>
        {before && (
          <Button component={Link} href={to(before)} size="lg" variant="default" className={styles.step}>
            {say('back', { title: before.title })}
          </Button>
        )}
        <Link href={to(undefined)} className={styles.back}>
          {say('stop')}
        </Link>
      </nav>
    </>
  );
}
