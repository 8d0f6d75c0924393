/** The REMS monitoring form of a session with esketamine: what the log holds, and lines for a hand where it does not. */
import type { MonitoringForm, SheetRow, SheetSection } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { NotForYou } from '../patient/not-for-you.tsx';
import { Page } from '../ui/page.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './monitoring-form.module.css';
import { Part2OnRecord, TakingOut } from './taking-out.tsx';

interface FormShown {
  readonly form: MonitoringForm;
  readonly sheet: readonly SheetSection[];
  readonly missing: readonly string[];
  readonly sources: readonly {
    readonly citation: string;
    readonly url?: string;
    readonly checked: { readonly how: 'verified' | 'background'; readonly on: string; readonly note?: string };
  }[];
}

const TITLE = 'Monitoring form';

export default function MonitoringFormPage({ sessionId }: { sessionId: string }) {
  const shown = useQuery({
    queryKey: ['monitoring form', sessionId],
    queryFn: () => api.get<FormShown>(`/api/sessions/${sessionId}/monitoring-form`),
  });
  if (shown.isPending)
    return (
      <Page title={TITLE} ownHeading>
        <LoadingState says="Loading the form" />
      </Page>
    );
  if (shown.isError)
    return (
      <Page title={TITLE} ownHeading>
        {shown.error instanceof Problem && shown.error.status === 403 ? (
          <NotForYou what="session" problem={shown.error} />
        ) : (
          <FailedState what="The form" error={shown.error} retry={() => void shown.refetch()} />
        )}
      </Page>
    );
  return <Sheet sessionId={sessionId} {...shown.data} />;
}

function Sheet({ sessionId, form, sheet, missing, sources }: FormShown & { sessionId: string }) {
  return (
    <Page
      title={`Monitoring form of ${form.patient.name}`}
      before={<Link href={`/sessions/${sessionId}/record`}>Record</Link>}
      actions={
        <div className={styles.screenOnly}>
          <TakingOut sessionId={sessionId} file="monitoring-form" />
        </div>
      }
      wide
    >
      <Part2OnRecord sessionId={sessionId} />
      {form.attention.length > 0 && <Told title="To be noticed" lines={form.attention} isLoud />}
      {missing.length > 0 && <Told title="Nobody recorded" lines={missing} />}
      <article className={styles.paper} aria-label={form.title}>
        <h2 className={styles.title}>{form.title}</h2>
        <p className={styles.quiet}>
          Made from the session’s log, to be copied into the REMS’s own form.{' '}
          {form.dueOn.known && `The REMS asks for it within seven days: by ${form.dueOn.value}. `}
          Times: {form.zone}.
        </p>
        <div className={styles.sections}>
          {sheet.map((section) => (
            <section key={section.id} className={styles.section}>
              <h3>{section.title}</h3>
              <dl>
                {section.rows.map((row, index) => (
                  // Two adverse events may bear the same name.
                  // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                  <Row key={index} row={row} />
                ))}
              </dl>
            </section>
          ))}
        </div>
      </article>
      <section className={styles.sources} aria-label="Sources">
        <h2>What the form is made after</h2>
        <ul>
          {sources.map(({ citation, url, checked }) => (
            <li key={citation}>
              {url ? (
                <a href={url} target="_blank" rel="noreferrer">
                  {citation}
                </a>
              ) : (
                citation
              )}{' '}
              {checked.how === 'verified' ? 'Read' : 'Not yet read at its source'}, {checked.on}
              {checked.note && ` (${checked.note})`}.
            </li>
          ))}
        </ul>
      </section>
    </Page>
  );
}

function Told({ title, lines, isLoud }: { title: string; lines: readonly string[]; isLoud?: boolean }) {
  return (
    <aside className={styles.told} data-loud={isLoud || undefined} aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </aside>
  );
}

function Row({ row: { label, value, empty, asksYesNo, isMissing } }: { row: SheetRow }) {
  return (
    <div className={styles.row} data-missing={isMissing}>
      <dt>{label}</dt>
      <dd>
        {value ?? (
          <>
            {asksYesNo ? (
              <span className={styles.choices}>
                <span className={styles.box} aria-hidden /> Yes <span className={styles.box} aria-hidden /> No
              </span>
            ) : (
              <span className={styles.line} aria-hidden />
            )}
            <span className={styles.why}>{empty}</span>
          </>
        )}
      </dd>
    </div>
  );
}
