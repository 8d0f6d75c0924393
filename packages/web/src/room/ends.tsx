/** The two ends of a session: the patient has come; it is over, and its record is read and signed. */
import { useState } from 'react';
import { Link } from 'wouter';
import { sayTime } from '../ui/moment.ts';
import { Sign } from '../ui/sign.tsx';
import { Part } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { useAsk, useAuthor, useLoaded, useMomentNow, useSession, useSessionZone } from './use-session.tsx';
import { momentOf, NOW, type When, WhenChooser } from './when.tsx';

export function Arrival() {
  const [when, setWhen] = useState<When>(NOW);
  const now = useMomentNow();
  const zone = useSessionZone();
  const asking = useAsk();
  return (
    <Part title="Not arrived yet">
      <div className={parts.stack}>
        <WhenChooser of="Arrived" when={when} onChange={setWhen} />
        <button
          type="button"
          className={`${parts.primary} ${parts.wide}`}
          onClick={() => asking.ask({ type: 'RecordArrival', at: momentOf(when, now(), zone) })}
        >
          The patient has arrived
        </button>
        <Refusals asking={asking} />
      </div>
    </Part>
  );
}

const ENDED = {
  discharged: 'Discharged',
  departed: 'Left without a signed discharge',
  cancelled: 'Cancelled',
} as const;

export function Ended({ status }: { status: keyof typeof ENDED }) {
  const { session } = useLoaded();
  const endedAt = useSession((one) => one.endedAt);
  const signatures = useSession((one) => one.signatures);
  const author = useAuthor();
  const zone = useSessionZone();
  const asking = useAsk();
  const mine = signatures.filter((one) => one.by.id === author.id).map((one) => one.meaning);
  return (
    <Part title={`${ENDED[status]}${endedAt ? ` at ${sayTime(endedAt, zone)}` : ''}`}>
      <div className={parts.stack}>
        {signatures.map((one) => (
          <div key={`${one.by.id} ${one.meaning}`}>
            <Sign name="check" size={16} /> signed by {one.by.name} as {one.meaning}, {sayTime(one.at, zone)}
          </div>
        ))}
        <div className={parts.row}>
          <Link href={`/sessions/${session.id}/record`} className={parts.button}>
            <Sign name="document" /> Read the record
          </Link>
          {!mine.includes('author') && (
            <button
              type="button"
              className={parts.primary}
              onClick={() => asking.ask({ type: 'SignRecord', meaning: 'author' })}
            >
              Sign the record
            </button>
          )}
          {!mine.includes('reviewer') && (
            <button
              type="button"
              className={parts.button}
              onClick={() => asking.ask({ type: 'SignRecord', meaning: 'reviewer' })}
            >
              Sign as reviewer
            </button>
          )}
        </div>
        <p className={parts.hint}>What happened before the end can still be entered, with its own time.</p>
        <Refusals asking={asking} />
      </div>
    </Part>
  );
}
