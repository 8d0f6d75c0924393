/** What is raised on every screen of the session, until somebody has come: that nobody is with the patient who must be. */
import { type PresenceLapse, presenceLapse, type Session } from '@holdspace/care';
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
