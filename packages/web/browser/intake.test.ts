/** From a phone at home to a form that the care team reads: asked, invited, begun, gone on with elsewhere, and sent. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DESK, type OpenClinic, openClinic, PHONE, TABLET } from './harness.ts';
import { lookAt } from './pictures.ts';
import { comeInWith, field, takeAndInvite } from './way-in-steps.ts';

vi.setConfig({ testTimeout: 480_000 });

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
}, 400_000);
afterAll(() => clinic?.close());

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const kept = (page: Page) => page.evaluate(() => `${Object.keys(localStorage)} ${Object.keys(sessionStorage)}`);

test('somebody asks in Spanish on a phone, is helped at once, hears until when they are answered, and leaves nothing behind', async () => {
  const { page, context, faults } = await clinic.open(null, `/ask/${clinic.slug}?language=es`, { size: PHONE });
  await heading(page, 'Pida hablar con Quay Clinic');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
  await page.getByRole('button', { name: 'Enviar a la clínica' }).click();
  await page.getByText('Por favor, escriba su nombre.').waitFor();
  await lookAt(page, 'ask-faults-phone');

  // A minor is answered kindly, and nothing is sent.
  await field(page, 'Su fecha de nacimiento').fill('2012-05-05');
  await page.getByRole('button', { name: 'Enviar a la clínica' }).click();
  await page.getByText(/Usted merece ayuda ahora/).waitFor();
  await lookAt(page, 'ask-minor-phone');
  await page.getByRole('button', { name: 'Intentar otra vez' }).click();

  await field(page, 'Su nombre').fill('Noor 🌿 שרה');
  await field(page, 'Su fecha de nacimiento').fill('1988-02-29');
  await field(page, 'Su número de teléfono').fill('+1 555 0100');
  await field(page, /¿Qué le gustaría decir/).fill('x'.repeat(20_003));
  await page.getByRole('button', { name: 'Enviar a la clínica' }).click();
  await page.getByText(/Sobran 3 caracteres/).waitFor();
  await field(page, /¿Qué le gustaría decir/).fill('Ya no quiero vivir así, y quiero saber si esto me ayuda.');
  await page.getByText('No tiene que estar a solas con esto.', { exact: false }).waitFor();
  await page.getByRole('link', { name: /Llamar a.*988/ }).waitFor();
  await lookAt(page, 'ask-help-phone');

  // A reload, and a line that is gone, lose nothing.
  await page.reload();
  await expect.poll(() => field(page, 'Su nombre').inputValue()).toBe('Noor 🌿 שרה');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Enviar a la clínica' }).click();
  await page.getByText('Ahora no se puede llegar a la clínica.', { exact: false }).waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Enviar a la clínica' }).dblclick();
  await page.getByText(/Quay Clinic le responde a más tardar el/).waitFor();
  await lookAt(page, 'ask-thanks-phone');
  expect(await kept(page)).not.toContain('holdspace.ask');

  // Whoever is on call is called on every screen, and the inbox has it once.
  const desk = await clinic.open('medical_director', '/inbox', { size: DESK });
  await desk.page.getByRole('heading', { level: 3, name: /Noor/ }).waitFor();
  expect(await desk.page.getByRole('heading', { level: 3, name: /Noor/ }).count()).toBe(1);
  await desk.page.getByText('Words of crisis').waitFor();
  await desk.page.getByRole('button', { name: /Open the request of Noor/ }).click();
  await desk.page.getByText('Whoever is on call was paged at once.').waitFor();
  await lookAt(desk.page, 'inbox-desk');
  expect(faults.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([]);
});

async function inviteByInbox(name: string): Promise<{ link: string; code: string; patientId: string }> {
  const ask = await clinic.open(null, `/ask/${clinic.slug}?language=en`, { size: TABLET });
  await field(ask.page, 'Your name').fill(name);
  await field(ask.page, 'Your date of birth').fill('1979-09-09');
  await field(ask.page, 'Your e-mail').fill('ines@asks.test');
  await lookAt(ask.page, 'ask-tablet');
  await ask.page.getByRole('button', { name: 'Send it to the clinic' }).click();
  await ask.page.getByText(/Quay Clinic answers you by/).waitFor();
  await ask.context.close();

  return takeAndInvite(clinic, name);
}

test('a prospective patient begins the form on a phone, goes on in two windows, and their care team reads it', async () => {
  const { link, code, patientId } = await inviteByInbox('Ines Inquiring');
  const phone = await clinic.open(null, link, { size: PHONE });
  const { page, context } = phone;
  await comeInWith(page, code);
  await heading(page, /Welcome/);
  await page.goto(`${clinic.url}/portal`);
  await page.getByRole('heading', { name: '2 forms wait for you' }).waitFor();
  await page.getByRole('link', { name: 'Open my forms' }).click();
  await heading(page, 'Your forms');
  await lookAt(page, 'forms-phone');
  await page.getByRole('link', { name: /Before your first visit/ }).click();
  await page.getByRole('link', { name: 'Begin', exact: true }).waitFor();
  await lookAt(page, 'form-overview-phone');
  await page.getByRole('link', { name: 'Begin', exact: true }).click();
  await heading(page, 'About you');
  await field(page, /What would you like us to call you/).fill('Inés 🕊️');
  await field(page, 'How tall are you?').fill('5 ft 8');
  await field(page, 'How much do you weigh?').fill('7000');
  await page.getByText('7000 pounds is more than can be.', { exact: false }).waitFor();
  await lookAt(page, 'form-weight-phone');
  await field(page, 'How much do you weigh?').fill('154');
  await page.getByText('Saved. You can go on from any device.').waitFor();

  // Another window of the same phone: both write, and nothing is overwritten.
  const other = await context.newPage();
  await other.goto(`${clinic.url}/portal/forms/intake/about`);
  await expect.poll(() => field(other, /What would you like us to call you/).inputValue()).toBe('Inés 🕊️');
  await field(page, /Your pronouns/).fill('she');
  await page.getByText('Saved. You can go on from any device.').waitFor();
  await field(other, /Your pronouns/).fill('they');
  await other.getByText('This was changed in another window meanwhile.').waitFor();
  await lookAt(other, 'form-both-phone');
  await other.getByRole('button', { name: 'Keep mine' }).click();
  await other.getByText('Saved. You can go on from any device.').waitFor();

  // The back button goes back a part, and what was written is there.
  await other.getByRole('link', { name: 'Next: Who is with you' }).click();
  await heading(other, 'Who is with you');
  await other.goBack();
  await heading(other, 'About you');
  await expect.poll(() => field(other, /Your pronouns/).inputValue()).toBe('they');
  await other.close();

  await page.goto(`${clinic.url}/portal/forms/intake/contact`);
  await field(page, /Whom may we call/).fill('Ana');
  await field(page, /Their telephone number/).fill('555 0101');
  await page.getByRole('radio', { name: 'No', exact: true }).click();
  await page.getByText('We will look for a way together.', { exact: false }).waitFor();
  await lookAt(page, 'form-contact-phone');
  await page.getByRole('link', { name: 'Next: Your story' }).click();

  // Without a line it is kept here, and sent when there is one.
  await context.setOffline(true);
  await field(page, /What brings you here/).fill('I do not sleep.');
  await page.getByText('No connection just now.', { exact: false }).waitFor();
  await context.setOffline(false);
  await page.getByText('Saved. You can go on from any device.').waitFor({ timeout: 30_000 });
  const input = page.locator('input[type=file]');
  await input.setInputFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ not a PDF') });
  await page.getByText(/scan.pdf was not added\. We can take photographs/).waitFor();
  await lookAt(page, 'form-file-refused-phone');
  await input.setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 hello') });
  await page.getByRole('list', { name: 'Files that you added' }).getByText('letter.pdf').waitFor();

  await page.getByRole('link', { name: 'Next: Medicines' }).click();
  await page.getByRole('radio', { name: 'Yes', exact: true }).click();
  await field(page, 'Which ones?').fill('zolo');
  await page.getByRole('option', { name: 'sertraline' }).click();
  await field(page, 'Which ones?').fill('Mum’s drops');
  await page.getByRole('button', { name: /Add “Mum’s drops”/ }).click();
  await page.getByText('Not in our list.', { exact: false }).waitFor();
  await field(page, /How much of each/).fill('50 mg in the morning');
  await lookAt(page, 'form-medicines-phone');
  await page.getByRole('link', { name: 'Next: Allergies' }).click();

  // On a laptop, by another link, one question at a time.
  const desk = await clinic.as('front_desk');
  const again = (await desk.post(`/api/patients/${patientId}/portal-invitation`, {})) as {
    invitation: { link: string; code: string };
  };
  await page.getByText(/Saved/).waitFor();
  const laptop = await clinic.open(null, again.invitation.link, { size: DESK });
  await comeInWith(laptop.page, again.invitation.code);
  await heading(laptop.page, /Welcome/);
  await laptop.page.goto(`${clinic.url}/portal/forms/intake`);
  await laptop.page.getByRole('link', { name: 'Go on: Allergies' }).click();
  await laptop.page.getByRole('switch', { name: /One question at a time/ }).click();
  await laptop.page.getByText('Question', { exact: false }).first().waitFor();
  await laptop.page.getByRole('radio', { name: 'No', exact: true }).click();
  await lookAt(laptop.page, 'form-one-desk');
  await laptop.page.getByRole('link', { name: 'Next', exact: true }).click();
  await laptop.page.getByRole('radio', { name: 'No', exact: true }).click();
  await laptop.page.getByText('Saved. You can go on from any device.').waitFor();
  await laptop.page.goto(`${clinic.url}/portal/forms/intake/send`);
  await heading(laptop.page, 'Look it over');
  await laptop.page.getByText('sertraline').waitFor();
  await lookAt(laptop.page, 'form-look-over-desk');
  await laptop.page.getByRole('button', { name: 'Send to my care team' }).dblclick();
  await laptop.page.getByText(/You sent this on/).waitFor();
  await lookAt(laptop.page, 'form-sent-desk');
  // The way back leads to what was sent, and not into a form that is over.
  await laptop.page.goBack();
  await laptop.page.getByText(/You sent this on/).waitFor();

  // The old window on the phone hears of it.
  await page.getByRole('radio', { name: 'No', exact: true }).click();
  await page.getByText('This form was sent from another window.', { exact: false }).waitFor();
  await lookAt(page, 'form-sent-elsewhere-phone');
  // What was written here since is on no other device: it goes once its writer has said so, and not before.
  await page.getByRole('button', { name: 'See what was sent' }).click();
  await page.getByText('This form was sent from another window.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Remove what I wrote here since, and see it?' }).click();
  await page.getByText(/You sent this on/).waitFor();

  // A clinician reads it, and writes a medicine down.
  const team = await clinic.open('medical_director', `/patients/${patientId}`, { size: DESK });
  const chart = team.page;
  await chart.getByText('50 mg in the morning').waitFor();
  await chart.getByText('said by the patient; not known here, look it up').waitFor();
  await chart.getByRole('button', { name: /Write it down.*sertraline/ }).click();
  await chart.getByText('on the list of medicines', { exact: true }).waitFor();
  await chart.getByRole('list', { name: 'What the patient takes' }).getByText('sertraline', { exact: true }).waitFor();
  const saving = chart.waitForEvent('download');
  await chart.getByRole('link', { name: /Save the file/ }).click();
  expect((await saving).suggestedFilename()).toBe('letter.pdf');
  await lookAt(chart, 'patient-told-desk');
});

test('a link that was used, or never was, lets nobody in and says what to do', async () => {
  const { link, code } = await inviteByInbox('Tobias Twice');
  const first = await clinic.open(null, link, { size: PHONE });
  await comeInWith(first.page, code);
  await heading(first.page, /Welcome/);
  const second = await clinic.open(null, link, { size: PHONE });
  await comeInWith(second.page, code);
  await second.page.getByText('Ask for a new one.', { exact: false }).waitFor();
  const nowhere = await clinic.open(null, '/ask/no-clinic.test?language=en', { size: PHONE });
  await heading(nowhere.page, 'There is no such clinic here');
});
