/** E-mail: over the operator's SMTP server, or, in the demo, into a folder, where the command line shows it. */
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

export interface SmtpSettings {
  /** "smtps://user:password@mail.example:465" or "smtp://…", where the connection is upgraded to TLS. */
  readonly url: string;
  /** "Harbor Clinic <no-reply@harbor.example>" */
  readonly from: string;
  /** Off for a server on this machine alone. */
  readonly requireTls: boolean;
}

const TIMEOUT_MS = 15_000;

export function smtpMailer({ url, from, requireTls }: SmtpSettings): Mailer {
  const transport = createTransport({
    url,
    requireTLS: requireTls,
    connectionTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A message is text of our own; it never fetches a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      await transport.sendMail({ from, ...mail });
    },
  };
}

/** Each message a file, named so that they sort by time. */
export function folderMailer(folder: string, now: () => number = Date.now): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    async send(mail) {
      const { message } = await transport.sendMail({ from: 'Holdspace demo <demo@holdspace.test>', ...mail });
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${now()}-${randomUUID().slice(0, 8)}.eml`), message as Buffer, { mode: 0o600 });
    },
  };
}
