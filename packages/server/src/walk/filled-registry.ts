/**
 * For tests that walk the API: a summary that the clinic was given. It has left the registry since, so that nothing rightly
 * goes from one clinic of the walk to the other; the row is put there beside the store, which would not keep it then.
 */
import { randomUUID } from 'node:crypto';
import { REGISTRY_KIND, REGISTRY_VERSION } from '@holdspace/care';
import type { Filling } from './filling.ts';

export async function fillRegistry({ running, clinic, word }: Filling): Promise<string> {
  const giver = randomUUID();
  const { now } = running.clock;
  const summary = {
    kind: REGISTRY_KIND,
    version: REGISTRY_VERSION,
    giver,
    name: `Clinic of ${word}`,
    madeOn: now.slice(0, 10),
  };
  await running.store.pool.query(
    `with clinic as (select set_config('holdspace.clinic', $1, true))
     insert into holdspace.registry_received (clinic_id, giver_id, summary, made_at, received_at, key_id, received_by)
     select $1::uuid, $2, $3, $4, $4, $5, $6 from clinic`,
    [
      clinic.clinicId,
      giver,
      JSON.stringify({ ...summary, changes: [], harms: [] }),
      now,
      `registry-${word}`,
      clinic.practitioners.medical_director.id,
    ],
  );
  return giver;
}
