/** The label before and after, beside each other; loudly where psychotherapy is lost or gained, quietly where nothing changes. */
import type { Label, LabelChange } from '@holdspace/care';
import { Sign } from '../ui/sign.tsx';
import styles from './governance.module.css';
import { LabelReasons } from './label-reasons.tsx';

const SAYS: Record<LabelChange['kind'], string> = {
  same: 'The label stays as it is.',
  renamed: 'The label changes.',
  loses_kap: 'It may no longer be called ketamine-assisted psychotherapy.',
  gains_kap: 'It may now be called ketamine-assisted psychotherapy.',
};

export function LabelBeforeAndAfter({ change }: { change: LabelChange }) {
  const isLoud = change.kind === 'loses_kap' || change.kind === 'gains_kap';
  return (
    <section className={`${styles.labels} ${isLoud ? styles.loud : ''}`} aria-label="The label before and after">
      <p className={styles.labelSays} role={isLoud ? 'alert' : undefined}>
        {isLoud && <Sign name="triangle" size={22} />} {SAYS[change.kind]}
      </p>
      <div className={styles.beforeAfter}>
        {change.kind !== 'same' && <OneLabel says="Until now" label={change.before} />}
        <OneLabel says={change.kind === 'same' ? 'May be called' : 'From then on'} label={change.after} />
      </div>
    </section>
  );
}

function OneLabel({ says, label }: { says: string; label: Label }) {
  return (
    <div>
      <p className={styles.kicker}>{says}</p>
      <p className={styles.labelName}>{label.name}</p>
      <p className={styles.statement}>{label.statement}</p>
      <LabelReasons reasons={label.reasons} />
    </div>
  );
}
