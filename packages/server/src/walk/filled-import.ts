/** For tests that walk the API: a file that was tried and waits to be imported, and a mapping that was kept. */
import { randomUUID } from 'node:crypto';
import type { Caller } from '../testing.ts';
import { type Filling, taken } from './filling.ts';

export async function fillImport({ running, word }: Filling, by: Caller) {
  const ids = { dataImport: randomUUID(), importMapping: randomUUID() };
  taken(await by.post('/api/imports', { id: ids.dataImport, kind: 'patients', fileName: `Past of ${word}.csv` }));
  const sent = await fetch(`${running.server.url}/api/imports/${ids.dataImport}/content`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${by.token}`, 'content-type': 'text/csv' },
    body: `mrn,name,dob\nP-${word},Past ${word},1980-01-01\n`,
  });
  if (!sent.ok) throw new Error(`${sent.status}: ${await sent.text()}`);
  const { mapping } = (await sent.json()) as { mapping: object };
  taken(await by.post(`/api/imports/${ids.dataImport}/trials`, { mapping }));
  const kept = { kind: 'patients', name: `Columns of ${word}`, mapping };
  taken(await by.ask('PUT', `/api/import-mappings/${ids.importMapping}`, kept));
  return ids;
}
