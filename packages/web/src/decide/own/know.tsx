/** What one knows, how sure one is, and where one leans. */
import { KNOWLEDGE_ANSWERS, meetAnswer, readSure } from '@holdspace/care';
import styles from '../decide.module.css';
import { OneOf } from './choices.tsx';
import type { PartProps } from './own.tsx';

export function Know({ answers, change, content, t }: PartProps) {
  return (
    <section aria-labelledby="know">
      <h2 id="know">{t('know-title')}</h2>
      <p className={styles.lead}>{t('know-lead')}</p>
      {content.knowledge.map((item) => {
        const { id, says, because } = item;
        const answer = answers.knowledge[id];
        return (
          <div key={id} className={styles.asked}>
            <OneOf
              legend={says}
              isPlain
              options={KNOWLEDGE_ANSWERS.map((value) => ({ value, says: t(value) }))}
              value={answer}
              onChoose={(chosen) => change({ knowledge: { ...answers.knowledge, [id]: chosen } })}
            />
            <p aria-live="polite" className={answer && styles.reply}>
              {answer && (
                <>
                  <strong>{t(`reply-${meetAnswer(item, answer)}`)}</strong> {because}
                </>
              )}
            </p>
          </div>
        );
      })}
    </section>
  );
}

export function Sure({ answers, change, content, t }: PartProps) {
  const reading = readSure(answers.sure);
  return (
    <section aria-labelledby="sure">
      <h2 id="sure">{t('sure-title')}</h2>
      <p className={styles.lead}>{t('sure-lead')}</p>
      {content.sure.map(({ id, says }) => (
        <OneOf
          key={id}
          legend={says}
          isPlain
          options={(['yes', 'no'] as const).map((value) => ({ value, says: t(value) }))}
          value={answers.sure[id]}
          onChoose={(answer) => change({ sure: { ...answers.sure, [id]: answer } })}
        />
      ))}
      <div aria-live="polite" className={reading === 'open' ? undefined : styles.reply}>
        {reading === 'sure' && <p>{t('sure-sure')}</p>}
        {reading === 'torn' && (
          <>
            <p>{t('sure-torn')}</p>
            <ul>
              {content.sure
                .filter(({ id }) => answers.sure[id] === 'no')
                .map(({ id, help }) => (
                  <li key={id}>{help}</li>
                ))}
            </ul>
          </>
        )}
      </div>
      <OneOf
        legend={t('leaning-title')}
        options={[
          ...content.options.map(({ id, says }) => ({ value: id, says })),
          { value: 'not sure' as const, says: t('not sure') },
        ]}
        value={answers.leaning}
        onChoose={(leaning) => change({ leaning })}
      />
    </section>
  );
}
