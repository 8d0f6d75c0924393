/** The whole way in, on a phone, in one language: from the public page to a signed consent and a cleared screening. */
import { randomUUID } from 'node:crypto';
import {
  formsFor,
  instant,
  isHelp,
  itemText,
  LANGUAGES,
  type Language,
  type QuestionnaireItem,
  SCREENING_QUESTIONNAIRE,
  SURE,
  shippedConsent,
} from '@holdspace/care';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { lettersHere, type OpenClinic, openClinic, PHONE, TABLET } from './harness.ts';
import { foreignWords } from './one-language.ts';
import { lookAt } from './pictures.ts';
import { touch } from './room-hands.ts';
import { arrive } from './room-steps.ts';
import {
  answerHarmlessly,
  answerRightly,
  comeInWith,
  draw,
  field,
  signScreening,
  takeAndInvite,
} from './way-in-steps.ts';

vi.setConfig({ testTimeout: 900_000 });

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
}, 400_000);
afterAll(() => clinic?.close());

/** What the person reads and presses, as it stands on their screen. */
const SAYS = {
  en: {
    matters: 'To keep a clear head',
    lot: 'A lot',
    yes: 'Yes',
    sure: 'You sound sure.',
    mine: 'My page, for the talk',
    name: 'Your name',
    born: 'Your date of birth',
    reach: 'E-mail or phone',
    send: 'Send to the clinic',
    sent: 'Sent. Quay Clinic will get in touch.',
    welcome: /^Welcome, /,
    next: 'What is next',
    forms: '2 forms wait for you',
    openForms: 'Open my forms',
    begin: 'Begin',
    overTitle: 'Look it over',
    sendForm: 'Send to my care team',
    formSent: /You sent this on/,
    visit: 'Dosing session, at Quay Clinic',
    wait: '2 consents wait for you to read.',
    toSign: 'Read and sign',
    signTitle: 'Sign',
    fullName: 'Your full name',
    agree: 'I agree and sign',
    signed: 'Thank you. It is signed.',
    allConsents: 'Back to all consents',
    place: 'Back to your place',
    nothing: 'There is nothing to read or sign now.',
    goOn: 'Go on',
    no: 'No',
  },
  es: {
    matters: 'Tener la mente clara',
    lot: 'Mucho',
    yes: 'Sí',
    sure: 'Parece que lo tiene claro.',
    mine: 'Mi página, para la charla',
    name: 'Su nombre',
    born: 'Su fecha de nacimiento',
    reach: 'Correo o teléfono',
    send: 'Mandar a la clínica',
    sent: 'Enviado. Quay Clinic le va a buscar.',
    welcome: /^Le damos la bienvenida, /,
    next: 'Lo que sigue',
    forms: 'Le esperan 2 formularios',
    openForms: 'Abrir mis formularios',
    begin: 'Empezar',
    overTitle: 'Revise sus respuestas',
    sendForm: 'Enviar a mi equipo',
    formSent: /Usted envió esto el/,
    visit: 'Sesión con medicina, en Quay Clinic',
    wait: '2 consentimientos esperan',
    toSign: 'Leer y firmar',
    signTitle: 'Firmar',
    fullName: 'Su nombre completo',
    agree: 'Acepto y firmo',
    signed: 'Gracias. Está firmado.',
    allConsents: 'Volver a todos los consentimientos',
    place: 'Volver a su lugar',
    nothing: 'No hay nada que leer o firmar ahora.',
    goOn: 'Seguir',
    no: 'No',
  },
} as const;
const NAMES: Readonly<Record<Language, string>> = { en: 'Wayland Walker', es: 'Inés Núñez' };

/** As every screen of the way must be: in one language, which it tells; nothing that axe finds; no scrolling sideways. */
async function look(page: Page, name: string, language: Language): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.lang), name).toBe(language);
  expect(await foreignWords(page, language), name).toEqual([]);
  await lookAt(page, `way-in-${name}-${language}`);
}

