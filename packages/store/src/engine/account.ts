/**
 * PostgreSQL refuses to run as root. Started as root, the engine runs under an account of its own; where that account
 * could not reach the folders (a clone in /root, say), it is given the one right that it lacks: to read past folders.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** A command as the engine's account runs it. */
export interface Prepared {
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

const ACCOUNTS = ['postgres', 'holdspace'];

function accountNamed(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}

/** The account under which the engine runs; nothing where this process is not root and runs it as itself. */
export function engineAccount(): Account | undefined {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  for (const name of ACCOUNTS) {
    const found = accountNamed(name);
    if (found) return found;
  }
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'holdspace'], {
      stdio: 'pipe',
    });
  } catch (cause) {
    throw new Error(
      'PostgreSQL does not run as root, and no account could be made for it. Run Holdspace as another user, or make a system account "holdspace".',
      { cause },
    );
  }
  const made = accountNamed('holdspace');
  if (!made) throw new Error('The account "holdspace" was made but is not in /etc/passwd.');
  return made;
}

const PAST_FOLDERS = '+dac_override,+dac_read_search';

/** How the account runs a command, given the paths that it must reach. */
export function asAccount(
  account: Account | undefined,
  command: string,
  args: readonly string[],
  mustReach: readonly string[],
): Prepared {
  if (!account) return { command, args };
  const { uid, gid } = account;
  const reaches = mustReach.every(
    (path) => spawnSync('test', ['-e', path], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0,
  );
  if (reaches) return { command, args, uid, gid };
  const identity = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=${PAST_FOLDERS}`,
    `--ambient-caps=${PAST_FOLDERS}`,
  ];
  if (spawnSync('setpriv', [...identity, 'test', '-e', mustReach[0] ?? '/'], { stdio: 'ignore' }).status === 0)
    return { command: 'setpriv', args: [...identity, command, ...args] };
  throw new Error(
    `The account "${account.name}", under which PostgreSQL runs, cannot reach ${mustReach.join(' or ')}. Put the project and its data (HOLDSPACE_DATA) where other accounts may enter, or set DATABASE_URL.`,
  );
}
