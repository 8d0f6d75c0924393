/** What went with a change: the dose, the experience of the session, how the room was; beside what others have published. */
import {
  allowedFor,
  type ElementRelation,
  isWorthALook,
  type OutcomeRelation,
  type OutcomesOverview,
  type OutcomesRelations,
  type SettingElement,
  WHY_NONE,
} from '@holdspace/care';
import { Panel } from '../ui/panel.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import charts from './charts/charts.module.css';
import { type IntervalRow, IntervalTable } from './charts/interval-table.tsx';
import { formOf, type Point, Scatter } from './charts/scatter.tsx';
import styles from './outcomes.module.css';
import { Part } from './part.tsx';
import { type ScaleChosen, useRelations } from './queries.ts';
import { sayNumber, sayP, sayPercent } from './say.ts';

interface RelationsProps {
  readonly chosen: ScaleChosen;
  readonly experience: string;
  readonly madeAt: string;
  readonly protocols: OutcomesOverview['protocols'];
}
export function Relations({ chosen, experience, madeAt, protocols }: RelationsProps) {
  const found = useRelations(chosen, experience, madeAt);
  return (
    <Part of={found} what="What went with it">
      {(relations) => <Shown relations={relations} protocols={protocols} />}
    </Part>
  );
}

const two = (value: number) => sayNumber(value, 2);