test.each(LANGUAGES)('from the public page to a signed consent and a cleared screening, in %s', async (language) => {
  const says = SAYS[language];
  const name = NAMES[language];
  const home = await clinic.open(null, `/decide/${clinic.slug}?language=${language}`, { size: PHONE, hasTouch: true });
  const { page } = home;

  // Weigh, say how sure one is, and send the page to the clinic.
  await page.getByRole('heading', { name: says.mine }).waitFor();
  await page.getByRole('textbox', { name: says.name }).waitFor();
  await lettersHere(page);
  const weighed = page.getByRole('group', { name: says.matters });
  await weighed.getByRole('radio', { name: says.lot, exact: true }).check();
  for (const { says: asks } of SURE.items)
    await page.getByRole('group', { name: asks[language] }).getByRole('radio', { name: says.yes, exact: true }).check();
  await page.getByText(says.sure, { exact: false }).first().waitFor();
  await page.getByRole('textbox', { name: says.name }).fill(name);
  await page.getByLabel(says.born).fill('1979-09-09');
  await page.getByRole('textbox', { name: says.reach }).fill('walks@asks.test');
  await look(page, 'decide', language);
  await page.getByRole('button', { name: says.send }).click();
  await page.getByText(says.sent).waitFor();

  const { link, code, patientId } = await takeAndInvite(clinic, name);

  // The same phone opens the link.
  await page.goto(clinic.url + link);
  await page.getByRole('textbox').waitFor();
  await look(page, 'door', language);
  await comeInWith(page, code, language);
  await page.getByRole('heading', { level: 1, name: says.welcome }).waitFor();
  await look(page, 'record', language);
  await page.getByRole('link', { name: says.next }).click();
  await page.getByRole('heading', { name: says.forms }).waitFor();
  await look(page, 'place', language);

  await page.getByRole('link', { name: says.openForms }).click();
  for (const form of formsFor([])) await fillIn(page, form.id, language);

  // The clinic plans the course and its first dose; a clinician decides over what came from home.
  const director = await clinic.as('medical_director');
  const [courseId, visitId, sessionId] = [randomUUID(), randomUUID(), randomUUID()];
  const protocol = { id: 'infusion-iv', version: '1.0.0' };
  await director.post(`/api/patients/${patientId}/courses`, { id: courseId, protocol });
  const visit = { id: visitId, kind: 'dosing', scheduledFor: instant(Date.now() + 60_000), room: 'Willow' };
  await director.post(`/api/courses/${courseId}/visits`, visit);
  await signScreening(clinic, courseId);

  // The consents, read in pieces.
  await page.goto(`${clinic.url}/portal`);
  await page.getByText(says.visit).waitFor();
  await page.getByText(says.wait, { exact: false }).waitFor();
  await look(page, 'planned', language);
  await page.getByRole('link', { name: says.toSign }).click();
  const way = { route: 'intravenous', substance: 'ketamine', kind: 'medical' } as const;
  for (const purpose of ['treatment', 'off_label'] as const) {
    const { title, pieces } = shippedConsent(purpose, way);
    await page.getByRole('link', { name: title[language] }).click();
    await page.getByRole('heading', { level: 2, name: pieces[0]?.title[language] ?? '' }).waitFor();
    await look(page, `consent-${purpose}`, language);
    for (const { title: heading, question } of pieces) {
      await page.getByRole('heading', { level: 2, name: heading[language], exact: true }).waitFor();
      const right = question?.choices.find(({ isRight }) => isRight);
      if (right) await answerRightly(page, right.says[language], language);
      await page.getByRole('button', { name: says.goOn, exact: true }).click();
    }
    await page.getByRole('heading', { level: 2, name: says.signTitle }).waitFor();
    await page.getByLabel(says.fullName).fill(name);
    await draw(page, language);
    await look(page, `sign-${purpose}`, language);
    await page.getByRole('button', { name: says.agree }).click();
    await page.getByText(says.signed).waitFor();
    await look(page, `signed-${purpose}`, language);
    await page.getByRole('link', { name: says.allConsents }).click();
  }
  await page.getByText(says.nothing).waitFor();
  await page.getByRole('link', { name: says.place }).click();
  await page.getByText(says.visit).waitFor();
  await page.goto(`${clinic.url}/mine`);
  await page.getByRole('heading', { level: 1, name: says.welcome }).waitFor();
  await page.waitForLoadState('networkidle');
  await look(page, 'record-after', language);

  // Staff see both, and the gates of the visit say so.
  const desk = await clinic.open('nurse', `/courses/${courseId}/consents`, { size: TABLET });
  await desk.page.getByText('Everything that a dose waits for is signed.', { exact: false }).waitFor();
  await desk.page.getByText('name and drawing', { exact: false }).first().waitFor();
  await (await clinic.as('nurse')).post(`/api/visits/${visitId}/session`, { id: sessionId });
  const room = await clinic.open('nurse', `/sessions/${sessionId}`, { size: TABLET, hasTouch: true });
  await arrive(touch(room.page));
  for (const [gate, confirm] of [
    ['Screening signed', 'Confirm as it stands on record'],
    ['Consent', 'Confirm by these signatures'],
  ] as const) {
    await room.page.getByRole('button', { name: `Confirm: ${gate}`, exact: true }).tap();
    await room.page.getByRole('button', { name: confirm }).tap();
    await room.page.getByRole('button', { name: `Confirm: ${gate}`, exact: true }).waitFor({ state: 'detached' });
  }
  // Of an account that who came with a link does not have; nothing else is refused.
  expect(home.faults.filter((fault) => !/status of 401/.test(fault))).toEqual([]);
  expect([...desk.faults, ...room.faults]).toEqual([]);
});

