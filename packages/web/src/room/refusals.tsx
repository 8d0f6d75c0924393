/**
 * What a rule said no to, in the place where it was asked: why, with the numbers, what would satisfy it, and the two
 * ways on: an override with its reason where that is allowed, and recording what has already happened.
 */
import { type Instant, isRecordable, type Refusal, RULES, SIGNED_ACTS, sayRoles } from '@holdspace/care';
import { useEffect, useId, useRef, useState } from 'react';
import { sayTime } from '../ui/moment.ts';
import { sayField } from '../ui/say-field.ts';
import { Sign } from '../ui/sign.tsx';
import { SignHere } from './later.ts';
import parts from './parts.module.css';
import styles from './refusals.module.css';
import { type Asking, useAsk, useAuthor, useLoaded, useSession, useSessionZone } from './use-session.tsx';

/** Rules that keep the record coherent are not lifted by anything. */
const isCoherence = (refusal: Refusal): boolean =>
  RULES.find((rule) => rule.id === refusal.rule)?.keepsTheRecordCoherent ?? false;

interface RefusalsProps {
  readonly asking: Asking;
  /** Colleagues whose signature a rule would refuse; they are not offered. */
  readonly except?: readonly string[];
}

export function Refusals({ asking, except }: RefusalsProps) {
  const { asked, answer, signing } = asking;
  const { session } = useLoaded();
  const top = useRef<HTMLDivElement>(null);
  // A refusal takes the eye and the reader to itself; the button that was pressed is right above it.
  useEffect(() => {
    if (answer) top.current?.scrollIntoView({ block: 'nearest' });
  }, [answer]);
  if (signing)
    return (
      <SignHere
        sessionId={session.id}
        command={signing.command}
        by={signing.by}
        {...(except && { except })}
        onSigned={(signature) => asking.signed(signing, signature)}
        onClose={asking.clear}
      />
    );
  if (!asked || !answer) return null;
  const { refusals, errors } = answer;
  const hard = refusals.filter((one) => one.stop === 'hard');
  const soft = refusals.filter((one) => one.stop === 'soft' && !isCoherence(one));
  const mayHappen = refusals.length > 0 && isRecordable(asked.type) && !refusals.some(isCoherence);
  return (
    <div ref={top} className={styles.refusals}>
      <div role="alert">
        <ul className={styles.list}>
          {errors.map((one) => (
            <li key={`${one.field} ${one.message}`} className={styles.refusal}>
              <Sign name="octagon" />
              <div>
                <strong>{sayField(one.field)}:</strong> {one.message}
              </div>
            </li>
          ))}
          {refusals.map((one) => (
            <RefusalItem key={`${one.rule} ${one.message}`} refusal={one} />
          ))}
        </ul>
      </div>
      {hard.length === 0 && soft.length > 0 && <Override asking={asking} soft={soft} />}
      {mayHappen && <Happened asking={asking} />}
      {SIGNED_ACTS[asked.type] !== undefined && (
        <button type="button" className={parts.quiet} onClick={() => asking.askAnother(asked)}>
          Somebody else signs it here…
        </button>
      )}
      <button type="button" className={parts.quiet} onClick={asking.clear}>
        Close
      </button>
    </div>
  );
}

function RefusalItem({ refusal }: { refusal: Refusal }) {
  const zone = useSessionZone();
  const numbers = Object.entries(refusal.numbers);
  return (
    <li className={`${styles.refusal} ${refusal.stop === 'soft' ? styles.soft : ''}`}>
      <Sign name={refusal.stop === 'hard' ? 'octagon' : 'triangle'} />
      <div>
        <div className={styles.title}>
          {refusal.title}
          <span className={styles.stop}>{refusal.stop === 'hard' ? 'hard stop' : 'soft stop'}</span>
        </div>
        <div className={styles.message}>{refusal.message}</div>
        {numbers.length > 0 && (
          <dl className={styles.numbers}>
            {numbers.map(([name, value]) => (
              <div key={name}>
                <dt>{name.replace(/([A-Z])/g, ' $1').toLowerCase()}</dt>
                <dd className="hs-numbers">
                  {/^\d{4}-\d\d-\d\dT/.test(value) ? sayTime(value as Instant, zone) : value}
                </dd>
              </div>
            ))}
          </dl>
        )}
        <div>{refusal.satisfy}</div>
        {refusal.overrideBy.length > 0 && (
          <div className={styles.who}>
            May be overridden by a {sayRoles(refusal.overrideBy)}, with a reason
            {refusal.witnessed ? ' and a second signature' : ''}.
          </div>
        )}
      </div>
    </li>
  );
}

