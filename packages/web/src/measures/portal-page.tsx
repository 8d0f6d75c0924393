/** What a patient is asked, on their own pages: the same form as by a link. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Redirect } from 'wouter';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { useWords } from '../language/use-language.ts';
import { FormPage } from '../portal/forms/form-page.tsx';
import { PAGE_WORDS } from '../portal/forms/words.ts';
import { NotShown } from '../portal/not-shown.tsx';
import { SpokenCrisisHelp } from '../portal/spoken-crisis-help.tsx';
import { LoadingState } from '../ui/states.tsx';
import { Filling } from './filling.tsx';
import styles from './measures.module.css';
import { MY_MEASURES, useMyMeasures } from './my-measures.ts';
import type { DraftShown, FormShown } from './shapes.ts';
import { MEASURE_WORDS } from './words.ts';

const formOf = (id: string) => api.get<{ form?: FormShown; isAnswered: boolean }>(`/api/reader/measures/${id}`);

export default function MyMeasure({ requestId }: { readonly requestId: string }) {
  const say = useWords(MEASURE_WORDS);
  const sayPage = useWords(PAGE_WORDS);
  const mine = useMyMeasures();
  const [isSent, sent] = useState(false);
  const [isHelped, helped] = useState(false);
  const shown = useQuery({
    queryKey: [...MY_MEASURES, requestId],
    queryFn: () => formOf(requestId),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (shown.error instanceof Problem && shown.error.status === 401) return <Redirect to="/portal/sign-in" replace />;
  const next = mine.data?.requests.find(({ id }) => id !== requestId);
  return (
    <FormPage title={shown.data?.form?.instrument.title ?? say('title')}>
      {shown.isPending ? (
        <LoadingState says={say('loading')} />
      ) : shown.error && !shown.data ? (
        <>
          <NotShown says={sayPage('questionsFailed')} error={shown.error} retry={() => void shown.refetch()} />
          <Link href="/portal">{say('toPortal')}</Link>
        </>
      ) : shown.data?.form && !isSent ? (
        <Filling
          form={shown.data.form}
          save={async (draft) =>
            (await api.post<{ draft: DraftShown }>(`/api/reader/measures/${requestId}/draft`, draft)).draft
          }
          look={async () => {
            const { form, isAnswered } = await formOf(requestId);
            return isAnswered ? undefined : (form?.draft ?? { version: 0, savedAt: '' as never, answers: {} });
          }}
          send={async (answers) => {
            const { help } = await api.post<{ help: boolean }>(`/api/reader/measures/${requestId}/answers`, answers);
            helped(help);
            sent(true);
            void mine.refetch();
          }}
          onElsewhere={() => sent(true)}
        />
      ) : (
        <div className={styles.said} role="status">
          {isHelped && <SpokenCrisisHelp because={say('notAlone')} />}
          <h2 className={styles.text}>{say('thanks')}</h2>
          <p>{say('thanksSays')}</p>
          {next && <Link href={`/portal/measures/${next.id}`}>{say('goOn')}</Link>}
          <Link href="/portal">{say('toPortal')}</Link>
        </div>
      )}
    </FormPage>
  );
}
