/** The door for patients and members of a care team: the link brings its secret, the code was told another way. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { leave } from '../api/leaving.ts';
import { Problem } from '../api/problem.ts';
import { LanguageChoice } from '../language/language-choice.tsx';
import { chooseLanguage, currentLanguage, useWords } from '../language/use-language.ts';
import { defineWords } from '../language/words.ts';
import { Mark } from '../shell/mark.tsx';
import { usePageTitle } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './reader.module.css';
import { SpokenCrisisLink } from './spoken-crisis-help.tsx';

const WORDS = defineWords('come in', {
  en: {
    title: 'Come in',
    lead: 'Enter the code that you were told apart from the link.',
    code: 'Code',
    do: 'Come in',
    noLink: 'Open the link that the clinic, or your patient, gave you. It works once.',
    refused: 'The link and the code do not go together, or the link was used or is too old. Ask for a new one.',
    wait: 'That was tried many times just now. Please wait a few minutes and try again.',
    offline: 'The clinic cannot be reached now. Your link still works: try again when you are online.',
  },
  es: {
    title: 'Entre',
    lead: 'Escriba el código que le dieron aparte del enlace.',
    code: 'Código',
    do: 'Entrar',
    noLink: 'Abra el enlace que le dio la clínica o su paciente. Sirve una sola vez.',
    refused: 'El enlace y el código no van juntos, o el enlace ya se usó o es muy viejo. Pida uno nuevo.',
    wait: 'Se intentó muchas veces hace un momento. Espere unos minutos e intente otra vez.',
    offline: 'Ahora no se puede llegar a la clínica. Su enlace todavía sirve: intente otra vez cuando haya conexión.',
  },
});

export default function ComeIn() {
  const say = useWords(WORDS);
  const heading = usePageTitle(say('title'));
  const [secret] = useState(() => location.hash.slice(1));
  // Taken out of the address once it is held, so that it stays in no history; not before, since a drawing may be thrown away.
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, '', location.pathname);
  }, []);
  const [code, setCode] = useState('');
  const [, go] = useLocation();
  const comeIn = useMutation({
    mutationFn: () => api.post<{ kind: 'patient' | 'outside' }>('/api/reader/come-in', { secret, code }),
    onSuccess: ({ kind }) => {
      leave();
      // The language that the link brought stays with the device, for every page after this one.
      if (kind === 'patient') chooseLanguage(currentLanguage());
      go(kind === 'patient' ? '/mine' : '/outside', { replace: true });
    },
  });
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <span className={styles.clinic}>
          <Mark size={30} />
          Holdspace
        </span>
        <LanguageChoice />
      </header>
      <SpokenCrisisLink />
      <main className={styles.main}>
        <h1 className={styles.title} tabIndex={-1} ref={heading}>
          {say('title')}
        </h1>
        {secret ? (
          <form
            className={styles.door}
            onSubmit={(event) => {
              event.preventDefault();
              comeIn.mutate();
            }}
          >
            <p className={styles.lead}>{say('lead')}</p>
            <TextInput
              label={say('code')}
              size="lg"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              withAsterisk={false}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Wrong error={comeIn.error} />
            <Button type="submit" size="lg" fullWidth loading={comeIn.isPending}>
              {say('do')}
            </Button>
          </form>
        ) : (
          <p className={styles.lead}>{say('noLink')}</p>
        )}
      </main>
    </div>
  );
}

/** What happens at this door is said in the language of who stands there; anything else as the server says it. */
function Wrong({ error }: { readonly error: unknown }) {
  const say = useWords(WORDS);
  if (!error) return null;
  const problem = error instanceof Problem ? error : undefined;
  const said = problem?.isUnreachable
    ? say('offline')
    : problem?.status === 429
      ? say('wait')
      : problem?.status === 401 || problem?.status === 403
        ? say('refused')
        : undefined;
  return said ? (
    <p role="alert">{said}</p>
  ) : (
    <div lang="en">
      <ProblemAlert error={error} />
    </div>
  );
}
