/** A form before its first question, and after it was sent: what it is, how far one is, and where to go on. */
import { descriptionIn, type FormAnswers, type Questionnaire } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../api/client.ts';
import { newId } from '../../api/new-id.ts';
import { useLanguage, useWords } from '../../language/use-language.ts';
import type { FormSaving, SavedDraft } from '../../questionnaires/form-saver.ts';
import { type FormPart, standingOf } from '../../questionnaires/parts.ts';
import { ReadAnswers } from '../../questionnaires/read-answers.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Sign } from '../../ui/sign.tsx';
import styles from '../prepare/prepare.module.css';
import { type FormShown, formPath, MY_FORMS } from './queries.ts';
import { sayWhen } from './say-when.ts';
import { PAGE_WORDS } from './words.ts';

interface OverviewProps {
  readonly questionnaire: Questionnaire;
  readonly parts: readonly FormPart[];
  readonly answers: FormAnswers;
  readonly saving: FormSaving;
  readonly to: (part?: string) => string;
  readonly over: string;
}

export function Overview({ questionnaire, parts, answers, to, over }: OverviewProps) {
  const say = useWords(PAGE_WORDS);
  const language = useLanguage();
  const isBegun = Object.keys(answers).length > 0;
  const next = parts.find((part) => standingOf(part, answers) !== 'done');
  return (
    <>
      <p className={styles.lead}>{descriptionIn(questionnaire, language)}</p>
      <Button component={Link} href={to(isBegun ? (next?.id ?? over) : parts[0]?.id)} size="lg" className={styles.wide}>
        {isBegun ? (next ? `${say('goOn')}: ${next.title}` : say('lookOver')) : say('begin')}
      </Button>
      <ol className={styles.list} aria-label={say('parts')}>
        {parts.map((part) => {
          const standing = standingOf(part, answers);
          return (
            <li key={part.id}>
              <Link href={to(part.id)} className={styles.row}>
                <span>{part.title}</span>
                {standing === 'done' ? (
                  <span className={styles.answered}>
                    <Sign name="check" size={16} /> {say('answered')}
                  </span>
                ) : (
                  <span className={styles.open}>{say(standing === 'begun' ? 'started' : 'notAnswered')}</span>
                )}
              </Link>
            </li>
          );
        })}
      </ol>
      {isBegun && (
        <Link href={to(over)} className={styles.back}>
          {say('lookOver')}
        </Link>
      )}
      <Link href="/portal/forms" className={styles.back}>
        {say('back')}
      </Link>
    </>
  );
}

/** What was sent, to be read again; what has changed since is another sending. */
export function Sent({ form: { questionnaire, sent } }: { readonly form: FormShown }) {
  const say = useWords(PAGE_WORDS);
  const language = useLanguage();
  const queries = useQueryClient();
  const { id } = questionnaire;
  const again = useMutation({
    mutationFn: () =>
      api.post<{ draft: SavedDraft }>(`${formPath(id)}/draft`, {
        id: newId(),
        follows: 0,
        answers: sent?.answers ?? {},
      }),
    onSuccess: () => queries.resetQueries({ queryKey: MY_FORMS }),
  });
  if (!sent) return null;
  return (
    <>
      <p className={styles.done} role="status">
        <Sign name="check" /> {say('sentOn', { when: sayWhen(sent.submittedAt, language) })}
      </p>
      <ReadAnswers questionnaire={questionnaire} answers={sent.answers} language={language} heading="h2" />
      <nav className={styles.steps}>
        <Button
          variant="default"
          size="lg"
          className={styles.step}
          loading={again.isPending}
          onClick={() => again.mutate()}
        >
          {say('again')}
        </Button>
        <Link href="/portal/forms" className={styles.back}>
          {say('back')}
        </Link>
      </nav>
      <ProblemAlert error={again.error} />
    </>
  );
}
