/** What the server would not take, in its own words: the fields at fault, or the rules and what would satisfy them. */
import { Problem } from '../api/problem.ts';
import styles from './problem-alert.module.css';
import { sayField } from './say-field.ts';
import { Sign } from './sign.tsx';

export function ProblemAlert({ error }: { error: unknown }) {
  if (!error) return null;
  const problem = error instanceof Problem ? error : undefined;
  return (
    <div className={styles.alert} role="alert">
      <span className={styles.sign}>
        <Sign name="octagon" />
      </span>
      <div>
        <strong>{problem?.title ?? 'That did not work'}</strong>
        {problem?.detail && <div>{problem.detail}</div>}
        {problem && problem.errors.length > 0 && (
          <ul>
            {problem.errors.map((one) => (
              <li key={`${one.field} ${one.message}`}>
                {one.field && <strong>{sayField(one.field)}: </strong>}
                {one.message}
              </li>
            ))}
          </ul>
        )}
        {problem && problem.refusals.length > 0 && (
          <ul>
            {problem.refusals.map((one) => (
              <li key={one.rule}>
                {one.message} <span className={styles.satisfy}>{one.satisfy}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
