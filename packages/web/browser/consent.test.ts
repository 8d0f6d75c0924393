/** Consent whole: read and signed on a phone, in both languages; seen by staff; confirmed in the room; taken back. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DESK, type OpenClinic, openClinic, PHONE, TABLET } from './harness.ts';
import { lookAt } from './pictures.ts';
import { touch } from './room-hands.ts';
import { arrive } from './room-steps.ts';
import { answerRightly, comeInWith, draw } from './way-in-steps.ts';

vi.setConfig({ testTimeout: 480_000 });

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
}, 400_000);
afterAll(() => clinic?.close());

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).waitFor();
const next = (page: Page, says = 'Go on') => page.getByRole('button', { name: says, exact: true }).click();

test('a patient reads, answers and signs on a phone, and takes it back; staff and the room know each time', async () => {
  const { courseId, sessionId, patientId } = await clinic.beginSession('infusion-iv');
  const nurse = await clinic.as('nurse');
  const { invitation } = (await nurse.post(`/api/patients/${patientId}/portal-invitation`, {})) as {
    invitation: { link: string; code: string };
  };
  const home = await clinic.open(null, invitation.link, { size: PHONE, hasTouch: true });
  const { page } = home;
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${new URL(answer.url()).pathname}`);
  });
  await comeInWith(page, invitation.code);
  await page.getByRole('link', { name: 'What is next' }).click();
  await page.getByText('2 consents wait for you to read.').waitFor();
  await page.getByRole('link', { name: 'Read and sign' }).click();
  await heading(page, 'To read and sign');
  await lookAt(page, 'consents-phone');

  // Off-label use: a wrong answer is answered kindly, and asked again.
  await page.getByRole('link', { name: /Off-label/ }).click();
  await heading(page, 'What off-label means');
  await page.getByRole('radio', { name: 'Yes', exact: true }).click();
  await page.getByRole('button', { name: 'Check my answer' }).click();
  await page.getByText('Not quite.').waitFor();
  await lookAt(page, 'consent-wrong-phone');
  expect(await page.getByRole('button', { name: 'Go on', exact: true }).isDisabled()).toBe(true);
  await answerRightly(page, 'No, it is used off-label');
  await next(page);
  await heading(page, 'What is less known');
  // The back button goes back a piece.
  await page.goBack();
  await heading(page, 'What off-label means');
  await next(page);
  await next(page);
  await heading(page, 'Sign');
  await page.getByRole('button', { name: 'I agree and sign' }).click();
  await page.getByText('Write your name with letters.', { exact: false }).waitFor();
  await page.getByLabel('Your full name').fill('שרה Ines 🌻');
  await draw(page);
  await lookAt(page, 'consent-sign-phone');
  // Offline nothing is lost.
  await home.context.setOffline(true);
  await page.getByRole('button', { name: 'I agree and sign' }).click();
  await page.getByText('Nothing is lost', { exact: false }).waitFor();
  await home.context.setOffline(false);
  await page.getByRole('button', { name: 'I agree and sign' }).click();
  await page.getByText('Thank you. It is signed.').waitFor();
  await lookAt(page, 'consent-signed-phone');
  const copy = await page.getByRole('link', { name: /Your copy of version 1/ }).getAttribute('href');
  const pdf = await home.context.request.get(clinic.url + copy);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');

  // Staff see what is still missing, and so does the room.
  const staff = await clinic.open('nurse', `/patients/${patientId}`, { size: DESK });
  const desk = staff.page;
  await desk.getByRole('link', { name: /^Consents/ }).click();
  await desk.getByText('Before a dose one consent is missing.', { exact: false }).waitFor();
  await desk.getByText('name and drawing', { exact: false }).waitFor();
  await lookAt(desk, 'consents-desk');
  await desk.setViewportSize(TABLET);
  await lookAt(desk, 'consents-tablet');
  await desk.setViewportSize(PHONE);
  await lookAt(desk, 'consents-staff-phone');
  const room = await clinic.open('nurse', `/sessions/${sessionId}`, { size: TABLET, hasTouch: true });
  await arrive(touch(room.page));
  await room.page
    .getByText(/"Treatment with ketamine, by infusion", version 1: never signed/)
    .first()
    .waitFor();
  await lookAt(room.page, 'consent-missing-room');

  // The treatment's own, in Spanish and by keyboard alone: a typed name is the signature where nothing can be drawn.
  await page.getByRole('link', { name: 'Back to all consents' }).click();
  await page.getByRole('button', { name: 'Español' }).click();
  await page.getByRole('link', { name: /Tratamiento/ }).click();
  const go = async () => next(page, 'Seguir');
  const responde = (says: string) => answerRightly(page, says, 'es');
  await heading(page, 'Qué se hace');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
  await lookAt(page, 'consent-spanish-phone');
  await go();
  await go();
  await go();
  await responde('Sube por un rato');
  await go();
  await go();
  await responde('Puede dañar la vejiga y crear hábito');
  await go();
  await responde('Puede que sí o que no, y puede pasar');
  await go();
  await responde('Al día siguiente, después de dormir bien');
  await go();
  await go();
  await page.getByLabel('Su nombre completo').fill('Inés');
  await page.getByLabel('No puedo dibujar aquí.', { exact: false }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Acepto y firmo' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Gracias. Está firmado.').waitFor();

  // The room confirms by the signatures.
  await room.page.getByRole('button', { name: 'Confirm: Consent', exact: true }).tap();
  await room.page.getByRole('button', { name: 'Confirm by these signatures' }).waitFor();
  await lookAt(room.page, 'consent-confirm-room');
  await room.page.getByRole('button', { name: 'Confirm by these signatures' }).tap();
  await room.page.getByRole('button', { name: 'Confirm: Consent', exact: true }).waitFor({ state: 'detached' });

  // Taken back: what follows is read first.
  await page.getByRole('button', { name: 'Retirarlo' }).click();
  await page.getByText('Ya no se le dan más dosis', { exact: false }).first().waitFor();
  await lookAt(page, 'consent-take-back-phone');
  await page.getByRole('button', { name: 'Sí, retirarlo ahora' }).click();
  await page
    .getByText(/^Retirado el /)
    .first()
    .waitFor();
  await desk.reload();
  await desk.getByText('withdrawn', { exact: true }).waitFor();
  await room.page.reload();
  await room.page
    .getByText(/version 1: withdrawn on/)
    .first()
    .waitFor();
  await lookAt(room.page, 'consent-withdrawn-room');
  // Of an account that who came with a link does not have; nothing else is refused.
  expect([...new Set(refused)]).toEqual(['401 /api/portal/me']);
  expect(home.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|status of 401/.test(fault))).toEqual([]);
  // And none before that was listened to.
  expect(home.faults.filter((fault) => /status of 401/.test(fault))).toHaveLength(refused.length);
  expect([...staff.faults, ...room.faults]).toEqual([]);
  expect(courseId).toBeTruthy();
});

test('the medical director publishes the clinic’s own words, and who reads the old ones is told', async () => {
  const { patientId } = await clinic.beginSession('infusion-iv');
  const nurse = await clinic.as('nurse');
  const { invitation } = (await nurse.post(`/api/patients/${patientId}/portal-invitation`, {})) as {
    invitation: { link: string; code: string };
  };
  const { page } = await clinic.open(null, invitation.link, { size: PHONE });
  await comeInWith(page, invitation.code);
  await page.getByRole('link', { name: 'What is next' }).waitFor();
  await page.goto(`${clinic.url}/portal/consents/off_label`);
  await heading(page, 'What off-label means');

  const director = await clinic.open('medical_director', '/consent-documents', { size: DESK });
  const desk = director.page;
  await desk.getByText('For your lawyer to check.').waitFor();
  await lookAt(desk, 'consent-documents-desk');
  await desk.getByRole('link', { name: 'Off-label use of ketamine' }).click();
  await desk.getByRole('button', { name: 'Write the clinic’s own version' }).click();
  await desk.getByLabel('Title, English').fill('Off-label use, in our own words');
  await lookAt(desk, 'consent-write-desk');
  await desk.getByRole('button', { name: 'Sign and publish version 2' }).click();
  await heading(desk, 'Version 2, asked for now');
  await heading(desk, 'Version 1');

  await page.getByRole('radio', { name: 'No, it is used off-label', exact: true }).click();
  await page.getByRole('button', { name: 'Check my answer' }).click();
  await page.getByText('The clinic has changed this text', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Read the new text' }).click();
  await heading(page, 'Off-label use, in our own words');
});
