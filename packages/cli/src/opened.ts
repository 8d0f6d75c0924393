/** Opens the store for a command: finds or starts PostgreSQL, brings it to the present shape, and closes what it opened. */
import { type Engine, type EngineNotice, migrate, openStore, type Store, startEngine } from '@holdspace/store';
import { withoutRootKey } from './commands/keys.ts';
import { keptRootKeys } from './root-keys.ts';
import type { Settings } from './settings.ts';

export interface Opened {
  readonly store: Store;
  readonly databaseUrl: string;
  /** Absent where the operator runs PostgreSQL. */
  readonly engine?: Engine;
  readonly applied: readonly string[];
  close(): Promise<void>;
}

export async function open(
  settings: Settings,
  onNotice?: (notice: EngineNotice) => void,
  onLostConnection?: (error: Error) => void,
): Promise<Opened> {
  const engine = settings.databaseUrl
    ? undefined
    : await startEngine({ folder: settings.folder, ...(onNotice && { onNotice }) });
  try {
    const databaseUrl = settings.databaseUrl ?? engine?.databaseUrl ?? '';
    const { applied } = await migrate(databaseUrl);
    const kept = keptRootKeys(settings.folder);
    const store = openStore({
      databaseUrl,
      rootKeys: kept.rootKeys,
      connections: 16,
      ...(onLostConnection && { onLostConnection }),
    });
    try {
      const missing = await store.keys.missing();
      if (missing.length > 0) throw withoutRootKey(missing, kept.place);
      kept.makeFirst();
      await store.keys.prepare();
    } catch (error) {
      await store.close();
      throw error;
    }
    return {
      store,
      databaseUrl,
      ...(engine && { engine }),
      applied,
      async close() {
        await store.close();
        await engine?.stop();
      },
    };
  } catch (error) {
    await engine?.stop();
    throw error;
  }
}
