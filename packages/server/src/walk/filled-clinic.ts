/** For tests that walk the API: a clinic that holds one of everything that is the clinic's, with a word in every text of it. */
import { randomUUID } from 'node:crypto';
import { DAY, instant, type Role, SHIPPED_DOCUMENTS } from '@holdspace/care';
import { hashOfToken, newToken } from '../sign-in/principal.ts';
import { SoftwareAuthenticator } from '../sign-in/software-authenticator.ts';
import type { Caller } from '../testing.ts';
import { addPasskey, addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';
import { publishConsent } from './filled-consents.ts';
import { fillImport } from './filled-import.ts';
import { fillMusic } from './filled-music.ts';
import { fillRegistry } from './filled-registry.ts';
import { director, type Filling, taken } from './filling.ts';
import type { ClinicThings } from './things.ts';

/** What the clinic has beside its patients. */
export async function fillClinic(filling: Filling): Promise<ClinicThings> {
  const { running, clinic, word } = filling;
  const { store, clock } = running;
  const by = await director(filling);
  const ids = {
    credential: randomUUID(),
    token: randomUUID(),
    invitation: randomUUID(),
    draft: randomUUID(),
    shift: randomUUID(),
  };
  const spare = await addStaff({ store, clinic }, 'nurse', `Spare ${word}`);
  taken(
    await by.post(`/api/people/${spare.id}/credentials`, {
      id: ids.credential,
      kind: 'Nursing licence',
      number: `N-${word}`,
      issuer: `Board of ${word}`,
      expiresOn: '2027-01-01',
    }),
  );
  await store.tokens.create({
    id: ids.token,
    hash: hashOfToken(newToken()),
    clinicId: clinic.clinicId,
    practitionerId: spare.id,
    label: `Token of ${word}`,
    scopes: ['everything'],
    createdAt: clock.now,
    expiresAt: instant(clock.read() + DAY),
  });
  // In a month: nobody is on call while the walk is under way.
  const from = instant(clock.read() + 30 * DAY);
  const until = instant(clock.read() + 31 * DAY);
  taken(await by.post('/api/on-call', { id: ids.shift, personId: spare.id, from, until }));
  const invited = { name: `Ivo ${word}`, email: `${word}.ivo@people.test`, roles: ['guide'] };
  taken(await by.post('/api/invitations', { id: ids.invitation, ...invited }));
  const document = { ...SHIPPED_DOCUMENTS[0], id: `own-${word}`, name: `The way of ${word}`, version: '1.0.0' };
  taken(await by.post('/api/protocol-drafts', { id: ids.draft, document }));
  await store.protocols.install(clinic.clinicId, {
    id: document.id,
    version: document.version,
    document,
    installedAt: clock.now,
  });
  const browser = new Browser(running.nobody);
  taken(await browser.signIn(spare.email, TEST_PASSWORD));
  await addPasskey(browser, new SoftwareAuthenticator(running.server.url));
  const account = taken(await browser.ask('GET', '/api/me/account'));
  return {
    ...ids,
    consultRequest: await fillConsult(filling),
    measureText: await fillMeasureText(filling),
    registryGiver: await fillRegistry(filling),
    ...(await fillImport(filling, by)),
    ...(await fillSafe(filling, by)),
    ...(await fillMusic(filling, by)),
    ...(await publishConsent(filling, document.id, spare.id)),
    person: spare.id,
    protocol: document.id,
    version: document.version,
    clinic: clinic.slug,
    signIn: account.sessions[0].id,
    passkey: account.passkeys[0].id,
  };
}

/** Somebody who asks for a consult. */
async function fillConsult({ running, clinic, word }: Filling): Promise<string> {
  const id = randomUUID();
  await running.store.consults.receive(clinic.clinicId, {
    request: {
      id,
      language: 'en',
      name: `Asking ${word}`,
      dateOfBirth: '1977-07-07',
      email: `${word}@asks.test`,
      words: `I think of ${word}`,
    },
    receivedAt: running.clock.now,
    dueAt: instant(running.clock.read() + 2 * DAY),
    crisis: false,
  });
  return id;
}

/** A product, a safe, one container received into it, and the recall of another lot. */
async function fillSafe(filling: Filling, by: Caller) {
  const { running, word } = filling;
  const ids = { safe: randomUUID(), container: randomUUID(), receipt: randomUUID(), recall: randomUUID() };
  const product = `own-${word}`;
  const at = running.clock.now;
  taken(
    await by.ask('PUT', `/api/formulary/${product}`, {
      id: product,
      name: `Ketamine of ${word}`,
      substance: 'ketamine',
      schedule: 'III',
      contents: {
        form: 'solution',
        concentration: { value: 50, unit: 'mg/mL' },
        volume: { value: 10, unit: 'mL' },
        use: 'multi_dose',
      },
      codes: { ndc: [] },
      storage: `Beside ${word}`,
    }),
  );
  taken(await by.post('/api/safes', { id: ids.safe, name: `Safe of ${word}` }));
  const line = { product, lot: `Lot ${word}`, expiresOn: '2030-01-01', expected: 1 };
  taken(
    await by.post('/api/inventory/receipts', {
      receipt: {
        id: ids.receipt,
        at,
        safe: ids.safe,
        supplier: { name: `Supplier of ${word}` },
        invoice: `Invoice ${word}`,
        lines: [{ ...line, containers: [{ id: ids.container, label: `K-${word}` }] }],
      },
      confirmed: ['without-registration', 'without-address'],
    }),
  );
  const reason = `Notice of ${word}`;
  taken(await by.post('/api/inventory/recalls', { id: ids.recall, product, lot: `Other ${word}`, reason, at }));
  // A container is received by the movement of its id.
  return { ...ids, ...(await fillCount(filling, ids.safe, product)), product, movement: ids.container };
}

/** Words of a measure, as the clinic is licensed to use them. */
async function fillMeasureText({ running, clinic, word }: Filling): Promise<string> {
  const id = randomUUID();
  await running.store.measures.texts.load(clinic.clinicId, {
    id,
    instrument: 'madrs',
    instrumentVersion: '1.0.0',
    texts: { licence: `Held by ${word}`, items: { 1: { en: `What ${word} asks` } } },
    loadedAt: running.clock.now,
    loadedBy: clinic.practitioners.medical_director.id,
  });
  return id;
}

/** A count by two people who find nothing in the safe, and what that opens. */
async function fillCount({ running, clinic, word }: Filling, safe: string, product: string) {
  const count = randomUUID();
  const callerOf = (role: Role) => running.callerAt(running.server.url, clinic.clinicId, clinic.practitioners[role].id);
  const [nurse, prescriber] = [await callerOf('nurse'), await callerOf('prescriber')];
  taken(await nurse.post('/api/inventory/counts', { id: count, safe, kind: 'routine', note: `Count of ${word}` }));
  const half = () => ({
    id: randomUUID(),
    at: running.clock.now,
    unopened: [{ product, containers: 0 }],
    opened: [],
  });
  taken(await nurse.post(`/api/inventory/counts/${count}/halves`, half()));
  taken(await prescriber.post(`/api/inventory/counts/${count}/halves`, half()));
  const { discrepancies } = taken(await nurse.get(`/api/inventory/discrepancies?count=${count}`));
  return { count, discrepancy: discrepancies[0].id };
}
