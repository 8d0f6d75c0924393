/** Deciding a screening: an outcome with its reason for each finding, what they come to, and the signature. */
import {
  asksForProof,
  decisionOf,
  SCREENING_DECISION_WORDS,
  SCREENING_JUDGEMENT_WORDS,
  SCREENING_JUDGEMENTS,
  type ScreeningFinding,
  type ScreeningJudgement,
  type SignScreening,
  toDecide,
} from '@holdspace/care';
import { Button, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMe } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { isIdTaken } from '../api/problem.ts';
import { changed } from '../portal/integration/changed.ts';
import { useKeptDraft } from '../portal/integration/kept-draft.ts';
import { isScreenLocked } from '../sign-in/screen.ts';
import { SignAct } from '../sign-in/sign-act.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Finding } from './finding.tsx';
import { asLookedAt, differsFrom, isAsItWas, type Judged, type JudgedBy, stillJudged } from './judged.ts';
import { type ScreeningShown, useSendScreening } from './queries.ts';
import styles from './screening.module.css';

interface Draft {
  readonly id: string;
  readonly by: JudgedBy;
  readonly note: string;
}
const NOTHING: Judged = { reason: '' };

/** What was accepted before, of a finding that is as it was then: nobody writes the same reason twice, and everybody reads it. */
function decidedBefore({ decisions, findings }: ScreeningShown): Draft['by'] {
  const [last] = decisions;
  return Object.fromEntries(
    (last?.outcomes ?? []).flatMap(({ rule, judgement, reason }) => {
      const then = last?.findings.find((one) => one.rule === rule);
      const now = findings.find((one) => one.rule === rule);
      const isSame = now !== undefined && isAsItWas(then, now);
      return isSame && judgement === 'accepted' ? [[rule, { judgement, reason, of: asLookedAt(now) }]] : [];
    }),
  );
}

export function Decide({ screening, onDone }: { screening: ScreeningShown; onDone: () => void }) {
  // What is signed is what was looked at: it moves when whoever decides says so, and not with what comes meanwhile.
  const [looked, look] = useState(screening);
  const { course, findings, seen } = looked;
  const [before] = useState(looked.decisions[0]?.id ?? 'first');
  const me = useMe();
  const [fresh] = useState<Draft>(() => ({ id: newId(), by: decidedBefore(screening), note: '' }));
  const {
    value: draft,
    write,
    forget,
  } = useKeptDraft(`screening decision ${course.id} ${before}`, fresh, '/api/me/draft-key');
  const [signing, setSigning] = useState<SignScreening>();
  const [isMissing, setMissing] = useState(false);
  const sending = useSendScreening(course.id);
  const open = toDecide(findings);
  const by = stillJudged(draft.by, findings);
  const writtenOf = (rule: string) => by[rule] ?? NOTHING;
  const change = (finding: ScreeningFinding, more: Partial<Judged>) => {
    const written = { ...writtenOf(finding.rule), ...more, of: asLookedAt(finding) };
    write(changed(draft, { by: { ...draft.by, [finding.rule]: written } }));
  };
  const left = open.filter(({ rule }) => !writtenOf(rule).judgement || writtenOf(rule).reason.trim() === '');
  const outcomes = open.flatMap(({ rule }) => {
    const { judgement, reason } = writtenOf(rule);
    return judgement ? [{ rule, judgement, reason: reason.trim() }] : [];
  });

  const send = () => {
    setMissing(left.length > 0);
    if (left.length > 0) return;
    const note = draft.note.trim();
    const act: SignScreening = { id: draft.id, seen, outcomes, ...(note && { note }) };
    if (asksForProof({ isLocked: isScreenLocked(), isShared: me.screen.isShared }, me.signing)) setSigning(act);
    else deliver(act);
  };
  const deliver = (body: SignScreening, proof?: string) =>
    sending.mutate(
      { kind: 'decision', body, ...(proof && { proof }) },
      {
        onSuccess: () => {
          forget();
          onDone();
        },
        // Sent again as it was it is stored once, also where no answer came.
        onError: (error) => isIdTaken(error) && write(changed(draft, {})),
        onSettled: () => setSigning(undefined),
      },
    );

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {open.length === 0 && <p>Nothing was found that has to be decided.</p>}
      <ul className={styles.findings}>
        {open.map((finding) => (
          <Finding key={finding.rule} finding={finding}>
            <Judge
              finding={finding}
              written={writtenOf(finding.rule)}
              isMissing={isMissing}
              onChange={(more) => change(finding, more)}
            />
          </Finding>
        ))}
      </ul>
      <Textarea
        label="Note (if any)"
        autosize
        minRows={2}
        maxLength={4000}
        value={draft.note}
        onChange={(event) => write(changed(draft, { note: event.currentTarget.value }))}
      />
      <p className={styles.comesTo} role="status">
        {left.length > 0
          ? `${left.length} of ${open.length} left to decide, each with its reason.`
          : `This comes to: ${SCREENING_DECISION_WORDS[decisionOf(outcomes)].toLowerCase()}.`}
      </p>
      {screening.seen !== seen && (
        <CameSince
          looked={looked}
          now={screening}
          onLook={() => {
            look(screening);
            // Over something else it is another act.
            write(changed(draft, {}));
            sending.reset();
          }}
        />
      )}
      <ProblemAlert error={sending.error} />
      {signing && (
        <SignAct
          title="Sign the screening"
          at={`/api/courses/${course.id}/screening`}
          what={{ act: signing }}
          by="self"
          onSigned={({ proof }) => deliver(signing, proof)}
          onClose={() => setSigning(undefined)}
        />
      )}
      <div className={styles.buttons}>
        <Button type="submit" loading={sending.isPending}>
          Sign the screening
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  );
}

interface CameSinceProps {
  readonly looked: ScreeningShown;
  readonly now: ScreeningShown;
  readonly onLook: () => void;
}
/** What has come while somebody decides; the findings above stay those that they opened until they have looked. */
function CameSince({ looked, now, onLook }: CameSinceProps) {
  return (
    <section className={`${styles.standing} ${styles.unsigned}`} aria-label="What has come since you opened this">
      <p role="status">
        Something has come since you opened this: an answer, a medicine, a reading or a letter. Look at it, then say so;
        nothing is signed over what you have not seen.
      </p>
      <ul>
        {differsFrom(looked, now).map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
      <p className={styles.small}>
        Answers and letters stand on this page, medicines and readings on{' '}
        <Link href={`/patients/${now.course.patient.id}`}>the patient’s</Link>. What you have written stays; a finding
        that differs is judged anew.
      </p>
      <Button variant="default" onClick={onLook}>
        I have looked
      </Button>
    </section>
  );
}

interface JudgeProps {
  readonly finding: ScreeningFinding;
  readonly written: Judged;
  readonly isMissing: boolean;
  readonly onChange: (more: Partial<Judged>) => void;
}
function Judge({ finding, written, isMissing, onChange }: JudgeProps) {
  return (
    <div className={styles.judge}>
      <Radio.Group
        label={`Outcome: ${finding.title}`}
        value={written.judgement ?? null}
        onChange={(value) => onChange({ judgement: value as ScreeningJudgement })}
        error={isMissing && !written.judgement && 'Choose one.'}
      >
        <div className={styles.choices}>
          {SCREENING_JUDGEMENTS.map((value) => (
            <Radio key={value} value={value} label={SCREENING_JUDGEMENT_WORDS[value]} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={`Reason: ${finding.title}`}
        autosize
        minRows={1}
        maxLength={4000}
        value={written.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
        error={isMissing && written.reason.trim() === '' && 'Say why in a line.'}
      />
    </div>
  );
}
