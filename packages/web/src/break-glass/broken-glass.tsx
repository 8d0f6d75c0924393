/** The review queue: every record that was opened in need, whose, by whom and why, and what was thought of it. */
import {
  GLASS_REASON_WORDS,
  GLASS_VERDICT_WORDS,
  type GlassVerdict,
  mayEver,
  rolesThatMay,
  sayRoles,
} from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { sayDayAndTime, sayTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { type Meaning, StatusBadge } from '../ui/status-badge.tsx';
import styles from './break-glass.module.css';
import { type GlassShown, useQueue } from './queries.ts';
import { ReviewForm } from './review-form.tsx';

const VERDICT_MEANS: Readonly<Record<GlassVerdict, Meaning>> = {
  justified: 'good',
  not_justified: 'danger',
  follow_up: 'caution',
};

export default function BrokenGlass() {
  const { practitioner } = useMe();
  const reviews = mayEver('review break-glass', practitioner.roles);
  return (
    <Page
      title="Broken glass"
      lead="Records that were opened in need. Somebody other than who opened it says of each whether it was right."
    >
      {reviews ? (
        <>
          <Queue state="open" />
          <Queue state="reviewed" />
        </>
      ) : (
        <EmptyState title="This is for those who answer for privacy">
          To review broken glass takes a {sayRoles(rolesThatMay('review break-glass'))}.
        </EmptyState>
      )}
    </Page>
  );
}

function Queue({ state }: { state: 'open' | 'reviewed' }) {
  const queue = useQueue(state);
  const title = state === 'open' ? 'To review' : 'Reviewed';
  if (queue.isPending) return state === 'open' ? <LoadingState says="Loading what waits for a review" /> : null;
  if (queue.isError) return <FailedState what={title} error={queue.error} retry={() => void queue.refetch()} />;
  const { glasses } = queue.data;
  if (glasses.length === 0)
    return state === 'open' ? (
      <EmptyState title="Nothing waits for a review">
        When somebody breaks the glass, you are told on every page and it stands here.
      </EmptyState>
    ) : null;
  return (
    <section className={styles.queue} aria-label={title}>
      <h2 className={styles.queueTitle}>
        {title} <span className={styles.count}>{glasses.length}</span>
      </h2>
      <ul className={styles.glasses}>
        {glasses.map((glass) => (
          <li key={glass.id}>
            <Glass glass={glass} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Glass({ glass }: { glass: GlassShown }) {
  const zone = useZone();
  const [isReviewing, review] = useState(false);
  const { patient, person, review: given } = glass;
  return (
    <article className={styles.glass} aria-label={`${person.name}: ${patient.name}`}>
      <div className={styles.glassHead}>
        <h3 className={styles.glassTitle}>
          {person.name} opened the record of <Link href={`/patients/${patient.id}`}>{patient.name}</Link>
        </h3>
        <HowItStands glass={glass} />
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>When</dt>
          <dd className="hs-numbers">{sayDayAndTime(glass.at, zone)}</dd>
        </div>
        <div>
          <dt>Why</dt>
          <dd>{GLASS_REASON_WORDS[glass.kind]}</dd>
        </div>
        <div className={styles.inWords}>
          <dt>In their words</dt>
          <dd>{glass.words}</dd>
        </div>
        {given && (
          <>
            <div>
              <dt>Reviewed</dt>
              <dd className="hs-numbers">
                {sayDayAndTime(given.at, zone)}, {given.by.name}
              </dd>
            </div>
            <div>
              <dt>Verdict</dt>
              <dd>
                <StatusBadge meaning={VERDICT_MEANS[given.verdict]}>{GLASS_VERDICT_WORDS[given.verdict]}</StatusBadge>
              </dd>
            </div>
            <div className={styles.inWords}>
              <dt>Because</dt>
              <dd>{given.words}</dd>
            </div>
          </>
        )}
      </dl>
      {!given && glass.isOwn && (
        <p className={styles.quiet}>You opened this yourself. Somebody else who answers for privacy reviews it.</p>
      )}
      {!given &&
        !glass.isOwn &&
        (isReviewing ? (
          <ReviewForm glass={glass} onLeave={() => review(false)} />
        ) : (
          <div className={styles.buttons}>
            <Button onClick={() => review(true)}>
              Review<span className="hs-visually-hidden"> what {person.name} opened</span>
            </Button>
          </div>
        ))}
    </article>
  );
}

function HowItStands({ glass: { state, until, ended, person } }: { glass: GlassShown }) {
  const zone = useZone();
  if (state === 'standing') return <StatusBadge meaning="caution">Open until {sayTime(until, zone)}</StatusBadge>;
  if (!ended) return <StatusBadge meaning="neutral">Ran out at {sayTime(until, zone)}</StatusBadge>;
  const how = ended.by.id === person.id ? 'Given up' : `Closed by ${ended.by.name}`;
  return (
    <StatusBadge meaning="neutral" wrap>
      {how} at {sayTime(ended.at, zone)}
    </StatusBadge>
  );
}
