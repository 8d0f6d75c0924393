/** The copies of an installation: a folder for each clinic, an engine for each that is being asked. */
import { join } from 'node:path';
import type { Instant } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { readManifest } from './copy/manifest.ts';
import { type Ask, type Copy, openCopy } from './copy/read.ts';
import { type Refreshed, refresh } from './copy/refresh.ts';

export interface Outcomes {
  folderOf(clinicId: string): string;
  /** Null where another refresh of this clinic is under way. */
  refresh(clinicId: string, now: Instant): Promise<Refreshed | null>;
  /** When a clinic's copy was made; null where it has none. Wakes no engine. */
  madeAt(clinicId: string): Promise<Instant | null>;
  /** Asks a clinic's copy; null where it has none yet. */
  read<T>(clinicId: string, work: (ask: Ask) => Promise<T>): Promise<T | null>;
  close(): Promise<void>;
}

/** An engine that nobody asks is let go, with what it keeps in memory. */
const IDLE_MS = 60_000;

export function createOutcomes({
  store,
  folder,
}: {
  readonly store: Pick<Store, 'feed' | 'protocols'>;
  /** The data folder; copies lie in `outcomes` in it. */
  readonly folder: string;
}): Outcomes {
  const open = new Map<string, { readonly copy: Promise<Copy>; timer?: NodeJS.Timeout; readers: number }>();
  const folderOf = (clinicId: string): string => join(folder, 'outcomes', clinicId);

  const letGo = async (clinicId: string): Promise<void> => {
    const held = open.get(clinicId);
    open.delete(clinicId);
    clearTimeout(held?.timer);
    (await held?.copy)?.close();
  };
  return {
    folderOf,
    refresh: (clinicId, now) => refresh({ store, clinicId, folder: folderOf(clinicId), now }),
    madeAt: async (clinicId) => (await readManifest(folderOf(clinicId)))?.madeAt ?? null,
    async read(clinicId, work) {
      const held = open.get(clinicId) ?? { copy: openCopy({ folder: folderOf(clinicId) }), readers: 0 };
      open.set(clinicId, held);
      clearTimeout(held.timer);
      held.readers += 1;
      try {
        return await (await held.copy).read(work);
      } finally {
        held.readers -= 1;
        if (held.readers === 0 && open.get(clinicId) === held) {
          held.timer = setTimeout(() => void letGo(clinicId), IDLE_MS);
          held.timer.unref();
        }
      }
    },
    async close() {
      await Promise.all([...open.keys()].map(letGo));
    },
  };
}
