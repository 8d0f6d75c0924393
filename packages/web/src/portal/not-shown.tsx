/** What could not be shown to a patient, in their language: that it is so, why, and what they can do. */
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { Problem } from '../api/problem.ts';
import { useLanguageAround, useWordsAround } from '../language/around.tsx';
import { defineWords } from '../language/words.ts';
import styles from '../ui/states.module.css';

const WORDS = defineWords('not shown', {
  en: {
    page: 'This page could not be shown',
    offline: 'The clinic cannot be reached now. Nothing that was saved is lost: try again when you are online.',
    signedOut: 'You are signed out here.',
    signIn: 'Sign in once more',
    broke: 'Something broke in this page. Nothing that was saved is lost.',
    answer: 'The clinic’s server answers, in English:',
    again: 'Try again',
  },
  es: {
    page: 'No se pudo mostrar esta página',
    offline:
      'Ahora no se puede llegar a la clínica. No se pierde nada de lo guardado: pruebe otra vez cuando tenga conexión.',
    signedOut: 'Aquí ya no está dentro.',
    signIn: 'Entrar otra vez',
    broke: 'Algo falló en esta página. No se pierde nada de lo guardado.',
    answer: 'El servidor de la clínica responde, en inglés:',
    again: 'Probar otra vez',
  },
});

interface NotShownProps {
  /** A whole sentence: "Your journal could not be shown". */
  readonly says: string;
  readonly error: unknown;
  readonly retry: () => void;
}

export function NotShown({ says, error, retry }: NotShownProps) {
  const say = useWordsAround(WORDS);
  return (
    <div className={styles.state} role="alert">
      <h2 className={styles.heading}>{says}</h2>
      <div>
        <Why error={error} />
      </div>
      <Button variant="default" onClick={retry}>
        {say('again')}
      </Button>
    </div>
  );
}

/** A fault of the page itself; loading it anew may heal it. */
export function PageNotShown({ error }: { readonly error: unknown }) {
  const say = useWordsAround(WORDS);
  return <NotShown says={say('page')} error={error} retry={() => location.reload()} />;
}

function Why({ error }: { readonly error: unknown }) {
  const say = useWordsAround(WORDS);
  const language = useLanguageAround();
  if (!(error instanceof Problem)) return say('broke');
  if (error.isUnreachable) return say('offline');
  if (error.status === 401)
    return (
      <>
        {say('signedOut')} <Link href="/portal/sign-in">{say('signIn')}</Link>.
      </>
    );
  const told = [error.title, error.detail, error.satisfy].filter(Boolean).join('. ').replace(/\.\. /, '. ');
  return language === 'en' ? (
    told
  ) : (
    <>
      {say('answer')} <span lang="en">{told}</span>
    </>
  );
}
