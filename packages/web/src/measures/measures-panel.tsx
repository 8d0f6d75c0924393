/** A patient's measures on the clinic's page: what is asked and until when, what was answered and what it came to. */
import { MOMENT_WORDS, mayEver } from '@holdspace/care';
import { Button, NativeSelect } from '@mantine/core';
import { Fragment, useState } from 'react';
import { Link } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { CopyText } from '../people/copy-text.tsx';
import { sayDayAndTime, sayTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { type Meaning, StatusBadge } from '../ui/status-badge.tsx';
import styles from './measures.module.css';
import {
  askFor,
  kioskCodeFor,
  type RequestsShown,
  sendTo,
  useMeasureAct,
  useMeasureRequests,
  useMeasureResponses,
} from './queries.ts';
import { ScoresOf } from './scores-of.tsx';
import type { RequestShown, ResponseShown } from './shapes.ts';

interface SessionOfPatient {
  readonly id: string;
  readonly says: string;
}
interface PanelProps {
  readonly patientId: string;
  readonly seesRecord: boolean;
  readonly sessions: readonly SessionOfPatient[];
}

const STANDINGS: Readonly<Record<RequestShown['standing'], readonly [Meaning, string]>> = {
  upcoming: ['neutral', 'not open yet'],
  open: ['accent', 'open'],
  overdue: ['caution', 'overdue'],
  answered: ['good', 'answered'],
  closed: ['neutral', 'not answered'],
  withdrawn: ['neutral', 'not asked any more'],
};
const WAYS: Readonly<Record<ResponseShown['way'], string>> = {
  link: 'by link',
  portal: 'on their own pages',
  kiosk: 'on the clinic’s tablet',
  staff: 'by a clinician',
  import: 'brought from elsewhere',
};

export default function MeasuresPanel({ patientId, seesRecord, sessions }: PanelProps) {
  const asked = useMeasureRequests(patientId);
  const answered = useMeasureResponses(patientId, seesRecord);
  return (
    <Panel title="Measures" actions={<Link href="/measures">The clinic’s measures</Link>}>
      {asked.isPending && <LoadingState says="Loading the measures" />}
      {asked.isError && !asked.data && (
        <FailedState what="The measures" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.data && (
        <div className={styles.panel}>
          <Asked patientId={patientId} shown={asked.data} />
          <AskFor patientId={patientId} offers={asked.data.offers} sessions={sessions} />
          {answered.data && <Answered responses={answered.data.responses} />}
          {answered.isError && (
            <FailedState what="The answers" error={answered.error} retry={() => void answered.refetch()} />
          )}
          {asked.data.notAsked.length > 0 && (
            <details>
              <summary>Not asked, though the protocol says so ({asked.data.notAsked.length})</summary>
              <ul>
                {asked.data.notAsked.map(({ measure, says }) => (
                  <li key={measure}>{says}</li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </Panel>
  );
}

function Asked({ patientId, shown }: { readonly patientId: string; readonly shown: RequestsShown }) {
  const zone = useZone();
  const requests = shown.requests.filter(({ standing }) => standing !== 'answered' && standing !== 'withdrawn');
  if (requests.length === 0) return <p>Nothing is asked of this patient now.</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="hs-visually-hidden">What is asked</caption>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">When</th>
            <th scope="col">Until</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {requests.map((one) => (
            <Fragment key={one.id}>
              <tr>
                <th scope="row">{one.title}</th>
                <td>{MOMENT_WORDS[one.moment]}</td>
                <td className="hs-numbers">{sayDayAndTime(one.dueAt, zone)}</td>
                <td>
                  <StatusBadge meaning={STANDINGS[one.standing][0]}>{STANDINGS[one.standing][1]}</StatusBadge>
                  {one.sentAt && <div>sent {sayDayAndTime(one.sentAt, zone)}</div>}
                  {one.begunAt && <div>begun {sayDayAndTime(one.begunAt, zone)}</div>}
                </td>
              </tr>
              {(one.standing === 'open' || one.standing === 'overdue') && (
                <tr>
                  {/* A row of its own: on a telephone a fifth column would lie beyond the edge. */}
                  <td colSpan={4}>
                    <Acts patientId={patientId} request={one} hasEmail={shown.hasEmail} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Acts({
  patientId,
  request,
  hasEmail,
}: {
  readonly patientId: string;
  readonly request: RequestShown;
  readonly hasEmail: boolean;
}) {
  const zone = useZone();
  const { practitioner } = useMe();
  const mayFill = mayEver('fill in a measure', practitioner.roles);
  const mail = useMeasureAct(patientId, () => sendTo(request.id, 'email'));
  const hand = useMeasureAct(patientId, () => sendTo(request.id, 'hand'));
  const kiosk = useMeasureAct(patientId, () => kioskCodeFor(request.id));
  const name = <span className="hs-visually-hidden"> {request.title}</span>;
  return (
    <>
      <div className={styles.acts}>
        {request.answeredBy === 'patient' && (
          <>
            {hasEmail && (
              <Button size="xs" variant="default" loading={mail.isPending} onClick={() => mail.mutate(undefined)}>
                Send a link{name}
              </Button>
            )}
            <Button size="xs" variant="default" loading={hand.isPending} onClick={() => hand.mutate(undefined)}>
              Hand over a link{name}
            </Button>
            <Button size="xs" variant="default" loading={kiosk.isPending} onClick={() => kiosk.mutate(undefined)}>
              Code for the tablet{name}
            </Button>
          </>
        )}
        {mayFill && (
          <Button size="xs" variant="default" component={Link} href={`/measures/${request.id}`}>
            {request.answeredBy === 'patient' ? 'Ask aloud' : 'Fill in'}
            {name}
          </Button>
        )}
      </div>
      <ProblemAlert error={mail.error ?? hand.error ?? kiosk.error} />
      <div role="status">
        {mail.data && <p>Sent. The link is good until {sayDayAndTime(mail.data.expiresAt, zone)}.</p>}
        {hand.data?.link && (
          <div className={styles.given}>
            <p>
              For this patient alone, until {sayDayAndTime(hand.data.expiresAt, zone)}. It works until it is answered.
            </p>
            <CopyText label="One-time link" text={hand.data.link} />
          </div>
        )}
        {kiosk.data && (
          <div className={styles.given}>
            <p className={styles.kiosk}>
              {kiosk.data.code.slice(0, 4)} {kiosk.data.code.slice(4)}
            </p>
            <p>
              Typed on the tablet at {kiosk.data.at}, once, before {sayTime(kiosk.data.expiresAt, zone)}.
            </p>
          </div>
        )}
      </div>
    </>
  );
}

function AskFor({
  patientId,
  offers,
  sessions,
}: {
  readonly patientId: string;
  readonly offers: RequestsShown['offers'];
  readonly sessions: readonly SessionOfPatient[];
}) {
  const [instrument, choose] = useState(offers[0]?.id ?? '');
  const [sessionId, chooseSession] = useState('');
  const ask = useMeasureAct(patientId, () => askFor(patientId, { instrument, ...(sessionId && { sessionId }) }));
  const chosen = offers.find(({ id }) => id === instrument);
  return (
    <form
      className={styles.ask}
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate(undefined);
      }}
    >
      <NativeSelect
        label="Ask for a measure"
        value={instrument}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={offers.map(({ id, title, by }) => ({
          value: id,
          label: by === 'clinician' ? `${title} (a clinician fills it in)` : title,
        }))}
      />
      {sessions.length > 0 && (
        <NativeSelect
          label="Of which session"
          value={sessionId}
          onChange={({ currentTarget }) => chooseSession(currentTarget.value)}
          data={[{ value: '', label: 'None' }, ...sessions.map(({ id, says }) => ({ value: id, label: says }))]}
        />
      )}
      <Button type="submit" variant="default" loading={ask.isPending} disabled={chosen?.not !== undefined}>
        Ask
      </Button>
      {chosen?.not && <p role="status">{chosen.not}</p>}
      <ProblemAlert error={ask.error} />
    </form>
  );
}

function Answered({ responses }: { readonly responses: readonly ResponseShown[] }) {
  const zone = useZone();
  if (responses.length === 0) return <p>Nothing was answered yet.</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="hs-visually-hidden">What was answered</caption>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">Answered</th>
            <th scope="col">Scores</th>
          </tr>
        </thead>
        <tbody>
          {responses.toReversed().map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.title}</th>
              <td>
                <span className="hs-numbers">{sayDayAndTime(one.answeredAt, zone)}</span>
                <div>
                  {MOMENT_WORDS[one.moment]}, {WAYS[one.way]}
                  {one.way === 'staff' && one.by && ` (${one.by.name})`}
                </div>
                {one.crisis && <StatusBadge meaning="danger">acted at once; on-call was paged</StatusBadge>}
              </td>
              <td>
                <ScoresOf response={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
