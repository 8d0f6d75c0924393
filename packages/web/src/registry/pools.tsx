/** Clinics' figures together: one measure of one protocol at a time, each clinic, the pool, and where this one stands. */
import {
  type OutcomeMeasure,
  REGISTRY_MOMENT_WORDS,
  REGISTRY_WARNINGS,
  type RegistryForest,
  type RegistryMoment,
  type RegistryOverview,
  type RegistryPools,
} from '@holdspace/care';
import { NativeSelect } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { Part } from '../outcomes/part.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { Forest } from './forest.tsx';
import { nameOfOther } from './names.ts';
import { useHarmPools, usePools } from './queries.ts';
import styles from './registry.module.css';

/** Changes whenever any summary does. */
const versionOf = ({ given, others }: RegistryOverview): string =>
  [given?.madeAt, ...others.map(({ giver, madeAt }) => `${giver} ${madeAt}`)].join(' ');

export function Pools({ overview }: { readonly overview: RegistryOverview }) {
  const { measures } = overview;
  return (
    <>
      <ul className={styles.warnings}>
        {REGISTRY_WARNINGS.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {measures.length === 0 ? (
        <EmptyState title="Nobody gives a measure yet">
          Once this clinic and others have enough patients who consent and answered, their figures stand here together.
        </EmptyState>
      ) : (
        <OfMeasure overview={overview} />
      )}
      <Harms overview={overview} />
    </>
  );
}

function useChoice() {
  const [search, setSearch] = useSearchParams();
  const choose = (key: string, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        next.set(key, value);
        return next;
      },
      { replace: true },
    );
  return { search, choose };
}

function OfMeasure({ overview }: { readonly overview: RegistryOverview }) {
  const { search, choose } = useChoice();
  const { measures } = overview;
  const keyOf = ({ instrument, scale }: OutcomeMeasure) => `${instrument}:${scale}`;
  const measure = measures.find((one) => keyOf(one) === search.get('measure')) ?? measures[0];
  const found = usePools(measure ?? { instrument: '', scale: '' }, versionOf(overview));
  if (!measure) return null;
  return (
    <Panel title="Change, clinic by clinic">
      <div className={styles.choices}>
        <NativeSelect
          label="Measure"
          value={keyOf(measure)}
          onChange={({ currentTarget }) => choose('measure', currentTarget.value)}
          data={measures.map((one) => ({ value: keyOf(one), label: one.title }))}
        />
        <Part of={found} what="The pooled figures">
          {(pools) => <Choices pools={pools} />}
        </Part>
      </div>
      {found.data && <Chosen pools={found.data} measure={measure} overview={overview} />}
    </Panel>
  );
}

/** What there is to choose, with what is chosen now. */
function useChosen({ protocols, forests }: RegistryPools) {
  const { search, choose } = useChoice();
  const protocol = protocols.find(({ id }) => id === search.get('protocol')) ?? protocols[0];
  const moments = [
    ...new Set(forests.filter((one) => one.protocol === protocol?.id).flatMap(({ moment }) => moment ?? [])),
  ] as readonly RegistryMoment[];
  const moment = moments.find((one) => one === search.get('when')) ?? moments[0];
  return { protocol, moments, moment, choose };
}

function Choices({ pools }: { readonly pools: RegistryPools }) {
  const { protocol, moments, moment, choose } = useChosen(pools);
  return (
    <>
      <NativeSelect
        label="Protocol"
        value={protocol?.id}
        onChange={({ currentTarget }) => choose('protocol', currentTarget.value)}
        data={pools.protocols.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <NativeSelect
        label="When"
        value={moment}
        onChange={({ currentTarget }) => choose('when', currentTarget.value)}
        data={moments.map((one) => ({ value: one, label: REGISTRY_MOMENT_WORDS[one] }))}
      />
    </>
  );
}

function Chosen({
  pools,
  measure,
  overview,
}: {
  readonly pools: RegistryPools;
  readonly measure: OutcomeMeasure;
  readonly overview: RegistryOverview;
}) {
  const { protocol, moment } = useChosen(pools);
  const forests = pools.forests.filter((one) => one.protocol === protocol?.id && one.moment === moment);
  return <Forests forests={forests} of={measure.name} overview={overview} measure={measure} />;
}

function Harms({ overview }: { readonly overview: RegistryOverview }) {
  const found = useHarmPools(versionOf(overview));
  return (
    <Panel title="Adverse events, clinic by clinic">
      <Part of={found} what="Adverse events">
        {({ forests, protocols }) =>
          forests.length === 0 ? (
            <p className={styles.says}>No clinic gives sessions of enough patients yet.</p>
          ) : (
            protocols.map(({ id, title }) => (
              <Forests
                key={id}
                forests={forests.filter(({ protocol }) => protocol === id)}
                of={title}
                overview={overview}
              />
            ))
          )
        }
      </Part>
    </Panel>
  );
}

function Forests({
  forests,
  of,
  overview,
  measure,
}: {
  readonly forests: readonly RegistryForest[];
  readonly of: string;
  readonly overview: RegistryOverview;
  readonly measure?: OutcomeMeasure;
}) {
  const nameOf = nameOfOther(overview.others);
  return (
    <>
      {forests.map((forest) => (
        <Forest
          key={`${forest.figure} ${forest.protocol} ${forest.moment}`}
          forest={forest}
          of={of}
          nameOf={nameOf}
          {...(measure && { higherIs: measure.higherIs })}
        />
      ))}
    </>
  );
}
