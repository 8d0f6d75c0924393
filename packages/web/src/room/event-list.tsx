/** What has happened, newest first, each as a sentence; a wrong entry is struck out with a reason and stays readable. */
import { type Flag, type SessionEvent, sayEvent, sayFlag } from '@holdspace/care';
import { memo, useCallback, useDeferredValue, useState } from 'react';
import { sayTimeToSecond } from '../ui/moment.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './event-list.module.css';
import { InPlace, Part } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { Text } from './text-field.tsx';
import { useAsk, useProtocol, useRoomState, useSession, useSessionZone } from './use-session.tsx';

/** How many entries are drawn at first, and with each asking for more. */
const AT_ONCE = 12;

export function EventList() {
  // A frame after the rest of the room: a new reading is first seen on the chart, and the words of it follow.
  const log = useDeferredValue(useSession((session) => session.log));
  const [shown, setShown] = useState(AT_ONCE);
  const [striking, setStriking] = useState<number>();
  const strike = useCallback((seq: number | undefined) => setStriking(seq), []);
  const newest: SessionEvent[] = [];
  for (let index = log.length - 1; index >= 0 && newest.length < shown; index--) {
    const event = log[index];
    if (event) newest.push(event);
  }
  return (
    <Part title="What has happened">
      <ol className={styles.events} reversed>
        {newest.map((event) => (
          <Entry
            key={`${event.commandId} ${event.part}`}
            event={event}
            isStriking={striking === event.seq}
            onStrike={strike}
          />
        ))}
      </ol>
      {log.length > newest.length && (
        <button type="button" className={parts.quiet} onClick={() => setShown(shown + 8 * AT_ONCE)}>
          {log.length - newest.length} earlier entries
        </button>
      )}
    </Part>
  );
}

interface EntryProps {
  readonly event: SessionEvent;
  readonly isStriking: boolean;
  readonly onStrike: (seq: number | undefined) => void;
}

/** Drawn once and then left alone: a new entry does not draw those below it again. */
const Entry = memo(function Entry({ event, isStriking, onStrike }: EntryProps) {
  const protocol = useProtocol();
  const zone = useSessionZone();
  const says = sayEvent(event, protocol, zone);
  const isStruck = useSession((session) => session.struck.includes(event.seq));
  const isWaiting = useRoomState((state) => event.seq > state.confirmedSeq);
  const mayStrike = !isStruck && !isWaiting && event.type !== 'StruckOut' && event.type !== 'SessionPlanned';
  return (
    <li className={styles.event}>
      <time className={`${styles.time} hs-numbers`} dateTime={event.at}>
        {sayTimeToSecond(event.at, zone)}
      </time>
      <div className={styles.what}>
        {isStruck ? <del>{says}</del> : <span>{says}</span>}
        <div className={styles.by}>
          <span className="hs-numbers">{event.seq}</span> · {event.author.name}
          {isStruck && <StatusBadge meaning="neutral">struck out</StatusBadge>}
          {isWaiting && <StatusBadge meaning="neutral">being sent</StatusBadge>}
          {event.lateEntry && <StatusBadge meaning="neutral">late entry</StatusBadge>}
        </div>
        <Flags flags={event.flags ?? []} />
      </div>
      {mayStrike && (
        <button
          type="button"
          className={`${parts.quiet} ${styles.strike}`}
          aria-expanded={isStriking}
          aria-label={`Strike out entry ${event.seq}`}
          onClick={() => onStrike(isStriking ? undefined : event.seq)}
        >
          Strike out
        </button>
      )}
      {isStriking && (
        <div className={styles.form}>
          <StrikeOut seq={event.seq} onClose={() => onStrike(undefined)} />
        </div>
      )}
    </li>
  );
});

function Flags({ flags }: { flags: readonly Flag[] }) {
  return flags.map((flag) => (
    <div key={`${flag.rule} ${flag.message}`} className={styles.flag}>
      <StatusBadge meaning="caution" wrap>
        {sayFlag(flag)}
      </StatusBadge>
    </div>
  ));
}

function StrikeOut({ seq, onClose }: { seq: number; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const asking = useAsk(onClose);
  return (
    <InPlace title={`Strike out entry ${seq}`} onClose={onClose}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          asking.ask({ type: 'StrikeOut', seq, reason: reason.trim() });
        }}
      >
        <Text label="What is wrong with it" value={reason} onChange={setReason} hint="Both stay readable." />
        <button type="submit" className={parts.caution}>
          Strike it out
        </button>
        <Refusals asking={asking} />
      </form>
    </InPlace>
  );
}
