/**
 * What the clinic learns from its own courses: how they changed, how long it lasted, what went with it and what went wrong.
 * Each figure with its interval and with what is missing; none of them says why.
 */
import { mayEver, type OutcomesOverview } from '@holdspace/care';
import { Button, NativeSelect } from '@mantine/core';
import { Link, useSearchParams } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { Change } from './change.tsx';
import { Harms } from './harms.tsx';
import styles from './outcomes.module.css';
import { type ScaleChosen, useMakeAnew, useOutcomes } from './queries.ts';
import { Relations } from './relations.tsx';
import { HowLong } from './time.tsx';

const LEAD =
  'What is seen in this clinic’s own courses. Nobody was assigned to anything by chance, so no figure here says what caused what.';

export default function OutcomesPage() {
  const shown = useOutcomes();
  return (
    <Page title="Outcomes" lead={LEAD} actions={<Beside />} wide>
      {shown.isPending && <LoadingState says="Looking at what there is" />}
      {shown.isError && !shown.data && (
        <FailedState what="The outcomes" error={shown.error} retry={() => void shown.refetch()} />
      )}
      {shown.data && <Shown overview={shown.data} />}
    </Page>
  );
}

/** The way to the same figures beside those of other clinics. */
function Beside() {
  const { practitioner } = useMe();
  if (!mayEver('see the registry', practitioner.roles)) return null;
  return <Link href="/registry">The registry: beside other clinics</Link>;
}

function Shown({ overview }: { readonly overview: OutcomesOverview }) {
  const { madeAt, measures, isMaking } = overview;
  if (madeAt === null)
    return isMaking ? (
      <LoadingState says="The figures are being worked out for the first time" />
    ) : (
      <EmptyState title="Nothing is worked out yet">
        The figures are worked out from the clinic’s records. That was not possible just now; the server’s log says why.
        <Copied overview={overview} />
      </EmptyState>
    );
  return (
    <>
      <Copied overview={overview} />
      {measures.length === 0 ? (
        <EmptyState title="Nobody has answered a measure yet">
          Once patients have answered before and after their sessions, what changed stands here.
        </EmptyState>
      ) : (
        <OfMeasure overview={overview} madeAt={madeAt} />
      )}
      <Panel title="What went wrong">
        <Harms madeAt={madeAt} />
      </Panel>
    </>
  );
}

/** How old the figures are, and a way to have them anew. */
function Copied({ overview: { madeAt, isMaking } }: { readonly overview: OutcomesOverview }) {
  const zone = useZone();
  const anew = useMakeAnew();
  return (
    <div className={styles.copied}>
      <p role="status" className={styles.quiet}>
        {madeAt !== null && `As the records stood on ${sayDayAndTime(madeAt, zone)}. `}
        {isMaking && 'They are being worked out anew now.'}
      </p>
      <Button size="sm" variant="default" loading={isMaking || anew.isPending} onClick={() => anew.mutate()}>
        Work them out anew
      </Button>
      <ProblemAlert error={anew.error} />
    </div>
  );
}

function OfMeasure({ overview, madeAt }: { readonly overview: OutcomesOverview; readonly madeAt: string }) {
  const [search, setSearch] = useSearchParams();
  const { measures, experiences } = overview;
  const nameOf = ({ instrument, scale }: ScaleChosen) => `${instrument}:${scale}`;
  const measure = measures.find((one) => nameOf(one) === search.get('measure')) ?? measures[0];
  const experience = experiences.find((one) => nameOf(one) === search.get('experience')) ?? experiences[0];
  if (!measure) return null;
  const choose = (key: string, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        next.set(key, value);
        return next;
      },
      { replace: true },
    );
  const sayName = ({ title, name }: { title: string; name: string }) =>
    name.startsWith(title) ? name : `${title}: ${name}`;
  return (
    <>
      <div className={styles.choices}>
        <NativeSelect
          label="Measure"
          value={nameOf(measure)}
          onChange={({ currentTarget }) => choose('measure', currentTarget.value)}
          data={measures.map((one) => ({
            value: nameOf(one),
            label: `${sayName(one)} (${one.courses} ${one.courses === 1 ? 'course' : 'courses'})`,
          }))}
        />
        {experience && (
          <NativeSelect
            label="Experience of the session"
            value={nameOf(experience)}
            onChange={({ currentTarget }) => choose('experience', currentTarget.value)}
            data={experiences.map((one) => ({ value: nameOf(one), label: sayName(one) }))}
          />
        )}
      </div>
      <Change chosen={measure} madeAt={madeAt} />
      <HowLong
        chosen={measure}
        madeAt={madeAt}
        dose={search.get('dose') ?? '1'}
        onDose={(dose) => choose('dose', dose)}
      />
      <Relations
        chosen={measure}
        experience={experience ? nameOf(experience) : ''}
        madeAt={madeAt}
        protocols={overview.protocols}
      />
    </>
  );
}
