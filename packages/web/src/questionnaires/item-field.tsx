/** One question of a form, by its kind. Nothing that is typed is cut off: what is too much is said. */
import {
  type Amount,
  type AnswerValue,
  displayIn,
  helpOf,
  isAmount,
  isCoded,
  itemText,
  type Language,
  longestOf,
  MEDICINES,
  type QuestionnaireItem,
  unitsOf,
} from '@holdspace/care';
import { Checkbox, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../language/use-language.ts';
import { FilesField, type FormFiles } from './files-field.tsx';
import { MedicineField } from './medicine-field.tsx';
import styles from './questionnaires.module.css';
import { FORM_WORDS } from './words.ts';

export interface ItemFieldProps {
  readonly item: QuestionnaireItem;
  readonly values: readonly AnswerValue[];
  readonly language: Language;
  readonly error: string | undefined;
  readonly files: FormFiles | undefined;
  readonly onChange: (change: (values: readonly AnswerValue[]) => readonly AnswerValue[]) => void;
  readonly onLeave: () => void;
}

export function ItemField(props: ItemFieldProps) {
  const { item, values, language, error, files, onChange } = props;
  switch (item.type) {
    case 'group':
      return null;
    case 'display':
      return <p className={styles.told}>{itemText(item, language)}</p>;
    case 'attachment':
      return (
        <FilesField item={item} values={values} language={language} error={error} files={files} onChange={onChange} />
      );
    case 'boolean':
    case 'choice':
      return item.repeats ? <Several {...props} /> : <OneOf {...props} />;
    case 'open-choice':
      if (item.answerValueSet === MEDICINES)
        return (
          <MedicineField
            item={item}
            values={values}
            language={language}
            error={error}
            onValues={(next) => onChange(() => next)}
          />
        );
      return <Text {...props} />;
    case 'integer':
    case 'decimal':
    case 'quantity':
      return <NumberField {...props} />;
    case 'date':
      return <Text {...props} type="date" />;
    case 'string':
    case 'text':
      return <Text {...props} />;
  }
}

function useCommon({ item, language, error }: ItemFieldProps) {
  const say = useWords(FORM_WORDS);
  const text = itemText(item, language);
  const help = helpOf(item, language);
  return {
    say,
    common: {
      label: item.required ? `${text} (${say('needed')})` : text,
      size: 'md' as const,
      error: error ?? null,
      ...(help && { description: help }),
    },
  };
}

/** How near the end a writer is told of it. */
const NEAR = 0.8;

function Text(props: ItemFieldProps & { readonly type?: 'date' }) {
  const { item, values, onChange, onLeave, error, type } = props;
  const { say, common } = useCommon(props);
  const [first] = values;
  const text = typeof first === 'string' ? first : '';
  const write = (written: string) => onChange(() => (written === '' ? [] : [written]));
  const most = longestOf(item);
  const left = most - [...text].length;
  const field = {
    ...common,
    value: text,
    onBlur: onLeave,
    error: left < 0 ? say('tooMany', { over: -left }) : (error ?? null),
    // Names and words in any script stand as they are read.
    dir: 'auto' as const,
  };
  return (
    <div className={styles.item}>
      {item.type === 'text' ? (
        <Textarea {...field} autosize minRows={3} maxRows={18} onChange={(event) => write(event.currentTarget.value)} />
      ) : (
        <TextInput
          {...field}
          {...(type && { type })}
          autoComplete="off"
          onChange={(event) => write(event.currentTarget.value)}
        />
      )}
      {left >= 0 && text.length > most * NEAR && <p className={styles.left}>{say('left', { left, most })}</p>}
    </div>
  );
}

interface Choice {
  readonly key: string;
  readonly says: string;
  readonly value: AnswerValue;
}
function choicesOf({ item, language }: ItemFieldProps, yes: string, no: string): readonly Choice[] {
  if (item.type === 'boolean')
    return [
      { key: 'true', says: yes, value: true },
      { key: 'false', says: no, value: false },
    ];
  return (item.answerOption ?? []).flatMap(({ valueCoding, valueString, valueInteger }): readonly Choice[] => {
    if (valueCoding?.code !== undefined) {
      const { code, display = code, system } = valueCoding;
      const value = { code, display, ...(system !== undefined && { system }) };
      return [{ key: code, says: displayIn(valueCoding, language), value }];
    }
    const plain = valueString ?? valueInteger;
    return plain === undefined ? [] : [{ key: String(plain), says: String(plain), value: plain }];
  });
}
const keyOf = (value: AnswerValue | undefined): string | null =>
  value === undefined ? null : typeof value === 'object' ? (isCoded(value) ? value.code : null) : String(value);

function OneOf(props: ItemFieldProps) {
  const { say, common } = useCommon(props);
  const choices = choicesOf(props, say('yes'), say('no'));
  return (
    <Radio.Group
      {...common}
      value={keyOf(props.values[0])}
      onChange={(key) => {
        const chosen = choices.find((one) => one.key === key);
        if (chosen) props.onChange(() => [chosen.value]);
      }}
    >
      <div className={styles.choices}>
        {choices.map(({ key, says }) => (
          <Radio.Card key={key} value={key} className={styles.choice ?? ''}>
            <Radio.Indicator size="md" />
            <span>{says}</span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}

function Several(props: ItemFieldProps) {
  const { say, common } = useCommon(props);
  const choices = choicesOf(props, say('yes'), say('no'));
  return (
    <Checkbox.Group
      {...common}
      value={props.values.flatMap((value) => keyOf(value) ?? [])}
      onChange={(keys) =>
        props.onChange(() => choices.filter(({ key }) => keys.includes(key)).map(({ value }) => value))
      }
    >
      <div className={styles.choices}>
        {choices.map(({ key, says }) => (
          <Checkbox.Card key={key} value={key} className={styles.choice ?? ''}>
            <Checkbox.Indicator size="md" />
            <span>{says}</span>
          </Checkbox.Card>
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** "5 ft 8" and 5'8" are inches; a comma is a point, since nobody weighs thousands. */
export function numberIn(typed: string, unit: string | undefined): number | undefined {
  const text = typed.trim().toLowerCase();
  const feet = /^(\d)\s*(?:'|’|ft|feet|pies)\s*(?:(\d{1,2})\s*(?:"|”|''|in|inches|pulgadas)?)?$/.exec(text);
  if (feet && unit === '[in_i]') return Number(feet[1]) * 12 + Number(feet[2] ?? 0);
  return /^\d{1,6}([.,]\d{1,3})?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}

function NumberField(props: ItemFieldProps) {
  const { item, values, onChange, onLeave, error } = props;
  const { say, common } = useCommon(props);
  const [first] = values;
  const units = unitsOf(item);
  const amount: Amount | undefined = first !== undefined && isAmount(first) ? first : undefined;
  const value = typeof first === 'number' ? first : amount?.value;
  const [chosen, choose] = useState(amount?.unit ?? units[0]?.code);
  const unit = amount?.unit ?? chosen;
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  // What was answered elsewhere meanwhile stands here too.
  const text = numberIn(typed, unit) === value ? typed : value === undefined ? typed : String(value);
  const put = (next: number | undefined, nextUnit: string | undefined) =>
    onChange(() => (next === undefined ? [] : [nextUnit === undefined ? next : { value: next, unit: nextUnit }]));
  const isWrong = text.trim() !== '' && numberIn(text, unit) === undefined;
  return (
    <div className={units.length > 0 ? styles.amount : undefined}>
      <TextInput
        {...common}
        {...(unit === '[in_i]' && !common.description && { description: say('heightHint') })}
        inputMode={unit === '[in_i]' ? 'text' : 'decimal'}
        autoComplete="off"
        value={text}
        error={isWrong ? say('notNumber') : (error ?? null)}
        onBlur={onLeave}
        onChange={(event) => {
          const written = event.currentTarget.value;
          setTyped(written);
          put(numberIn(written, unit), unit);
        }}
      />
      {units.length > 0 && (
        <NativeSelect
          size="md"
          label={say('unit')}
          value={unit ?? ''}
          data={units.map(({ code = '', display = code }) => ({ value: code, label: display }))}
          onChange={(event) => {
            const next = event.currentTarget.value;
            choose(next);
            put(numberIn(text, next), next);
          }}
        />
      )}
    </div>
  );
}
