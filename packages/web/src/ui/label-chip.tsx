/** The computed label as a chip: "KAP", or the treatment's name with "no psychotherapy included". Never typed by hand. */
import type { LabelShown } from '../api/shapes.ts';
import styles from './label-chip.module.css';

/** "Ketamine-assisted psychotherapy (KAP)" -> "KAP"; names without a short form stay as they are. */
export const shortName = (label: LabelShown): string => /\(([A-Z]{2,6})\)$/.exec(label.name)?.[1] ?? label.name;

export function LabelChip({ label }: { label: LabelShown }) {
  const short = shortName(label);
  const statement = label.statement.replace(/\.$/, '');
  return (
    <span className={`${styles.chip} ${label.kind === 'kap' ? styles.kap : styles.medical}`}>
      {short === label.name ? (
        label.name
      ) : (
        <abbr title={label.name} style={{ textDecoration: 'none' }}>
          {short}
        </abbr>
      )}
      {label.kind === 'medical' && (
        <span className={styles.statement}> — {statement.charAt(0).toLowerCase() + statement.slice(1)}</span>
      )}
    </span>
  );
}
