/** Settings of signing in, from the environment and one file: what locks when, whose identity provider, which mail server. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGNING_POLICIES, type SigningPolicy } from '@holdspace/care';
import {
  folderMailer,
  type Mailer,
  type ServerOptions,
  type SingleSignOnProvider,
  singleSignOnSchema,
  smtpMailer,
} from '@holdspace/server';
import { UsageError } from './settings.ts';

type SignInSettings = Pick<
  ServerOptions,
  'publicUrl' | 'lockAfterMinutes' | 'signingPolicy' | 'singleSignOn' | 'mailer'
>;

const MOST_LOCK_MINUTES = 60;

/** Where the demo's e-mails lie. */
export const mailFolder = (folder: string): string => join(folder, 'mail');

export function readSignInSettings(
  folder: string,
  demo: boolean,
  env: NodeJS.ProcessEnv = process.env,
): SignInSettings {
  return {
    publicUrl: publicUrl(env.HOLDSPACE_URL),
    lockAfterMinutes: lockAfterMinutes(env.HOLDSPACE_LOCK_MINUTES),
    signingPolicy: signingPolicy(env.HOLDSPACE_SIGNING),
    singleSignOn: singleSignOn(env.HOLDSPACE_SSO_FILE),
    mailer: mailer(folder, demo, env),
  };
}

function publicUrl(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
    throw new UsageError('HOLDSPACE_URL is the address that people open, such as https://holdspace.clinic.example.');
  return given;
}

function lockAfterMinutes(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const minutes = Number(given);
  if (!(minutes >= 1 && minutes <= MOST_LOCK_MINUTES))
    throw new UsageError(`HOLDSPACE_LOCK_MINUTES is 1 to ${MOST_LOCK_MINUTES}.`);
  return minutes;
}

function signingPolicy(given: string | undefined): SigningPolicy | undefined {
  if (given === undefined) return undefined;
  const found = SIGNING_POLICIES.find((policy) => policy === given);
  if (!found) throw new UsageError(`HOLDSPACE_SIGNING is one of ${SIGNING_POLICIES.join(', ')}.`);
  return found;
}

/** A file, since it holds the secrets of clinics' providers: `[{ clinic, name, issuer, clientId, clientSecret }]`. */
function singleSignOn(file: string | undefined): readonly SingleSignOnProvider[] {
  if (file === undefined) return [];
  let told: unknown;
  try {
    told = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`HOLDSPACE_SSO_FILE could not be read as JSON: ${(error as Error).message}`);
  }
  const parsed = singleSignOnSchema.array().safeParse(told);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new UsageError(`HOLDSPACE_SSO_FILE does not hold: ${wrong}`);
}

function mailer(folder: string, demo: boolean, env: NodeJS.ProcessEnv): Mailer | undefined {
  if (demo) return folderMailer(mailFolder(folder));
  const { HOLDSPACE_SMTP_URL: url, HOLDSPACE_MAIL_FROM: from } = env;
  if (url === undefined) return undefined;
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol))
    throw new UsageError('HOLDSPACE_SMTP_URL is smtps://user:password@host:465 or smtp://user:password@host:587.');
  if (!from) throw new UsageError('HOLDSPACE_MAIL_FROM is missing: the address that e-mails come from.');
  const isOwnMachine = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
  return smtpMailer({ url, from, requireTls: !isOwnMachine });
}
