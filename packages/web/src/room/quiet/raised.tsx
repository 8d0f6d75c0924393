/** What is raised on every screen of the session until somebody has come: the patient is left, or a nurse is called. */
import { nurseCalled, type PresenceLapse, presenceLapse, type Session } from '@holdspace/care';
import { sayTime } from '../../ui/moment.ts';
import { Sign } from '../../ui/sign.tsx';
import parts from '../parts.module.css';
import { Refusals } from '../refusals.tsx';
import { useAnswer, useAsk, useAuthor, useClient, useMoment, useProtocol, useSessionZone } from '../use-session.tsx';
import styles from './raised.module.css';

/** The times stand still, so that a screen reader says it once and not each second. */
export function PresenceLapsed() {
  const protocol = useProtocol();
  const moment = useMoment();
  const zone = useSessionZone();
  const lapse = useAnswer((session) => presenceLapse(session, protocol, moment));
  return (
    <>
      <div role="alert">
        {lapse && (
          <div className={styles.lapsed}>
            <Sign name="octagon" size={30} />
            <div className={styles.words}>
              <strong>The patient must not be left: go in now.</strong>
              <span>
                Since {sayTime(lapse.from, zone)} nobody has been recorded as {sayWhere(lapse)}. Missing:{' '}
                {lapse.missing}.
              </span>
            </div>
          </div>
        )}
      </div>
      {lapse && <ComeIn lapse={lapse} />}
    </>
  );
}

const sayWhere = ({ rule }: PresenceLapse) =>
  ({ in_room: 'with the patient', on_site: 'on site for the patient', available: 'available to the patient' })[
    rule.attendance
  ];

/** Quietly, since whoever called is beside the patient: no sound, no red. */
export function NurseCalled() {
  const call = useAnswer(nurseCalled);
  const zone = useSessionZone();
  const asking = useAsk();
  return (
    <div role="status">
      {call && (
        <div className={styles.called}>
          <Sign name="triangle" size={26} />
          <div className={styles.words}>
            <strong>A nurse is called to the patient.</strong>
            <span>
              By {call.by.name}, {sayTime(call.at, zone)}.
            </span>
          </div>
          <button
            type="button"
            className={parts.button}
            onClick={() => asking.ask({ type: 'RecordIntervention', intervention: 'nurse_came' })}
          >
            The nurse is here
          </button>
          <Refusals asking={asking} />
        </div>
      )}
    </div>
  );
}

/** For whoever may keep the presence up: one touch once they are there. Others fetch somebody. */
function ComeIn({ lapse }: { readonly lapse: PresenceLapse }) {
  const author = useAuthor();
  const comingIn = useComingIn();
  const mayKeep = author.roles.some((role) => lapse.rule.anyOf.includes(role));
  return (
    <div className={styles.act}>
      {mayKeep ? (
        <button type="button" className={parts.primary} onClick={comingIn.come}>
          I am with the patient
        </button>
      ) : (
        <p className={styles.says}>
          Fetch {lapse.missing}; until then somebody stays. Who comes in stands under People.
        </p>
      )}
      <Refusals asking={comingIn.asking} />
    </div>
  );
}

/** Comes into the room; who was on site or on call leaves that place first. */
function useComingIn() {
  const author = useAuthor();
  const client = useClient();
  const asking = useAsk();
  const isNear = (session: Session) =>
    session.people.some((person) => person.id === author.id && person.until === undefined);
  return {
    asking,
    come() {
      if (isNear(client.read().session) && !asking.ask({ type: 'LeaveSession', person: { id: author.id } })) return;
      asking.ask({
        type: 'JoinSession',
        person: { id: author.id, name: author.name, roles: [...author.roles] },
        attendance: 'in_room',
      });
    },
  };
}
