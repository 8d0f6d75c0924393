/** The sheet: what there is to count, in what a person counts, and nothing of what should be there. */
import type { HandOverSide } from '@holdspace/care';
import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { api } from '../api/client.ts';
import { newId } from '../api/new-id.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { numberIn, readNumber, readWhole, wrongWith } from '../ui/typed-number.ts';
import styles from './counts.module.css';
import { type CountShown, type SheetLine, useSending } from './counts-queries.ts';
import { useServerNow } from './server-now.ts';

interface OpenedDraft {
  readonly key: string;
  readonly label: string;
  readonly left: string;
  readonly unit: 'mL' | 'pieces';
}

export function CountSheet({ count, sheet }: { count: CountShown; sheet: readonly SheetLine[] }) {
  const now = useServerNow();
  const [id] = useState(newId);
  const [whole, setWhole] = useState<Readonly<Record<string, string>>>({});
  const [opened, setOpened] = useState<readonly OpenedDraft[]>([]);
  const first = count.signed[0]?.as;
  const [as, setAs] = useState<HandOverSide>(first === 'outgoing' ? 'incoming' : 'outgoing');
  const [isTried, setTried] = useState(false);
  const send = useSending((body: object) => api.post(`/api/inventory/counts/${count.id}/halves`, body));
  const isWhole =
    sheet.every(({ product }) => numberIn(readWhole(whole[product] ?? '')) !== undefined) &&
    opened.every(({ label, left }) => label.trim() !== '' && numberIn(readNumber(left)) !== undefined);
  const change = (key: string, more: Partial<OpenedDraft>) =>
    setOpened((before) => before.map((one) => (one.key === key ? { ...one, ...more } : one)));

  function sign() {
    setTried(true);
    if (!isWhole) return;
    send.mutate({
      id,
      at: now(),
      ...(count.kind === 'hand_over' && { as }),
      unopened: sheet.map(({ product }) => ({ product, containers: numberIn(readWhole(whole[product] ?? '')) })),
      opened: opened.map(({ label, left, unit }) => ({
        label: label.trim(),
        remaining:
          unit === 'mL'
            ? { volume: { value: numberIn(readNumber(left)), unit: 'mL' } }
            : { pieces: numberIn(readNumber(left)) },
      })),
    });
  }

  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        sign();
      }}
    >
      <Panel title="Unopened containers">
        <p className={styles.says}>Count what is sealed, product by product. Write 0 where there is none.</p>
        <ul className={styles.sheet}>
          {sheet.map((line) => (
            <WholeLine
              key={line.product}
              line={line}
              value={whole[line.product] ?? ''}
              isTried={isTried}
              onChange={(value) => setWhole((before) => ({ ...before, [line.product]: value }))}
            />
          ))}
        </ul>
        {sheet.length === 0 && (
          <p className={styles.says}>No controlled product stands in the formulary, so there is nothing to count.</p>
        )}
      </Panel>
      <Panel title="Opened containers">
        <p className={styles.says}>
          Each by its label, with what is left in it: read the level at the eye, to half a millilitre or better; count
          pieces.
        </p>
        <div className={styles.form}>
          {opened.map((one) => (
            <OpenedLine
              key={one.key}
              draft={one}
              units={[...new Set(sheet.map(({ counts }) => counts))]}
              isTried={isTried}
              onChange={(more) => change(one.key, more)}
              onRemove={() => setOpened((before) => before.filter(({ key }) => key !== one.key))}
            />
          ))}
          <div className={styles.buttons}>
            <Button
              variant="default"
              leftSection={<Sign name="plus" size={16} />}
              onClick={() =>
                setOpened((before) => [
                  ...before,
                  { key: newId(), label: '', left: '', unit: sheet[0]?.counts ?? 'mL' },
                ])
              }
            >
              Add an opened container
            </Button>
          </div>
        </div>
      </Panel>
      {count.kind === 'hand_over' && (
        <Radio.Group label="You are" value={as} onChange={(value) => setAs(value as HandOverSide)}>
          <div className={styles.buttons}>
            <Radio value="outgoing" label="handing over" disabled={first === 'outgoing'} />
            <Radio value="incoming" label="taking over" disabled={first === 'incoming'} />
          </div>
        </Radio.Group>
      )}
      <ProblemAlert error={send.error} />
      {isTried && !isWhole && (
        <p className={styles.wrong} role="alert">
          Something is not counted yet: look for the fields that say so.
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" size="md" loading={send.isPending}>
          Sign what I counted
        </Button>
      </div>
    </form>
  );
}

interface WholeLineProps {
  readonly line: SheetLine;
  readonly value: string;
  readonly isTried: boolean;
  readonly onChange: (value: string) => void;
}
function WholeLine({ line, value, isTried, onChange }: WholeLineProps) {
  const field = useId();
  const read = readWhole(value);
  const wrong = wrongWith(value, read) ?? (isTried && value.trim() === '' ? 'Count it, or write 0.' : undefined);
  return (
    <li className={styles.line}>
      <label htmlFor={field}>
        {line.name}
        <span className={styles.hint}>unopened {line.counts === 'mL' ? 'vials' : 'packs'}</span>
      </label>
      <TextInput
        id={field}
        className={styles.big ?? ''}
        inputMode="numeric"
        autoComplete="off"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong ? `${field}-wrong` : undefined}
      />
      {wrong && (
        <span id={`${field}-wrong`} className={styles.wrong}>
          {wrong}
        </span>
      )}
    </li>
  );
}

interface OpenedLineProps {
  readonly draft: OpenedDraft;
  readonly units: readonly ('mL' | 'pieces')[];
  readonly isTried: boolean;
  readonly onChange: (more: Partial<OpenedDraft>) => void;
  readonly onRemove: () => void;
}
function OpenedLine({ draft, units, isTried, onChange, onRemove }: OpenedLineProps) {
  const { label, left, unit } = draft;
  const wrong = wrongWith(left, readNumber(left)) ?? (isTried && left.trim() === '' ? 'Say how much is left.' : null);
  return (
    <fieldset className={styles.opened}>
      <legend className="hs-visually-hidden">Opened container {label}</legend>
      <TextInput
        label="Label"
        description="As printed on it: K-0042"
        autoCapitalize="characters"
        autoComplete="off"
        value={label}
        onChange={({ currentTarget }) => onChange({ label: currentTarget.value })}
        error={isTried && label.trim() === '' && 'Read it off the label.'}
      />
      <TextInput
        label={unit === 'mL' ? 'mL left' : 'Pieces left'}
        className={styles.big ?? ''}
        inputMode="decimal"
        autoComplete="off"
        value={left}
        onChange={({ currentTarget }) => onChange({ left: currentTarget.value })}
        error={wrong}
      />
      <div className={styles.buttons}>
        {units.length > 1 && (
          <NativeSelect
            aria-label="Counted in"
            value={unit}
            onChange={({ currentTarget }) => onChange({ unit: currentTarget.value as OpenedDraft['unit'] })}
            data={[
              { value: 'mL', label: 'mL' },
              { value: 'pieces', label: 'pieces' },
            ]}
          />
        )}
        <Button variant="subtle" onClick={onRemove} aria-label={`Take ${label || 'this container'} off the sheet`}>
          Take off
        </Button>
      </div>
    </fieldset>
  );
}