interface ShownProps extends Pick<RelationsProps, 'protocols'> {
  readonly relations: OutcomesRelations;
}
function Shown({ relations, protocols }: ShownProps) {
  const nameOf = (id: string) => protocols.find((one) => one.id === id)?.title ?? id;
  const { measure, experience, points, dose, experiences, elements, published, warnings } = relations;
  const forms = [...new Set(points.map(({ protocol }) => protocol))];
  const drawn = (x: (one: OutcomesRelations['points'][number]) => number | null): Point[] =>
    points.flatMap((one) => {
      const across = x(one);
      return across === null ? [] : [{ x: across, y: one.change, form: forms.indexOf(one.protocol) }];
    });
  return (
    <>
      <Panel title="Dose and change">
        <Warnings warnings={warnings} />
        <Sampled relations={relations} />
        <div className={styles.pair}>
          <Scatter
            points={drawn(({ mgPerKg }) => mgPerKg)}
            across="dose, mg/kg"
            up={`change of ${measure.title}`}
            says={`Each session: its dose per kilogram, and how ${measure.name} changed after it. The figures stand beside it.`}
          />
          <Correlation
            relation={dose}
            what={`Dose and change of ${measure.title}`}
            published={[]}
            perUnit="for one mg/kg more"
          />
        </div>
        <Legend forms={forms.map(nameOf)} />
      </Panel>
      {experience && experiences && (
        <Panel title={`${experience.title} and change`}>
          <p className={styles.says}>
            Whether a stronger experience goes with a better outcome is not settled: what is published is mixed. It is
            shown so that it can be looked at, and it is no aim of a session.
          </p>
          <div className={styles.pair}>
            <Scatter
              points={drawn((one) => one.experience)}
              across={experience.name}
              up={`change of ${measure.title}`}
              says={`Each session: its ${experience.name}, and how ${measure.name} changed after it. The figures stand beside it.`}
            />
            <Correlation
              relation={experiences}
              what={`${experience.name} and change of ${measure.title}`}
              published={published}
              perUnit={`for one point more of ${experience.name}`}
            />
          </div>
          <Legend forms={forms.map(nameOf)} />
          <Published published={published} />
        </Panel>
      )}
      <Panel title="How the room was">
        <Elements elements={elements} measure={measure.title} />
      </Panel>
    </>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  return (
    <ul className={styles.warnings}>
      {warnings.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}

function Sampled({ relations: { dosed, share, points } }: { readonly relations: OutcomesRelations }) {
  return (
    <p className={styles.quiet}>
      {dosed} {dosed === 1 ? 'session' : 'sessions'} with a dose per kilogram; {points.length} drawn, which have an
      answer before and after.
      {share < 1 && ` Figures are from ${sayPercent(share)} of the patients, always the same ones.`}
    </p>
  );
}

function Legend({ forms }: { readonly forms: readonly string[] }) {
  if (forms.length < 2) return null;
  return (
    <ul className={styles.legend}>
      {forms.map((protocol, form) => (
        <li key={protocol}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={formOf(form)(8, 8)} className={charts.point} data-form={form % 4} />
          </svg>
          {protocol}
        </li>
      ))}
    </ul>
  );
}

interface CorrelationProps {
  readonly relation: OutcomeRelation;
  readonly what: string;
  readonly published: OutcomesRelations['published'];
  readonly perUnit: string;
}
function Correlation({ relation: { pearson, spearman, model }, what, published, perUnit }: CorrelationProps) {
  const rows: IntervalRow[] = [
    { key: 'pearson', name: 'Here (Pearson)', estimate: pearson, counted: 'patients' },
    { key: 'spearman', name: 'Here (Spearman, by rank)', estimate: spearman, counted: 'patients' },
    ...published.flatMap(({ id, title, year, r }): IntervalRow[] =>
      r
        ? [
            {
              key: id,
              name: `${title}${year === null ? '' : ` (${year})`}`,
              estimate: {
                n: r.n,
                missing: 0,
                value: r.value,
                interval: { low: r.low, high: r.high, level: 0.95, method: 'Fisher z' },
              },
              more: r.says,
              isPublished: true,
            },
          ]
        : [],
    ),
  ];
  const effect = 'none' in model ? undefined : model.covariates[0];
  return (
    <div>
      <IntervalTable
        caption={what}
        of="Correlation"
        figure="r (95 % interval)"
        rows={rows}
        say={two}
        reference={0}
        least={[-1, 1]}
      />
      {'none' in model || !effect ? (
        <p className={styles.quiet}>No model of all sessions. {'none' in model && WHY_NONE[model.none]}</p>
      ) : (
        <p className={styles.says}>
          All {model.n} sessions of {model.groups} patients together, allowing for {allowedFor(model).join(', ')}: a
          change of <strong className="hs-numbers">{two(effect.value)}</strong> points {perUnit} (
          {Math.round(effect.interval.level * 100)} % interval {two(effect.interval.low)} to {two(effect.interval.high)}
          , {sayP(effect.p)}).
        </p>
      )}
    </div>
  );
}

function Published({ published }: { readonly published: OutcomesRelations['published'] }) {
  return (
    <>
      <h3 className={styles.part}>What others have published</h3>
      <ul className={styles.published}>
        {published.map(({ id, title, year, n, says, source }) => (
          <li key={id}>
            <strong>
              {title}
              {year !== null && ` (${year})`}
            </strong>
            {n !== null && `, ${n} people`}: {says} <span className={styles.quiet}>({source})</span>
          </li>
        ))}
      </ul>
    </>
  );
}

const ELEMENTS: Readonly<Record<SettingElement, string>> = {
  music: 'Music',
  eyeCover: 'Eye cover',
  guidePresent: 'A guide beside the patient',
};

function Elements({ elements, measure }: { readonly elements: readonly ElementRelation[]; readonly measure: string }) {
  return (
    <>
      <p className={styles.says}>
        Sessions with it against sessions without, dose, protocol and the score before being allowed for. Several are
        looked at together, so each has to be clearer than one alone would (Holm).
      </p>
      <IntervalTable
        caption={`Difference of the change of ${measure} with each part of the setting`}
        of="With it"
        figure="Difference (95 % interval)"
        rows={elements.map(({ element, effect, adjustedP, with: there, without, unknown }) => ({
          key: element,
          name: ELEMENTS[element],
          estimate: effect,
          more: (
            <>
              {there} with, {without} without{unknown > 0 && `, ${unknown} not recorded`}.{' '}
              {adjustedP !== null && (
                <StatusBadge meaning="neutral">
                  {isWorthALook(adjustedP) ? 'worth a closer look' : 'no more than chance makes'}: {sayP(adjustedP)}
                </StatusBadge>
              )}
            </>
          ),
        }))}
        say={two}
        reference={0}
      />
    </>
  );
}
