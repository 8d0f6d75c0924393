/**
 * A locked screen. Everywhere but in the session room it stands in the place of what was shown; in the room it is a strip at
 * the top, and the room goes on: seen, recorded in, and unsigned.
 */
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { leave } from '../api/leaving.ts';
import { useMe } from '../api/me.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import styles from './locked.module.css';
import { screenUnlocked } from './screen.ts';
import { Unlock } from './unlock-later.ts';

export function LockedScreen() {
  const { practitioner, clinic } = useMe();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.locked} aria-labelledby="locked">
      <span className={styles.sign}>
        <Sign name="lock" size={32} />
      </span>
      <h1 id="locked" ref={heading} tabIndex={-1} className={styles.title}>
        This screen is locked
      </h1>
      <p className={styles.who}>
        {practitioner.name} is signed in at {clinic.name}. Nobody has touched the screen for a while.
      </p>
      <DemoPin />
      <Unlock onUnlocked={screenUnlocked} says="Unlock" />
      <SomebodyElse />
    </section>
  );
}

/** Over the room, out of the way of its chart and its emergency stop. */
export function LockedStrip() {
  const { practitioner } = useMe();
  const [isOpen, open] = useState(false);
  return (
    <section className={styles.strip} aria-label="Locked screen">
      <div className={styles.line} role="status">
        <Sign name="lock" />
        <span>
          <strong>Locked.</strong> The session goes on, and what happens can be recorded. Orders, checks, overrides and
          the discharge are signed one by one.
        </span>
        <button type="button" className={styles.button} aria-expanded={isOpen} onClick={() => open(!isOpen)}>
          {isOpen ? 'Not now' : 'Unlock'}
        </button>
      </div>
      {isOpen && (
        <div className={styles.form}>
          <p className={styles.who}>{practitioner.name} is signed in.</p>
          <DemoPin />
          <Unlock onUnlocked={screenUnlocked} says="Unlock" />
        </div>
      )}
    </section>
  );
}

function DemoPin() {
  return useMe().demo ? (
    <p className={styles.who}>
      In the demo everybody’s PIN is <strong>739264</strong>.
    </p>
  ) : null;
}

function SomebodyElse() {
  const [, go] = useLocation();
  const [error, setError] = useState<unknown>();
  async function signOut() {
    try {
      await api.post('/api/auth/sign-out');
    } catch (cause) {
      setError(cause);
      return;
    }
    leave();
    go('/sign-in');
  }
  return (
    <>
      <ProblemAlert error={error} />
      <button type="button" className={styles.other} onClick={() => void signOut()}>
        Sign in as somebody else
      </button>
    </>
  );
}
