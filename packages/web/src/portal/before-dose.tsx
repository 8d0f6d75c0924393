/** What to do before the next session: by the protocol, and as the prescriber wrote it for this person. */
import type { BeforeDose, Instant } from '@holdspace/care';
import { useLanguage, useWords } from '../language/use-language.ts';
import { defineWords } from '../language/words.ts';
import type { NextShown } from '../preparation/shapes.ts';
import styles from './next.module.css';

const WORDS = defineWords('before a dose', {
  en: {
    title: 'Before your session',
    no_food: 'Do not eat after {{at}}.',
    clear_liquids_only_until: 'Water and other clear drinks are fine until {{at}}. After that, do not drink.',
    nothing_else_taken: 'Do not drink alcohol or use other drugs before you come.',
    pregnancy_test: 'If you could be pregnant, the clinic will offer you a test.',
    escort: 'Ask an adult to take you home. The clinic will want to reach them on that day.',
    no_driving: 'Do not drive until the next day, after a night of sleep.',
    written: '{{by}} wrote this for you on {{on}}:',
    unwritten: 'Ask the clinic before you stop or change a medicine.',
    someone: 'Your prescriber',
  },
  es: {
    title: 'Antes de su sesión',
    no_food: 'No coma después de: {{at}}.',
    clear_liquids_only_until: 'Puede tomar agua y otras bebidas claras hasta: {{at}}. Después, no beba nada.',
    nothing_else_taken: 'No beba alcohol ni use otras drogas antes de venir.',
    pregnancy_test: 'Si podría estar embarazada, la clínica le ofrecerá una prueba.',
    escort: 'Pida a un adulto que le lleve a casa. La clínica querrá hablar con esa persona ese día.',
    no_driving: 'No maneje hasta el día siguiente, después de dormir una noche.',
    written: '{{by}} escribió esto para usted ({{on}}):',
    unwritten: 'Pregunte a la clínica antes de dejar o cambiar un medicamento.',
    someone: 'Quien le receta',
  },
});

export function BeforeDoseCard({ next: { before, clinic } }: { next: NextShown }) {
  const language = useLanguage();
  const say = useWords(WORDS);
  if (!before) return null;
  const { todo, written } = before;
  const moment = (at: Instant) =>
    new Intl.DateTimeFormat(language, {
      timeZone: clinic.zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: 'numeric',
      minute: '2-digit',
    }).format(new Date(at));
  const day = (at: Instant) =>
    new Intl.DateTimeFormat(language, { timeZone: clinic.zone, dateStyle: 'long' }).format(new Date(at));
  const line = (one: BeforeDose) => say(one.kind, 'at' in one ? { at: moment(one.at) } : {});
  return (
    <li className={styles.card} lang={language}>
      <h2 className={styles.title}>{say('title')}</h2>
      <ul className={styles.todo}>
        {todo.map((one) => (
          <li key={one.kind}>{line(one)}</li>
        ))}
      </ul>
      {written.words && written.at ? (
        <figure className={styles.written}>
          <figcaption>{say('written', { by: written.by ?? say('someone'), on: day(written.at) })}</figcaption>
          <blockquote dir="auto">{written.words}</blockquote>
        </figure>
      ) : (
        <p className={styles.says}>{say('unwritten')}</p>
      )}
    </li>
  );
}
