/** The session room: everything that a nurse, a guide and a prescriber need while a patient is treated, on one screen. */
import type { Practitioner, Protocol, Session, SessionStatus } from '@holdspace/care';
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useMe } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Problem } from '../api/problem.ts';
import { isScreenLocked } from '../sign-in/screen.ts';
import { Page } from '../ui/page.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { browserLine, deviceName, serverAhead } from './browser-line.ts';
import { EmergencyStanding } from './emergency-standing.tsx';
import { EmergencyStop } from './emergency-stop.tsx';
import { Head } from './head.tsx';
import {
  ActForm,
  Arrival,
  Ended,
  EventList,
  fetchLater,
  Gates,
  Journey,
  Leaving,
  MoreActs,
  Music,
  NotesAside,
  NotForYou,
  NotTaken,
  NurseCalled,
  People,
  PresenceLapsed,
  QuietPage,
  ScalesDue,
  StandingGlass,
  TouchWithdrawn,
  usePlacesWhole,
} from './later.ts';
import { useRoomLight } from './light.ts';
import { Medicine } from './medicine.tsx';
import type { Act } from './more-acts.tsx';
import { browserOutbox } from './outbox.ts';
import parts from './parts.module.css';
import { PhaseLine } from './phase-line.tsx';
import styles from './room.module.css';
import { SessionClient } from './session-client.ts';
import { CallStanding } from './standing.tsx';
import { RoomProvider, useClient, useProtocol, useSession } from './use-session.tsx';
import { VitalsChart } from './vitals-chart.tsx';
import { VitalsEntry } from './vitals-entry.tsx';

const outbox = browserOutbox();

/** The session's client for as long as the room is open; the server's clock is learned beside. */
function useSessionClient(sessionId: string, author: Practitioner) {
  const ahead = useRef(0);
  const [offset, setOffset] = useState(0);
  const [client] = useState(
    () =>
      new SessionClient({
        sessionId,
        author: { id: author.id, name: author.name, roles: author.roles },
        get device() {
          return deviceName(isScreenLocked());
        },
        line: browserLine,
        outbox,
        now: () => Date.now() + ahead.current,
        newId,
      }),
  );
  useEffect(() => {
    let gone = false;
    void serverAhead().then((milliseconds) => {
      if (gone) return;
      ahead.current = milliseconds;
      setOffset(milliseconds);
    });
    const stop = client.start();
    const hurry = () => client.hurry();
    window.addEventListener('online', hurry);
    return () => {
      gone = true;
      window.removeEventListener('online', hurry);
      stop();
    };
  }, [client]);
  return { client, ahead: offset };
}

export default function Room({ sessionId }: { sessionId: string }) {
  const { practitioner } = useMe();
  const { client, ahead } = useSessionClient(sessionId, practitioner);
  const loaded = useSyncExternalStore(client.subscribe, () => client.read().loaded);
  const failure = useSyncExternalStore(client.subscribe, () => client.read().failure);
  const { isDim, setDim } = useRoomLight();
  useEffect(fetchLater, []);
  if (!loaded)
    return failure instanceof Problem && failure.status === 403 ? (
      <Page title="Session" ownHeading>
        <NotForYou what="session" problem={failure} />
      </Page>
    ) : failure ? (
      <FailedState what="The session" error={failure} retry={() => client.hurry()} />
    ) : (
      <LoadingState says="Opening the session" />
    );
  return (
    <RoomProvider client={client} loaded={loaded} ahead={ahead}>
      <Head isDim={isDim} onDim={setDim} />
      <StandingGlass patientId={loaded.session.patientId} inRoom />
      <InRoom />
    </RoomProvider>
  );
}

/** What is being done in front of everything else. */
type Doing = { readonly what: 'vitals' } | { readonly what: 'more' } | { readonly what: 'act'; readonly act: Act };

/** Where the session stands, as far as the order of things on the screen goes. */
function stageOf(session: Session): 'before' | 'during' | 'over' {
  if (session.status !== 'open' && session.status !== 'planned') return 'over';
  return session.doses.length + session.infusions.length > 0 ? 'during' : 'before';
}

