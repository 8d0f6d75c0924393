/** A course's consents for staff: what is needed and where it stands, how it was read, who saw it, and what is asked besides. */
import { CONSENT_PURPOSE_WORDS, type ConsentStanding, mayEver } from '@holdspace/care';
import { Link } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { NotForYou } from '../patient/not-for-you.tsx';
import type { ConsentShown } from '../portal/consents/shapes.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { AskFor } from './ask-for.tsx';
import styles from './consents.module.css';
import { useCourseConsents } from './queries.ts';
import { WithdrawnByWord } from './withdrawn-by-word.tsx';
import { Witness } from './witness.tsx';

export default function CourseConsents({ courseId }: { courseId: string }) {
  const { practitioner } = useMe();
  const shown = useCourseConsents(courseId);
  if (shown.isPending) return <LoadingState says="Loading the consents" />;
  if (!shown.data)
    return (
      <Page title="Consents" ownHeading>
        {shown.error instanceof Problem && shown.error.status === 403 ? (
          <NotForYou what="clinical record" problem={shown.error} />
        ) : (
          <FailedState what="These consents" error={shown.error} retry={() => void shown.refetch()} />
        )}
      </Page>
    );
  const { patient, course, consents, lawyer } = shown.data;
  const mayKeep = mayEver('keep consents', practitioner.roles);
  const missing = consents.filter(({ need, standing }) => need === 'before_dose' && standing.kind !== 'signed');
  return (
    <Page
      title="Consents"
      before={<Link href={`/patients/${patient.id}`}>{patient.name}</Link>}
      lead={
        <>
          {course.protocol}.{' '}
          {missing.length === 0
            ? 'Everything that a dose waits for is signed.'
            : `Before a dose ${missing.length === 1 ? 'one consent is' : `${missing.length} consents are`} missing.`}
        </>
      }
    >
      <p className={styles.lawyer}>
        <strong>For your lawyer to check.</strong> {lawyer}{' '}
        <Link href="/consent-documents">The clinic’s documents</Link>
      </p>
      <ul className={styles.list}>
        {consents.map((consent) => (
          <li key={consent.document}>
            <OneConsent consent={consent} courseId={courseId} mayKeep={mayKeep} />
          </li>
        ))}
      </ul>
      {mayKeep && <AskFor courseId={courseId} shown={shown.data} />}
    </Page>
  );
}

const STANDINGS: Readonly<Record<ConsentStanding['kind'], string>> = {
  never_signed: 'never signed',
  signed: 'signed',
  awaits_witness: 'waits for a witness',
  newer_version: 'a newer version to sign',
  withdrawn: 'withdrawn',
};
const MEANINGS = {
  never_signed: 'caution',
  signed: 'good',
  awaits_witness: 'caution',
  newer_version: 'caution',
  withdrawn: 'danger',
} as const;
const WHY = {
  protocol: 'The protocol asks for it before a dose.',
  off_label: 'The protocol is off-label use.',
  touch: 'The protocol asks about touch. The day’s own asking stays in the session room.',
  in_a_group: 'The patient is in a group.',
  outside_member: 'Somebody outside may see something of this patient.',
  asked: 'The clinic asks for it.',
} as const;

interface OneConsentProps {
  readonly consent: ConsentShown;
  readonly courseId: string;
  readonly mayKeep: boolean;
}

function OneConsent({ consent, courseId, mayKeep }: OneConsentProps) {
  const zone = useZone();
  const { purpose, title, version, need, why, standing, signatures, questions } = consent;
  const last = signatures.at(-1);
  const isReading = questions.some(({ isRight, wrong }) => isRight || wrong > 0) && standing.kind !== 'signed';
  return (
    <Panel
      title={title.en}
      actions={<StatusBadge meaning={MEANINGS[standing.kind]}>{STANDINGS[standing.kind]}</StatusBadge>}
    >
      <p className={styles.says}>
        {CONSENT_PURPOSE_WORDS[purpose]}, version {version}.{' '}
        {why ? WHY[why] : 'Signed before; not asked in this course any more.'}
        {need === 'before_dose' && ' No dose without it.'}
      </p>
      {isReading && (
        <p className={styles.says}>
          Being read: {questions.filter(({ isRight }) => isRight).length} of {questions.length} questions answered
          {questions.some(({ wrong }) => wrong > 0) &&
            `, with ${questions.reduce((sum, { wrong }) => sum + wrong, 0)} wrong answers on the way`}
          .
        </p>
      )}
      {signatures.length > 0 && (
        <ul className={styles.signatures}>
          {signatures.map(({ id, version, language, isDrawn, signedAt, witness, withdrawal }) => (
            <li key={id}>
              Version {version}, signed {sayDayAndTime(signedAt, zone)} in {language === 'es' ? 'Spanish' : 'English'},{' '}
              {isDrawn ? 'name and drawing' : 'typed name alone'}
              {witness && `; seen by ${witness.name}, ${sayDayAndTime(witness.at, zone)}`}
              {withdrawal &&
                `; withdrawn ${sayDayAndTime(withdrawal.at, zone)}${withdrawal.recordedBy ? `, recorded by ${withdrawal.recordedBy}` : ' by the patient'}`}
              .{' '}
              <a href={`/api/courses/${courseId}/consents/${id}/copy.pdf`} target="_blank" rel="noreferrer">
                Copy (PDF)<span className="hs-visually-hidden"> of {title.en}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {mayKeep && last && standing.kind === 'awaits_witness' && (
        <Witness courseId={courseId} signature={last.id} title={title.en} />
      )}
      {mayKeep && last && !last.withdrawal && (
        <WithdrawnByWord courseId={courseId} signature={last.id} title={title.en} />
      )}
    </Panel>
  );
}
