/** What stands beside every door: the name, and the two ways in which a clinic treats. */
import { useWordsAround } from '../language/around.tsx';
import { defineWords } from '../language/words.ts';
import { Mark } from '../shell/mark.tsx';
import styles from './sign-in.module.css';

const WORDS = defineWords('welcome', {
  en: {
    saying: 'A steady hand under every session.',
    infusion: 'Infusion',
    infusionSays: 'A medicine given by vein under watch, and called no more than that.',
    kap: 'Ketamine-assisted psychotherapy',
    kapSays: 'Preparation, company through the journey, and integration after it.',
  },
  es: {
    saying: 'Una mano firme bajo cada sesión.',
    infusion: 'Infusión',
    infusionSays: 'Un medicamento por la vena, bajo vigilancia, y no se le llama más que eso.',
    kap: 'Psicoterapia asistida con ketamina',
    kapSays: 'Preparación, compañía durante el viaje e integración después.',
  },
});

export function Welcome() {
  const say = useWordsAround(WORDS);
  return (
    <header className={styles.welcome}>
      <svg className={styles.rings} viewBox="0 0 100 100" fill="none" stroke="currentColor" aria-hidden="true">
        {[12, 19, 27, 36, 46].map((radius) => (
          <circle key={radius} cx="50" cy="50" r={radius} strokeWidth={0.35} />
        ))}
      </svg>
      <div className={styles.name}>
        <Mark size={40} />
        Holdspace
      </div>
      <p className={styles.saying}>{say('saying')}</p>
      <dl className={styles.ways}>
        <div>
          <dt>{say('infusion')}</dt>
          <dd>{say('infusionSays')}</dd>
        </div>
        <div>
          <dt>{say('kap')}</dt>
          <dd>{say('kapSays')}</dd>
        </div>
      </dl>
    </header>
  );
}
