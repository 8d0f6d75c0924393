/** What integration puts on a patient’s place: questions that wait, today’s practices, the journal. */
import { isLetGo, marksByDay, sayPractice } from '@holdspace/care';
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { MineShown } from '../../integration/shapes.ts';
import { useLanguage, useWords } from '../../language/use-language.ts';
import { useMoments } from '../../language/use-moments.ts';
import { defineWords } from '../../language/words.ts';
import { dayOf } from '../../ui/moment.ts';
import styles from './integration.module.css';
import { useMyIntegration } from './queries.ts';

const WORDS = defineWords('integration cards', {
  en: {
    journal: 'Journal',
    journalSays: 'Write, speak or draw. Nobody reads it but you, unless you share an entry.',
    journalDo: 'Open my journal',
    how: 'How are you?',
    until: 'A few questions, until {{day}}.',
    late: 'A few questions that you have not answered; late is welcome too.',
    answer: 'Answer',
    daily: 'Into daily life',
    practice: 'A practice: something small, because of what you have found.',
    said: 'said for today',
    more: 'See more',
    mine: 'My practices',
  },
  es: {
    journal: 'Diario',
    journalSays: 'Escriba, hable o dibuje. Nadie lo lee más que usted, salvo que comparta una entrada.',
    journalDo: 'Abrir mi diario',
    how: '¿Cómo está?',
    until: 'Unas pocas preguntas, hasta el {{day}}.',
    late: 'Unas pocas preguntas que no contestó; también vale más tarde.',
    answer: 'Contestar',
    daily: 'En la vida diaria',
    practice: 'Una práctica: algo pequeño, por lo que usted encontró.',
    said: 'ya dicho por hoy',
    more: 'Ver más',
    mine: 'Mis prácticas',
  },
});

/** Nothing where there is no course, or it cannot be reached: the place itself says that. */
export function IntegrationCards() {
  const say = useWords(WORDS);
  const { data: mine } = useMyIntegration();
  if (!mine || mine.courses.length === 0) return null;
  return (
    <>
      <PracticeToday mine={mine} />
      <article className={styles.card}>
        <h2>{say('journal')}</h2>
        <p className={styles.quiet}>{say('journalSays')}</p>
        <div className={styles.buttons}>
          <Button component={Link} href="/portal/journal" size="md" variant="default">
            {say('journalDo')}
          </Button>
        </div>
      </article>
    </>
  );
}

/** Before all else: what somebody asked and waits for. */
export function CheckInsThatWait() {
  const { data: mine } = useMyIntegration();
  return mine && <CheckInCards mine={mine} />;
}

function CheckInCards({ mine }: { mine: MineShown }) {
  const say = useWords(WORDS);
  const moments = useMoments(mine.clinic.zone);
  const all = mine.courses.flatMap(({ checkIns }) => checkIns);
  const open = all.filter(({ standing }) => standing === 'open');
  const [late] = open.length === 0 ? all.filter(({ standing }) => standing === 'missed').slice(-1) : [];
  return [...open, ...(late ? [late] : [])].map((checkIn) => (
    <article key={checkIn.id} className={styles.card}>
      <h2>{say('how')}</h2>
      <p className={styles.quiet}>
        {checkIn.standing === 'open' ? say('until', { day: moments.date(checkIn.closesAt) }) : say('late')}
      </p>
      <div className={styles.buttons}>
        <Button component={Link} href={`/portal/check-in/${checkIn.id}`} size="md">
          {say('answer')}
        </Button>
      </div>
    </article>
  ));
}

function PracticeToday({ mine }: { mine: MineShown }) {
  const say = useWords(WORDS);
  const language = useLanguage();
  const today = dayOf(new Date(), mine.clinic.zone);
  const practices = mine.courses
    .flatMap(({ entries }) => entries)
    .filter(({ id, kind }) => kind === 'practice' && !isLetGo(mine.marks.filter((mark) => mark.practiceId === id)));
  const isSaid = (id: string) => marksByDay(mine.marks.filter((mark) => mark.practiceId === id)).has(today);
  return (
    <article className={styles.card}>
      <h2>{say('daily')}</h2>
      {practices.length === 0 ? (
        <p className={styles.quiet}>{say('practice')}</p>
      ) : (
        practices.map(({ id, words, practice, says }) => (
          <p key={id}>
            {words}{' '}
            <span className={styles.quiet}>
              ({isSaid(id) ? say('said') : practice ? sayPractice(practice, language) : says})
            </span>
          </p>
        ))
      )}
      <div className={styles.buttons}>
        <Button component={Link} href="/portal/practices" size="md" variant="default">
          {say(practices.length === 0 ? 'more' : 'mine')}
        </Button>
      </div>
    </article>
  );
}
