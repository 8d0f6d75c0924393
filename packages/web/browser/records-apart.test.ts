/** A note and its way: written by a therapist, authorized and read by the patient, taken back; and the pages outside staff. */
import { mkdirSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, demandWellMade, type OpenClinic, openClinic, PHONE, type PlannedVisit, TABLET } from './harness.ts';
import { foreignWords, goInSpanish } from './one-language.ts';
import { picturesOf } from './pictures.ts';

let clinic: OpenClinic;
let visit: PlannedVisit & { readonly sessionId: string };
beforeAll(async () => {
  clinic = await openClinic();
  visit = await clinic.beginSession('kap-im');
  // The app may have to be built first.
}, 400_000);
afterAll(() => clinic?.close());

/** Pictures for whoever wants to look, where a folder is named. */
const picture = async (page: Page, name: string) => {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};
/** Every breach of the page's own policy, from its first moment on. */
const watchPolicy = async (page: Page): Promise<string[]> => {
  const breaches: string[] = [];
  await page.exposeFunction('tellBreach', (breach: string) => void breaches.push(breach));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      (window as unknown as { tellBreach(text: string): void }).tellBreach(
        `${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`,
      );
    });
  });
  return breaches;
};

/** Presses a button that asks once more, and again where a slow machine let the question lapse. */
async function confirm(first: Locator, asks: Locator): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    await first.click();
    const answered = await asks.click({ timeout: 4_500 }).then(
      () => true,
      () => false,
    );
    if (answered) return;
  }
  throw new Error('the question was never answered');
}

async function comeIn(who: 'patient' | 'outside', size = PHONE): Promise<Awaited<ReturnType<OpenClinic['open']>>> {
  const nurse = await clinic.as('nurse');
  const made = (await (who === 'patient'
    ? nurse.post(`/api/patients/${visit.patientId}/portal-invitation`, {})
    : nurse.post(`/api/patients/${visit.patientId}/outside-members`, {
        id: crypto.randomUUID(),
        name: 'Odd Outside',
        profession: 'Psychotherapist',
        scopes: ['focus_and_intention', 'session_summaries'],
        includesPart2: false,
        expiresAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
      }))) as { invitation: { link: string; code: string } };
  const opened = await clinic.open(null, made.invitation.link, { size });
  await opened.page.getByLabel('Code').fill(made.invitation.code);
  await opened.page.getByRole('button', { name: 'Come in' }).click();
  await opened.page
    .getByRole('heading', { level: 1, name: who === 'patient' ? `Welcome, ${visit.patientName}` : visit.patientName })
    .waitFor();
  expect(new URL(opened.page.url()).hash).toBe('');
  return opened;
}

test('a psychotherapy note is written, kept from the director, opened by the patient’s signature, and closed by taking it back', async () => {
  const therapist = await clinic.open('therapist', `/patients/${visit.patientId}/notes`);
  const { page } = therapist;
  await page.getByText('Only you can read it.').first().waitFor();
  await picture(page, 'notes-choice');
  await page.getByRole('button', { name: 'Write a psychotherapy note' }).click();
  await page.getByLabel('Text').fill('The heron came back in the dream.');
  await page.getByText(/^Saved at \d\d:\d\d:\d\d\.$/).waitFor();
  await picture(page, 'notes-writing');
  await confirm(
    page.getByRole('button', { name: 'Sign', exact: true }),
    page.getByRole('button', { name: 'Sign? It stays as it is' }),
  );
  await page.getByRole('heading', { name: 'Your psychotherapy notes' }).waitFor();
  await page.getByText('The heron came back').waitFor();
  expect(await page.getByRole('button', { name: 'Go on writing' }).count()).toBe(0);

  const director = await clinic.open('medical_director', `/patients/${visit.patientId}/notes`);
  await director.page.getByRole('heading', { name: /^Notes about/ }).waitFor();
  expect(await director.page.content()).not.toContain('heron');

  const patient = await comeIn('patient');
  await patient.page.getByRole('button', { name: 'Show what is authorized' }).click();
  await patient.page.getByText('Nothing is authorized now.').waitFor();
  await patient.page.getByRole('button', { name: 'Authorize psychotherapy notes' }).click();
  await patient.page.getByLabel('Whose notes').selectOption({ label: clinic.people.therapist.name });
  await patient.page.getByLabel('Who may read them').selectOption({ label: 'I myself' });
  await patient.page.getByLabel('For what').fill('To read what was noted');
  await picture(patient.page, 'portal-authorize');
  await patient.page.getByRole('button', { name: 'Sign', exact: true }).click();
  await patient.page.getByText('The heron came back in the dream.').waitFor();
  await patient.page.getByText('In force', { exact: true }).waitFor();
  await patient.page.reload();
  await patient.page.getByRole('listitem').filter({ hasText: 'Psychotherapy notes:' }).first().waitFor();
  await confirm(
    patient.page.getByRole('button', { name: 'Take back', exact: true }),
    patient.page.getByRole('button', { name: 'Take it back?' }),
  );
  await patient.page.getByText('Taken back', { exact: true }).waitFor();
  await patient.page.getByRole('button', { name: 'Show what is authorized' }).click();
  await patient.page.getByText('Nothing is authorized now.').waitFor();
  expect([...therapist.faults, ...director.faults, ...patient.faults]).toEqual([]);
});

