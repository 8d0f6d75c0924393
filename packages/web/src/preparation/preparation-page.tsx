/** A course's preparation for the clinic: what the patient said, what stands now, who said what when, and the settings. */
import { mayEver } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useMe } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { NotForYou } from '../patient/not-for-you.tsx';
import { Page } from '../ui/page.tsx';
import { Sign } from '../ui/sign.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { ClinicSection } from './clinic-section.tsx';
import styles from './preparation.module.css';
import { useCoursePreparation } from './queries.ts';
import { SettingPlans } from './setting-plans.tsx';
import { CLINIC, unsentOf } from './use-section.ts';

export default function PreparationPage({ courseId }: { courseId: string }) {
  const { practitioner } = useMe();
  const shown = useCoursePreparation(courseId);
  const unsent = useQuery({
    queryKey: ['unsent-preparation', courseId],
    queryFn: () => unsentOf(CLINIC, courseId),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (shown.isPending || unsent.isPending) return <LoadingState says="Loading the preparation" />;
  if (!shown.data)
    return (
      <Page title="Preparation" ownHeading>
        {shown.error instanceof Problem && shown.error.status === 403 ? (
          <NotForYou what="clinical record" problem={shown.error} />
        ) : (
          <FailedState what="This preparation" error={shown.error} retry={() => void shown.refetch()} />
        )}
      </Page>
    );
  const { preparation, sessions } = shown.data;
  const { patient, course, sections, progress, zone } = preparation;
  const mayWrite = mayEver('prepare a patient', practitioner.roles);
  const done = sections.filter(({ isDone }) => isDone).length;
  return (
    <Page
      title="Preparation"
      before={<Link href={`/patients/${patient.id}`}>{patient.name}</Link>}
      lead={
        <>
          {course.label}. {done} of {sections.length} parts are complete; the patient has answered{' '}
          {progress.patient.done} of their {progress.patient.of}.
        </>
      }
    >
      {sections.length === 0 && (
        <EmptyState title="Nothing is prepared in this course">
          Its protocol has no preparation visits, so it asks nothing here.
        </EmptyState>
      )}
      {sections.length > 0 && (
        <nav aria-label="Parts of the preparation">
          <ul className={styles.contents}>
            {sections.map((section) => (
              <li key={section.id}>
                <a href={`#${section.id}`}>
                  {section.isDone && <Sign name="check" size={14} />}
                  {section.title}
                  <span className="hs-visually-hidden">{section.isDone ? ', complete' : ', not complete'}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {sections.map((section) => (
        <ClinicSection
          key={section.id}
          courseId={courseId}
          section={section}
          patientName={patient.name}
          zone={zone}
          mayWrite={mayWrite}
          unsent={unsent.data?.find((one) => one.section === section.id)}
        />
      ))}
      <SettingPlans courseId={courseId} sessions={sessions} zone={zone} mayWrite={mayWrite} />
    </Page>
  );
}
