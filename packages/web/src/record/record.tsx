/** The record of a session, on the screen and on paper: the chart that a clinician reads and signs. */
import {
  type Command,
  commandSchema,
  fold,
  needsMonitoringForm,
  type Protocol,
  type RecordRow,
  recordOf,
  type SessionEvent,
  type SessionRecord,
  vitalSignsChart,
} from '@holdspace/care';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Problem } from '../api/problem.ts';
import { StandingGlass } from '../break-glass/standing-glass.tsx';
import { NotForYou } from '../patient/not-for-you.tsx';
import { deviceName } from '../room/browser-line.ts';
import type { Signature } from '../room/outbox.ts';
import { SignHere } from '../room/sign-here.tsx';
import { headersOf } from '../room/signature-header.ts';
import { LabelChip } from '../ui/label-chip.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './record.module.css';
import { Part2OnRecord, TakingOut } from './taking-out.tsx';

interface SessionShown {
  readonly session: { readonly patientId: string };
  readonly protocol: Protocol;
}
const STATUS = {
  planned: 'Planned',
  open: 'Not ended yet',
  discharged: 'Discharged',
  departed: 'Left without discharge',
  cancelled: 'Cancelled',
} as const;

/** The record is folded here from the same events and by the same code as on the server. */
function useRecord(sessionId: string) {
  return useQuery({
    queryKey: ['record', sessionId],
    queryFn: async () => {
      const [{ session, protocol }, { events }] = await Promise.all([
        api.get<SessionShown>(`/api/sessions/${sessionId}`),
        api.get<{ events: readonly SessionEvent[] }>(`/api/sessions/${sessionId}/events`),
      ]);
      const state = fold(events);
      const until = state.endedAt ?? events.at(-1)?.at;
      return {
        patientId: session.patientId,
        record: recordOf(protocol, events),
        asksForForm: needsMonitoringForm(protocol),
        chart: until ? vitalSignsChart(protocol, state, until) : '',
      };
    },
  });
}

export default function Record({ sessionId }: { sessionId: string }) {
  const shown = useRecord(sessionId);
  if (shown.isPending)
    return (
      <Page title="Record" ownHeading>
        <LoadingState says="Loading the record" />
      </Page>
    );
  if (shown.isError)
    return (
      <Page title="Record" ownHeading>
        {shown.error instanceof Problem && shown.error.status === 403 ? (
          <NotForYou what="session" problem={shown.error} />
        ) : (
          <FailedState what="The record" error={shown.error} retry={() => void shown.refetch()} />
        )}
      </Page>
    );
  return <Chart sessionId={sessionId} {...shown.data} />;
}

interface ChartProps {
  readonly sessionId: string;
  readonly patientId: string;
  readonly record: SessionRecord;
  /** Whether the session asks for the REMS's monitoring form. */
  readonly asksForForm: boolean;
  readonly chart: string;
}

function Chart({ sessionId, patientId, record, asksForForm, chart }: ChartProps) {
  const { patient } = record;
  return (
    <Page
      title={`Record of ${patient.name}`}
      before={<Link href={`/sessions/${sessionId}`}>Session room</Link>}
      actions={<Actions sessionId={sessionId} record={record} asksForForm={asksForForm} />}
      wide
    >
      <StandingGlass patientId={patientId} />
      <Part2OnRecord sessionId={sessionId} />
      <article className={styles.paper} aria-label={`Chart of ${patient.name}`}>
        <header className={styles.head}>
          <div>
            <h2 className={styles.title}>{record.title}</h2>
            <p className={styles.quiet}>
              {record.protocol}, {record.room}, arrived {record.arrived}
            </p>
            <p className={styles.quiet}>Times: {record.zone}</p>
          </div>
          <div className={styles.side}>
            <LabelChip label={record.label} />
            <StatusBadge meaning={record.status === 'departed' ? 'danger' : 'neutral'}>
              {STATUS[record.status]}
            </StatusBadge>
          </div>
        </header>
        <p className={styles.patient}>
          <strong>{patient.name}</strong>
          <span>born {patient.dateOfBirth}</span>
          <span>record {patient.recordNumber}</span>
        </p>
        <dl className={styles.figures}>
          {record.figures.map((figure) => (
            <div key={`${figure.name} ${figure.value}`}>
              <dt>{figure.name}</dt>
              <dd>{figure.value}</dd>
            </div>
          ))}
        </dl>
        {chart && (
          // The picture is drawn by the core from readings, with every text escaped; see vitalSignsChart.
          // biome-ignore lint/security/noDangerouslySetInnerHtml: an SVG of our own making, tested for escaping
          <div className={styles.chart} dangerouslySetInnerHTML={{ __html: chart }} />
        )}
        {record.sections.map((section) => (
          <section key={section.id} className={styles.section}>
            <h3>{section.title}</h3>
            <ul className={styles.rows}>
              {section.rows.map((row, index) => (
                // Rows of a record are never reordered, and two may read the same.
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                <Row key={index} row={row} />
              ))}
            </ul>
          </section>
        ))}
        <VitalSigns record={record} />
        <section className={styles.section}>
          <h3>Signatures</h3>
          {record.signatures.length === 0 && <p className={styles.quiet}>Not signed yet.</p>}
          <ul className={styles.rows}>
            {record.signatures.map((one) => (
              <li key={`${one.meaning} ${one.name} ${one.time}`} className={styles.row}>
                <span />
                <span>
                  <strong>{one.meaning}</strong> {one.name} ({one.roles})
                </span>
                <span className={styles.by}>{one.time}</span>
              </li>
            ))}
          </ul>
          <p className={styles.foot}>
            Made from {record.events} entries{record.lastHash ? `; the last entry’s SHA-256 is ${record.lastHash}` : ''}
            .
          </p>
        </section>
      </article>
    </Page>
  );
}

