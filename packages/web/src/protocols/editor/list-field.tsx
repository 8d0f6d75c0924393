/** A list of the protocol: lines of words, quantities, or entries as cards that open; each can be added, moved, taken away. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Sign } from '../../ui/sign.tsx';
import { useEditing } from './context.ts';
import styles from './editor.module.css';
import { Field, fieldId } from './field.tsx';
import { FieldMessages, messagesId } from './field-messages.tsx';
import { blankOf, entryTitle, type Schema, sayChoice, shapeOf } from './form-schema.ts';
import { isList, isObject, type Json } from './json.ts';
import type { FieldProps } from './simple-fields.tsx';

export function ListField({ id, path, label, value, of }: FieldProps & { readonly of: Schema }) {
  const entries = isList(value) ? value : [];
  const shape = shapeOf(of);
  const isOfCards = shape.kind === 'group' || shape.kind === 'ways';
  return (
    <fieldset id={id} className={`${styles.list} ${styles.wholeRow}`} aria-describedby={messagesId(id)}>
      <legend>{label}</legend>
      <ol>
        {entries.map((entry, index) => (
          // Entries have no identity of their own; where each stands is what tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
          <li key={index} className={isOfCards ? styles.card : styles.line}>
            <Entry list={{ path, label, of, count: entries.length }} entry={entry} index={index} isCard={isOfCards} />
          </li>
        ))}
      </ol>
      {entries.length === 0 && <p className={styles.none}>None.</p>}
      <AddEntry path={path} label={label} of={of} count={entries.length} entries={entries} />
      <FieldMessages id={id} path={path} />
    </fieldset>
  );
}

interface ListParts {
  readonly path: FieldProps['path'];
  readonly label: string;
  readonly of: Schema;
  readonly count: number;
}

function Entry({
  list,
  entry,
  index,
  isCard,
}: {
  readonly list: ListParts;
  readonly entry: Json;
  readonly index: number;
  readonly isCard: boolean;
}) {
  const { write, move, issues, differencesUnder } = useEditing();
  const { path, label, of, count } = list;
  const at = [...path, index];
  const id = fieldId(at);
  const wrongInside = [...issues.keys()].filter((place) => `field-${place}`.startsWith(id)).length;
  const isNew =
    isObject(entry) &&
    Object.values(entry).some((one) => one === '' || (isObject(one) && one.value === undefined && 'unit' in one));
  const [isOpen, open] = useState(isNew);
  const title = entryTitle(entry, index);
  const buttons = (
    <span className={styles.entryButtons}>
      {index > 0 && (
        <Button variant="subtle" size="compact-md" onClick={() => move(path, index, -1)}>
          Earlier<span className="hs-visually-hidden">: {title}</span>
        </Button>
      )}
      {index < count - 1 && (
        <Button variant="subtle" size="compact-md" onClick={() => move(path, index, 1)}>
          Later<span className="hs-visually-hidden">: {title}</span>
        </Button>
      )}
      <Button variant="subtle" size="compact-md" onClick={() => write(at, undefined)}>
        Remove<span className="hs-visually-hidden">: {title}</span>
      </Button>
    </span>
  );
  if (!isCard)
    return (
      <>
        <Field path={at} schema={of} label={`${label}, ${index + 1}`} />
        {buttons}
      </>
    );
  const changes = differencesUnder(at).length;
  return (
    <details open={isOpen || wrongInside > 0} onToggle={(event) => open(event.currentTarget.open)}>
      <summary>
        <strong>{title}</strong>
        {wrongInside > 0 && (
          <span className={styles.wrong}> {wrongInside === 1 ? 'one error' : `${wrongInside} errors`}</span>
        )}
        {changes > 0 && <span className={styles.changed}> changed</span>}
      </summary>
      {(isOpen || wrongInside > 0) && (
        <div className={styles.inCard}>
          <Field path={at} schema={of} label={title} bare />
          {buttons}
        </div>
      )}
    </details>
  );
}

function AddEntry({ path, label, of, count, entries }: ListParts & { readonly entries: readonly Json[] }) {
  const { write } = useEditing();
  const shape = shapeOf(of);
  const add = (way?: string) => write([...path, count], blankOf(of, way));
  if (shape.kind !== 'ways')
    return (
      <Button variant="default" leftSection={<Sign name="plus" size={16} />} onClick={() => add()}>
        Add<span className="hs-visually-hidden"> to: {label}</span>
      </Button>
    );
  // A gate stands once; a rule of monitoring as often as is needed.
  const taken = shape.by === 'gate' ? entries.map((one) => (isObject(one) ? one.gate : undefined)) : [];
  const ways = Object.keys(shape.ways).filter((way) => !taken.includes(way));
  return (
    <NativeSelect
      aria-label={`Add to: ${label}`}
      size="md"
      className={styles.adds}
      value=""
      data={[{ value: '', label: 'Add…' }, ...ways.map((way) => ({ value: way, label: sayChoice(way) }))]}
      onChange={(event) => event.currentTarget.value && add(event.currentTarget.value)}
    />
  );
}
