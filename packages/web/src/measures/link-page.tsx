/** Where a one-time link leads: the form, and nothing else. No sign-in, no name, no way to anything of the record. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ComponentProps, type ReactNode, useState, useSyncExternalStore } from 'react';
import { Problem } from '../api/problem.ts';
import { InReadersLanguage } from '../language/around.tsx';
import { LanguageChoice } from '../language/language-choice.tsx';
import { useLanguage, useWords } from '../language/use-language.ts';
import { SpokenCrisisHelp, SpokenCrisisLink } from '../portal/spoken-crisis-help.tsx';
import { usePageTitle } from '../ui/page.tsx';
import { LoadingState } from '../ui/states.tsx';
import { Filling } from './filling.tsx';
import { callsFor, openLink } from './link-calls.ts';
import styles from './measures.module.css';
import type { OpenShown } from './shapes.ts';
import { MEASURE_WORDS } from './words.ts';

/** Behind the "#", which browsers keep to themselves. */
const tokenHere = () => window.location.hash.slice(1);
/** Another link that is opened in the same window changes nothing but what stands behind the "#". */
function onOtherLink(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

export default function LinkPage() {
  const say = useWords(MEASURE_WORDS);
  const token = useSyncExternalStore(onOtherLink, tokenHere);
  const client = useQueryClient();
  const key = ['measure-link', token];
  const opened = useQuery({
    queryKey: key,
    queryFn: () => openLink(token),
    enabled: token !== '',
    retry: false,
    // A form under somebody's hands is not exchanged for another.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const notGood =
    token === '' || (opened.error instanceof Problem && opened.error.status < 500 && opened.error.status > 0);
  return (
    <MeasureFrame title={opened.data?.clinic ?? say('title')}>
      {notGood ? (
        <div className={styles.said}>
          <h2 className={styles.text}>{say('noLink')}</h2>
          <p>{say('noLinkSays')}</p>
        </div>
      ) : opened.isError ? (
        <div className={styles.said} role="alert">
          <p>{say('noReach')}</p>
          <button type="button" className={styles.main} onClick={() => void opened.refetch()}>
            {say('again')}
          </button>
        </div>
      ) : opened.data ? (
        <Forms token={token} opened={opened.data} onNext={(next) => client.setQueryData(key, next)} />
      ) : (
        <LoadingState says={say('loading')} />
      )}
    </MeasureFrame>
  );
}

/** One form after the other, until nothing of the occasion is left. */
export function Forms({
  token,
  opened: { form, left },
  onNext,
  thanks,
  help,
}: {
  readonly token: string;
  readonly opened: OpenShown;
  readonly onNext: (next: OpenShown) => void;
  /** `isHelped`: help stands above it, to be read in peace. */
  readonly thanks?: (isHelped: boolean) => ReactNode;
  /** At an answer that must not wait, where there is more to say than on a telephone. */
  readonly help?: ComponentProps<typeof Filling>['help'];
}) {
  const say = useWords(MEASURE_WORDS);
  // What did not wait in a form that was sent: help does not go with the form.
  const [isHelped, helped] = useState(false);
  const stays =
    isHelped && (typeof help === 'function' ? help('notAlone') : <SpokenCrisisHelp because={say('notAlone')} />);
  if (!form)
    return (
      <>
        {stays}
        {thanks?.(isHelped) ?? (
          <div className={styles.said} role="status">
            <h2 className={styles.text}>{say('thanks')}</h2>
            <p>{say('thanksSays')}</p>
          </div>
        )}
      </>
    );
  const calls = callsFor(token, form);
  return (
    <>
      {stays}
      <p className={styles.name}>
        {form.instrument.title}
        {left > 1 && ` · ${left}`}
      </p>
      <Filling
        key={form.request}
        form={form}
        help={help}
        save={calls.save}
        look={calls.look}
        send={async (sent) => {
          const answered = await calls.send(sent);
          if (answered.help) helped(true);
          onNext(answered.next);
        }}
        onElsewhere={() =>
          void openLink(token).then(onNext, () => onNext({ clinic: '', kind: 'link', left: 0 } as OpenShown))
        }
      />
    </>
  );
}

/** A page with nothing around it but the language, and help. */
export function MeasureFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const say = useWords(MEASURE_WORDS);
  usePageTitle(say('title'));
  return (
    <div className={styles.frame} lang={useLanguage()}>
      <header className={styles.top}>
        <h1 className={styles.clinic}>{title}</h1>
        <LanguageChoice />
      </header>
      <main className={styles.main_part}>
        <InReadersLanguage>{children}</InReadersLanguage>
      </main>
      <footer>
        <SpokenCrisisLink />
      </footer>
    </div>
  );
}
