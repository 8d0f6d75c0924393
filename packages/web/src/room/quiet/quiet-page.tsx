/** The one quiet page of the room: what was said in preparation, little enough to be read in the dark. */
import type { QuietPage as Page } from '@holdspace/care';
import { useState } from 'react';
import { Part } from '../part.tsx';
import parts from '../parts.module.css';
import { useSession } from '../use-session.tsx';
import styles from './quiet.module.css';
import { useRoomPreparation } from './use-preparation.ts';

export function QuietPage() {
  const { data, isError, refetch } = useRoomPreparation();
  const given = useSession((session) => session.doses.length + session.infusions.length > 0);
  const [isOpen, setOpen] = useState<boolean>();
  if (isError && !data)
    return (
      <Part title="From preparation">
        <p className={parts.hint}>What was said in preparation could not be fetched.</p>
        <button type="button" className={parts.button} onClick={() => void refetch()}>
          Try again
        </button>
      </Part>
    );
  if (!data?.page) return null;
  const open = isOpen ?? !given;
  return (
    <Part
      title="From preparation"
      isShut={!open}
      actions={
        <button type="button" className={parts.quiet} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Put away' : 'Read it'}
        </button>
      }
    >
      <Said page={data.page} />
    </Part>
  );
}

function Said({ page }: { page: Page }) {
  const there = useSession((session) => session.people);
  const present = there.filter(({ until, attendance }) => until === undefined && attendance === 'in_room');
  const lines: readonly (readonly [name: string, words: string | undefined])[] = [
    ['What helps', page.helps],
    ['What does not', page.hinders],
    ['Touch, as said beforehand', sayTouchAgreed(page)],
    ['Who will be there, as agreed', page.there],
    ['Not wanted there', page.notThere],
    ['In the room now', present.length > 0 ? present.map(({ name }) => name).join(', ') : undefined],
    ...page.wishes.map(({ name, words }) => [name, words] as const),
    ['Not wanted', page.avoid],
    ['Getting home', page.escort],
    ['The evening', page.evening],
  ];
  const said = lines.filter(([, words]) => words);
  if (!page.focus && !page.intention && said.length === 0)
    return <p className={parts.hint}>Nothing was written in preparation.</p>;
  return (
    <div className={styles.page}>
      {page.focus && <p className={styles.focus}>{page.focus}</p>}
      {page.intention && <p className={styles.intention}>“{page.intention}”</p>}
      <dl className={styles.lines}>
        {said.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const ANSWERS = { yes: 'Yes', no: 'No', unsure: 'To be said today' } as const;
function sayTouchAgreed({ touch }: Page): string | undefined {
  if (!touch) return undefined;
  const stop = touch.stopSign ? ` Stop: ${touch.stopSign}.` : '';
  return `${ANSWERS[touch.answer]}${touch.limits ? `: ${touch.limits}` : ''}.${stop} It is asked again today.`;
}
