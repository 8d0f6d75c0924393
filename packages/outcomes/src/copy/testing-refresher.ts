/** For tests: one refresh in a process of its own, to be killed in the middle. Arguments: a JSON of RefresherSettings. */
import { instant } from '@holdspace/care';
import { openStore } from '@holdspace/store';
import { TEST_ROOT_KEYS } from '@holdspace/store/testing';
import { createOutcomes } from '../outcomes.ts';

export interface RefresherSettings {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly clinicId: string;
  readonly now: number;
}
const { databaseUrl, folder, clinicId, now } = JSON.parse(process.argv[2] ?? '{}') as RefresherSettings;
const store = openStore({ databaseUrl, rootKeys: TEST_ROOT_KEYS });
await createOutcomes({ store, folder }).refresh(clinicId, instant(now));
await store.close();
