/** One section of a protocol's page: terms and what is so of them, each with its footnotes. */
import type { ExplainedSection } from '@holdspace/care';
import type { ReactNode } from 'react';
import styles from './protocols.module.css';

interface SectionProps {
  readonly section: ExplainedSection;
  /** The footnote's number by source. */
  readonly notes: ReadonlyMap<string, number>;
  /** Where the sources are not on the page, their numbers lead nowhere. */
  readonly withoutLinks?: boolean;
}

export function Section({ section, notes, withoutLinks }: SectionProps) {
  return (
    <section className={styles.section} aria-labelledby={section.id}>
      <h2 id={section.id}>{section.title}</h2>
      <dl className={styles.rows}>
        {section.rows.map((row) => (
          <div key={row.id}>
            <dt>{row.term}</dt>
            <dd>
              <Statements says={row.says}>
                {(withoutLinks ? [] : row.sources).map((source) => (
                  <a key={source} href={`#source-${source}`} className={styles.note}>
                    <span className="hs-visually-hidden">Source </span>
                    {notes.get(source)}
                  </a>
                ))}
              </Statements>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A capital letter at the beginning, and no number parted from its unit at a line's end. */
const asSentence = (text: string): string =>
  (text.charAt(0).toUpperCase() + text.slice(1)).replaceAll(/(\d) (?=[%a-zA-Z/])/g, '$1\u00a0');

/** One statement stands as a sentence, several as a list; each begins with a capital letter. Footnotes end the last. */
export function Statements({ says, children }: { says: readonly string[]; children?: ReactNode }) {
  const last = says.length - 1;
  if (says.length === 1 && says[0] !== undefined)
    return (
      <>
        {asSentence(says[0])} {children}
      </>
    );
  return (
    <ul className={styles.statements}>
      {says.map((one, index) => (
        <li key={one}>
          {asSentence(one)} {index === last && children}
        </li>
      ))}
    </ul>
  );
}
