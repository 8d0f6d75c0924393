/** What integration puts on a patient’s place: questions that wait, today's practices, the journal. */
import { isLetGo, marksByDay } from '@holdspace/care';
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { MineShown } from '../../integration/shapes.ts';
import { dayOf, sayDate } from '../../ui/moment.ts';
import styles from './integration.module.css';
import { useMyIntegration } from './queries.ts';

/** Nothing where there is no course, or it cannot be reached: the place itself says that. */
export function IntegrationCards() {
  const { data: mine } = useMyIntegration();
  if (!mine || mine.courses.length === 0) return null;
  return (
    <>
      <CheckInCards mine={mine} />
      <PracticeToday mine={mine} />
      <article className={styles.card}>
        <h2>Journal</h2>
        <p className={styles.quiet}>Write, speak or draw. Nobody reads it but you, unless you share an entry.</p>
        <div className={styles.buttons}>
          <Button component={Link} href="/portal/journal" size="md" variant="default">
            Open my journal
          </Button>
        </div>
      </article>
    </>
  );
}

function CheckInCards({ mine }: { mine: MineShown }) {
  const all = mine.courses.flatMap(({ checkIns }) => checkIns);
  const open = all.filter(({ standing }) => standing === 'open');
  const [late] = open.length === 0 ? all.filter(({ standing }) => standing === 'missed').slice(-1) : [];
  return [...open, ...(late ? [late] : [])].map((checkIn) => (
    <article key={checkIn.id} className={styles.card}>
      <h2>How are you?</h2>
      <p className={styles.quiet}>
        {checkIn.standing === 'open'
          ? `A few questions, until ${sayDate(checkIn.closesAt, mine.clinic.zone)}.`
          : 'A few questions that you have not answered; late is welcome too.'}
      </p>
      <div className={styles.buttons}>
        <Button component={Link} href={`/portal/check-in/${checkIn.id}`} size="md">
          Answer
        </Button>
      </div>
    </article>
  ));
}

function PracticeToday({ mine }: { mine: MineShown }) {
  const today = dayOf(new Date(), mine.clinic.zone);
  const practices = mine.courses
    .flatMap(({ entries }) => entries)
    .filter(({ id, kind }) => kind === 'practice' && !isLetGo(mine.marks.filter((mark) => mark.practiceId === id)));
  const isSaid = (id: string) => marksByDay(mine.marks.filter((mark) => mark.practiceId === id)).has(today);
  return (
    <article className={styles.card}>
      <h2>Into daily life</h2>
      {practices.length === 0 ? (
        <p className={styles.quiet}>A practice: something small, because of what you have found.</p>
      ) : (
        practices.map(({ id, words, says }) => (
          <p key={id}>
            {words} <span className={styles.quiet}>({isSaid(id) ? 'said for today' : says})</span>
          </p>
        ))
      )}
      <div className={styles.buttons}>
        <Button component={Link} href="/portal/practices" size="md" variant="default">
          {practices.length === 0 ? 'See more' : 'My practices'}
        </Button>
      </div>
    </article>
  );
}
