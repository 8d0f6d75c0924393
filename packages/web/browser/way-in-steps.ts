/** The way in, step by step, in either language: what a person does on their phone, and what staff do meanwhile. */
import { type Language, SCREENING_ITEMS, type ScreeningItem } from '@holdspace/care';
import type { Page } from 'playwright-core';
import { DESK, type OpenClinic, PHONE } from './harness.ts';
import { lookAt } from './pictures.ts';

/** What stands on the buttons and fields that the steps press and fill. */
export const SAID = {
  en: {
    code: 'Code',
    comeIn: 'Come in',
    check: 'Check my answer',
    right: 'Right.',
    goOn: 'Go on',
    sheet: /A sheet for your signature/,
  },
  es: {
    code: 'Código',
    comeIn: 'Entrar',
    check: 'Ver mi respuesta',
    right: 'Correcto.',
    goOn: 'Seguir',
    sheet: /Una hoja para su firma/,
  },
} as const;

export const field = (page: Page, label: string | RegExp) =>
  page.getByLabel(label).and(page.locator('input, textarea'));

/** Staff take a request from the inbox, on a phone, and invite who sent it. */
export async function takeAndInvite(
  clinic: OpenClinic,
  name: string,
): Promise<{ link: string; code: string; patientId: string }> {
  const { page, context } = await clinic.open('front_desk', '/inbox', { size: PHONE });
  await page.getByRole('button', { name: `Open the request of ${name}` }).click();
  await page.getByRole('button', { name: 'I take it' }).click();
  await page.getByText('Robin Front desk took it').waitFor();
  await page.getByRole('button', { name: 'Invite them' }).click();
  await lookAt(page, 'inbox-invite-phone');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByText('is a prospective patient now', { exact: false }).waitFor();
  await lookAt(page, 'inbox-invited-phone');
  const link = new URL(await page.getByLabel('Link').inputValue());
  const code = ((await page.locator('strong.hs-numbers').textContent()) ?? '').replace(/\D/g, '');
  const href = await page.getByRole('link', { name: 'Go to their page' }).getAttribute('href');
  await context.close();
  return { link: link.pathname + link.search + link.hash, code, patientId: href?.split('/').pop() ?? '' };
}

/** At the door of the link that one was given. */
export async function comeInWith(page: Page, code: string, language: Language = 'en'): Promise<void> {
  await page.getByLabel(SAID[language].code).fill(code);
  await page.getByRole('button', { name: SAID[language].comeIn }).click();
}

/** One question of a consent, answered rightly. */
export async function answerRightly(page: Page, says: string, language: Language = 'en'): Promise<void> {
  await page.getByRole('radio', { name: says, exact: true }).click();
  await page.getByRole('button', { name: SAID[language].check }).click();
  await page.getByText(SAID[language].right, { exact: true }).waitFor();
}

/** A line on the sheet for a signature. */
export async function draw(page: Page, language: Language = 'en'): Promise<void> {
  const sheet = page.getByRole('img', { name: SAID[language].sheet });
  await sheet.scrollIntoViewIfNeeded();
  const box = await sheet.boundingBox();
  if (!box) throw new Error('no sheet to sign on');
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 20, { steps: 6 });
  await page.mouse.move(box.x + 220, box.y + 80, { steps: 6 });
  await page.mouse.up();
}

/** The code of the answer from which nothing follows. */
export const harmless = (item: ScreeningItem): string | undefined =>
  'options' in item
    ? item.options.find(({ code, effects }) => effects.length === 0 && code !== 'all')?.code
    : undefined;

/** Answers one question of the screening's form so that nothing follows; one that may be left out is left out. */
export async function answerHarmlessly(page: Page, linkId: string, language: Language): Promise<void> {
  const item = SCREENING_ITEMS.find((one) => one.linkId === linkId);
  if (!item) throw new Error(`no such question: ${linkId}`);
  if (item.kind === 'weight') await field(page, item.question[language]).fill('154');
  if (!('options' in item)) return;
  const option = item.options.find(({ code }) => code === harmless(item));
  if (!option) throw new Error(`nothing harmless to answer: ${linkId}`);
  const says = { name: option.words[language], exact: true };
  await page.getByRole('radio', says).or(page.getByRole('checkbox', says)).first().click();
}

/** A clinician accepts every finding that is not clear, with a reason, and signs. */
export async function signScreening(clinic: OpenClinic, courseId: string): Promise<OpenClinic['people']['prescriber']> {
  const { page, context } = await clinic.open('prescriber', `/courses/${courseId}/screening`, { size: DESK });
  await page.getByRole('button', { name: 'Decide and sign' }).click();
  await acceptEveryFinding(page);
  await page.getByText('This comes to: fits this protocol.').waitFor();
  await page.getByRole('button', { name: 'Sign the screening' }).press('Enter');
  await page.getByText('Nothing has come since that it did not cover.').waitFor();
  await context.close();
  return clinic.people.prescriber;
}

export async function acceptEveryFinding(page: Page): Promise<void> {
  const findings = page.getByRole('region', { name: 'Findings', exact: true });
  for (const group of await findings.getByRole('radiogroup').all())
    await group.getByRole('radio', { name: 'Accepted, with the reason' }).check();
  for (const reason of await findings.getByRole('textbox', { name: /^Reason: / }).all())
    if ((await reason.inputValue()) === '') await reason.fill('Spoken about with the patient.');
}
