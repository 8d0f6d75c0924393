/** The computed label as a chip: "KAP", or the treatment's name with "no psychotherapy included". Never typed by hand. */
import type { LabelShown } from '../api/shapes.ts';
import styles from './label-chip.module.css';

/** "Ketamine-assisted psychotherapy (KAP)" -> "KAP"; a medical treatment keeps its whole name. */
const shortName = (label: LabelShown): string =>
  label.kind === 'kap' ? (/\(([A-Z]{2,6})\)$/.exec(label.name)?.[1] ?? label.name) : label.name;

/** The last sentence, which says it shortest: "No psychotherapy included." -> "no psychotherapy included". */
const inShort = (statement: string): string => {
  const last = statement.split(/(?<=\.)\s+/).at(-1) ?? statement;
  return last.charAt(0).toLowerCase() + last.slice(1).replace(/\.$/, '');
};

export function LabelChip({ label }: { label: LabelShown }) {
  const short = shortName(label);
  return (
    <span className={`${styles.chip} ${label.kind === 'kap' ? styles.kap : styles.medical}`}>
      {short === label.name ? (
        label.name
      ) : (
        <abbr title={label.name} style={{ textDecoration: 'none' }}>
          {short}
        </abbr>
      )}
      {label.kind === 'medical' && <span className={styles.statement}> — {inShort(label.statement)}</span>}
    </span>
  );
}
