/** Why a protocol carries its label: each condition, met or not, by sign and word. */
import type { LabelShown } from '../api/shapes.ts';
import { Sign } from '../ui/sign.tsx';
import styles from './protocols.module.css';

export function LabelReasons({ reasons }: { reasons: LabelShown['reasons'] }) {
  return (
    <ul className={styles.reasons}>
      {reasons.map((reason) => (
        <li key={reason.says} className={reason.met ? styles.met : styles.unmet}>
          <Sign name={reason.met ? 'check' : 'cross'} size={15} />
          <span>
            <span className="hs-visually-hidden">{reason.met ? 'Met: ' : 'Not met: '}</span>
            {reason.says}
          </span>
        </li>
      ))}
    </ul>
  );
}