test('the patients’ door, and where its link leads, speak Spanish too', async () => {
  const { page } = await clinic.open(null, '/portal/sign-in?language=es', { size: PHONE });
  await page.getByRole('heading', { level: 1, name: 'Entrar como paciente' }).waitFor();
  await look(page, 'portal-door', 'es');
  await page.goto(`${clinic.url}/portal/enter?language=es#no-such-link`);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await look(page, 'portal-enter', 'es');
});

/** A form, a part at a time, by what must be answered, and sent; the screening's every question. */
async function fillIn(page: Page, formId: string, language: Language): Promise<void> {
  const says = SAYS[language];
  const form = formsFor([]).find(({ id }) => id === formId);
  if (!form) throw new Error(`no such form: ${formId}`);
  await page.goto(`${clinic.url}/portal/forms/${formId}`);
  const begin = page.getByRole('link', { name: says.begin, exact: true });
  await begin.waitFor();
  await look(page, `form-${formId}`, language);
  await begin.click();
  // What hangs on another answer is not asked here.
  for (const part of form.item.filter(({ enableWhen }) => !enableWhen)) {
    await page.waitForURL(`**/portal/forms/${formId}/${part.linkId}`);
    if (formId === SCREENING_QUESTIONNAIRE) await answerHarmlessly(page, part.linkId, language);
    else for (const item of part.item ?? []) await answerNeeded(page, item, language);
    if (part === form.item[0] || part === form.item[1]) await look(page, `form-${formId}-${part.linkId}`, language);
    // On to the next part, or to the last look.
    await page.getByRole('navigation').getByRole('link').first().click();
  }
  await page.getByRole('heading', { level: 1, name: says.overTitle }).waitFor();
  await look(page, `over-${formId}`, language);
  await page.getByRole('button', { name: says.sendForm }).click();
  await page.getByText(says.formSent).waitFor();
  await look(page, `sent-${formId}`, language);
}

async function answerNeeded(page: Page, item: QuestionnaireItem, language: Language): Promise<void> {
  if (!item.required || isHelp(item)) return;
  const label = itemText(item, language);
  if (item.type === 'choice')
    await page
      .getByRole('radiogroup', { name: label })
      .getByRole('radio', { name: SAYS[language].no, exact: true })
      .click();
  else await field(page, new RegExp(`^${label.replace(/[?¿]/g, '\\$&')}`)).fill('Ana 555 0101');
}
