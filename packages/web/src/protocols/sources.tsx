/** The sources of a protocol as numbered footnotes, each with how and when it was checked. */
import type { ProtocolSource } from '@holdspace/care';
import { sayDay } from '../ui/moment.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './protocols.module.css';

export function Sources({ sources }: { sources: readonly ProtocolSource[] }) {
  return (
    <section className={styles.section} aria-labelledby="sources">
      <h2 id="sources">Sources</h2>
      <ol className={styles.sources}>
        {sources.map((source) => (
          <li key={source.id} id={`source-${source.id}`}>
            {source.url ? <a href={source.url}>{source.citation}</a> : source.citation}
            <div className={styles.checked}>
              {source.checked.how === 'verified' ? (
                <StatusBadge meaning="good">Read in the source</StatusBadge>
              ) : (
                <StatusBadge meaning="caution">To be confirmed by the clinic</StatusBadge>
              )}
              {sayDay(source.checked.on)}
              {source.checked.note && ` · ${source.checked.note}`}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
