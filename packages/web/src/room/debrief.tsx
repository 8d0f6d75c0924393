/** The debrief before going home: the patient’s own words first, then what they carry with them. */
import { useState } from 'react';
import { Part } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { Text } from './text-field.tsx';
import { useAsk, useProtocol, useSession, useWholeSession } from './use-session.tsx';

const ASKS = {
  experience: { says: 'In their own words: what was it like?', kept: 'What it was like' },
  carry_home: { says: 'What do they carry home?', kept: 'To carry home' },
} as const;
type About = keyof typeof ASKS;

/** Only while the session is in its debrief. */
export function Debrief({ onSaid }: { onSaid: (says: string) => void }) {
  const protocol = useProtocol();
  const phase = useSession((session) => session.phases.at(-1)?.phase);
  const isOpen = useSession((session) => session.status === 'open');
  if (!isOpen || protocol.phases.find(({ id }) => id === phase)?.kind !== 'debrief') return null;
  return (
    <Part title="Debrief">
      <div className={parts.stack}>
        <Asked about="experience" onSaid={onSaid} />
        <Asked about="carry_home" onSaid={onSaid} />
      </div>
    </Part>
  );
}

function Asked({ about, onSaid }: { about: About; onSaid: (says: string) => void }) {
  const { log, struck } = useWholeSession();
  const said = log.flatMap((event) =>
    event.type === 'WordsRecorded' && event.about === about && !struck.includes(event.seq) ? [event] : [],
  );
  const [words, setWords] = useState('');
  const asking = useAsk(() => {
    setWords('');
    onSaid('The patient’s words are kept.');
  });
  return (
    <form
      className={parts.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim()) asking.ask({ type: 'RecordWords', words: words.trim(), about });
      }}
    >
      {said.map((event) => (
        <p key={event.seq} className={parts.hint}>
          {ASKS[about].kept}: “{event.words}”
        </p>
      ))}
      <Text label={ASKS[about].says} value={words} onChange={setWords} lines />
      <button type="submit" className={parts.button}>
        Keep these words
      </button>
      <Refusals asking={asking} />
    </form>
  );
}
