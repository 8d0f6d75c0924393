/** How long a response lasted, and how long it was until the next dose. */
import type { OutcomeCurves, OutcomesTime } from '@holdspace/care';
import { NativeSelect } from '@mantine/core';
import { Panel } from '../ui/panel.tsx';
import { lastDay, SurvivalCurve } from './charts/survival-curve.tsx';
import styles from './outcomes.module.css';
import { Part } from './part.tsx';
import { type ScaleChosen, useTime } from './queries.ts';
import { sayP } from './say.ts';

/** A first course is often six; later ones are what is called maintenance. */
const DOSES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];

interface HowLongProps {
  readonly chosen: ScaleChosen;
  readonly madeAt: string;
  /** The number of the dose that the next one is counted from. */
  readonly dose: string;
  readonly onDose: (dose: string) => void;
}
export function HowLong({ chosen, madeAt, dose, onDose }: HowLongProps) {
  const found = useTime(chosen, dose, madeAt);
  return (
    <Part of={found} what="The times">
      {(times: OutcomesTime) => (
        <>
          {times.relapse && (
            <Panel title="How long a response lasted">
              <Curves curves={times.relapse} still="still responding" happened="lost it" />
            </Panel>
          )}
          <Panel title="Until the next dose">
            <div className={styles.choices}>
              <NativeSelect
                label="Counted from the patient’s dose of number"
                value={dose}
                onChange={({ currentTarget }) => onDose(currentTarget.value)}
                data={DOSES}
              />
            </div>
            <Curves curves={times.nextDose} still="without another dose" happened="had another" />
          </Panel>
        </>
      )}
    </Part>
  );
}

function Curves({
  curves: { rule, protocols, test },
  still,
  happened,
}: {
  readonly curves: OutcomeCurves;
  readonly still: string;
  readonly happened: string;
}) {
  const until = lastDay(protocols.map(({ survival }) => survival));
  return (
    <>
      <p className={styles.says}>{rule}</p>
      {protocols.length === 0 && <p className={styles.quiet}>There is nobody to follow yet.</p>}
      <div className={styles.charts}>
        {protocols.map(({ protocol, survival }) => (
          <SurvivalCurve
            key={protocol.id}
            title={protocol.title}
            survival={survival}
            until={until}
            still={still}
            happened={happened}
          />
        ))}
      </div>
      {!('none' in test) && (
        <p className={styles.quiet}>
          Whether the curves differ by more than chance would make them (log-rank, {test.df}{' '}
          {test.df === 1 ? 'degree' : 'degrees'} of freedom): {sayP(test.p)}. Who gets which protocol is no chance.
        </p>
      )}
    </>
  );
}