/** Whether an override of this person carries: they hold a role that may, or a colleague who does has signed. */
function useMissingSignatures(soft: readonly Refusal[]): readonly Refusal[] {
  const author = useAuthor();
  const signed = useSession((session) => session.signedOverrides);
  return soft.filter((one) => {
    const authorMay = author.roles.some((role) => one.overrideBy.includes(role));
    const other = signed.some(
      (by) =>
        by.rule === one.rule && by.by.id !== author.id && by.by.roles.some((role) => one.overrideBy.includes(role)),
    );
    return (one.witnessed || !authorMay) && !other;
  });
}

function Override({ asking, soft }: { asking: Asking; soft: readonly Refusal[] }) {
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const id = useId();
  const missing = useMissingSignatures(soft);
  const { asked } = asking;
  if (!asked) return null;
  if (missing.length > 0)
    return (
      <div className={styles.way}>
        <strong>A second person signs first.</strong>
        <ul className={styles.plain}>
          {missing.map((one) => (
            <li key={one.rule}>
              {one.title}: a {sayRoles(one.overrideBy)} other than you signs it here, or opens this session from their
              own sign-in and chooses <em>Sign an override</em>. This place goes on by itself when they have.
              <SignOverrideHere rule={one.rule} />
            </li>
          ))}
        </ul>
      </div>
    );
  const complete = soft.every((one) => reasons[one.rule]?.trim());
  return (
    <form
      className={styles.way}
      onSubmit={(event) => {
        event.preventDefault();
        asking.ask({
          ...asked,
          overrides: [
            ...(asked.overrides ?? []).filter((given) => !soft.some((one) => one.rule === given.rule)),
            ...soft.map((one) => ({ rule: one.rule, reason: reasons[one.rule]?.trim() ?? '' })),
          ],
        });
      }}
    >
      {soft.map((one) => (
        <div key={one.rule} className={parts.field}>
          <label htmlFor={`${id}${one.rule}`}>Why go on: {one.message}</label>
          <input
            id={`${id}${one.rule}`}
            className={parts.input}
            maxLength={300}
            required
            value={reasons[one.rule] ?? ''}
            onChange={(event) => setReasons({ ...reasons, [one.rule]: event.currentTarget.value })}
          />
        </div>
      ))}
      <button type="submit" className={parts.caution} disabled={!complete}>
        Override, with {soft.length === 1 ? 'this reason' : 'these reasons'}
      </button>
    </form>
  );
}

function Happened({ asking }: { asking: Asking }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const id = useId();
  const { asked } = asking;
  if (!asked) return null;
  if (!open)
    return (
      <button type="button" className={parts.quiet} onClick={() => setOpen(true)}>
        It has already happened…
      </button>
    );
  return (
    <form
      className={styles.way}
      onSubmit={(event) => {
        event.preventDefault();
        asking.ask({ ...asked, happened: { reason: reason.trim() } });
      }}
    >
      <div className={parts.field}>
        <label htmlFor={id}>What happened in the room is always recorded. Say how it came about.</label>
        <input
          id={id}
          className={parts.input}
          maxLength={300}
          required
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={parts.hint}>It is kept with a flag that names the rule, and everybody sees it.</div>
      </div>
      <button type="submit" className={parts.danger} disabled={!reason.trim()}>
        Record that it happened
      </button>
    </form>
  );
}

/** The second person is in the room: their reason, and their signature on this device. */
function SignOverrideHere({ rule }: { rule: string }) {
  const [reason, setReason] = useState('');
  const asking = useAsk(() => setReason(''));
  const id = useId();
  return (
    <>
      <div className={parts.field}>
        <label htmlFor={id}>Their reason</label>
        <input
          id={id}
          className={parts.input}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <button
        type="button"
        className={parts.button}
        disabled={!reason.trim()}
        onClick={() => asking.askAnother({ type: 'SignOverride', rule, reason: reason.trim() })}
      >
        Sign the override here
      </button>
      <Refusals asking={asking} />
    </>
  );
}
