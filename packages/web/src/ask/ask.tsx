/** Asking a clinic for a consult, without an account: what is sent, help where words ask for it, and until when they answer. */
import { dayAt, type Instant } from '@holdspace/care';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { LanguageChoice } from '../language/language-choice.tsx';
import { useLanguage, useWords } from '../language/use-language.ts';
import reader from '../portal/reader.module.css';
import { SpokenCrisisHelp, SpokenCrisisLink, SpokenHelpAtWords } from '../portal/spoken-crisis-help.tsx';
import { Mark } from '../shell/mark.tsx';
import { usePageTitle } from '../ui/page.tsx';
import { Sign } from '../ui/sign.tsx';
import { LoadingState } from '../ui/states.tsx';
import styles from './ask.module.css';
import { type AskDraft, findAsk, forgetAsk, keepAsk } from './ask-draft.ts';
import { type AskFaults, type AskField, checked, requestOf } from './checked.ts';
import { ASK_WORDS } from './words.ts';

interface ClinicAsked {
  readonly clinic: { readonly slug: string; readonly name: string; readonly zone: string };
  readonly hours: number;
}
type Received = ClinicAsked & { readonly answerBy: Instant; readonly help: boolean };
const pathOf = (slug: string) => `/api/public/clinics/${encodeURIComponent(slug)}`;