function Row({ row }: { row: RecordRow }) {
  return (
    <li className={styles.row} data-loud={row.isLoud || undefined}>
      <time className={styles.time}>{row.time}</time>
      <span>
        {row.isLoud && <strong aria-hidden>! </strong>}
        {row.label && <strong>{row.label} </strong>}
        {row.isStruck ? <s>{row.value}</s> : row.value}
      </span>
      <span className={styles.by}>{row.by}</span>
    </li>
  );
}

function VitalSigns({ record }: { record: SessionRecord }) {
  if (record.vitalSigns.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>Vital signs</h3>
      {/* Scrolls by keyboard on a phone, where seven columns do not fit. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className={styles.scroll} aria-label="Table of vital signs" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {['Time', 'Blood pressure', 'Heart rate', 'SpO2', 'Breaths', 'Other', 'By'].map((name) => (
                <th key={name} scope="col" className={name === 'By' ? styles.by : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {record.vitalSigns.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              <tr key={index}>
                <td>{row.time}</td>
                <td>{row.systolic && `${row.systolic}/${row.diastolic} mmHg`}</td>
                <td>{row.heartRate && `${row.heartRate} /min`}</td>
                <td>{row.oxygenSaturation && `${row.oxygenSaturation} %`}</td>
                <td>{row.respiratoryRate && `${row.respiratoryRate} /min`}</td>
                <td>{row.other}</td>
                <td className={styles.by}>{row.by}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

const SIGNERS = ['medical_director', 'prescriber', 'anesthesia', 'nurse', 'therapist', 'guide'] as const;

function Actions({ sessionId, record, asksForForm }: Pick<ChartProps, 'sessionId' | 'record' | 'asksForForm'>) {
  const { practitioner } = useMe();
  const queries = useQueryClient();
  const [unsigned, setUnsigned] = useState<Command>();
  const sign = useMutation({
    mutationFn: ({ command, signature }: { command: Command; signature?: Signature }) =>
      api.post(`/api/sessions/${sessionId}/commands`, command, headersOf(signature ? { signature } : {})),
    onSuccess: () => {
      setUnsigned(undefined);
      return queries.invalidateQueries({ queryKey: ['record', sessionId] });
    },
    onError: (error, { command }) => {
      // A device that several people use: this one act is signed for itself.
      if (error instanceof Problem && error.kind === 'signature-needed') setUnsigned(command);
    },
  });
  const signAs = (meaning: 'author' | 'reviewer') =>
    sign.mutate({
      command: commandSchema.parse({
        id: newId(),
        type: 'SignRecord',
        at: new Date().toISOString(),
        device: deviceName(false),
        meaning,
      }),
    });
  const hasEnded = record.status !== 'planned' && record.status !== 'open';
  const maySign = hasEnded && practitioner.roles.some((role) => SIGNERS.some((signer) => signer === role));
  const hasSigned = (meaning: string) =>
    record.signatures.some((one) => one.name === practitioner.name && one.meaning === meaning);
  return (
    <div className={styles.actions}>
      {sign.isError && !unsigned && <ProblemAlert error={sign.error} />}
      {unsigned && (
        <SignHere
          sessionId={sessionId}
          command={unsigned}
          by="self"
          onSigned={(signature) => sign.mutate({ command: unsigned, signature })}
          onClose={() => setUnsigned(undefined)}
        />
      )}
      {maySign && !hasSigned('Author of the record') && (
        <Button onClick={() => signAs('author')} loading={sign.isPending}>
          Sign as author
        </Button>
      )}
      {maySign && !hasSigned('Reviewed') && (
        <Button variant="default" onClick={() => signAs('reviewer')} loading={sign.isPending}>
          Sign as reviewer
        </Button>
      )}
      {asksForForm && (
        <Button variant="default" component={Link} href={`/sessions/${sessionId}/monitoring-form`}>
          Monitoring form
        </Button>
      )}
      <TakingOut sessionId={sessionId} file="record" />
    </div>
  );
}
