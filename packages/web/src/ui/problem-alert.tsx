/**
 * What the server would not take, in its own words: the fields at fault, or the rules and what would satisfy them. On a page
 * in another language, what can happen to anybody is said in that, and the server's English says that it is English.
 */
import type { ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { useLanguageAround, useWordsAround } from '../language/around.tsx';
import { defineWords } from '../language/words.ts';
import styles from './problem-alert.module.css';
import { sayField } from './say-field.ts';
import { Sign } from './sign.tsx';

const WORDS = defineWords('problems', {
  en: {
    offline: 'The clinic’s server cannot be reached',
    signedOut: 'You are signed out here',
    often: 'Too many attempts',
    wait_one: 'Wait a minute and try again.',
    wait_other: 'Wait {{count}} minutes and try again.',
    noPasskey: 'No passkey was given. Try again, or use another way.',
    hasPasskey: 'This device has a passkey for you already. It is in the list.',
    other: 'That did not work',
    answer: 'The answer, in English:',
  },
  es: {
    offline: 'Ahora no se puede llegar a la clínica. Pruebe otra vez cuando tenga conexión.',
    signedOut: 'Aquí ya no está dentro. Entre otra vez.',
    often: 'Se intentó muchas veces.',
    wait_one: 'Espere un minuto y pruebe otra vez.',
    wait_other: 'Espere {{count}} minutos y pruebe otra vez.',
    noPasskey: 'El aparato no dio ninguna llave de acceso. Pruebe otra vez o entre de otra manera.',
    hasPasskey: 'Este aparato ya tiene una llave de acceso suya. Está en la lista.',
    other: 'Eso no funcionó.',
    answer: 'La respuesta, en inglés:',
  },
});
const PASSKEYS: Readonly<Record<string, 'noPasskey' | 'hasPasskey'>> = {
  'no-passkey': 'noPasskey',
  'has-passkey': 'hasPasskey',
};
/** What needs no words of the server's; nothing where it does. */
function plainly(problem: Problem) {
  if (PASSKEYS[problem.kind]) return PASSKEYS[problem.kind];
  if (problem.isUnreachable) return 'offline';
  if (problem.kind === 'not-signed-in') return 'signedOut';
  return problem.status === 429 ? 'often' : undefined;
}

export function ProblemAlert({ error }: { error: unknown }) {
  const language = useLanguageAround();
  const say = useWordsAround(WORDS);
  if (!error) return null;
  const problem = error instanceof Problem ? error : undefined;
  if (language === 'en')
    return <Framed>{problem ? <AsTold problem={problem} /> : <strong>{say('other')}</strong>}</Framed>;
  const plain = problem && plainly(problem);
  return (
    <Framed>
      <strong>{say(plain ?? 'other')}</strong>
      {plain === 'often' && ` ${say('wait', { count: problem?.waitMinutes ?? 5 })}`}
      {problem && !plain && (
        <>
          <div>{say('answer')}</div>
          <div lang="en">
            <AsTold problem={problem} />
          </div>
        </>
      )}
    </Framed>
  );
}

const Framed = ({ children }: { children: ReactNode }) => (
  <div className={styles.alert} role="alert">
    <span className={styles.sign}>
      <Sign name="octagon" />
    </span>
    <div>{children}</div>
  </div>
);

const AsTold = ({ problem: { title, detail, errors, refusals } }: { problem: Problem }) => (
  <>
    <strong>{title}</strong>
    {detail && <div>{detail}</div>}
    {errors.length > 0 && (
      <ul>
        {errors.map((one) => (
          <li key={`${one.field} ${one.message}`}>
            {one.field && <strong>{sayField(one.field)}: </strong>}
            {one.message}
          </li>
        ))}
      </ul>
    )}
    {refusals.length > 0 && (
      <ul>
        {refusals.map((one) => (
          <li key={one.rule}>
            {one.message} <span className={styles.satisfy}>{one.satisfy}</span>
          </li>
        ))}
      </ul>
    )}
  </>
);
