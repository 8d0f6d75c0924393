/** Where the link in a patient's e-mail leads. One touch signs in, so that a mail scanner that opens links does not use it up. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { leave } from '../api/leaving.ts';
import { Problem } from '../api/problem.ts';
import { InReadersLanguage } from '../language/around.tsx';
import { LanguageChoice } from '../language/language-choice.tsx';
import { useWords } from '../language/use-language.ts';
import styles from '../sign-in/sign-in.module.css';
import { Welcome } from '../sign-in/welcome.tsx';
import { usePageTitle } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { SpokenCrisisLink } from './spoken-crisis-help.tsx';
import { DOOR_WORDS } from './words.ts';

export default function PortalEnter() {
  const say = useWords(DOOR_WORDS);
  const heading = usePageTitle(say('linkTitle'));
  const [token] = useState(() => location.hash.slice(1));
  const [, go] = useLocation();
  // The token stays in no history.
  useEffect(() => history.replaceState(null, '', location.pathname), []);
  const use = useMutation({
    mutationFn: () => api.post('/api/sign-in/link/use', { token }),
    onSuccess: () => {
      leave();
      go('/portal', { replace: true });
    },
  });
  return (
    <InReadersLanguage>
      <div className={styles.screen}>
        <Welcome />
        <main className={styles.enter}>
          <div>
            <h1 className={styles.title} ref={heading} tabIndex={-1}>
              {say('linkTitle')}
            </h1>
            <div className={styles.form}>
              {token ? (
                <Button size="md" loading={use.isPending} onClick={() => use.mutate()}>
                  {say('signIn')}
                </Button>
              ) : (
                <p>{say('openWhole')}</p>
              )}
              {use.error instanceof Problem && use.error.kind === 'not-proved' ? (
                <p role="alert">{say('usedUp')}</p>
              ) : (
                <ProblemAlert error={use.error} />
              )}
              <Link href="/portal/sign-in">{say('another')}</Link>
            </div>
          </div>
          <LanguageChoice />
          <SpokenCrisisLink isFlush />
        </main>
      </div>
    </InReadersLanguage>
  );
}
