/** One form, part by part: saved as it is written, left and come back to on any device, looked over, and sent once. */
import { problemsAmong, textsIn, titleIn } from '@holdspace/care';
import { Button, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, Redirect, useLocation } from 'wouter';
import { api } from '../../api/client.ts';
import { newId } from '../../api/new-id.ts';
import { Problem } from '../../api/problem.ts';
import { useLanguage, useWords } from '../../language/use-language.ts';
import { FormItems } from '../../questionnaires/form-items.tsx';
import type { FormSaving } from '../../questionnaires/form-saver.ts';
import { type FormMode, type FormPart, partsOf } from '../../questionnaires/parts.ts';
import { useShown } from '../../questionnaires/use-shown.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { NotShown } from '../not-shown.tsx';
import styles from '../prepare/prepare.module.css';
import { SpokenHelpAtWords } from '../spoken-crisis-help.tsx';
import { FormPage } from './form-page.tsx';
import forms from './forms.module.css';
import { LookOver } from './look-over.tsx';
import { Overview, Sent } from './overview.tsx';
import { type FormShown, filesOf, formPath, MY_FORMS, useMyForm, useUnsent } from './queries.ts';
import { endForm, useForm } from './use-form.ts';
import { PAGE_WORDS } from './words.ts';

/** The address of the last look before sending. */
export const OVER = 'send';

export default function Form({ formId, partId }: { readonly formId: string; readonly partId: string | undefined }) {
  const say = useWords(PAGE_WORDS);
  const language = useLanguage();
  const form = useMyForm(formId);
  const unsent = useUnsent(formId);
  if (form.error instanceof Problem && form.error.status === 401 && !form.data)
    return <Redirect to="/portal/sign-in" replace />;
  if (form.error instanceof Problem && form.error.status === 404)
    return (
      <FormPage title={say('noSuch')}>
        <Link href="/portal/forms">{say('back')}</Link>
      </FormPage>
    );
  if (form.isPending || unsent.isPending)
    return (
      <FormPage title={say('forms')}>
        <LoadingState says={say('loading')} />
      </FormPage>
    );
  if (!form.data)
    return (
      <FormPage title={say('forms')}>
        <NotShown says={say('failed')} error={form.error} retry={() => void form.refetch()} />
      </FormPage>
    );
  const { questionnaire, sent, draft } = form.data;
  // Sent, and nothing new begun: there is nothing to write in, wherever a history leads.
  if (sent && !draft && !unsent.data)
    return partId === undefined ? (
      <FormPage title={titleIn(questionnaire, language)}>
        <Sent form={form.data} />
      </FormPage>
    ) : (
      <Redirect to={`/portal/forms/${formId}`} replace />
    );
  return <Writing key={formId} form={form.data} unsent={unsent.data ?? undefined} partId={partId} />;
}

interface WritingProps {
  readonly form: FormShown;
  readonly unsent: Parameters<typeof useForm>[2];
  readonly partId: string | undefined;
}