function InRoom() {
  const [doing, setDoing] = useState<Doing>();
  const [said, setSaid] = useState('');
  const [peopleOpen, setPeopleOpen] = useState(false);
  const [tab, setTab] = useState<Tab>('now');
  const stage = useSession(stageOf);
  const status = useSession((session) => session.status);
  const done = (says?: string) => {
    setDoing(undefined);
    if (says) setSaid(says);
  };
  const vitals = () => setDoing({ what: 'vitals' });
  const isWhole = usePlacesWhole();
  return (
    <>
      <EmergencyStanding onAdverseEvent={() => setDoing({ what: 'act', act: 'adverse_event' })} />
      <div className={styles.standing}>
        <CallStanding />
        <PresenceLapsed />
        <NurseCalled />
        <TouchWithdrawn />
      </div>
      <PhaseLine />
      <NotTaken />
      <div className="hs-visually-hidden" role="status">
        {said}
      </div>
      {doing && (
        <div className={`${parts.panel} ${styles.doing}`}>
          {doing.what === 'vitals' && <VitalsEntry onDone={done} />}
          {doing.what === 'more' && <More onDone={done} onAct={(act) => setDoing({ what: 'act', act })} />}
          {doing.what === 'act' && <ActForm act={doing.act} onDone={done} />}
        </div>
      )}
      <Tabs tab={tab} onTab={setTab} />
      {!isWhole && (
        <div className={styles.opening}>
          <LoadingState says="Opening the session" />
        </div>
      )}
      <div className={styles.places} data-stage={stage} data-tab={tab} data-whole={isWhole}>
        <div className={styles.hand}>
          <Place of="now">
            <NowPlace status={status} stage={stage} onSaid={setSaid} />
          </Place>
          {stage === 'during' && (
            <Place of="leave">
              <Leaving onVitals={vitals} />
            </Place>
          )}
        </div>
        <Place of="chart">
          <VitalsChart />
        </Place>
        <Place of="ready">
          <Gates
            onVitals={vitals}
            onPeople={() => {
              setPeopleOpen(true);
            }}
          />
          <People isOpen={peopleOpen} onOpen={setPeopleOpen} />
          <NotesBeside stage={stage} onSaid={setSaid} />
        </Place>
        <Place of="log">
          <EventList />
        </Place>
      </div>
      <div className={styles.bar}>
        {status !== 'planned' && (
          <button
            type="button"
            className={`${parts.primary} ${styles.vitals}`}
            aria-expanded={doing?.what === 'vitals'}
            onClick={vitals}
          >
            Vital signs
          </button>
        )}
        <button
          type="button"
          className={parts.button}
          aria-expanded={doing !== undefined && doing.what !== 'vitals'}
          onClick={() => setDoing(doing?.what === 'more' ? undefined : { what: 'more' })}
        >
          More
        </button>
        <EmergencyStop />
      </div>
    </>
  );
}

const TABS = [
  { tab: 'now', name: 'Now' },
  { tab: 'chart', name: 'Chart' },
  { tab: 'ready', name: 'Ready' },
  { tab: 'log', name: 'Log' },
] as const;
type Tab = (typeof TABS)[number]['tab'];

/** On a phone one place at a time; on anything larger all are there at once and these buttons are not. */
function Tabs({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
  return (
    <nav className={styles.tabs} aria-label="Parts of the room">
      {TABS.map((one) => (
        <button
          key={one.tab}
          type="button"
          className={styles.tab}
          aria-pressed={tab === one.tab}
          onClick={() => onTab(one.tab)}
        >
          {one.name}
        </button>
      ))}
    </nav>
  );
}

const Place = ({ of, children }: { of: Tab | 'leave'; children: ReactNode }) => (
  <div className={`${styles.place} ${styles[of]}`}>{children}</div>
);

interface NowProps {
  readonly status: SessionStatus;
  readonly stage: ReturnType<typeof stageOf>;
  readonly onSaid: (says: string) => void;
}

/** Whether the patient is meant to travel inward, as the protocol's phases say. */
const hasJourney = (protocol: Protocol): boolean => protocol.phases.some((phase) => phase.kind === 'journey');

/** Whether music belongs to the setting. */
const hasMusic = ({ setting }: Protocol): boolean => setting.some(({ element }) => element === 'music');

function NowPlace({ status, stage, onSaid }: NowProps) {
  const protocol = useProtocol();
  if (status === 'planned')
    return (
      <>
        <Arrival />
        <QuietPage />
      </>
    );
  return (
    <>
      {status !== 'open' && <Ended status={status} />}
      {hasJourney(protocol) && <Journey onSaid={onSaid} hasBegun={stage === 'during'} />}
      {hasMusic(protocol) && status === 'open' && <Music />}
      <Medicine />
      {stage === 'during' && <ScalesDue />}
      <QuietPage />
    </>
  );
}

/** Where no journey gives them their own place, notes are one step away. */
function NotesBeside({ stage, onSaid }: Pick<NowProps, 'stage' | 'onSaid'>) {
  const protocol = useProtocol();
  const status = useSession((session) => session.status);
  if (status === 'planned' || (hasJourney(protocol) && stage === 'during')) return null;
  return <NotesAside onSaid={onSaid} />;
}

function More({ onDone, onAct }: { onDone: () => void; onAct: (act: Act) => void }) {
  const client = useClient();
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.querySelector('button')?.focus(), []);
  return (
    <section aria-label="More" className={parts.stack}>
      <div className={parts.row} ref={first}>
        <MoreActs onAct={onAct} />
        <button type="button" className={parts.quiet} onClick={() => onDone()}>
          Close
        </button>
      </div>
      <p className={parts.hint}>Signed in as {client.author.name}. Everything recorded here is under this name.</p>
    </section>
  );
}
