/** Who is signed in and in which roles; the colour scheme; the way out. */

import { ROLE_NAMES } from '@holdspace/care';
import { useMantineColorScheme } from '@mantine/core';
import { useId, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { leave } from '../api/leaving.ts';
import { useMe } from '../api/me.ts';
import { lockScreen } from '../sign-in/screen.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import styles from './account.module.css';
import { ClinicSwitcher } from './clinics.tsx';
import { useDisclosure } from './disclosure.ts';
import shell from './shell.module.css';

const SCHEMES = [
  { scheme: 'light', says: 'Light', sign: 'sun' },
  { scheme: 'dark', says: 'Dark, for a dim room', sign: 'moon' },
  { scheme: 'auto', says: 'As this device has it', sign: 'clock' },
] as const;

/** "Dr. Miriam Castellanos" -> "MC": titles end in a full stop and are no part of the name. */
const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => !word.endsWith('.'))
    .map((word) => word.charAt(0).toUpperCase())
    .slice(0, 2)
    .join('');

export function Account() {
  const me = useMe();
  const { isOpen, open, around, button } = useDisclosure();
  const panel = useId();

  return (
    <div ref={around} className={styles.account}>
      <button
        ref={button}
        type="button"
        className={shell.item}
        aria-expanded={isOpen}
        aria-controls={panel}
        onClick={() => open(!isOpen)}
      >
        <span className={shell.initials} aria-hidden="true">
          {initialsOf(me.practitioner.name)}
        </span>
        You
        <span className="hs-visually-hidden">: account and appearance</span>
      </button>
      <div id={panel} className={styles.panel} hidden={!isOpen}>
        <div>
          <strong>{me.practitioner.name}</strong>
          <div>{me.practitioner.roles.map((role) => ROLE_NAMES[role]).join(', ')}</div>
          <div>{me.clinic.name}</div>
        </div>
        <Link href={`/people/${me.practitioner.id}`} onClick={() => open(false)}>
          Your page: credentials, API tokens
        </Link>
        {me.clinics.length > 1 && <ClinicSwitcher />}
        <Appearance />
        <div>
          <Link href="/account" className={styles.out} onClick={() => open(false)}>
            <Sign name="key" size={18} />
            Sign-in and security
          </Link>
          <button
            type="button"
            className={styles.out}
            onClick={() => {
              open(false);
              lockScreen();
            }}
          >
            <Sign name="lock" size={18} />
            Lock this screen
          </button>
          <SignOut />
        </div>
      </div>
    </div>
  );
}

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <fieldset className={styles.schemes}>
      <legend>Appearance</legend>
      {SCHEMES.map(({ scheme, says, sign }) => (
        <label key={scheme} className={styles.scheme}>
          <input
            type="radio"
            name="appearance"
            checked={colorScheme === scheme}
            onChange={() => setColorScheme(scheme)}
          />
          <Sign name={sign} size={18} />
          {says}
        </label>
      ))}
    </fieldset>
  );
}

function SignOut() {
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
      <button type="button" className={styles.out} onClick={() => void signOut()}>
        <Sign name="door" size={18} />
        Sign out
      </button>
    </>
  );
}
