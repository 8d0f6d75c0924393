/** A patient prepares at home, one part at a time: saved as they write, left and come back to as they like. */

import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Redirect } from 'wouter';
import { api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { SavedLine, SectionFields } from '../../preparation/section-fields.tsx';
import type { UnsentSection } from '../../preparation/section-saver.ts';
import type { PreparationShown, SectionShown } from '../../preparation/shapes.ts';
import { PATIENT, unsentOf, useSection } from '../../preparation/use-section.ts';
import { OfflineBanner } from '../../ui/offline-banner.tsx';
import { Sign } from '../../ui/sign.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/states.tsx';
import { NEXT } from '../portal.tsx';
import { ReaderPage } from '../reader-page.tsx';
import styles from './prepare.module.css';

/** What still works at home without a connection. */
const GO_ON = 'You can go on writing: it is kept on this device, and sent when there is a connection.';
const keyOf = (courseId: string) => ['my-preparation', courseId] as const;
interface Answered {
  readonly preparation: PreparationShown;
}

export default function Prepare({ courseId, sectionId }: { courseId: string; sectionId?: string | undefined }) {
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
      <ReaderPage title="Preparing">
        <LoadingState says="Loading your preparation" />
      </ReaderPage>
    );
  if (!shown.data)
    return (
      <ReaderPage title="Preparing">
        <FailedState what="Your preparation" error={shown.error} retry={() => void shown.refetch()} />
      </ReaderPage>
    );
  const { sections } = shown.data.preparation;
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
    <ReaderPage title="Preparing, at your own pace">
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
  const next = mine.find((section) => !isAnswered(section));
  const explained = sections.filter(
    ({ mayFill, answers }) => !mayFill.includes('patient') && Object.keys(answers).length > 0,
  );
  if (mine.length === 0)
    return (
      <EmptyState title="There is nothing to prepare here">
        Your clinic asks nothing of you beforehand in this course.
      </EmptyState>
    );
  return (
    <>
      <OfflineBanner works={GO_ON} />
      <p className={styles.lead}>
        A few questions, one at a time. Write as much or as little as you like: your therapist reads it and goes on with
        it together with you. What you write is saved as you write, and you can change it until the day.
      </p>
      {next ? (
        <Button component={Link} href={`/portal/prepare/${courseId}/${next.id}`} size="lg" className={styles.wide}>
          {mine.some(isAnswered) ? 'Go on' : 'Begin'}: {next.title}
        </Button>
      ) : (
        <p className={styles.done} role="status">
          <Sign name="check" /> You have answered everything. Thank you. You can read it again and change it here.
        </p>
      )}
      <ol className={styles.list}>
        {mine.map((section) => (
          <li key={section.id}>
            <Link href={`/portal/prepare/${courseId}/${section.id}`} className={styles.row}>
              <span>{section.title}</span>
              {isAnswered(section) ? (
                <span className={styles.answered}>
                  <Sign name="check" size={16} /> answered
                </span>
              ) : (
                <span className={styles.open}>open</span>
              )}
            </Link>
          </li>
        ))}
      </ol>
      {explained.map((section) => (
        <section key={section.id} className={styles.told}>
          <h2>{section.title}</h2>
          {section.fields.map(({ id }) => (
            <p key={id}>{section.answers[id]}</p>
          ))}
        </section>
      ))}
      <Link href="/portal" className={styles.back}>
        <Sign name="left" size={16} /> Your place
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
  const place = all.findIndex(({ id }) => id === section.id);
  const [before, after] = [all[place - 1], all[place + 1]];
  const to = (one: SectionShown | undefined) => `/portal/prepare/${courseId}${one ? `/${one.id}` : ''}`;
  return (
    <>
      <OfflineBanner works={GO_ON} />
      <p className={styles.place}>
        Part {place + 1} of {all.length}
      </p>
      <p className={styles.lead}>{section.help}</p>
      <SectionFields section={section} filler="patient" saver={saver} answers={answers} saving={saving} />
      <SavedLine saving={saving} />
      <nav className={styles.steps} aria-label="Parts">
        <Button component={Link} href={to(after)} size="lg" className={styles.step}>
          {after ? `Next: ${after.title}` : 'Done for now'}
        </Button>
        {before && (
          <Button component={Link} href={to(before)} size="lg" variant="default" className={styles.step}>
            Back: {before.title}
          </Button>
        )}
        <Link href={to(undefined)} className={styles.back}>
          Stop here; I will come back
        </Link>
      </nav>
    </>
  );
}
