/** What is next for a patient, as a list of cards, each with one thing to do. Other parts add theirs to the list below. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { VISIT_NAMES, type VisitKind } from '../api/shapes.ts';
import type { NextShown } from '../preparation/shapes.ts';
import { sayDate, sayTime } from '../ui/moment.ts';
import styles from './next.module.css';

export interface NextCardProps {
  readonly next: NextShown;
}

/** In the order in which they are shown; a card without anything to say draws nothing. */
const CARDS: readonly ((props: NextCardProps) => ReactNode)[] = [NextVisit, Prepare];

export function Next({ next }: NextCardProps) {
  return (
    <ul className={styles.cards}>
      {CARDS.map((Card) => (
        <Card key={Card.name} next={next} />
      ))}
      <NextCard title="Your record" action={{ href: '/mine', says: 'See my record' }}>
        What is written about your treatment, who may see it, and to whom it went.
      </NextCard>
    </ul>
  );
}

/** One card of the list. */
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

function NextVisit({ next: { visits, clinic } }: NextCardProps) {
  const [visit] = visits;
  if (!visit)
    return <NextCard title="No visit is planned">When the clinic plans your next visit, it will be here.</NextCard>;
  return (
    <NextCard title="Your next visit">
      <p className={styles.large}>
        {sayDate(visit.scheduledFor, clinic.zone)}, {sayTime(visit.scheduledFor, clinic.zone)}
      </p>
      <p>
        {VISIT_NAMES[visit.kind as VisitKind]}, at {clinic.name}
      </p>
    </NextCard>
  );
}

function Prepare({ next: { preparing, clinic } }: NextCardProps) {
  return preparing.map(({ courseId, label, done, of, firstDosing }) => (
    <NextCard
      key={courseId}
      title={done === of ? 'You have prepared' : done === 0 ? 'Prepare, at your own pace' : 'Go on preparing'}
      isFirst={done < of}
      action={{
        href: `/portal/prepare/${courseId}`,
        says: done === 0 ? 'Begin' : done === of ? 'Read it again, or change it' : 'Go on',
      }}
    >
      <p>
        {label}
        {firstDosing && `, ${sayDate(firstDosing, clinic.zone)}`}. {done} of {of} parts are answered. You can stop at
        any moment and come back.
      </p>
    </NextCard>
  ));
}
