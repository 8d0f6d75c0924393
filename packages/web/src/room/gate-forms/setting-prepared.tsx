/** Setting prepared: each element as it was planned, made ready so, changed, or left out with a word why. */
import { type GateOf, SETTING_OUTCOMES, type SettingMade, settingFinding } from '@holdspace/care';
import { useState } from 'react';
import parts from '../parts.module.css';
import styles from '../quiet/quiet.module.css';
import { useRoomPreparation } from '../quiet/use-preparation.ts';
import { Text } from '../text-field.tsx';
import { useProtocol } from '../use-session.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

type Outcome = SettingMade['outcome'];
const OUTCOMES: Record<Outcome, string> = { prepared: 'Ready', changed: 'Changed', omitted: 'Left out' };

export function SettingPrepared({ onFound }: FormProps<GateOf<'setting_prepared'>>) {
  const { setting } = useProtocol();
  const plan = useRoomPreparation().data?.plan ?? [];
  const [outcomes, setOutcomes] = useState<Readonly<Record<string, Outcome>>>({});
  const [words, setWords] = useState<Readonly<Record<string, string>>>({});
  const left = setting.filter(({ id }) => outcomes[id] === undefined);
  const made = setting.flatMap(({ id }): SettingMade[] => {
    const outcome = outcomes[id];
    if (!outcome) return [];
    const said = words[id]?.trim();
    return [{ element: id, outcome, ...(outcome !== 'prepared' && said && { words: said }) }];
  });
  return (
    <GateFields onSend={() => left.length === 0 && onFound(settingFinding(plan, made))}>
      {left.length > 0 && (
        <button
          type="button"
          className={parts.button}
          onClick={() =>
            setOutcomes((before) => ({
              ...Object.fromEntries(setting.map(({ id }) => [id, 'prepared' as const])),
              ...before,
            }))
          }
        >
          {left.length === setting.length ? 'All is ready as planned' : 'The rest is ready as planned'}
        </button>
      )}
      <div className={styles.elements}>
        {setting.map(({ id, name, detail }) => {
          const outcome = outcomes[id];
          return (
            <fieldset key={id} className={`${parts.choices} ${styles.element}`}>
              <legend className={parts.label}>{name}</legend>
              <p className={styles.planned}>{plan.find(({ element }) => element === id)?.planned ?? detail}</p>
              <div className={parts.row}>
                {SETTING_OUTCOMES.map((one) => (
                  <label key={one} className={parts.choice}>
                    <input
                      type="radio"
                      name={`setting-${id}`}
                      required
                      checked={outcome === one}
                      onChange={() => setOutcomes((before) => ({ ...before, [id]: one }))}
                    />
                    {OUTCOMES[one]}
                    <span className="hs-visually-hidden">: {name}</span>
                  </label>
                ))}
              </div>
              {outcome && outcome !== 'prepared' && (
                <Text
                  label={outcome === 'changed' ? `${name}: what is otherwise` : `${name}: why it is left out`}
                  value={words[id] ?? ''}
                  onChange={(said) => setWords((before) => ({ ...before, [id]: said }))}
                />
              )}
            </fieldset>
          );
        })}
      </div>
    </GateFields>
  );
}
