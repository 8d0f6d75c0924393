/** Everything that is wrong with the draft, each with the way to its field, wherever that is. */
import type { ProtocolIssue } from '@holdspace/care';
import { sayPlace } from '@holdspace/care';
import { useEffect, useState } from 'react';
import { Sign } from '../../ui/sign.tsx';
import styles from './editor.module.css';
import { sectionOf } from './sections.ts';

interface ErrorsProps {
  readonly issues: readonly ProtocolIssue[];
  readonly section: string;
  onOpen(section: string): void;
}

/** "gates[2].validFor.unit": the field, or the nearest thing around it that is on the page. */
function findField(path: string): HTMLElement | null {
  for (let at = path; at; at = at.replace(/(\.[^.[\]]+|\[\d+\])$/, '')) {
    const found = document.getElementById(`field-${at}`);
    if (found) return found;
    if (!/[.[]/.test(at)) return null;
  }
  return null;
}

export function Errors({ issues, section, onOpen }: ErrorsProps) {
  const [wanted, want] = useState<string>();
  useEffect(() => {
    if (wanted === undefined || sectionOf(wanted)?.id !== section) return;
    const found = findField(wanted);
    want(undefined);
    found?.scrollIntoView({ block: 'center' });
    (found?.matches('input, select, textarea')
      ? found
      : found?.querySelector<HTMLElement>('input, select, textarea')
    )?.focus();
  }, [wanted, section]);
  if (issues.length === 0) return null;
  return (
    <section className={styles.errors} aria-labelledby="errors-title">
      <h2 id="errors-title">
        <Sign name="octagon" size={18} />{' '}
        {issues.length === 1 ? 'One thing is wrong' : `${issues.length} things are wrong`}
      </h2>
      <ul>
        {issues.slice(0, 12).map((issue) => {
          const home = sectionOf(issue.path);
          const place = issue.path
            ? sayPlace(issue.path.replaceAll(/\[(\d+)\]/g, (_, index) => ` ${Number(index) + 1}`))
            : 'The document';
          return (
            <li key={`${issue.path} ${issue.rule} ${issue.message}`}>
              {home ? (
                <button
                  type="button"
                  onClick={() => {
                    onOpen(home.id);
                    want(issue.path);
                  }}
                >
                  {place}
                </button>
              ) : (
                <strong>{place}</strong>
              )}
              : {issue.message} <span className={styles.rule}>{issue.rule}</span>
            </li>
          );
        })}
      </ul>
      {issues.length > 12 && <p>And {issues.length - 12} more.</p>}
    </section>
  );
}
