/** What each column is: proposed, looked at beside the first rows, corrected, and kept by name for the next file. */
import {
  applyMapping,
  COLUMN_NAMES,
  COLUMNS_OF,
  type ColumnIs,
  type ColumnLook,
  DATE_ORDER_NAMES,
  DATE_ORDERS,
  type DateOrder,
  DECIMAL_NAMES,
  DECIMALS,
  type Decimal,
  type FileLook,
  type ImportKind,
  INSTRUMENTS,
  instrumentOf,
  type Mapping,
  type MappingQuestion,
  mappingQuestions,
  PAST_ROUTES,
  PAST_SUBSTANCE_NAMES,
  PAST_SUBSTANCES,
  type PastRoute,
  type PastSubstance,
  proposedOrder,
  WEIGHT_UNITS,
} from '@holdspace/care';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './import.module.css';
import { useKeepMapping, useMappings, useTry } from './queries.ts';

type OfRows = Exclude<ImportKind, 'fhir'>;
const NOT_SAID = '';

export function Columns({ id, kind, look, proposed }: { id: string; kind: OfRows; look: FileLook; proposed: Mapping }) {
  const [mapping, settle] = useState(proposed);
  const trying = useTry(id);
  const questions = mappingQuestions(kind, mapping, look);
  const change = (at: number, as: ColumnIs) =>
    settle((before) => ({
      ...before,
      columns: before.columns.map((column, index) => (index === at ? { ...column, as } : column)),
    }));
  return (
    <Panel title="What its columns are">
      <UseKept kind={kind} onUse={(kept) => settle(applyMapping(kept, proposed))} />
      <ul className={styles.columns}>
        {look.columns.map((column, at) => (
          <Column
            // biome-ignore lint/suspicious/noArrayIndexKey: columns are told apart by where they stand
            key={at}
            kind={kind}
            column={column}
            first={look.firstRows.map((cells) => cells[at] ?? '')}
            as={mapping.columns[at]?.as ?? { is: 'ignored' }}
            questions={questions.filter((one) => one.column === at)}
            onChange={(as) => change(at, as)}
          />
        ))}
      </ul>
      <WholeFile kind={kind} mapping={mapping} onChange={settle} />
      {questions.length > 0 && (
        <div className={styles.questions} role="status">
          <strong>To be settled first</strong>
          <ul>
            {questions.map(({ says }) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </div>
      )}
      <ProblemAlert error={trying.error} />
      <div className={styles.buttons}>
        <Button onClick={() => trying.mutate({ mapping })} loading={trying.isPending} disabled={questions.length > 0}>
          Try it, and bring nothing yet
        </Button>
        <KeepMapping kind={kind} mapping={mapping} />
      </div>
    </Panel>
  );
}

interface ColumnProps {
  readonly kind: OfRows;
  readonly column: ColumnLook;
  readonly first: readonly string[];
  readonly as: ColumnIs;
  readonly questions: readonly MappingQuestion[];
  readonly onChange: (as: ColumnIs) => void;
}

function Column({ kind, column, first, as, questions, onChange }: ColumnProps) {
  const { header } = column;
  const name = header === '' ? 'a column without a name' : header;
  return (
    <li className={as.is === 'ignored' ? styles.leftOut : styles.column}>
      <div>
        <strong className={styles.name}>{name}</strong>
        <p className={`${styles.quiet} hs-numbers`}>
          {first
            .filter((cell) => cell !== '')
            .slice(0, 4)
            .join(' · ') || 'empty'}
        </p>
      </div>
      <div className={styles.choices}>
        <NativeSelect
          label={`“${name}” is`}
          value={as.is}
          onChange={({ currentTarget }) => onChange(freshly(currentTarget.value as ColumnIs['is'], column))}
          data={COLUMNS_OF[kind].map((one) => ({ value: one, label: COLUMN_NAMES[one] }))}
        />
        {(as.is === 'date' || as.is === 'date_of_birth') && (
          <NativeSelect
            label="How it is written"
            value={as.order ?? NOT_SAID}
            onChange={({ currentTarget }) =>
              onChange({ is: as.is, ...(currentTarget.value && { order: currentTarget.value as DateOrder }) })
            }
            data={[
              ...(as.order ? [] : [{ value: NOT_SAID, label: 'choose' }]),
              ...DATE_ORDERS.map((one) => ({ value: one, label: DATE_ORDER_NAMES[one] })),
            ]}
          />
        )}
        {as.is === 'weight' && (
          <NativeSelect
            label="In which unit"
            value={as.unit ?? NOT_SAID}
            onChange={({ currentTarget: { value } }) =>
              onChange({ is: 'weight', ...(value !== NOT_SAID && { unit: value as 'kg' | 'lb' }) })
            }
            data={[
              { value: NOT_SAID, label: 'as its cells, or a column, say' },
              ...WEIGHT_UNITS.map((one) => ({ value: one, label: one === 'kg' ? 'kilograms' : 'pounds' })),
            ]}
          />
        )}
        {(as.is === 'score' || as.is === 'answer') && <OfMeasure as={as} onChange={onChange} />}
        {questions.map(({ says }) => (
          <p key={says} className={styles.ask}>
            {says}
          </p>
        ))}
      </div>
    </li>
  );
}

/** A choice of what a column is, with what its values tell of it. */
function freshly(is: ColumnIs['is'], column: ColumnLook): ColumnIs {
  const [first] = INSTRUMENTS;
  const instrument = first?.id ?? '';
  if (is === 'date' || is === 'date_of_birth') {
    const order = proposedOrder(column);
    return { is, ...(order && { order }) };
  }
  if (is === 'score') return { is, instrument, scale: first?.scales[0]?.id ?? '' };
  if (is === 'answer') return { is, instrument, linkId: first?.items[0]?.linkId ?? '' };
  return { is };
}

type OfMeasureColumn = Extract<ColumnIs, { is: 'score' | 'answer' }>;
function OfMeasure({ as, onChange }: { as: OfMeasureColumn; onChange: (as: ColumnIs) => void }) {
  const instrument = instrumentOf(as.instrument);
  const parts =
    as.is === 'score'
      ? (instrument?.scales ?? []).map(({ id, name }) => ({ value: id, label: name }))
      : (instrument?.items ?? []).map(({ linkId, about }) => ({ value: linkId, label: `${linkId}: ${about}` }));
  const choose = (id: string, part?: string) => {
    const chosen = instrumentOf(id);
    return as.is === 'score'
      ? onChange({ is: 'score', instrument: id, scale: part ?? chosen?.scales[0]?.id ?? '' })
      : onChange({ is: 'answer', instrument: id, linkId: part ?? chosen?.items[0]?.linkId ?? '' });
  };
  return (
    <>
      <NativeSelect
        label="Of which measure"
        value={as.instrument}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={INSTRUMENTS.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <NativeSelect
        label={as.is === 'score' ? 'Which score' : 'Which question'}
        value={as.is === 'score' ? as.scale : as.linkId}
        onChange={({ currentTarget }) => choose(as.instrument, currentTarget.value)}
        data={parts}
      />
    </>
  );
}

interface WholeFileProps {
  readonly kind: OfRows;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}
/** What holds for every row. */
function WholeFile({ kind, mapping, onChange }: WholeFileProps) {
  const { fixed } = mapping;
  const has = (is: ColumnIs['is']) => mapping.columns.some(({ as }) => as.is === is);
  const fix = (more: Partial<Record<keyof Mapping['fixed'], string>>) => {
    const all = { ...fixed, ...more };
    const said = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== NOT_SAID));
    onChange({ ...mapping, fixed: said as Mapping['fixed'] });
  };
  const { decimal: _decimal, ...undecided } = mapping;
  return (
    <div className={styles.whole}>
      {kind !== 'patients' && (
        <NativeSelect
          label="Before decimals stands a"
          value={mapping.decimal ?? NOT_SAID}
          onChange={({ currentTarget: { value } }) =>
            onChange(value === NOT_SAID ? undecided : { ...mapping, decimal: value as Decimal })
          }
          data={[
            { value: NOT_SAID, label: 'there are none' },
            ...DECIMALS.map((one) => ({ value: one, label: DECIMAL_NAMES[one] })),
          ]}
        />
      )}
      {has('total') && !has('instrument') && (
        <NativeSelect
          label="The total is of"
          value={fixed.instrument ?? NOT_SAID}
          onChange={({ currentTarget }) => fix({ instrument: currentTarget.value })}
          data={[
            { value: NOT_SAID, label: 'choose' },
            ...INSTRUMENTS.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
      )}
      {kind === 'doses' && !has('substance') && (
        <NativeSelect
          label="What was given"
          value={fixed.substance ?? NOT_SAID}
          onChange={({ currentTarget }) => fix({ substance: currentTarget.value as PastSubstance })}
          data={[
            { value: NOT_SAID, label: 'choose' },
            ...PAST_SUBSTANCES.map((one) => ({ value: one, label: PAST_SUBSTANCE_NAMES[one] })),
          ]}
        />
      )}
      {kind === 'doses' && !has('route') && (
        <NativeSelect
          label="By which route"
          value={fixed.route ?? NOT_SAID}
          onChange={({ currentTarget }) => fix({ route: currentTarget.value as PastRoute })}
          data={[{ value: NOT_SAID, label: 'choose' }, ...PAST_ROUTES.map((one) => ({ value: one, label: one }))]}
        />
      )}
      {kind !== 'patients' && (
        <Checkbox
          checked={mapping.makesPatients}
          onChange={({ currentTarget }) => onChange({ ...mapping, makesPatients: currentTarget.checked })}
          label="Make patients who are not here yet"
          description="Only where the file says name and date of birth."
        />
      )}
    </div>
  );
}

function UseKept({ kind, onUse }: { kind: OfRows; onUse: (kept: Mapping) => void }) {
  const kept = useMappings();
  const ofKind = (kept.data?.mappings ?? []).filter((one) => one.kind === kind);
  if (ofKind.length === 0) return null;
  return (
    <NativeSelect
      className={styles.kept}
      label="As in an earlier file"
      defaultValue={NOT_SAID}
      onChange={({ currentTarget }) => {
        const found = ofKind.find(({ id }) => id === currentTarget.value);
        if (found) onUse(found.mapping);
      }}
      data={[
        { value: NOT_SAID, label: 'as proposed below' },
        ...ofKind.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}

function KeepMapping({ kind, mapping }: { kind: OfRows; mapping: Mapping }) {
  const [isAsked, ask] = useState(false);
  const [name, call] = useState('');
  const keeping = useKeepMapping();
  if (!isAsked)
    return (
      <>
        <Button variant="subtle" onClick={() => ask(true)}>
          Keep these columns for the next file
        </Button>
        <span role="status">{keeping.isSuccess ? 'Kept.' : ''}</span>
      </>
    );
  return (
    <form
      className={styles.keep}
      onSubmit={(event) => {
        event.preventDefault();
        keeping.mutate({ kind, name, mapping }, { onSuccess: () => ask(false) });
      }}
    >
      <TextInput
        label="Keep them as"
        placeholder="From our former system"
        required
        maxLength={100}
        value={name}
        onChange={({ currentTarget }) => call(currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={keeping.isPending}>
        Keep
      </Button>
      <ProblemAlert error={keeping.error} />
    </form>
  );
}