function Writing({ form, unsent, partId }: WritingProps) {
  const { questionnaire, draft } = form;
  const { id } = questionnaire;
  const say = useWords(PAGE_WORDS);
  const language = useLanguage();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const { saver, answers, saving, answersNow } = useForm(id, draft, unsent);
  const [mode, setMode] = useState<FormMode>('sections');
  const [sendingId] = useState(newId);
  const shown = useShown(questionnaire, answers);
  const parts = partsOf(questionnaire, shown, mode, language);
  const to = (part?: string) => `/portal/forms/${id}${part ? `/${part}` : ''}`;
  const sending = useMutation({
    mutationFn: async () => {
      const body = { id: sendingId, follows: saver.follows, language, answers: answersNow() };
      await api.post(`${formPath(id)}/responses`, body);
    },
    onSuccess: async () => {
      endForm(id);
      queries.setQueryData([...MY_FORMS, id, 'unsent'], null);
      await queries.resetQueries({ queryKey: [...MY_FORMS, id], exact: true });
      void queries.invalidateQueries({ queryKey: MY_FORMS, exact: true });
      go(to(), { replace: true });
    },
    onError: (error) => {
      if (error instanceof Problem && error.kind === 'stale') void saver.meetOther();
    },
  });
  const refused = sending.error instanceof Problem ? sending.error.errors : [];
  const found = problemsAmong(questionnaire, answers, shown);
  const errors = new Map([
    ...refused.map(({ field, message }) => [field, message] as const),
    ...found.filter(({ id: rule }) => rule !== 'needed').map((one) => [one.linkId, one.words[language]] as const),
  ]);
  const place = parts.findIndex((one) => one.id === partId || one.items.some(({ linkId }) => linkId === partId));
  const part = parts[place];
  useScrollUp(partId);
  const help = <SpokenHelpAtWords written={textsIn(answers)} />;
  const elsewhere = saving.state === 'sent' && (
    <div className={styles.told} role="alert">
      <p>{say('sentElsewhere')}</p>
      <ConfirmButton
        variant="default"
        asks={say('seeSentAsks')}
        onConfirm={() => {
          endForm(id);
          void queries.resetQueries({ queryKey: MY_FORMS });
        }}
      >
        {say('seeSent')}
      </ConfirmButton>
    </div>
  );
  if (partId === undefined)
    return (
      <FormPage title={titleIn(questionnaire, language)}>
        {elsewhere}
        {help}
        <Overview questionnaire={questionnaire} parts={parts} answers={answers} saving={saving} to={to} over={OVER} />
        <SavedLine saving={saving} />
      </FormPage>
    );
  if (partId === OVER)
    return (
      <FormPage title={say('overTitle')}>
        {elsewhere}
        {help}
        <LookOver
          parts={parts}
          answers={answers}
          problems={found}
          to={to}
          isSending={sending.isPending}
          maySend={saver.maySend}
          onSend={() => {
            // What the flush has learnt of another window counts.
            void saver.flush().then(() => saver.maySend && sending.mutate());
          }}
        />
        {sending.error instanceof Problem && sending.error.isUnreachable ? (
          <p className={forms.saved} role="status">
            {say('sendLater')}
          </p>
        ) : (
          <ProblemAlert error={sending.error} />
        )}
        <SavedLine saving={saving} />
      </FormPage>
    );
  if (!part) return <Redirect to={to()} replace />;
  const [before, after] = [parts[place - 1], parts[place + 1]];
  return (
    <FormPage title={part.title}>
      <p className={styles.place}>
        {say(mode === 'one' ? 'questionOf' : 'partOf', { number: place + 1, count: parts.length })}
      </p>
      {elsewhere}
      {help}
      <ConflictsElsewhere saving={saving} part={part} parts={parts} to={to} />
      <FormItems
        items={part.items}
        answers={answers}
        language={language}
        mode={mode}
        errors={errors}
        saving={saving}
        files={filesOf(id)}
        answersNow={answersNow}
        onAnswer={(linkId, given) => saver.write(linkId, given)}
        onChoose={(linkId, given) => saver.choose(linkId, given)}
        onLeave={() => void saver.flush()}
      />
      <SavedLine saving={saving} />
      <nav className={styles.steps} aria-label={say('parts')}>
        <Button component={Link} href={to(after?.id ?? OVER)} size="lg" className={styles.step}>
          {after ? (mode === 'one' ? say('next') : say('nextPart', { title: after.title })) : say('lookOver')}
        </Button>
        {before && (
          <Button component={Link} href={to(before.id)} size="lg" variant="default" className={styles.step}>
            {say('previous')}
          </Button>
        )}
        <Switch
          size="md"
          label={say('oneAtATime')}
          checked={mode === 'one'}
          onChange={(event) => {
            const next = event.currentTarget.checked ? 'one' : 'sections';
            setMode(next);
            const [first] = part.items;
            const holding = partsOf(questionnaire, shown, next, language).find(({ items }) =>
              items.some(({ linkId }) => linkId === first?.linkId),
            );
            go(to(holding?.id), { replace: true });
          }}
        />
        <Link href={to()} className={styles.back}>
          {say('stop')}
        </Link>
      </nav>
    </FormPage>
  );
}

/** A part begins at its top, also where its address alone has changed. */
function useScrollUp(partId: string | undefined) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the part that makes it scroll
  useEffect(() => {
    // Newer browsers answer with a promise, which is no clean-up.
    void window.scrollTo(0, 0);
  }, [partId]);
}

interface ConflictsProps {
  readonly saving: FormSaving;
  readonly part: FormPart;
  readonly parts: readonly FormPart[];
  readonly to: (part: string) => string;
}
/** Answers that another window changed in parts that are not seen here. */
function ConflictsElsewhere({ saving, part, parts, to }: ConflictsProps) {
  const say = useWords(PAGE_WORDS);
  if (saving.state !== 'both') return null;
  const others = parts.filter((one) => one !== part && one.items.some(({ linkId }) => linkId in saving.theirs));
  if (others.length === 0) return null;
  return (
    <p className={styles.told} role="status">
      {say('bothElsewhere')}{' '}
      {others.map((one) => (
        <Link key={one.id} href={to(one.id)}>
          {one.title}
        </Link>
      ))}
    </p>
  );
}

/** One line that says how it is kept; read aloud when it changes. */
function SavedLine({ saving }: { readonly saving: FormSaving }) {
  const say = useWords(PAGE_WORDS);
  if (saving.state === 'sent') return null;
  return (
    <p className={forms.saved} role="status">
      {saving.state === 'waiting' && saving.isSignedOut ? say('signedOut') : say(saving.state)}
    </p>
  );
}
