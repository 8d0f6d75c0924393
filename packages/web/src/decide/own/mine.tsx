/** The page for the talk: what one said, and in words how each option meets it. It chooses nothing. */
import { resultOf } from '@holdspace/care';
import styles from '../decide.module.css';
import { isNothing } from './answers-here.ts';
import type { PartProps } from './own.tsx';
import { partsOf, type SaidPart } from './parts.ts';

export function Mine(part: PartProps) {
  const { answers, content, t } = part;
  if (isNothing(answers)) return <p className={styles.note}>{t('mine-empty')}</p>;
  return (
    <>
      <Meeting {...part} />
      {partsOf(answers, content, t).map(({ title, lines }) => (
        <Said key={title} title={title} lines={lines} />
      ))}
      {answers.note.trim() !== '' && <Said title={t('mine-note')} lines={[answers.note.trim()]} />}
    </>
  );
}

/** A table where there is room; on a phone each row becomes a block, with the options' names beside their words. */
function Meeting({ answers, content, t }: PartProps) {
  const rows = resultOf(answers, content.values);
  if (rows.length === 0) return null;
  return (
    <table className={styles.meeting}>
      <caption>{t('mine-matters')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('matters-title')}</th>
          {content.options.map(({ id, short }) => (
            <th key={id} scope="col">
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, says, weight, meets }) => (
          <tr key={id}>
            <th scope="row">
              {says}
              {weight && <small>{t(weight)}</small>}
            </th>
            {meets.map(({ option, says: words }) => (
              <td key={option} data-option={content.options.find(({ id: one }) => one === option)?.short}>
                {words}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Said({ title, lines }: SaidPart) {
  return (
    <section className={styles.said}>
      <h3>{title}</h3>
      <ul>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are somebody's own words and may be alike
          <li key={index} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
