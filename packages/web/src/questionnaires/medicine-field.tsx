/** Medicines by name: found in the set that is shipped, or kept as they were written and said to be unknown. */
import {
  type AnswerValue,
  helpOf,
  isCoded,
  itemText,
  type Language,
  type QuestionnaireItem,
  RXNORM,
  searchMedicines,
} from '@holdspace/care';
import { Autocomplete, Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useWords } from '../language/use-language.ts';
import styles from './questionnaires.module.css';
import { sayAnswer } from './say-answer.ts';
import { FORM_WORDS } from './words.ts';

interface MedicineFieldProps {
  readonly item: QuestionnaireItem;
  readonly values: readonly AnswerValue[];
  readonly language: Language;
  readonly error: string | undefined;
  readonly onValues: (values: readonly AnswerValue[]) => void;
}

export function MedicineField({ item, values, language, error, onValues }: MedicineFieldProps) {
  const say = useWords(FORM_WORDS);
  const [typed, setTyped] = useState('');
  // Choosing puts the name into the field after the choice was taken: it is emptied then.
  const chosen = useRef(false);
  const found = searchMedicines(typed);
  const names = new Map(found.map((one) => [one.name[language], one]));
  const add = (value: AnswerValue) => {
    const key = JSON.stringify(value);
    if (!values.some((one) => JSON.stringify(one) === key)) onValues([...values, value]);
    setTyped('');
  };
  const addAsWritten = () => {
    const name = typed.trim();
    const exact = names.get(name.toLowerCase());
    if (exact) add({ system: RXNORM, code: exact.code, display: exact.name.en });
    else if (name) add(name);
  };
  return (
    <div className={styles.item}>
      <Autocomplete
        label={itemText(item, language)}
        description={helpOf(item, language) || say('searchHint')}
        size="md"
        autoComplete="off"
        maxLength={300}
        data={[...names.keys()]}
        filter={({ options }) => options}
        value={typed}
        error={error ?? null}
        onChange={(text) => {
          if (chosen.current) chosen.current = false;
          else setTyped(text);
        }}
        onOptionSubmit={(name) => {
          const medicine = names.get(name);
          if (!medicine) return;
          chosen.current = true;
          add({ system: RXNORM, code: medicine.code, display: medicine.name.en });
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (!event.currentTarget.getAttribute('aria-activedescendant')) addAsWritten();
        }}
      />
      {typed.trim().length > 1 && (
        <Button variant="default" className={styles.add ?? ''} onClick={addAsWritten}>
          {say('addAsWritten', { name: typed.trim() })}
        </Button>
      )}
      {values.length > 0 && (
        <ul className={styles.named} aria-label={say('medicines')}>
          {values.map((value) => {
            const name = sayAnswer(item, value, language);
            return (
              <li key={JSON.stringify(value)}>
                <span>
                  <bdi>{name}</bdi>
                  {!isCoded(value) && <small>{say('unknown')}</small>}
                </span>
                <Button
                  variant="subtle"
                  aria-label={say('takeOut', { name })}
                  onClick={() => onValues(values.filter((one) => one !== value))}
                >
                  {say('take')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
