/** The patients' door: a passkey, or a link that is sent to their e-mail. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { leave } from '../api/leaving.ts';
import { InReadersLanguage } from '../language/around.tsx';
import { LanguageChoice } from '../language/language-choice.tsx';
import { useLanguage, useWords } from '../language/use-language.ts';
import { hasPasskeys, signInWithPasskey } from '../sign-in/passkey.ts';
import styles from '../sign-in/sign-in.module.css';
import { Welcome } from '../sign-in/welcome.tsx';
import { usePageTitle } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { SpokenCrisisLink } from './spoken-crisis-help.tsx';
import { DOOR_WORDS } from './words.ts';

export default function PortalDoor() {
  const say = useWords(DOOR_WORDS);
  const heading = usePageTitle(say('title'));
  const language = useLanguage();
  const [email, setEmail] = useState('');
  const [, go] = useLocation();
  const passkey = useMutation({
    mutationFn: signInWithPasskey,
    onSuccess: () => {
      leave();
      go('/portal', { replace: true });
    },
  });
  const link = useMutation({ mutationFn: () => api.post('/api/sign-in/link', { email, language }) });
  return (
    <InReadersLanguage>
      <div className={styles.screen}>
        <Welcome />
        <main className={styles.enter}>
          <div>
            <h1 className={styles.title} ref={heading} tabIndex={-1}>
              {say('title')}
            </h1>
            <div className={styles.form}>
              {hasPasskeys() && (
                <>
                  <Button
                    size="md"
                    loading={passkey.isPending}
                    leftSection={<Sign name="key" />}
                    onClick={() => passkey.mutate()}
                  >
                    {say('passkey')}
                  </Button>
                  <ProblemAlert error={passkey.error} />
                </>
              )}
              <form
                className={styles.form}
                onSubmit={(event) => {
                  event.preventDefault();
                  link.mutate();
                }}
              >
                <TextInput
                  label={say('email')}
                  description={say('emailHint')}
                  type="email"
                  autoComplete="email"
                  required
                  withAsterisk={false}
                  value={email}
                  onChange={(event) => setEmail(event.currentTarget.value)}
                />
                <ProblemAlert error={link.error} />
                <Button type="submit" size="md" variant="default" loading={link.isPending}>
                  {say('sendLink')}
                </Button>
                <div role="status">
                  {link.isSuccess && (
                    <>
                      <strong>{say('look')}</strong> {say('onItsWay')}
                    </>
                  )}
                </div>
              </form>
            </div>
          </div>
          <LanguageChoice />
          <SpokenCrisisLink isFlush />
        </main>
      </div>
    </InReadersLanguage>
  );
}
