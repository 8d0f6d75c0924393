/** One section for the clinic: the patient's own words on one side, what stands now on the other, and how it came to. */
import type { Answers } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { sayDate, sayTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './preparation.module.css';
import { useSectionSaved } from './queries.ts';
import { SavedLine, SectionFields } from './section-fields.tsx';
import type { UnsentSection } from './section-saver.ts';
import { type SectionShown, sayAnswer, type Turn } from './shapes.ts';
import { CLINIC, isLeftOver, useSection } from './use-section.ts';

interface ClinicSectionProps {
  readonly courseId: string;
  readonly section: SectionShown;
  readonly patientName: string;
  readonly zone: string;
  readonly mayWrite: boolean;
  /** Written here before, and never sent. */
  readonly unsent: UnsentSection | undefined;
}

export function ClinicSection(props: ClinicSectionProps) {
  const { section, patientName, zone, mayWrite, unsent } = props;
  const [isWriting, write] = useState(() => isLeftOver(unsent));
  const own = section.turns.find(({ author }) => author.kind === 'patient');
  const [last] = section.turns;
  const isAsked = section.mayFill.includes('patient');
  const standsAsTheySaid = own !== undefined && own === last;
  return (
    <div id={section.id}>
      <Panel
        title={section.title}
        actions={
          section.isDone ? (
            <StatusBadge meaning="good">complete</StatusBadge>
          ) : (
            <StatusBadge meaning="neutral">not complete</StatusBadge>
          )
        }
      >
        <div className={styles.sides}>
          <div className={styles.side}>
            <h3 className={styles.small}>{isAsked ? 'In the patient’s own words' : 'What this is'}</h3>
            {isAsked && own && (
              <div className={styles.words}>
                <Answered section={section} answers={own.answers} />
                <Who turn={own} zone={zone} />
              </div>
            )}
            {isAsked && !own && <p className={styles.nobody}>{patientName} has not written here yet.</p>}
            {!isAsked && <p className={styles.nobody}>{section.help}</p>}
            <Earlier section={section} zone={zone} shown={own} />
          </div>
          <div className={styles.side}>
            <h3 className={styles.small}>What stands now</h3>
            {isWriting ? (
              <Writing {...props} onDone={() => write(false)} />
            ) : (
              <>
                {standsAsTheySaid ? (
                  <p className={styles.nobody}>As the patient wrote it.</p>
                ) : Object.keys(section.answers).length > 0 ? (
                  <Answered section={section} answers={section.answers} />
                ) : (
                  <p className={styles.nobody}>Nothing yet.</p>
                )}
                {last && !standsAsTheySaid && <Who turn={last} zone={zone} />}
                {section.missing.length > 0 && (
                  <p className={styles.who}>Still asked: {section.missing.map((one) => `“${one}”`).join(', ')}</p>
                )}
                {mayWrite && (
                  <div className={styles.buttons}>
                    <Button variant="default" onClick={() => write(true)}>
                      {Object.keys(section.answers).length > 0 ? 'Go on with it' : 'Write'}
                      <span className="hs-visually-hidden">: {section.title}</span>
                    </Button>
                  </div>
                )}
              </>
            )}
          </div>
        </div>
      </Panel>
    </div>
  );
}

function Writing({ courseId, section, unsent, onDone }: ClinicSectionProps & { onDone: () => void }) {
  const onSaved = useSectionSaved(courseId);
  const { saver, answers, saving } = useSection(CLINIC, courseId, section, unsent, onSaved);
  return (
    <>
      <SectionFields section={section} filler="practitioner" saver={saver} answers={answers} saving={saving} />
      <SavedLine saving={saving} />
      <div className={styles.buttons}>
        <Button
          variant="default"
          onClick={() => {
            void saver.flush().then(() => {
              if (!saver.hasUnsent) onDone();
            });
          }}
        >
          Done<span className="hs-visually-hidden"> with {section.title}</span>
        </Button>
      </div>
    </>
  );
}

function Answered({ section, answers }: { section: SectionShown; answers: Answers }) {
  return (
    <dl className={styles.answers}>
      {section.fields.map(({ id, label }) => {
        const answer = answers[id];
        return answer === undefined ? null : (
          <div key={id}>
            <dt>{label}</dt>
            <dd>{sayAnswer(section, id, answer)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

const Who = ({ turn, zone }: { turn: Turn; zone: string }) => (
  <p className={styles.who}>
    {turn.author.name}, {sayDate(turn.at, zone)}, {sayTime(turn.at, zone)}
  </p>
);

/** What was said before; nothing of it is ever removed. */
function Earlier({ section, zone, shown }: { section: SectionShown; zone: string; shown: Turn | undefined }) {
  const earlier = section.turns.filter((turn, index) => index > 0 && turn !== shown);
  if (earlier.length === 0) return null;
  return (
    <details className={styles.earlier}>
      <summary>
        Said before<span className="hs-visually-hidden"> in {section.title}</span> ({earlier.length})
      </summary>
      <ol>
        {earlier.map((turn) => (
          <li key={turn.version}>
            <Answered section={section} answers={turn.answers} />
            <Who turn={turn} zone={zone} />
          </li>
        ))}
      </ol>
    </details>
  );
}
