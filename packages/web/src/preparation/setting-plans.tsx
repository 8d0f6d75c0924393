/** How the room is made ready for each dosing session to come: the template, the wish, and what is settled for the day. */
import { mergeAnswers, type PlannedElement } from '@holdspace/care';
import { Button, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { newId } from '../api/new-id.ts';
import { dayOf, sayDate, sayTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './preparation.module.css';
import { useSettle } from './queries.ts';
import type { SessionPlan } from './shapes.ts';

interface PlansProps {
  readonly courseId: string;
  readonly sessions: readonly SessionPlan[];
  readonly zone: string;
  readonly mayWrite: boolean;
}

/** What is to come first; what has been can be read, and nothing of it is settled any more. */
export function SettingPlans({ sessions, mayWrite, ...props }: PlansProps) {
  const today = dayOf(new Date(), props.zone);
  const hasBeen = ({ scheduledFor }: SessionPlan) => dayOf(scheduledFor, props.zone) < today;
  const past = sessions.filter(hasBeen);
  return (
    <>
      {sessions
        .filter((session) => !hasBeen(session))
        .map((session) => (
          <SettingPlan key={session.visitId} session={session} mayWrite={mayWrite} {...props} />
        ))}
      {past.length > 0 && (
        <details>
          <summary>The setting of earlier sessions ({past.length})</summary>
          <div className={styles.earlier}>
            {past.map((session) => (
              <SettingPlan key={session.visitId} session={session} mayWrite={false} {...props} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

const FROM: Record<PlannedElement['from'], string> = {
  protocol: 'as the protocol makes it',
  patient: 'the patient’s wish',
  clinic: 'settled for this session',
};

function SettingPlan({ courseId, session, zone, mayWrite }: Omit<PlansProps, 'sessions'> & { session: SessionPlan }) {
  const [isSettling, settle] = useState(false);
  return (
    <Panel title={`The setting, ${sayDate(session.scheduledFor, zone)}`}>
      <p className={styles.who}>
        {sayTime(session.scheduledFor, zone)}, {session.room}
        {session.last && `. Settled by ${session.last.name}, ${sayDate(session.last.at, zone)}`}
      </p>
      {isSettling ? (
        <Settling courseId={courseId} session={session} onDone={() => settle(false)} />
      ) : (
        <>
          <ul className={styles.plan}>
            {session.plan.map((element) => (
              <li key={element.element} className={styles.element}>
                <strong>{element.name}</strong>
                <div>
                  <p className={styles.text}>{element.planned}</p>
                  <span className={styles.from}>{FROM[element.from]}</span>
                  {element.from === 'clinic' && element.wish && (
                    <p className={styles.from}>The patient wished: {element.wish}</p>
                  )}
                </div>
              </li>
            ))}
          </ul>
          {mayWrite && (
            <Button variant="default" onClick={() => settle(true)}>
              Settle it for this session
              <span className="hs-visually-hidden">, {sayDate(session.scheduledFor, zone)}</span>
            </Button>
          )}
        </>
      )}
    </Panel>
  );
}

function Settling({ courseId, session, onDone }: { courseId: string; session: SessionPlan; onDone: () => void }) {
  const [elements, setElements] = useState<Readonly<Record<string, string>>>(session.own);
  const [base, setBase] = useState({ version: session.version, own: session.own });
  const [theirs, setTheirs] = useState<Readonly<Record<string, string>>>({});
  // Somebody settled it meanwhile: what only one of the two changed comes together, the rest is said beside the field.
  useEffect(() => {
    if (session.version === base.version) return;
    const { fields, conflicts } = mergeAnswers(base.own, elements, session.own);
    setElements({ ...fields, ...Object.fromEntries(conflicts.map((one) => [one, elements[one] ?? ''])) });
    setTheirs(Object.fromEntries(conflicts.map((one) => [one, session.own[one] ?? ''])));
    setBase({ version: session.version, own: session.own });
  }, [session, base, elements]);
  const settle = useSettle(courseId, session.visitId);
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        settle.mutate({ id: newId(), follows: base.version, elements: { ...elements } }, { onSuccess: onDone });
      }}
    >
      {session.plan.map((element) => (
        <Textarea
          key={element.element}
          label={element.name}
          description={
            element.wish
              ? `Left empty, as the patient wishes: ${element.wish}`
              : `Left empty, as the protocol makes it: ${element.template}`
          }
          autosize
          minRows={1}
          maxLength={1000}
          error={
            theirs[element.element] === undefined
              ? null
              : `Somebody settled meanwhile: “${theirs[element.element] || 'nothing here'}”. Yours stands until you change it.`
          }
          value={elements[element.element] ?? ''}
          onChange={(event) => {
            const words = event.currentTarget.value;
            setElements((before) => ({ ...before, [element.element]: words }));
          }}
        />
      ))}
      <ProblemAlert error={settle.error} />
      <div className={styles.buttons}>
        <Button type="submit" loading={settle.isPending}>
          Keep the setting
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  );
}
