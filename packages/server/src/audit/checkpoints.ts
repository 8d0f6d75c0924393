/** Makes checkpoints of every clinic's audit, every hour and when the server stops. They are kept, to be taken outside. */
import { HOUR, type Instant } from '@holdspace/care';
import { type CheckpointKeys, HOUSE_CLINIC, type Store } from '@holdspace/store';
import type { Logger } from '../log.ts';

export function keepCheckpoints(store: Store, keys: CheckpointKeys, now: () => Instant, logger: Logger) {
  const makeAll = async () => {
    try {
      const clinics = [...(await store.clinics.addresses()), { id: HOUSE_CLINIC, slug: 'house' }];
      for (const clinic of clinics) await store.audit.checkpoint(keys, clinic, now());
    } catch (error) {
      logger.error({ part: 'audit', err: error }, 'a checkpoint could not be made');
    }
  };
  const timer = setInterval(() => void makeAll(), HOUR);
  return {
    /** Makes a last one. Never throws. */
    async stop(): Promise<void> {
      clearInterval(timer);
      await makeAll();
    },
  };
}
