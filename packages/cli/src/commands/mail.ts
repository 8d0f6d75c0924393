/** `holdspace mail`: the e-mails that the demo would have sent, the newest last. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../settings.ts';
import { mailFolder } from '../sign-in-settings.ts';
import { type Asked, answer } from './answer.ts';

export function showMail(asked: Asked): void {
  const folder = mailFolder(readSettings(asked).folder);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
  const mails = files.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  answer(asked, { mails }, mails.length > 0 ? mails.join('\n— — —\n\n') : 'No e-mail was sent yet.');
}
