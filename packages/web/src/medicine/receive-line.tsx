/** One line of an invoice: product, lot, expiry, how many it says, and the containers that came, each with its label. */
import { MOST_CONTAINERS, type Product, sayContent } from '@holdspace/care';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { HINT_BELOW } from '../ui/hint-below.ts';
import { numberIn, readWhole, wrongWith } from '../ui/typed-number.ts';
import styles from './medicine.module.css';
import { type EnteredLine, withCount } from './received-lines.ts';

interface LineFieldsProps {
  readonly line: EnteredLine;
  readonly number: number;
  readonly lines: readonly EnteredLine[];
  readonly products: readonly Product[];
  readonly next: string;
  readonly onLines: (lines: readonly EnteredLine[]) => void;
}

export function LineFields({ line, number, lines, products, next, onLines }: LineFieldsProps) {
  const [typed, setTyped] = useState<string>();
  const product = products.find(({ id }) => id === line.product);
  const set = (part: Partial<EnteredLine>) =>
    onLines(lines.map((one) => (one.key === line.key ? { ...one, ...part } : one)));
  const came = typed ?? (line.containers.length === 0 ? '' : String(line.containers.length));
  const counted = readWhole(came);
  const count = numberIn(counted);
  const expected = readWhole(line.expected);
  const isTooMany = count !== undefined && count > MOST_CONTAINERS;
  const says = numberIn(expected);
  const differs = says !== undefined && came !== '' && says !== line.containers.length;
  return (
    <fieldset className={styles.line}>
      <legend>Line {number}</legend>
      <div className={styles.fields}>
        <NativeSelect
          label="Product"
          value={line.product}
          onChange={({ currentTarget }) => set({ product: currentTarget.value })}
          description={product && sayContent(product)}
          inputWrapperOrder={HINT_BELOW}
          data={[
            { value: '', label: 'Choose a product' },
            ...products.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextInput
          label="Lot"
          maxLength={60}
          autoComplete="off"
          value={line.lot}
          onChange={({ currentTarget }) => set({ lot: currentTarget.value })}
        />
        <TextInput
          label="Expires on"
          description="The last day of use; a month means its last day"
          inputWrapperOrder={HINT_BELOW}
          type="date"
          value={line.expiresOn}
          onChange={({ currentTarget }) => set({ expiresOn: currentTarget.value })}
        />
        <TextInput
          label="The invoice says"
          inputMode="numeric"
          autoComplete="off"
          error={wrongWith(line.expected, expected)}
          value={line.expected}
          onChange={({ currentTarget }) => set({ expected: currentTarget.value })}
        />
        <TextInput
          label="That many came"
          inputMode="numeric"
          autoComplete="off"
          error={
            wrongWith(came, counted) ??
            (isTooMany ? `At most ${MOST_CONTAINERS} with one receipt: enter the rest as another.` : undefined)
          }
          value={came}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            const whole = numberIn(readWhole(value));
            if (value.trim() === '' || (whole !== undefined && whole <= MOST_CONTAINERS))
              onLines(withCount(lines, line.key, whole ?? 0, next));
          }}
          onBlur={() => setTyped(undefined)}
        />
      </div>
      {differs && (
        <p className={styles.asks}>
          The invoice says {says}, {line.containers.length} came.
        </p>
      )}
      {line.containers.length > 0 && (
        <fieldset className={styles.labels}>
          <legend>Write these labels on the containers, or correct them here</legend>
          {line.containers.map((container, index) => (
            <TextInput
              key={container.id}
              aria-label={`Label of container ${index + 1} of line ${number}`}
              description={container.serial && `Serial ${container.serial}`}
              maxLength={60}
              autoComplete="off"
              value={container.label}
              onChange={({ currentTarget: { value: label } }) =>
                set({ containers: line.containers.map((one) => (one.id === container.id ? { ...one, label } : one)) })
              }
            />
          ))}
        </fieldset>
      )}
      {lines.length > 1 && (
        <Button variant="subtle" onClick={() => onLines(lines.filter(({ key }) => key !== line.key))}>
          Take line {number} away
        </Button>
      )}
    </fieldset>
  );
}
