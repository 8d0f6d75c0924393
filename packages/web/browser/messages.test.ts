/** A patient writes to their clinic from their own page, in their language; staff see that it waits, and answer. */
import { DAY, instant, LANGUAGES, type Language } from '@holdspace/care';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { keepScore } from '../../outcomes/src/testing-scores.ts';
import { DESK, type OpenClinic, openClinic, PHONE } from './harness.ts';
import { foreignWords } from './one-language.ts';
import { lookAt } from './pictures.ts';
import { comeInWith, field } from './way-in-steps.ts';

vi.setConfig({ testTimeout: 480_000 });

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
}, 400_000);
afterAll(() => clinic?.close());

const SAYS = {
  en: {
    open: 'Open my messages',
    mine: 'Your message',
    send: 'Send',
    asks: 'May I eat before I come?',
    offline: 'What you wrote stays here: send it again when you are online.',
    sent: 'It is sent.',
    waits: /They answer you by/,
    crisis: 'I want to die',
    help: 'You need not be alone with this.',
    wrote: /The clinic wrote to you on/,
    course: /That is better, by more than such numbers go up and down/,
  },
  es: {
    open: 'Abrir mis mensajes',
    mine: 'Su mensaje',
    send: 'Enviar',
    asks: '¿Puedo comer antes de ir?',
    offline: 'Lo que escribió queda aquí: envíelo otra vez cuando haya conexión.',
    sent: 'Ya se envió.',
    waits: /Le responden a más tardar el/,
    crisis: 'Quiero quitarme la vida',
    help: 'No tiene que estar a solas con esto.',
    wrote: /La clínica le escribió el/,
    course: /Está mejor, en más de lo que esos números suben y bajan/,
  },
} as const;

async function look(page: Page, name: string, language: Language): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.lang), name).toBe(language);
  expect(await foreignWords(page, language), name).toEqual([]);
  await lookAt(page, `${name}-${language}`);
}

test.each(LANGUAGES)(
  'a patient writes, loses nothing without a connection, and reads the answer, in %s',
  async (language) => {
    const says = SAYS[language];
    const { patientId, patientName, courseId } = await clinic.planVisit('infusion-iv');
    for (const [day, value] of [17, 14, 8].entries())
      await keepScore(clinic.store, {
        ...{ clinicId: clinic.clinicId, patientId, courseId, moment: 'at_will', value },
        at: instant(Date.now() - (20 - day * 7) * DAY),
      });
    const nurse = await clinic.as('nurse');
    const { invitation } = (await nurse.post(`/api/patients/${patientId}/portal-invitation`, {})) as {
      invitation: { link: string; code: string };
    };
    const link = invitation.link.replace('#', `?language=${language}#`);
    const { page, context } = await clinic.open(null, link, { size: PHONE, hasTouch: true });
    await comeInWith(page, invitation.code, language);
    await page.waitForURL('**/mine');
    // What they answered before is there for them to read, without a disorder's name.
    await page.getByText(says.course).waitFor();
    await look(page, 'own-course', language);
    await page.goto(`${clinic.url}/portal`);
    await page.getByRole('link', { name: says.open }).click();
    const words = field(page, says.mine);
    await words.fill(says.asks);
    await expect
      .poll(() => page.evaluate(() => Object.keys(localStorage).join()), { timeout: 30_000 })
      .toContain('holdspace.kept.');
    // A reload loses nothing, and neither does a line that is gone.
    await page.reload();
    await expect.poll(() => words.inputValue(), { timeout: 30_000 }).toBe(says.asks);
    await context.setOffline(true);
    await page.getByRole('button', { name: says.send, exact: true }).click();
    await page.getByText(says.offline, { exact: false }).waitFor();
    expect(await words.inputValue()).toBe(says.asks);
    await context.setOffline(false);
    await page.getByRole('button', { name: says.send, exact: true }).dblclick();
    await page.getByText(says.sent).waitFor();
    await page.getByText(says.waits).waitFor();
    expect(await words.inputValue()).toBe('');
    expect(await page.getByText(says.asks).count()).toBe(1);
    await look(page, 'messages-phone', language);

    // Staff see on the patient's page that it waits, until when, and answer there.
    const desk = await clinic.open('nurse', `/patients/${patientId}`, { size: DESK });
    const panel = desk.page.getByRole('region', { name: 'Messages', exact: true });
    await panel.getByText(says.asks).waitFor();
    await panel.getByText('Waits for an answer.', { exact: false }).waitFor();
    await lookAt(desk.page, `messages-desk-${language}`);
    const tasks = await clinic.open('nurse', '/tasks', { size: DESK });
    await tasks.page.getByText('A message waits for an answer').first().waitFor();
    await panel.getByLabel(`To ${patientName}`).fill('42');
    // Whoever answers somebody who writes another language than staff's says which they write.
    if (language === 'es') await panel.getByRole('radio', { name: 'Español' }).check();
    await panel.getByRole('button', { name: 'Send the answer' }).click();
    await panel.getByText('It is on their page.', { exact: false }).waitFor();
    await panel.getByText('Waits for an answer.', { exact: false }).waitFor({ state: 'detached' });

    await page.goto(`${clinic.url}/portal`);
    await page.getByText(says.wrote).waitFor();
    await page.getByRole('link', { name: says.open }).click();
    await page.getByText('42', { exact: true }).waitFor();
    expect(await page.getByText('42', { exact: true }).getAttribute('lang')).toBe(language);

    // Words of crisis bring help before they are sent, and page when they are.
    await words.fill(says.crisis);
    await page.getByText(says.help, { exact: false }).waitFor();
    await look(page, 'messages-help-phone', language);
    await page.getByRole('button', { name: says.send, exact: true }).click();
    await page.getByText(says.sent).waitFor();
    await page.getByRole('link', { name: /988/ }).first().waitFor();
    await expect
      .poll(async () => ((await nurse.get('/api/tasks/waiting')) as { crises: readonly unknown[] }).crises.length, {
        timeout: 30_000,
      })
      .toBeGreaterThan(0);
    expect(desk.faults).toEqual([]);
  },
);
