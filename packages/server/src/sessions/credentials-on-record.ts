/**
 * What is on record of a clinic's licences and trainings, for the rule of the session that asks about them. Believed a
 * few seconds, and looked up only for commands of which it asks; a credential that changed here is seen at once.
 */
import { type Command, type CredentialDays, type CredentialsOnRecord, RULES } from '@holdspace/care';
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
  for(clinicId: string, commands: readonly Command[]): Promise<CredentialsOnRecord> | undefined {
    if (!commands.some(({ type }) => ASKS.has(type))) return undefined;
    const known = this.#known.get(clinicId);
    if (known && known.until > Date.now()) return known.found;
    const found = this.#look(clinicId);
    this.#known.set(clinicId, { found, until: Date.now() + BELIEVED_MS });
    // What could not be looked up is not believed; whoever asked is told of it.
    found.catch(() => this.#known.delete(clinicId));
    return found;
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
