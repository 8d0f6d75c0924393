/** Letters and clearances from outside: of whom, about what, until when; and what they say once they have come. */
import { CLEARANCE_VERDICT_WORDS, CLEARANCE_VERDICTS, type ClearanceVerdict, toDecide } from '@holdspace/care';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { idsOfWhatIsSaid, newId } from '../api/new-id.ts';
import { isIdTaken } from '../api/problem.ts';
import { changed } from '../portal/integration/changed.ts';
import { useKeptDraft } from '../portal/integration/kept-draft.ts';
import { Form } from '../ui/form.tsx';
import { dayLater, dayOf, sayDay } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { type ClearanceShown, type ScreeningShown, useSendScreening } from './queries.ts';
import styles from './screening.module.css';
import { ClearanceBadge } from './state-badge.tsx';

/** A form offers two weeks; whoever asks says how long they wait. */
const USUAL_DAYS = 14;

export function Clearances({ screening, mayKeep }: { screening: ScreeningShown; mayKeep: boolean }) {
  const [isAsking, ask] = useState(false);
  const { clearances } = screening;
  return (
    <Panel
      title="Letters and clearances"
      actions={
        mayKeep &&
        !isAsking && (
          <Button variant="default" onClick={() => ask(true)}>
            Ask for a clearance
          </Button>
        )
      }
    >
      {isAsking && <AskForm screening={screening} onLeave={() => ask(false)} />}
      {clearances.length === 0 && !isAsking && <p className={styles.small}>Nothing is waited for.</p>}
      <ul className={styles.findings}>
        {clearances.map((one) => (
          <ClearanceLine key={one.id} clearance={one} screening={screening} mayKeep={mayKeep} />
        ))}
      </ul>
    </Panel>
  );
}

interface LineProps {
  readonly clearance: ClearanceShown;
  readonly screening: ScreeningShown;
  readonly mayKeep: boolean;
}
function ClearanceLine({ clearance, screening, mayKeep }: LineProps) {
  const [form, open] = useState<'arrived' | 'ended'>();
  const { of, what, rules, askedOn, dueOn, askedBy, state, arrived, ended } = clearance;
  const titles = rules.map((rule) => screening.findings.find((one) => one.rule === rule)?.title ?? rule);
  return (
    <li className={styles.finding}>
      <div className={styles.findingHead}>
        <h3 className={styles.findingTitle}>{of}</h3>
        <ClearanceBadge state={state} />
      </div>
      <p className={styles.because}>
        {titles.join(', ')}: {what}
      </p>
      <p className={styles.small}>
        Asked on {sayDay(askedOn)} by {askedBy.name}
        {!arrived && !ended && `; due ${sayDay(dueOn)}`}
      </p>
      {arrived && (
        <div className={styles.letter}>
          <strong>{CLEARANCE_VERDICT_WORDS[arrived.verdict]}.</strong> {arrived.says}
          <p className={styles.small}>
            From {arrived.from}, came on {sayDay(arrived.arrivedOn)}, written down by {arrived.author.name}
          </p>
        </div>
      )}
      {ended && (
        <p className={styles.small}>
          Ended by {ended.author.name}: {ended.reason}
        </p>
      )}
      {mayKeep && !ended && !form && (
        <div className={styles.buttons}>
          {!arrived && (
            <Button variant="default" onClick={() => open('arrived')}>
              It has come<span className="hs-visually-hidden">: {of}</span>
            </Button>
          )}
          <Button variant="subtle" onClick={() => open('ended')}>
            {arrived ? 'Written down by mistake' : 'Not needed any more'}
            <span className="hs-visually-hidden">: {of}</span>
          </Button>
        </div>
      )}
      {form === 'arrived' && (
        <ArrivedForm clearance={clearance} screening={screening} onLeave={() => open(undefined)} />
      )}
      {form === 'ended' && <EndedForm clearance={clearance} screening={screening} onLeave={() => open(undefined)} />}
    </li>
  );
}

