/** Who is signed in and in which roles; the colour scheme; the way out. */

import { ROLE_NAMES } from '@holdspace/care';
import { Menu, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { Sign } from '../ui/sign.tsx';
import styles from './shell.module.css';

const SCHEMES = [
  { scheme: 'light', says: 'Light', sign: 'sun' },
  { scheme: 'dark', says: 'Dark, for a dim room', sign: 'moon' },
  { scheme: 'auto', says: 'As this device has it', sign: 'clock' },
] as const;

export function Account() {
  const me = useMe();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const initials = me.practitioner.name
    .split(/\s+/)
    .map((word) => word[0])
    .filter((letter) => letter && letter === letter.toUpperCase())
    .slice(0, 2)
    .join('');

  async function signOut() {
    await api.post('/api/auth/sign-out');
    queries.clear();
    go('/sign-in');
  }

  return (
    <Menu position="right-end" width={264} withinPortal>
      <Menu.Target>
        <button type="button" className={styles.item} aria-label={`${me.practitioner.name}: account and appearance`}>
          <span className={styles.initials} aria-hidden="true">
            {initials}
          </span>
          You
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <strong>{me.practitioner.name}</strong>
          <div>{me.practitioner.roles.map((role) => ROLE_NAMES[role]).join(', ')}</div>
          <div>{me.clinic.name}</div>
        </div>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        {SCHEMES.map(({ scheme, says, sign }) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            leftSection={<Sign name={sign} size={18} />}
            rightSection={colorScheme === scheme ? <Sign name="check" size={16} /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {says}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Sign name="door" size={18} />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
