/** Sends the page to the clinic as a consult request; there only where the clinic's server takes them. */
import { type FormEvent, useId, useState } from 'react';
import styles from '../decide.module.css';
import { type ClinicShown, type ConsultRequestBody, type Contact, consultRequest } from './clinic.ts';
import type { PartProps } from './own.tsx';
import { partsToSend } from './parts.ts';

type Sending =
  | { readonly is: 'idle' | 'missing' | 'sending' | 'sent' }
  | { readonly is: 'failed'; readonly why: string };

export function Send({
  answers,
  contact,
  setContact,
  shown: { clinic },
  content,
  t,
}: Pick<PartProps, 'answers' | 'content' | 't'> & {
  contact: Contact;
  setContact(contact: Contact): void;
  shown: ClinicShown;
}) {
  const [sending, setSending] = useState<Sending>({ is: 'idle' });
  const [request, setRequest] = useState<ConsultRequestBody>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.is === 'sending') return;
    if (Object.values(contact).some((said) => said.trim() === '')) return setSending({ is: 'missing' });
    const chosen = partsToSend(answers, content, t);
    const body = sameOr(request, consultRequest(contact, answers.note, chosen, content.language));
    setRequest(body);
    setSending({ is: 'sending' });
    setSending(await post(clinic.slug, body, t('offline')));
  };
  if (sending.is === 'sent')
    return (
      <section className={styles.send}>
        <p role="status" className={styles.reply}>
          {t('sent', { clinic: clinic.name })}
        </p>
      </section>
    );
  return (
    <section className={styles.send} aria-labelledby="send">
      <h3 id="send">{t('send-title', { clinic: clinic.name })}</h3>
      <p>{t('send-lead')}</p>
      <form onSubmit={submit} noValidate>
        <Line
          label={t('name')}
          autoComplete="name"
          value={contact.name}
          onType={(name) => setContact({ ...contact, name })}
        />
        <Line
          label={t('born')}
          type="date"
          autoComplete="bday"
          value={contact.born}
          onType={(born) => setContact({ ...contact, born })}
        />
        <Line
          label={t('reach')}
          hint={t('reach-hint')}
          autoComplete="email"
          value={contact.reach}
          onType={(reach) => setContact({ ...contact, reach })}
        />
        <p>{t('send-what')}</p>
        <p role="alert">
          {sending.is === 'missing' && t('send-missing')}
          {sending.is === 'failed' && t('send-failed', { why: sending.why })}
        </p>
        <button type="submit" className={styles.primary} aria-disabled={sending.is === 'sending'}>
          {t(sending.is === 'sending' ? 'sending' : 'send')}
        </button>
      </form>
    </section>
  );
}

/** The same request again keeps its id, so that a clinic whose answer was lost gets it once; a changed one is another. */
function sameOr(before: ConsultRequestBody | undefined, now: Omit<ConsultRequestBody, 'id'>): ConsultRequestBody {
  const { id, ...rest } = before ?? { id: '' };
  return before && JSON.stringify(rest) === JSON.stringify(now) ? { ...now, id } : { ...now, id: crypto.randomUUID() };
}

async function post(slug: string, body: ConsultRequestBody, offline: string): Promise<Sending> {
  try {
    const response = await fetch(`/api/public/clinics/${encodeURIComponent(slug)}/consult-requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.ok) return { is: 'sent' };
    const problem = (await response.json().catch(() => ({}))) as { detail?: string; title?: string };
    return { is: 'failed', why: problem.detail ?? problem.title ?? `${response.status}.` };
  } catch {
    return { is: 'failed', why: offline };
  }
}

function Line({
  label,
  hint,
  type = 'text',
  autoComplete,
  value,
  onType,
}: {
  label: string;
  hint?: string;
  type?: 'text' | 'date';
  autoComplete: string;
  value: string;
  onType(value: string): void;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      <input
        id={id}
        type={type}
        maxLength={200}
        dir="auto"
        required
        autoComplete={autoComplete}
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={value}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    </div>
  );
}
