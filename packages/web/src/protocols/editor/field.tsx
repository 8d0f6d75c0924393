/** A field of the protocol language, whatever its shape: groups hold fields, lists hold entries, down to single values. */
import { sayPath } from '@holdspace/care';
import { Button, NativeSelect } from '@mantine/core';
import { useEditing } from './context.ts';
import styles from './editor.module.css';
import { FieldMessages, messagesId } from './field-messages.tsx';
import { asOtherWay, blankOf, fieldName, type Schema, sayChoice, shapeOf } from './form-schema.ts';
import { isList, isObject, type Json, type Path, valueAt } from './json.ts';
import { ListField } from './list-field.tsx';
import {
  ChoiceField,
  DayField,
  NumberField,
  QuantityField,
  SeveralField,
  TextField,
  YesField,
} from './simple-fields.tsx';

interface AnyFieldProps {
  readonly path: Path;
  readonly schema: Schema;
  readonly label: string;
  /** Under a heading that names it already: its fields stand without a frame. */
  readonly bare?: boolean;
}

/** Where a field is found on the page: the summary of errors leads here. */
export const fieldId = (path: Path): string => `field-${sayPath(path)}`;

export function Field({ path, schema, label, bare }: AnyFieldProps) {
  const { document } = useEditing();
  const value = valueAt(document, path) ?? schema.default;
  const props = { id: fieldId(path), path, label, value };
  const references = useReferences(path);
  const shape = shapeOf(schema);
  if (references) return <SeveralField {...props} of={references} />;
  switch (shape.kind) {
    case 'quantity':
      return <QuantityField {...props} units={shape.units} />;
    case 'number':
      return <NumberField {...props} />;
    case 'text':
      return <TextField {...props} isLong={shape.isLong} />;
    case 'day':
      return <DayField {...props} />;
    case 'choice':
      return <ChoiceField {...props} of={shape.of} />;
    case 'yes':
      return <YesField {...props} />;
    case 'several':
      return <SeveralField {...props} of={shape.of.map((one) => ({ value: one, label: sayChoice(one) }))} />;
    case 'list':
      return <ListField {...props} of={shape.of} />;
    case 'group':
      return (
        <Frame {...props} bare={bare}>
          <Group path={path} fields={shape.fields} required={shape.required} />
        </Frame>
      );
    case 'ways':
      return (
        <Frame {...props} bare={bare}>
          <Ways path={path} value={value} by={shape.by} ways={shape.ways} />
        </Frame>
      );
  }
}

function Frame({
  id,
  path,
  label,
  bare,
  children,
}: {
  readonly id: string;
  readonly path: Path;
  readonly label: string;
  readonly bare: boolean | undefined;
  readonly children: React.ReactNode;
}) {
  if (bare)
    return (
      <div id={id} className={styles.fields}>
        {children}
        <FieldMessages id={id} path={path} />
      </div>
    );
  return (
    <fieldset id={id} className={`${styles.group} ${styles.wholeRow}`} aria-describedby={messagesId(id)}>
      <legend>{label}</legend>
      <div className={styles.fields}>{children}</div>
      <FieldMessages id={id} path={path} />
    </fieldset>
  );
}

/** The fields of a group, what may be left out with a way to add and to take it away. */
function Group({
  path,
  fields,
  required,
}: {
  readonly path: Path;
  readonly fields: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
}) {
  const { document, write } = useEditing();
  return Object.entries(fields).map(([key, schema]) => {
    if (schema.const !== undefined) return null;
    const at = [...path, key];
    const isThere = valueAt(document, at) !== undefined;
    const mayBeLeftOut = !required.includes(key) && schema.default === undefined;
    if (mayBeLeftOut && !isThere)
      return (
        <div key={key} className={styles.leftOut}>
          <Button variant="default" onClick={() => write(at, blankOf(schema))}>
            Add: {fieldName(key).toLowerCase()}
          </Button>
        </div>
      );
    const field = <Field path={at} schema={schema} label={nameIn(path, key)} />;
    if (!mayBeLeftOut) return <FieldSlot key={key}>{field}</FieldSlot>;
    return (
      <div key={key} className={`${styles.optional} ${styles.wholeRow}`}>
        {field}
        <Button variant="subtle" onClick={() => write(at, undefined)}>
          Leave out<span className="hs-visually-hidden">: {fieldName(key)}</span>
        </Button>
      </div>
    );
  });
}

const FieldSlot = ({ children }: { children: React.ReactNode }) => children;

/** A name that says no more than its group's is said with what it is of. */
const nameIn = (path: Path, key: string): string =>
  key === 'by' && path.at(-1) === 'basis' ? 'Reckoned by' : fieldName(key);

function Ways({
  path,
  value,
  by,
  ways,
}: {
  readonly path: Path;
  readonly value: Json | undefined;
  readonly by: string;
  readonly ways: Readonly<Record<string, Schema>>;
}) {
  const { write } = useEditing();
  const chosen = isObject(value) && typeof value[by] === 'string' ? value[by] : '';
  const shape = ways[chosen] && shapeOf(ways[chosen]);
  const label = nameIn(path, by);
  return (
    <>
      <div className={styles.field}>
        <NativeSelect
          id={fieldId([...path, by])}
          label={label}
          size="md"
          aria-describedby={messagesId(fieldId([...path, by]))}
          data={[
            ...(chosen in ways ? [] : [{ value: chosen, label: 'Choose…' }]),
            ...Object.keys(ways).map((one) => ({ value: one, label: sayChoice(one) })),
          ]}
          value={chosen}
          onChange={(event) => write(path, asOtherWay(value, ways[event.currentTarget.value] ?? {}))}
        />
        <FieldMessages id={fieldId([...path, by])} path={[...path, by]} />
      </div>
      {shape?.kind === 'group' && <Group path={path} fields={shape.fields} required={shape.required} />}
    </>
  );
}

/** Fields that name other parts of the document: sources by their ids, and phases. */
function useReferences(path: Path): { value: string; label: string }[] | undefined {
  const { document } = useEditing();
  const key = path.at(-1);
  const from = key === 'sources' && path.length > 1 ? 'sources' : key === 'during' ? 'phases' : undefined;
  if (!from) return undefined;
  const listed = valueAt(document, [from]);
  return (isList(listed) ? listed : []).flatMap((one) => {
    if (!isObject(one) || typeof one.id !== 'string') return [];
    return [{ value: one.id, label: String(one.citation ?? one.name ?? one.id) }];
  });
}
