/** Every decision as it was signed, the newest first: nothing of it changes when the next one comes. */
import { SCREENING_DECISION_WORDS, SCREENING_JUDGEMENT_WORDS } from '@holdspace/care';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import type { DecisionShown } from './queries.ts';
import styles from './screening.module.css';

export function Decisions({ decisions, zone }: { decisions: readonly DecisionShown[]; zone: string }) {
  if (decisions.length === 0) return null;
  return (
    <Panel title="Decisions">
      <ol className={styles.findings}>
        {decisions.map((one, index) => (
          <li key={one.id} className={styles.finding}>
            <details open={index === 0}>
              <summary>
                <strong>{SCREENING_DECISION_WORDS[one.decision]}</strong>
                {`, ${one.author.name}, ${sayDayAndTime(one.at, zone)}`}
              </summary>
              <p className={styles.small}>
                For {one.protocol.id} {one.protocol.version}, with{' '}
                {one.medicines.length === 0
                  ? 'no medicine on the list'
                  : one.medicines.map(({ name }) => name).join(', ')}
              </p>
              <ul className={styles.outcomes}>
                {one.outcomes.map(({ rule, judgement, reason }) => (
                  <li key={rule}>
                    <strong>{one.findings.find((finding) => finding.rule === rule)?.title ?? rule}</strong>:{' '}
                    {SCREENING_JUDGEMENT_WORDS[judgement]}. “{reason}”
                  </li>
                ))}
              </ul>
              {one.outcomes.length === 0 && <p className={styles.small}>Every finding was clear.</p>}
              {one.note && <p>{one.note}</p>}
            </details>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
