/** A patient's page: who they are, their courses and visits, every session, and their documents. */
import { LANGUAGE_NAMES, mayDo, mayEver } from '@holdspace/care';
import { Button } from '@mantine/core';
import { lazy, useState } from 'react';
import { Link } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { StandingGlass } from '../break-glass/standing-glass.tsx';
import { OwnPage } from '../sharing/own-page.tsx';
import { Part2OnPatient } from '../sharing/part-2-notice.tsx';
import { SharingPanel } from '../sharing/sharing-panel.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { Catch } from '../ui/catch.tsx';
import { ageOn, dayOf, sayDay, sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Sign } from '../ui/sign.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { Whole } from '../ui/whole.tsx';
import { CareTeam } from './care-team.tsx';
import { Course } from './course.tsx';
import { Documents } from './documents.tsx';
import { MessagesPanel } from './messages-panel.tsx';
import { NewCourseForm } from './new-course.tsx';
import { NotForYou } from './not-for-you.tsx';
import styles from './patient.module.css';
import { PatientAccount } from './patient-account.tsx';
import { usePatient } from './queries.ts';
import { Schedule } from './schedule.tsx';
import { Sessions } from './sessions.tsx';

const FormsPanel = lazy(() => import('./forms-panel.tsx'));
const MeasuresPanel = lazy(() => import('../measures/measures-panel.tsx'));
const Medicines = lazy(() => import('../orders/medicines.tsx'));

export default function Patient({ patientId }: { patientId: string }) {
  const zone = useZone();
  const { practitioner } = useMe();
  const shown = usePatient(patientId);
  const mayBegin = mayEver('begin a course', practitioner.roles);
  const mayLetIn = mayEver('let a patient in', practitioner.roles);
  const seesNotes = mayEver('keep psychotherapy notes of one’s own', practitioner.roles);
  const asks = mayDo('ask for measures', { roles: practitioner.roles }).allowed;
  const [isAdding, add] = useState(false);
  if (shown.isPending)
    return (
      <Page title="Patient" ownHeading>
        <LoadingState says="Loading the patient" />
      </Page>
    );
  if (!shown.data) {
    if (shown.error instanceof Problem && shown.error.status === 404) return <NotFound />;
    if (shown.error instanceof Problem && shown.error.status === 403)
      return (
        <Page title="Patient" ownHeading>
          <NotForYou what="clinical record" problem={shown.error} patientId={patientId} />
        </Page>
      );
    return (
      <Page title="Patient" ownHeading>
        <FailedState what="The patient" error={shown.error} retry={() => void shown.refetch()} />
      </Page>
    );
  }
  const { patient, courses, sessions, documents, schedule, seesRecord } = shown.data;
  return (
    <Page
      title={patient.name}
      before={<Link href="/patients">Patients</Link>}
      lead={
        <dl className={styles.identity}>
          <div>
            <dt>Born</dt>
            <dd className="hs-numbers">
              {sayDay(patient.dateOfBirth)} ({ageOn(patient.dateOfBirth, dayOf(new Date(), zone))} years)
            </dd>
          </div>
          <div>
            <dt>Record number</dt>
            <dd className="hs-numbers">{patient.recordNumber}</dd>
          </div>
          {patient.telephone && (
            <div>
              <dt>Telephone</dt>
              <dd className="hs-numbers">{patient.telephone}</dd>
            </div>
          )}
          {patient.language && (
            <div>
              <dt>Is written to in</dt>
              <dd lang={patient.language}>{LANGUAGE_NAMES[patient.language]}</dd>
            </div>
          )}
          {patient.email && (
            <div>
              <dt>E-mail</dt>
              <dd>{patient.email}</dd>
            </div>
          )}
        </dl>
      }
      actions={
        <>
          {seesRecord && (
            <Button variant="default" component={Link} href={`/patients/${patient.id}/course`}>
              The course as a picture
            </Button>
          )}
          {(seesRecord || seesNotes) && (
            <Button
              variant="default"
              component={Link}
              href={`/patients/${patient.id}/notes`}
              leftSection={<Sign name="document" size={16} />}
            >
              Notes
            </Button>
          )}
          {mayBegin && !isAdding && (
            <Button variant="default" leftSection={<Sign name="plus" size={16} />} onClick={() => add(true)}>
              New course
            </Button>
          )}
        </>
      }
    >
      <Whole says="Loading the patient">
        <StandingGlass patientId={patient.id} />
        {seesRecord && <Part2OnPatient patientId={patient.id} />}
        {isAdding && <NewCourseForm patientId={patient.id} onLeave={() => add(false)} />}
        {!seesRecord && <NotForYou what="clinical record" patientId={patient.id} />}
        {!seesRecord && <Schedule patientId={patient.id} schedule={schedule} />}
        {schedule.length === 0 && !isAdding && (
          <EmptyState title="No course yet">A course is a series of visits under one protocol.</EmptyState>
        )}
        {courses.map((course) => (
          <Course key={course.id} course={course} patientId={patient.id} sessions={sessions} />
        ))}
        {seesRecord && (
          <Catch>
            <FormsPanel patientId={patient.id} />
          </Catch>
        )}
        {(asks || seesRecord) && (
          <Catch>
            <MeasuresPanel
              patientId={patient.id}
              seesRecord={seesRecord}
              sessions={sessions.map(({ id, scheduledFor: at }) => ({
                id,
                says: at ? sayDayAndTime(at, zone) : 'A planned session',
              }))}
            />
          </Catch>
        )}
        {seesRecord && (
          <Catch>
            <Medicines patientId={patient.id} />
          </Catch>
        )}
        {sessions.length > 0 && <Sessions sessions={sessions} />}
        {documents.length > 0 && <Documents documents={documents} />}
        <CareTeam patientId={patient.id} seesRecord={seesRecord} />
        {mayLetIn && <PatientAccount patientId={patient.id} />}
        {seesRecord ? (
          <>
            <MessagesPanel patientId={patient.id} patientName={patient.name} />
            <SharingPanel patientId={patient.id} patientName={patient.name} />
          </>
        ) : (
          <Panel title="Sharing">
            <OwnPage patientId={patient.id} />
          </Panel>
        )}
      </Whole>
    </Page>
  );
}
