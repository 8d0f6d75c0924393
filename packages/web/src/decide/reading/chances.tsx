/** Chances as pictures of 100 people, each with the same words beside it. */
import { CHANCES, CHANCES_OF, type Chance, type ChanceGroup, type Language, sayCount } from '@holdspace/care';
import styles from '../decide.module.css';
import { WORDS } from '../words.ts';
import { Grounds } from './stated.tsx';

const IN_A_ROW = 10;
const SIDE = CHANCES_OF / IN_A_ROW;

export function Chances({ language }: { language: Language }) {
  const t = WORDS.in(language);
  return (
    <section aria-labelledby="chances">
      <h2 id="chances">{t('chances-title')}</h2>
      <p className={styles.lead}>{t('chances-lead')}</p>
      <Dots />
      {CHANCES.map((group) => (
        <Group key={group.id} group={group} language={language} />
      ))}
    </section>
  );
}

/** The two kinds of dots, drawn once for all pictures: filled and hollow, so that colour is not needed to tell them apart. */
function Dots() {
  return (
    <svg className={styles.defs} aria-hidden="true" focusable="false" width="0" height="0">
      <defs>
        <pattern id="dot-filled" width="1" height="1" patternUnits="userSpaceOnUse">
          <circle cx="0.5" cy="0.5" r="0.4" fill="#0e5960" />
        </pattern>
        <pattern id="dot-hollow" width="1" height="1" patternUnits="userSpaceOnUse">
          <circle cx="0.5" cy="0.5" r="0.36" fill="#fffdf8" stroke="#857d6d" strokeWidth="0.08" />
        </pattern>
      </defs>
    </svg>
  );
}

function Group({ group, language }: { group: ChanceGroup; language: Language }) {
  return (
    <section className={styles.chances} aria-labelledby={`chance-${group.id}`}>
      <h3 id={`chance-${group.id}`}>
        {group.title[language]} <span className={styles.within}>{group.within[language]}</span>
      </h3>
      <ul className={styles.columns}>
        {group.rows.map((chance) => (
          <li key={chance.id} className={styles.column}>
            <h4>{chance.who[language]}</h4>
            <Picture chance={chance} />
            <p className={styles.count}>{sayCount(chance.count, language)}</p>
            <Grounds of={chance} language={language} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The count stands in words right under it, so that the picture itself need not be read out. */
function Picture({ chance: { count } }: { chance: Chance }) {
  if (!count.known) return <div className={styles.unknown} aria-hidden="true" />;
  const rows = Math.floor(count.count / IN_A_ROW);
  const left = count.count % IN_A_ROW;
  return (
    <svg className={styles.picture} viewBox={`0 0 ${IN_A_ROW} ${SIDE}`} aria-hidden="true" focusable="false">
      <rect width={IN_A_ROW} height={SIDE} fill="url(#dot-hollow)" />
      {rows > 0 && <rect width={IN_A_ROW} height={rows} fill="url(#dot-filled)" />}
      {left > 0 && <rect y={rows} width={left} height="1" fill="url(#dot-filled)" />}
    </svg>
  );
}