test('what is written while the network is away is kept on the device, unreadable there, and sent when it is back', async () => {
  const { page, context } = await clinic.open('therapist', `/patients/${visit.patientId}/notes`);
  await page.getByRole('button', { name: 'Write a note for the record' }).click();
  await page.getByLabel('Text').fill('Slept');
  await page.getByText(/^Saved at/).waitFor();
  await context.setOffline(true);
  await page.getByLabel('Text').fill('Slept well, and walked to the harbor.');
  await page.getByText(/Kept on this device, encrypted/).waitFor();
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).toContain('holdspace.draft.');
  expect(kept).not.toContain('harbor');
  // The tablet is closed before the network is back.
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`${clinic.url}/patients/${visit.patientId}/notes`);
  await again.getByRole('button', { name: 'Open it and send' }).click();
  await again.getByText(/^Saved at/).waitFor();
  expect(await again.getByLabel('Text').inputValue()).toBe('Slept well, and walked to the harbor.');
  expect(await again.evaluate(() => JSON.stringify(localStorage))).not.toContain('holdspace.draft.');
});

test('the therapist outside comes in with link and code, sees what was consented to, and is out when the patient ends it', async () => {
  const outside = await comeIn('outside');
  await outside.page.getByRole('heading', { name: 'Focus and intention' }).waitFor();
  await picture(outside.page, 'outside');
  expect(await outside.page.getByText('heron').count()).toBe(0);
  const patient = await comeIn('patient');
  const mine = patient.page.getByRole('listitem').filter({ hasText: 'Odd Outside' });
  await confirm(
    mine.getByRole('button', { name: 'End', exact: true }).first(),
    mine.getByRole('button', { name: 'End it now?' }).first(),
  );
  await patient.page.getByText('Taken back', { exact: true }).first().waitFor();
  await outside.page.reload();
  await outside.page.getByRole('heading', { name: 'Come in' }).waitFor();
});

