/** One rule: its sentence, its promise, its false alarms, where its numbers come from, and every change of it. */
import { SEVERITY_WORDS } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useZone } from '../api/me.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import type { RuleShown } from './queries.ts';
import { RuleForm } from './rule-form.tsx';
import styles from './signals.module.css';

const MEANING = { look: 'neutral', today: 'caution', now: 'danger' } as const;

export function RuleCard({ rule, mayChange }: { readonly rule: RuleShown; readonly mayChange: boolean }) {
  const zone = useZone();
  const title = useId();
  const [isChanging, change] = useState(false);
  const [showsHistory, showHistory] = useState(false);
  const { terms, changes } = rule;
  return (
    <article className={`${styles.card} ${terms.on ? '' : styles.off}`} aria-labelledby={title}>
      <div className={styles.cardHead}>
        <h2 className={styles.cardTitle} id={title}>
          {rule.name}
        </h2>
        {terms.on ? (
          <StatusBadge meaning={MEANING[terms.severity]}>{SEVERITY_WORDS[terms.severity]}</StatusBadge>
        ) : (
          <StatusBadge meaning="neutral">off</StatusBadge>
        )}
      </div>
      <p className={styles.sentence}>{rule.says}</p>
      <p className={styles.says}>{terms.on ? rule.promise : 'It is off: nothing is raised by it.'}</p>
      <FalseAlarms rule={rule} />
      <p className={styles.aside}>
        {rule.version === 0
          ? `As shipped. ${rule.source}.`
          : `Changed ${rule.version === 1 ? 'once' : `${rule.version} times`} here. As shipped, its numbers came from: ${rule.source}.`}
      </p>
      <div className={styles.buttons}>
        {mayChange && (
          <Button variant="default" aria-expanded={isChanging} onClick={() => change(!isChanging)}>
            Change<span className="hs-visually-hidden"> {rule.name}</span>
          </Button>
        )}
        {changes.length > 0 && (
          <Button variant="default" aria-expanded={showsHistory} onClick={() => showHistory(!showsHistory)}>
            {changes.length === 1 ? 'The change' : `${changes.length} changes`}
            <span className="hs-visually-hidden"> of {rule.name}</span>
          </Button>
        )}
      </div>
      {isChanging && <RuleForm key={rule.version} rule={rule} onLeave={() => change(false)} />}
      {showsHistory && (
        <ol className={styles.steps} aria-label="Changes">
          {changes.map((one) => (
            <li key={one.id}>
              <div className={styles.aside}>
                {sayDayAndTime(one.at, zone)}: {one.by.name}
                {!one.on && ', turned off'}
              </div>
              <p>“{one.reason}”</p>
              <p className={styles.aside}>
                {one.says} {one.promise}
              </p>
            </li>
          ))}
        </ol>
      )}
    </article>
  );
}

/** How those that fired turned out, as a bar in numbers; the share of false alarms with what is not known of it. */
function FalseAlarms({ rule: { history, falseAlarms, falseAlarmsSay } }: { readonly rule: RuleShown }) {
  const parts = [
    { name: 'real', count: history.real, style: styles.real },
    { name: 'nothing there', count: history.nothingThere, style: styles.nothing },
    { name: 'not reached', count: history.notReached, style: styles.unreached },
    { name: 'duplicate', count: history.duplicate, style: styles.duplicate },
    { name: 'waiting', count: history.waiting, style: styles.waiting },
  ].filter(({ count }) => count > 0);
  return (
    <div className={styles.alarms}>
      <div className={styles.bar} aria-hidden="true">
        {parts.map(({ name, count, style }) => (
          <span key={name} className={style} style={{ flexGrow: count }} />
        ))}
      </div>
      <p className={styles.numbers}>
        {history.fired === 0
          ? 'It has not fired here yet.'
          : `Fired ${history.fired === 1 ? 'once' : `${history.fired} times`}: ${parts.map(({ name, count }) => `${count} ${name}`).join(', ')}. ${falseAlarmsSay}`}
      </p>
      {falseAlarms && (
        <svg className={styles.interval} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <line x1="0" x2="100" y1="4" y2="4" className={styles.axis} />
          <line x1={falseAlarms.low * 100} x2={falseAlarms.high * 100} y1="4" y2="4" className={styles.between} />
          <rect x={falseAlarms.share * 100 - 0.6} y="0" width="1.2" height="8" className={styles.mark} />
        </svg>
      )}
    </div>
  );
}
