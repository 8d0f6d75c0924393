/** Scales that a clinician fills in while the patient is there: when each is due, and the way to it. */
import { doseTimes, type Instant, type Instrument, mayEver, scalesDueAt, scalesInRoom } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import type { RequestsShown } from '../measures/queries.ts';
import { Countdown } from '../ui/clock.tsx';
import { Part } from './part.tsx';
import parts from './parts.module.css';
import { useAnswer, useAuthor, useLoaded, useProtocol, useSession } from './use-session.tsx';

/** A dose that was just given reaches the server a little later, and another clinician may fill the scale in. */
const LOOKED_AGAIN_AFTER = 15_000;

/** From the first dose on, where the protocol asks for any, for whoever may fill them in. */
export function ScalesDue() {
  const protocol = useProtocol();
  const author = useAuthor();
  const isOpen = useSession((session) => session.status === 'open');
  const givenAt = useAnswer((session) => doseTimes(session).first);
  const scales = scalesInRoom(protocol);
  if (!isOpen || givenAt === undefined || scales.length === 0) return null;
  if (!mayEver('fill in a measure', author.roles)) return null;
  return <Scales scales={scales} givenAt={givenAt} />;
}

function Scales({ scales, givenAt }: { readonly scales: readonly Instrument[]; readonly givenAt: Instant }) {
  const { session } = useLoaded();
  const asked = useQuery({
    queryKey: ['measure-requests', session.patientId],
    queryFn: () => api.get<RequestsShown>(`/api/patients/${session.patientId}/measure-requests`),
    refetchInterval: LOOKED_AGAIN_AFTER,
    retry: false,
  });
  return (
    <Part title="Scales to ask">
      <div className={parts.stack}>
        {scales.map(({ id, title }) => {
          const request = asked.data?.requests.find(
            (one) => one.instrument === id && one.sessionId === session.id && one.moment === 'right_after',
          );
          const not = asked.data?.notAsked.find(({ measure }) => measure === title);
          return (
            <div key={id} className={parts.row}>
              {request?.standing === 'answered' ? (
                <span>{title}: kept</span>
              ) : (
                <Countdown says={title} dueAt={scalesDueAt(givenAt)} />
              )}
              {(request?.standing === 'open' || request?.standing === 'overdue') && (
                <Link className={parts.button} href={`/measures/${request.id}`}>
                  {request.begunAt ? 'Go on with' : 'Fill in'} {title}
                </Link>
              )}
              {not && <p className={parts.hint}>{not.says}</p>}
              {asked.isError && !request && (
                <p className={parts.hint}>
                  It cannot be opened without a connection. Note what you see, and fill it in from the patient’s page
                  later.
                </p>
              )}
            </div>
          );
        })}
      </div>
    </Part>
  );
}