test('a wrong code is told plainly, and the link still works with the right one', async () => {
  const nurse = await clinic.as('nurse');
  const { invitation } = (await nurse.post(`/api/patients/${visit.patientId}/portal-invitation`, {})) as {
    invitation: { link: string; code: string };
  };
  const { page } = await clinic.open(null, invitation.link, { size: PHONE });
  await page.getByLabel('Code').fill(invitation.code === '11112222' ? '11113333' : '11112222');
  await page.keyboard.press('Enter');
  await page
    .getByRole('alert')
    .getByText(/do not go together/)
    .waitFor();
  await picture(page, 'come-in');
  await page.getByLabel('Code').fill(invitation.code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Welcome, ${visit.patientName}` }).waitFor();
});

test('on the patient’s page an authorization is recorded and a flag of Part 2 is shown, on the record too', async () => {
  const { page, faults } = await clinic.open('therapist', `/patients/${visit.patientId}`);
  await page.getByRole('button', { name: 'Record an authorization' }).click();
  await page.getByLabel('To whom').selectOption({ label: clinic.people.nurse.name });
  await page.getByLabel('For what').fill('To go on with the integration');
  await page.getByRole('button', { name: 'The patient has signed: record it' }).click();
  await page.getByText('For: To go on with the integration.').waitFor();
  await page.getByRole('button', { name: 'Flag this patient’s records' }).click();
  await page.getByText('42 CFR part 2 prohibits').waitFor();
  await picture(page, 'sharing-desk');
  await page.goto(`${clinic.url}/sessions/${visit.sessionId}/record`);
  await page.getByText('42 CFR part 2 prohibits').waitFor();
  await page.getByRole('button', { name: 'PDF' }).click();
  await page.getByLabel('What the emergency is, and who treats it').waitFor();
  await picture(page, 'record-part-2');
  await page.goto(`${clinic.url}/patients/${visit.patientId}`);
  await confirm(
    page.getByRole('button', { name: 'Set by mistake' }),
    page.getByRole('button', { name: 'Lift the flag?' }),
  );
  await page.getByRole('button', { name: 'Flag this patient’s records' }).waitFor();
  expect(faults).toEqual([]);
});

test('a patient’s record, and the page of their therapist outside, are in Spanish but for what was written in English', async () => {
  const { page, context } = await comeIn('patient');
  const own = ['To read what was noted', 'To go on with the integration'];
  await goInSpanish(page, `${clinic.url}/mine`, /^Le damos la bienvenida/);
  await page.getByText('Le abrió estas páginas').first().waitFor();
  expect(await foreignWords(page, 'es', own)).toEqual([]);
  await page.getByRole('button', { name: 'Dejar que mi propio terapeuta vea algo' }).click();
  await page.getByRole('checkbox', { name: /^Tema e intención/ }).waitFor();
  expect(await foreignWords(page, 'es', own)).toEqual([]);
  await page.getByRole('button', { name: 'Ahora no', exact: true }).click();
  await page.getByRole('button', { name: 'Autorizar notas de psicoterapia' }).click();
  await page.getByLabel('De quién son las notas').waitFor();
  expect(await foreignWords(page, 'es', own)).toEqual([]);
  await picture(page, 'portal-mine-es');

  // Who chooses a language on their own pages is written to in it.
  const choose = async (language: string) => {
    const told = page.waitForResponse((one) => one.url().endsWith('/api/reader/language'));
    await page.getByRole('button', { name: language, exact: true }).click();
    expect((await told).status()).toBe(200);
  };
  await choose('English');
  await choose('Español');
  const nurse = await clinic.open('nurse', `/patients/${visit.patientId}`);
  await nurse.page.getByText('Español', { exact: true }).waitFor();
  // The tests after this one meet their patient in English.
  await choose('English');
  await context.close();

  const outside = await comeIn('outside');
  await goInSpanish(outside.page, `${clinic.url}/outside`, visit.patientName);
  await outside.page.getByRole('heading', { name: 'Tema e intención' }).waitFor();
  expect(await foreignWords(outside.page, 'es', own)).toEqual([]);
  await outside.context.close();
});

test('no page breaks its own security policy, and the policy does stop an inline script', async () => {
  const { page } = await clinic.open('nurse', '/');
  const breaches = await watchPolicy(page);
  const places = [
    '/',
    '/patients',
    `/patients/${visit.patientId}`,
    `/patients/${visit.patientId}/notes`,
    `/sessions/${visit.sessionId}`,
    `/sessions/${visit.sessionId}/record`,
    '/protocols',
    '/protocols/kap-im',
    '/come-in',
    '/sign-in',
  ];
  for (const path of places) {
    await page.goto(clinic.url + path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('load');
  }
  expect(breaches).toEqual([]);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
  });
  await expect.poll(() => breaches.join()).toContain('script-src');
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

test.each([
  ['notes', [PHONE, DESK]],
  ['mine', [PHONE, TABLET, DESK]],
  ['outside', [PHONE, DESK]],
  ['come-in', [PHONE]],
  ['door', [PHONE]],
] as const)(
  'axe finds nothing on %s in both schemes, and nothing scrolls sideways at any size',
  async (place, sizes) => {
    const { page } =
      place === 'notes'
        ? await clinic.open('therapist', `/patients/${visit.patientId}/notes`)
        : place === 'come-in'
          ? await clinic.open(null, '/come-in#a-secret-of-no-worth')
          : place === 'door'
            ? await clinic.open(null, '/portal/sign-in')
            : await comeIn(place === 'mine' ? 'patient' : 'outside');
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (place === 'door' || place === 'come-in') {
      // Whom to call is a touch away before anybody has come in.
      await page.getByRole('button', { name: 'Need help now?' }).click();
      await page.getByRole('link', { name: /^Call/ }).first().waitFor();
    }
    await page.waitForTimeout(400);
    await demandWellMade(page, sizes, picturesOf(page, place));
  },
);
