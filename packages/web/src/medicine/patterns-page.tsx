/** Patterns: things to look at, and no accusations; each with its interval drawn, its numbers said, and what they do not say. */
import {
  type Compared,
  PATTERNS_STATEMENT,
  type Patterns,
  STATISTICS_EXPLAINED,
  STATISTICS_METHODS,
  sayCompared,
  sayProportion,
  sayQuantity,
  VERDICT_WORDS,
} from '@holdspace/care';
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { sayDate, sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { type Meaning, StatusBadge } from '../ui/status-badge.tsx';
import styles from './counts.module.css';
import { usePatterns } from './counts-queries.ts';
import { MedicineTabs } from './tabs.tsx';

const TIMES = [
  ['30', 'The last 30 days'],
  ['90', 'The last 90 days'],
  ['365', 'The last year'],
] as const;

export default function PatternsPage() {
  const [days, setDays] = useState('90');
  const found = usePatterns(Number(days));
  return (
    <Page title="Patterns" lead={PATTERNS_STATEMENT}>
      <MedicineTabs />
      <div className={`${styles.alone} ${styles.above}`}>
        <NativeSelect
          label="Time"
          value={days}
          onChange={({ currentTarget }) => setDays(currentTarget.value)}
          data={TIMES.map(([value, label]) => ({ value, label }))}
        />
      </div>
      {found.isPending && <LoadingState says="Working it out" />}
      {found.isError && !found.data && (
        <FailedState what="The patterns" error={found.error} retry={() => void found.refetch()} />
      )}
      {found.data && <Shown patterns={found.data.patterns} />}
    </Page>
  );
}

function Shown({ patterns }: { patterns: Patterns }) {
  const zone = useZone();
  const { waste, openedUnused, afterHours, discrepancies, opens, closes } = patterns;
  if (waste.length === 0 && afterHours.length === 0 && discrepancies.length === 0)
    return <EmptyState title="Nothing to look at">No controlled medicine was drawn in this time.</EmptyState>;
  return (
    <>
      <Panel title="How to read this">
        <p className={styles.says}>{STATISTICS_EXPLAINED}</p>
        <p className={styles.aside}>{STATISTICS_METHODS}</p>
        <p className={styles.aside}>
          {sayDate(patterns.from, zone)} to {sayDate(patterns.until, zone)}.
        </p>
      </Panel>
      {waste.map((one) => (
        <Panel key={one.product} title={`Waste: ${one.name}`}>
          <p className={styles.says}>
            {one.draws === 1 ? '1 draw' : `${one.draws} draws`},{' '}
            {sayQuantity({ value: one.drawnMicrograms, unit: 'ug' })} drawn and{' '}
            {sayQuantity({ value: one.wastedMicrograms, unit: 'ug' })} wasted. Half of the draws wasted{' '}
            {Math.round(one.usualShare * 100)} % or less; “more than usual” is more than that.
          </p>
          <ul className={styles.list}>
            {one.people.map((person) => (
              <Person
                key={person.person.id}
                compared={person}
                what="with more waste than usual"
                comparisons={patterns.wasteComparisons}
                more={`${sayQuantity({ value: person.wastedMicrograms, unit: 'ug' })} wasted of ${sayQuantity({ value: person.drawnMicrograms, unit: 'ug' })} drawn.`}
              />
            ))}
          </ul>
        </Panel>
      ))}
      {openedUnused.draws.out > 0 && (
        <Panel title="Opened, and nothing given">
          <p className={styles.says}>
            {sayProportion(openedUnused.draws)} of all draws. A session that is called off leaves some.
          </p>
          <ul className={styles.list}>
            {openedUnused.containers.slice(0, 20).map((one) => (
              <li key={`${one.container} ${one.at}`} className={styles.row}>
                <div className={styles.name}>
                  {one.label}, {one.product}
                </div>
                <div className={styles.aside}>
                  {one.openedBy}, {sayDayAndTime(one.at, zone)}
                </div>
                <span className={styles.aside}>{BECAME_OF[one.becameOf]}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {afterHours.length > 0 && (
        <Panel title="After hours">
          <p className={styles.says}>
            Taken out of a safe before {opens}:00, from {closes}:00 on, or at a weekend.
          </p>
          <ul className={styles.list}>
            {afterHours.map((one) => (
              <Person key={one.person.id} compared={one} what="after hours" comparisons={patterns.hoursComparisons} />
            ))}
          </ul>
        </Panel>
      )}
      {discrepancies.length > 0 && (
        <Panel title="Discrepancies, safe by safe">
          <ul className={styles.list}>
            {discrepancies.map((one) => (
              <li key={`${one.safe} ${one.product}`} className={styles.row}>
                <div className={styles.name}>
                  {one.product ?? 'No product named'}
                  {one.safe && `, ${one.safe}`}
                </div>
                <div className={styles.aside}>
                  {one.events} in this time: {one.aMonth.toFixed(1)} a month, most likely between{' '}
                  {one.interval.low.toFixed(1)} and {one.interval.high.toFixed(1)}
                </div>
                {one.isRepeated ? (
                  <StatusBadge meaning="caution">Worth a look</StatusBadge>
                ) : (
                  <StatusBadge meaning="neutral">Too few to say</StatusBadge>
                )}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
const BECAME_OF = {
  wasted: 'all of it wasted',
  put_back: 'put back',
  lost: 'lost',
  still_in_hand: 'still in hand',
} as const;
const MEANINGS: Readonly<Record<Compared['verdict'], Meaning>> = {
  too_few: 'neutral',
  nothing_unusual: 'good',
  look_at_it: 'caution',
};

interface PersonProps {
  readonly compared: Compared;
  readonly what: string;
  readonly comparisons: number;
  readonly more?: string;
}
function Person({ compared, what, comparisons, more }: PersonProps) {
  const says = sayCompared(compared, what, comparisons);
  return (
    <li className={styles.person}>
      <span className={styles.name}>{compared.person.name}</span>
      <Intervals compared={compared} />
      <StatusBadge meaning={MEANINGS[compared.verdict]}>{VERDICT_WORDS[compared.verdict]}</StatusBadge>
      <span className={styles.numbers}>
        {says} {more}
      </span>
    </li>
  );
}

/** One's own share with its interval, over the band in which everybody else's lies. The sentence below says the same. */
function Intervals({ compared: { own, others } }: { compared: Compared }) {
  const x = (share: number) => 4 + share * 292;
  const share = own.out === 0 ? 0 : own.of / own.out;
  const theirs = others.out === 0 ? 0 : others.of / others.out;
  return (
    <svg className={styles.interval} viewBox="0 0 300 36" preserveAspectRatio="none" aria-hidden="true">
      <line className={styles.axis} x1={x(0)} x2={x(1)} y1="18" y2="18" />
      <rect
        className={styles.others}
        x={x(others.interval.low)}
        width={Math.max(1, x(others.interval.high) - x(others.interval.low))}
        y="6"
        height="24"
        rx="2"
      />
      {others.out > 0 && <line className={styles.othersMark} x1={x(theirs)} x2={x(theirs)} y1="6" y2="30" />}
      <line className={styles.own} x1={x(own.interval.low)} x2={x(own.interval.high)} y1="18" y2="18" />
      <rect className={styles.ownMark} x={x(share) - 2.5} y="10" width="5" height="16" />
    </svg>
  );
}
