/** The journey, for a guide in a dark room: focus and intention, the non-ordinary state's moments, and notes of one touch. */
import { doseTimes, INTERVENTIONS, type Instant, NOSC_MOMENTS, OBSERVATIONS } from '@holdspace/care';
import { useState } from 'react';
import { Clock } from '../ui/clock.tsx';
import { sayTime } from '../ui/moment.ts';
import { Debrief } from './debrief.tsx';
import styles from './journey.module.css';
import { InPlace, Part } from './part.tsx';
import parts from './parts.module.css';
import { TouchLine } from './quiet/touch.tsx';
import { Refusals } from './refusals.tsx';
import { Text } from './text-field.tsx';
import { useAsk, useMomentNow, useSession, useSessionZone, useWholeSession } from './use-session.tsx';
import { momentOf, NOW, type When, WhenChooser } from './when.tsx';

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1).replaceAll('_', ' ');

export function Journey({ onSaid, hasBegun }: { onSaid: (says: string) => void; hasBegun: boolean }) {
  return (
    <>
      <Debrief onSaid={onSaid} />
      <Part title="Journey">
        <div className={parts.stack}>
          <Focus />
          {hasBegun && <Nosc />}
          {hasBegun && <Notes onSaid={onSaid} />}
        </div>
      </Part>
    </>
  );
}

function Focus() {
  const focus = useSession((session) => session.focus);
  const intention = useSession((session) => session.intention);
  return (
    <div className={styles.focus}>
      <p className={styles.words}>{focus ?? 'No focus chosen yet.'}</p>
      {intention && <p className={styles.intention}>{intention}</p>}
      <TouchLine />
    </div>
  );
}

/** Onset, peak and return on one line, each an hour hand from the dose; a touch says it is now. */
function Nosc() {
  const session = useWholeSession();
  const zone = useSessionZone();
  const now = useMomentNow();
  const [late, setLate] = useState(false);
  const [when, setWhen] = useState<When>(NOW);
  const asking = useAsk(() => {
    setLate(false);
    setWhen(NOW);
  });
  const { first } = doseTimes(session);
  if (!first) return null;
  return (
    <div className={parts.stack}>
      <ol className={styles.timeline} aria-label="Non-ordinary state">
        <li className={styles.moment}>
          <span className={styles.name}>Dose</span>
          <span className="hs-numbers">{sayTime(first, zone)}</span>
          <span className={styles.since}>
            <Clock since={first} /> ago
          </span>
        </li>
        {NOSC_MOMENTS.map((moment) => {
          const at = session.nosc[moment];
          return (
            <li key={moment} className={`${styles.moment} ${at ? styles.reached : ''}`}>
              {at ? (
                <>
                  <span className={styles.name}>{capital(moment)}</span>
                  <span className="hs-numbers">{sayTime(at, zone)}</span>
                  <span className={styles.since}>{minutesFrom(first, at)} min after</span>
                </>
              ) : (
                <button
                  type="button"
                  className={`${parts.button} ${styles.mark}`}
                  onClick={() => asking.ask({ type: 'RecordNosc', moment, at: momentOf(when, now(), zone) })}
                >
                  {capital(moment)} {late ? 'then' : 'now'}
                </button>
              )}
            </li>
          );
        })}
      </ol>
      {!session.nosc.return &&
        (late ? (
          <WhenChooser of="It was" when={when} onChange={setWhen} />
        ) : (
          <button type="button" className={`${parts.quiet} ${styles.small}`} onClick={() => setLate(true)}>
            It was a while ago…
          </button>
        ))}
      <Refusals asking={asking} />
    </div>
  );
}

const minutesFrom = (first: Instant, at: Instant) => Math.round((Date.parse(at) - Date.parse(first)) / 60_000);

type Noting = 'observation' | 'intervention' | 'words';

/** The same where the protocol has no journey: put away until they are wanted. Dissociation is asked about after esketamine too. */
export function NotesAside({ onSaid }: { onSaid: (says: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Part
      title="Notes"
      isShut={!open}
      actions={
        <button type="button" className={parts.quiet} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Put away' : 'Seen, done, said'}
        </button>
      }
    >
      <div className={parts.stack}>
        <Nosc />
        <Notes onSaid={onSaid} />
      </div>
    </Part>
  );
}

/** What is seen, done and said: one touch each, with words only where they are wanted. */
function Notes({ onSaid }: { onSaid: (says: string) => void }) {
  const [noting, setNoting] = useState<Noting>();
  const asking = useAsk((asked) => {
    if (asked.type === 'RecordObservation') onSaid(`Noted: ${capital(asked.observation).toLowerCase()}.`);
    if (asked.type === 'RecordIntervention') onSaid(`Noted: ${capital(asked.intervention).toLowerCase()}.`);
    if (asked.type === 'RecordWords') onSaid('The patient’s words are kept.');
  });
  const close = () => setNoting(undefined);
  return (
    <>
      <details className={styles.help}>
        <summary>Seen is what a camera would see</summary>
        <p className={styles.behaviour}>
          Write down behaviour, and not what it may mean: “tearful, hands open”, not “grieving”. What it was like is for
          the patient to say, afterwards and in their own words.
        </p>
      </details>
      <fieldset className={styles.notes}>
        <legend className={parts.label}>Seen</legend>
        {OBSERVATIONS.filter((one) => one !== 'other').map((observation) => (
          <button
            key={observation}
            type="button"
            className={parts.choice}
            onClick={() => asking.ask({ type: 'RecordObservation', observation })}
          >
            {capital(observation)}
          </button>
        ))}
        <button type="button" className={parts.choice} onClick={() => setNoting('observation')}>
          Other…
        </button>
      </fieldset>
      <fieldset className={styles.notes}>
        <legend className={parts.label}>Done</legend>
        {INTERVENTIONS.filter((one) => one !== 'other' && one !== 'nurse_came').map((intervention) => (
          <button
            key={intervention}
            type="button"
            className={parts.choice}
            onClick={() => asking.ask({ type: 'RecordIntervention', intervention })}
          >
            {capital(intervention)}
          </button>
        ))}
        <button type="button" className={parts.choice} onClick={() => setNoting('intervention')}>
          Other…
        </button>
      </fieldset>
      <button type="button" className={`${parts.button} ${parts.wide}`} onClick={() => setNoting('words')}>
        The patient’s words…
      </button>
      {noting && (
        <Written
          key={noting}
          noting={noting}
          onClose={close}
          onWritten={(written) => {
            const taken = asking.ask(
              noting === 'words'
                ? { type: 'RecordWords', words: written }
                : noting === 'observation'
                  ? { type: 'RecordObservation', observation: 'other', note: written }
                  : { type: 'RecordIntervention', intervention: 'other', note: written },
            );
            if (taken) close();
          }}
        />
      )}
      <Refusals asking={asking} />
    </>
  );
}

const ASKS: Record<Noting, string> = {
  observation: 'What is seen',
  intervention: 'What was done',
  words: 'In the patient’s own words',
};

function Written({
  noting,
  onClose,
  onWritten,
}: {
  noting: Noting;
  onClose: () => void;
  onWritten: (written: string) => void;
}) {
  const [written, setWritten] = useState('');
  return (
    <InPlace title={ASKS[noting]} onClose={onClose}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (written.trim()) onWritten(written.trim());
        }}
      >
        <Text label={ASKS[noting]} value={written} onChange={setWritten} lines />
        {noting === 'words' && (
          <p className={parts.hint}>This stands in the record. Notes of psychotherapy have their own place.</p>
        )}
        <button type="submit" className={parts.primary}>
          Keep
        </button>
      </form>
    </InPlace>
  );
}
