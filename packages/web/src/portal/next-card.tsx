/** A card of what is next for a patient, with one thing to do. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { NextShown } from '../preparation/shapes.ts';
import styles from './next.module.css';

/** What every card of a patient's place is given. */
export interface NextCardProps {
  readonly next: NextShown;
}

export function NextCard({
  title,
  children,
  action,
  isFirst,
}: {
  title: string;
  children: ReactNode;
  action?: { readonly href: string; readonly says: string };
  /** The one thing to do now. */
  isFirst?: boolean;
}) {
  return (
    <li className={styles.card}>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.says}>{children}</div>
      {action && (
        <Button component={Link} href={action.href} size="md" variant={isFirst ? 'filled' : 'default'}>
          {action.says}
        </Button>
      )}
    </li>
  );
}
