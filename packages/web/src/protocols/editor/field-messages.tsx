/** Under a field: what is wrong with it, by which rule, and what stood there before. */
import { sayPath, WEIGHT_NAMES } from '@holdspace/care';
import { Sign } from '../../ui/sign.tsx';
import { useEditing } from './context.ts';
import styles from './editor.module.css';
import type { Path } from './json.ts';

export function useIssues(path: Path, ...inside: readonly string[]) {
  const { issues } = useEditing();
  const at = sayPath(path);
  return [at, ...inside.map((one) => `${at}.${one}`)].flatMap((place) => issues.get(place) ?? []);
}

interface FieldMessagesProps {
  readonly id: string;
  readonly path: Path;
  /** Parts of the field whose errors are shown here: `value` and `unit` of a quantity. */
  readonly inside?: readonly string[];
}

export const messagesId = (id: string) => `${id}-says`;

export function FieldMessages({ id, path, inside = [] }: FieldMessagesProps) {
  const { differencesAt } = useEditing();
  const issues = useIssues(path, ...inside);
  const differences = differencesAt(path);
  return (
    <div id={messagesId(id)} className={styles.messages}>
      {issues.map((issue) => (
        <div key={`${issue.path} ${issue.rule}`} className={styles.wrong}>
          <Sign name="octagon" size={15} /> {issue.message} <span className={styles.rule}>{issue.rule}</span>
        </div>
      ))}
      {differences.map((one) => (
        <div key={one.path} className={styles.was}>
          {one.before === undefined ? 'New here' : `Was ${one.before}`} · {WEIGHT_NAMES[one.weight]}
        </div>
      ))}
    </div>
  );
}
