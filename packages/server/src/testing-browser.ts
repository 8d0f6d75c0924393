/** For integration tests: a browser that keeps cookies, says where it is, and holds passkeys. */
import { randomUUID } from 'node:crypto';
import { instant, type Role } from '@holdspace/care';
import { addUser } from './sign-in/sign-in.ts';
import type { SoftwareAuthenticator } from './sign-in/software-authenticator.ts';
import type { Caller, RunningClinic } from './testing.ts';

export const TEST_PASSWORD = 'tumbling oxbow lantern';

export class Browser {
  readonly #caller: Caller;
  cookie = '';
  constructor(caller: Caller) {
    this.#caller = caller;
  }
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    redirect?: RequestRedirect,
  ) {
    const answer = await this.#caller.ask(
      method,
      path,
      body,
      {
        cookie: this.cookie,
        origin: this.#caller.url,
        ...headers,
      },
      redirect,
    );
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name] = pair.split('=');
      const others = this.cookie.split('; ').filter((one) => one && !one.startsWith(`${name}=`));
      this.cookie = [...others, pair].join('; ');
    }
    return answer;
  }
  signIn(address: string, password: string) {
    return this.ask('POST', '/api/auth/sign-in/email', { email: address, password });
  }
}

/** A person of the clinic who can sign in, by password until they add more. */
export async function addStaff(
  { store, clinic }: Pick<RunningClinic, 'store' | 'clinic'>,
  role: Role,
  name: string,
): Promise<{ readonly id: string; readonly userId: string; readonly email: string }> {
  const email = `${name.replaceAll(/\W/g, '').toLowerCase()}@${clinic.slug}`;
  const { id: userId } = await addUser(store, { email, name, password: TEST_PASSWORD });
  const id = randomUUID();
  await store.practitioners.create(clinic.clinicId, { id, userId, name, email, roles: [role] });
  await store.credentials.add(
    clinic.clinicId,
    id,
    randomUUID(),
    { kind: 'Licence', expiresOn: '2099-12-31' },
    { by: id, at: instant(0) },
  );
  return { id, userId, email };
}

/** Adds a passkey to who is signed in here. */
export async function addPasskey(browser: Browser, authenticator: SoftwareAuthenticator): Promise<void> {
  const asked = await browser.ask('POST', '/api/me/passkeys/options', {});
  const response = authenticator.register(asked.body);
  const added = await browser.ask('POST', '/api/me/passkeys', { name: 'Test key', response });
  if (added.status !== 201) throw new Error(JSON.stringify(added.body));
}
