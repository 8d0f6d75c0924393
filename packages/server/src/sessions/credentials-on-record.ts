/**
 * What is on record of a clinic's licences and trainings, for the rule of the session that asks about them. Believed a
 * few seconds, and looked up only for commands of which it asks; a credential that changed here is seen at once.
 */
import { type Command, type CredentialDays, type CredentialsOnRecord, comingIn, RULES } from '@holdspace/care';
import type { Store } from '@holdspace/store';

const BELIEVED_MS = 5_000;
const ASKS: ReadonlySet<string> = new Set(RULES.find(({ id }) => id === 'credentials-in-order')?.commands);

export class CredentialsKnown {
  readonly #store: Pick<Store, 'credentials'>;
  readonly #known = new Map<string, { readonly found: Promise<CredentialsOnRecord>; readonly until: number }>();

  constructor(store: Pick<Store, 'credentials'>) {
    this.#store = store;
  }

  /** Of everybody at the clinic; undefined where no rule asks about these commands. */
  async for(
    clinicId: string,
    author: { readonly id: string },
    commands: readonly Command[],
  ): Promise<CredentialsOnRecord | undefined> {
    const asking = commands.filter(({ type }) => ASKS.has(type));
    if (asking.length === 0) return undefined;
    const known = this.#known.get(clinicId);
    if (known && known.until > Date.now()) {
      const found = await known.found;
      // Of whom nothing is known, something may have been recorded elsewhere a moment ago.
      const concerned = asking.map((command) => comingIn(command)?.id ?? author.id);
      if (concerned.every((id) => found[id])) return found;
    }
    return this.#lookAndRemember(clinicId);
  }

  /** Of everybody at the clinic, as it is believed now. */
  of(clinicId: string): Promise<CredentialsOnRecord> {
    const known = this.#known.get(clinicId);
    return known && known.until > Date.now() ? known.found : this.#lookAndRemember(clinicId);
  }

  async #lookAndRemember(clinicId: string): Promise<CredentialsOnRecord> {
    const found = this.#look(clinicId);
    this.#known.set(clinicId, { found, until: Date.now() + BELIEVED_MS });
    try {
      return await found;
    } catch (error) {
      // What could not be looked up is not remembered.
      this.#known.delete(clinicId);
      throw error;
    }
  }

  /** Of everybody, where this person may have been given one a moment ago: looked up anew if nothing of them is known. */
  async surelyOf(clinicId: string, personId: string): Promise<CredentialsOnRecord> {
    const found = await this.of(clinicId);
    return found[personId] ? found : this.#lookAndRemember(clinicId);
  }

  forget(): void {
    this.#known.clear();
  }

  async #look(clinicId: string): Promise<CredentialsOnRecord> {
    const all: Record<string, CredentialDays[]> = {};
    for (const { personId, kind, validFrom, expiresOn, ended } of await this.#store.credentials.standing(clinicId)) {
      const own = all[personId] ?? [];
      all[personId] = own;
      own.push({ kind, validFrom, expiresOn, endedOn: ended?.on });
    }
    return all;
  }
}
