/** The forms that wait for a patient, and those that were sent. */
import { Link, Redirect } from 'wouter';
import { Problem } from '../../api/problem.ts';
import { useLanguage, useWords } from '../../language/use-language.ts';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { NotShown } from '../not-shown.tsx';
import styles from '../prepare/prepare.module.css';
import { FormPage } from './form-page.tsx';
import { type FormListed, useMyForms } from './queries.ts';
import { sayWhen } from './say-when.ts';
import { PAGE_WORDS } from './words.ts';

export default function Forms() {
  const say = useWords(PAGE_WORDS);
  const mine = useMyForms();
  if (mine.error instanceof Problem && mine.error.status === 401) return <Redirect to="/portal/sign-in" replace />;
  const forms = mine.data?.forms;
  return (
    <FormPage title={say('forms')}>
      {mine.isPending && <LoadingState says={say('loading')} />}
      {mine.isError && !forms && <NotShown says={say('failed')} error={mine.error} retry={() => void mine.refetch()} />}
      {forms?.length === 0 && <EmptyState title={say('none')}>{say('noneSays')}</EmptyState>}
      {forms && forms.length > 0 && (
        <ul className={styles.list}>
          {forms.map((form) => (
            <li key={form.id}>
              <Line form={form} />
            </li>
          ))}
        </ul>
      )}
      <Link href="/portal" className={styles.back}>
        {say('place')}
      </Link>
    </FormPage>
  );
}

function Line({ form }: { readonly form: FormListed }) {
  const say = useWords(PAGE_WORDS);
  const language = useLanguage();
  const { id, title, state, savedAt, sentAt } = form;
  const stands =
    state === 'begun' && savedAt
      ? say('begun', { when: sayWhen(savedAt, language) })
      : state === 'sent' && sentAt
        ? say('sent', { when: sayWhen(sentAt, language) })
        : say('open');
  return (
    <Link href={`/portal/forms/${id}`} className={styles.row}>
      <span>{title[language]}</span>
      <span className={state === 'sent' ? styles.answered : styles.open}>{stands}</span>
    </Link>
  );
}
