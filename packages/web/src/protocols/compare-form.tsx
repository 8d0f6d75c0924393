/** Chooses two versions, of one protocol or of two, and opens their differences. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ProtocolShown } from '../api/shapes.ts';
import styles from './protocols.module.css';

const keyOf = (one: { id: string; version: string }) => `${one.id}@${one.version}`;

interface CompareFormProps {
  readonly protocols: readonly ProtocolShown[];
  /** Fixed on one side, on a protocol's own page. */
  readonly from?: { readonly id: string; readonly version: string };
}

export function CompareForm({ protocols, from }: CompareFormProps) {
  const [, go] = useLocation();
  const [first, setFirst] = useState(from ? keyOf(from) : '');
  const [second, setSecond] = useState('');
  const choices = (other: string) => [
    { value: '', label: 'Choose…' },
    ...protocols
      .filter((one) => keyOf(one) !== other)
      .map((one) => ({ value: keyOf(one), label: `${one.name}, ${one.version}` })),
  ];
  return (
    <form
      className={styles.compareForm}
      onSubmit={(event) => {
        event.preventDefault();
        const [id, version] = first.split('@');
        if (id && version && second) go(`/protocols/${id}?version=${version}&with=${encodeURIComponent(second)}`);
      }}
    >
      {!from && (
        <NativeSelect
          label="From"
          size="md"
          data={choices(second)}
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label={from ? 'Compare with' : 'To'}
        size="md"
        data={choices(first)}
        value={second}
        onChange={(event) => setSecond(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" size="md" disabled={!first || !second}>
        Show the differences
      </Button>
    </form>
  );
}