interface AskDraft {
  readonly id: string;
  readonly rules: readonly string[];
  readonly of: string;
  readonly what: string;
  readonly askedOn: string;
  readonly dueOn: string;
}
function AskForm({ screening, onLeave }: { screening: ScreeningShown; onLeave: () => void }) {
  const { course, findings, zone } = screening;
  const open = toDecide(findings);
  const [fresh] = useState((): AskDraft => {
    const today = dayOf(new Date(), zone);
    const needed = open.filter(({ outcome }) => outcome === 'needs_clearance');
    return {
      id: newId(),
      rules: needed.map(({ rule }) => rule),
      of: needed[0]?.by ?? '',
      what: '',
      askedOn: today,
      dueOn: dayLater(today, USUAL_DAYS),
    };
  });
  const { value: draft, write, forget } = useKeptDraft(`clearance of ${course.id}`, fresh, '/api/me/draft-key');
  const { id, rules, of, what, askedOn, dueOn } = draft;
  const set = (change: Partial<Omit<AskDraft, 'id'>>) => write(changed(draft, change));
  const sending = useSendScreening(course.id);
  return (
    <Form
      send="Wait for it"
      isSending={sending.isPending}
      error={sending.error}
      onLeave={onLeave}
      onSend={() =>
        sending.mutate(
          { kind: 'asked', body: { id, rules: [...rules], of, what, askedOn, dueOn } },
          {
            onSuccess: () => {
              forget();
              onLeave();
            },
            // Sent again as it was it is stored once, also where no answer came.
            onError: (error) => isIdTaken(error) && set({}),
          },
        )
      }
    >
      <Checkbox.Group label="About" value={[...rules]} onChange={(next) => set({ rules: next })}>
        <div className={styles.choices}>
          {open.map(({ rule, title }) => (
            <Checkbox key={rule} value={rule} label={title} />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput
        label="Asked of whom"
        required
        withAsterisk={false}
        maxLength={300}
        value={of}
        onChange={(event) => set({ of: event.currentTarget.value })}
      />
      <Textarea
        label="What is asked"
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxLength={4000}
        value={what}
        onChange={(event) => set({ what: event.currentTarget.value })}
      />
      <TextInput
        label="Asked on"
        type="date"
        required
        withAsterisk={false}
        value={askedOn}
        onChange={(event) => set({ askedOn: event.currentTarget.value })}
      />
      <TextInput
        label="Due on"
        type="date"
        required
        withAsterisk={false}
        value={dueOn}
        onChange={(event) => set({ dueOn: event.currentTarget.value })}
      />
    </Form>
  );
}

interface LetterProps {
  readonly clearance: ClearanceShown;
  readonly screening: ScreeningShown;
  readonly onLeave: () => void;
}
interface LetterDraft {
  readonly id: string;
  readonly arrivedOn: string;
  readonly from: string;
  readonly verdict: ClearanceVerdict | '';
  readonly says: string;
}
function ArrivedForm({ clearance, screening, onLeave }: LetterProps) {
  const [fresh] = useState<LetterDraft>(() => ({
    id: newId(),
    arrivedOn: dayOf(new Date(), screening.zone),
    from: clearance.of,
    verdict: '',
    says: '',
  }));
  const { value: draft, write, forget } = useKeptDraft(`letter ${clearance.id}`, fresh, '/api/me/draft-key');
  const { id, arrivedOn, from, verdict, says } = draft;
  const set = (change: Partial<Omit<LetterDraft, 'id'>>) => write(changed(draft, change));
  const sending = useSendScreening(screening.course.id);
  return (
    <Form
      send="Write down what it says"
      isSending={sending.isPending}
      error={sending.error}
      onLeave={onLeave}
      onSend={() =>
        verdict !== '' &&
        sending.mutate(
          { kind: 'arrived', clearance: clearance.id, body: { id, arrivedOn, from, verdict, says } },
          {
            onSuccess: () => {
              forget();
              onLeave();
            },
            // Sent again as it was it is stored once, also where no answer came.
            onError: (error) => isIdTaken(error) && set({}),
          },
        )
      }
    >
      <TextInput
        label="Came on"
        type="date"
        required
        withAsterisk={false}
        value={arrivedOn}
        onChange={(event) => set({ arrivedOn: event.currentTarget.value })}
      />
      <TextInput
        label="From"
        required
        withAsterisk={false}
        maxLength={300}
        value={from}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <NativeSelect
        label="What it comes to"
        required
        withAsterisk={false}
        data={[
          { value: '', label: 'Choose' },
          ...CLEARANCE_VERDICTS.map((value) => ({ value, label: CLEARANCE_VERDICT_WORDS[value] })),
        ]}
        value={verdict}
        onChange={(event) => set({ verdict: event.currentTarget.value as ClearanceVerdict | '' })}
      />
      <Textarea
        label="What it says"
        description="A clinician reads it, and decides again. The letter itself is kept where the clinic keeps its papers."
        required
        withAsterisk={false}
        autosize
        minRows={3}
        maxLength={4000}
        value={says}
        onChange={(event) => set({ says: event.currentTarget.value })}
      />
    </Form>
  );
}

function EndedForm({ clearance, screening, onLeave }: LetterProps) {
  const [idOf] = useState(idsOfWhatIsSaid);
  const [reason, setReason] = useState('');
  const sending = useSendScreening(screening.course.id);
  return (
    <Form
      send="End it"
      isSending={sending.isPending}
      error={sending.error}
      onLeave={onLeave}
      onSend={() =>
        sending.mutate(
          { kind: 'ended', clearance: clearance.id, body: { id: idOf(reason), reason } },
          { onSuccess: onLeave },
        )
      }
    >
      <TextInput
        label="Why"
        required
        withAsterisk={false}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  );
}