export default function Ask({ slug }: { readonly slug: string }) {
  const say = useWords(ASK_WORDS);
  const asked = useQuery({
    queryKey: ['ask', slug],
    queryFn: () => api.get<ClinicAsked>(`${pathOf(slug)}/promise`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [received, setReceived] = useState<Received>();
  if (received)
    return (
      <Around key="thanks" title={say('thanks')} clinic={received.clinic.name}>
        <Thanks received={received} onAnother={() => setReceived(undefined)} />
      </Around>
    );
  if (asked.data)
    return (
      <Around title={say('title', { clinic: asked.data.clinic.name })} clinic={asked.data.clinic.name}>
        <AskForm slug={slug} asked={asked.data} onReceived={setReceived} />
      </Around>
    );
  if (asked.error instanceof Problem && asked.error.status === 404)
    return (
      <Around title={say('noClinic')}>
        <p>{say('noClinicSays')}</p>
      </Around>
    );
  return (
    <Around title={asked.isError ? say('failed') : say('plainTitle')}>
      {asked.isPending ? (
        <LoadingState says={say('loading')} />
      ) : (
        <Button variant="default" size="md" onClick={() => void asked.refetch()}>
          {say('again')}
        </Button>
      )}
    </Around>
  );
}

function Around({ title, clinic, children }: { title: string; clinic?: string; children: ReactNode }) {
  const heading = usePageTitle(title);
  return (
    <div className={reader.page}>
      <header className={reader.top}>
        <span className={reader.clinic}>
          <Mark size={30} />
          {clinic ?? 'Holdspace'}
        </span>
        <LanguageChoice />
      </header>
      <SpokenCrisisLink />
      <main className={reader.main}>
        <h1 className={reader.title} tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {children}
      </main>
    </div>
  );
}

interface AskFormProps {
  readonly slug: string;
  readonly asked: ClinicAsked;
  readonly onReceived: (received: Received) => void;
}

function AskForm({ slug, asked, onReceived }: AskFormProps) {
  const say = useWords(ASK_WORDS);
  const language = useLanguage();
  const [draft, setDraft] = useState<AskDraft>(() => findAsk(slug));
  const [wrong, setWrong] = useState<{ readonly faults: AskFaults; readonly minor?: string }>({ faults: {} });
  const form = useRef<HTMLFormElement>(null);
  const { hours } = asked;
  const time = hours % 24 === 0 ? say('days', { count: hours / 24 }) : say('hours', { count: hours });
  const write = (more: Partial<AskDraft>) => {
    const next = { ...draft, ...more };
    setDraft(next);
    keepAsk(slug, next);
    // What is being mended is not found fault with meanwhile.
    setWrong(({ faults }) => ({
      faults: Object.fromEntries(Object.entries(faults).filter(([name]) => !(name in more))),
    }));
  };
  const sending = useMutation({
    mutationFn: () => api.post<Received>(`${pathOf(slug)}/consult-requests`, requestOf(draft, language)),
    onSuccess: (received) => {
      forgetAsk(slug);
      onReceived(received);
    },
    onError: (error) => {
      if (!(error instanceof Problem)) return;
      const said = Object.fromEntries(error.errors.map(({ field, message }) => [field, message]));
      const isMinor = error.errors.some(({ rule }) => rule === 'under-18');
      setWrong(isMinor ? { faults: {}, minor: said.dateOfBirth ?? '' } : { faults: said as AskFaults });
    },
  });
  const send = () => {
    const found = checked(draft, language, dayAt(new Date().toISOString() as Instant, asked.clinic.zone));
    setWrong(found);
    if (found.minor) return forgetAsk(slug);
    const [first] = Object.keys(found.faults);
    if (first === undefined) return sending.mutate();
    form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  if (wrong.minor)
    return (
      <div className={styles.minor} role="alert">
        <p>{wrong.minor}</p>
        <SpokenCrisisHelp />
        <Button variant="default" size="md" onClick={() => setWrong({ faults: {} })}>
          {say('again')}
        </Button>
      </div>
    );
  const field = (name: Exclude<AskField, 'words'>) => ({
    name,
    size: 'md' as const,
    value: draft[name],
    error: wrong.faults[name] ?? null,
    onChange: (event: { currentTarget: HTMLInputElement }) => write({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <p className={reader.lead}>{say('lead', { time })}</p>
      <form
        ref={form}
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!sending.isPending) send();
        }}
      >
        <TextInput
          {...field('name')}
          label={say('name')}
          autoComplete="name"
          dir="auto"
          required
          withAsterisk={false}
        />
        <TextInput
          {...field('dateOfBirth')}
          type="date"
          label={say('born')}
          description={say('bornHelp')}
          autoComplete="bday"
          required
          withAsterisk={false}
        />
        <fieldset className={styles.reach}>
          <legend>{say('reach')}</legend>
          <TextInput {...field('email')} type="email" label={say('email')} autoComplete="email" />
          <TextInput {...field('telephone')} type="tel" label={say('telephone')} autoComplete="tel" />
        </fieldset>
        <SpokenHelpAtWords written={draft.words} />
        <Textarea
          name="words"
          size="md"
          label={say('words')}
          description={say('wordsHelp')}
          autosize
          minRows={4}
          maxRows={18}
          dir="auto"
          value={draft.words}
          error={wrong.faults.words ?? null}
          onChange={(event) => write({ words: event.currentTarget.value })}
        />
        <p className={reader.quiet}>{say('privacy')}</p>
        <Wrong error={sending.error} hasFaults={Object.keys(wrong.faults).length > 0} />
        <Button type="submit" size="lg" className={styles.send} loading={sending.isPending}>
          {say('send')}
        </Button>
      </form>
    </>
  );
}

function Wrong({ error, hasFaults }: { readonly error: unknown; readonly hasFaults: boolean }) {
  const say = useWords(ASK_WORDS);
  if (!error && !hasFaults) return null;
  const problem = error instanceof Problem ? error : undefined;
  return (
    <p className={styles.wrong} role="alert">
      {hasFaults
        ? say('look')
        : problem?.isUnreachable
          ? say('offline')
          : problem?.status === 429
            ? say('wait')
            : say('other')}
    </p>
  );
}

function Thanks({ received, onAnother }: { readonly received: Received; readonly onAnother: () => void }) {
  const say = useWords(ASK_WORDS);
  const language = useLanguage();
  const { clinic, answerBy, help } = received;
  const when = new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: clinic.zone,
  })
    .format(new Date(answerBy))
    // In Spanish the time ends with a point of its own.
    .replace(/\.$/, '');
  return (
    <>
      <p className={styles.answer} role="status">
        <Sign name="check" /> {say('answerBy', { clinic: clinic.name, when })}
      </p>
      {help && <SpokenCrisisHelp />}
      <p>{say('after')}</p>
      <Button variant="default" size="md" onClick={onAnother}>
        {say('another')}
      </Button>
    </>
  );
}
