/** What must be true before a dose: each gate with what was found or what is missing, and its form in its place. */
import { type GateStatus, gatesAt } from '@holdspace/care';
import { memo, useCallback, useRef, useState } from 'react';
import { Sign } from '../ui/sign.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './gates.module.css';
import { GateForm } from './later.ts';
import { InPlace, Part } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { useScreeningOnRecord } from './screening-on-record.ts';
import { useAnswer, useAsk, useLoaded, useMoment, useProtocol, useSession } from './use-session.tsx';

interface GatesProps {
  readonly onVitals: () => void;
  readonly onPeople: () => void;
}

export function Gates({ onVitals, onPeople }: GatesProps) {
  const protocol = useProtocol();
  const moment = useMoment();
  const screening = useScreeningOnRecord();
  const { consents } = useLoaded();
  const statuses = useAnswer((session) => gatesAt(protocol, session, moment, { screening, consents }));
  const [open, setOpen] = useState<string>();
  const [all, setAll] = useState(false);
  const given = useSession((session) => session.doses.length + session.infusions.length > 0);
  const unmet = statuses.filter((one) => !one.met);
  // After the dose, gates are history: they step back and only what is open is shown.
  const waiting = given ? unmet.filter((one) => one.gate === 'people_present') : unmet;
  const shown = all ? [...waiting, ...statuses.filter((one) => !waiting.includes(one))] : waiting;
  const list = useRef<HTMLUListElement>(null);
  const openGate = useCallback(
    (gate: GateStatus['gate']) => {
      if (gate === 'baseline_vital_signs') onVitals();
      else if (gate === 'people_present') onPeople();
      else setOpen(gate);
    },
    [onVitals, onPeople],
  );
  const close = useCallback(() => setOpen(undefined), []);
  const confirmed = useCallback(() => {
    setOpen(undefined);
    // On to the next open gate, so that Enter goes down the list.
    requestAnimationFrame(() => list.current?.querySelector('button')?.focus());
  }, []);
  const badge =
    unmet.length === 0 ? (
      <StatusBadge meaning="good">all {statuses.length} met</StatusBadge>
    ) : given ? (
      <StatusBadge meaning="neutral">dose given</StatusBadge>
    ) : (
      <StatusBadge meaning="caution">
        {unmet.length} of {statuses.length} open
      </StatusBadge>
    );
  return (
    <Part
      title="Before the dose"
      isShut={shown.length === 0}
      actions={
        <span className={parts.row}>
          {badge}
          <button type="button" className={parts.quiet} aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Only what is open' : 'Show all'}
          </button>
        </span>
      }
    >
      <ul className={styles.gates} ref={list}>
        {shown.map((status) => (
          <GateLine
            key={status.gate}
            status={status}
            isOpen={open === status.gate}
            onOpen={openGate}
            onClose={close}
            onConfirmed={confirmed}
          />
        ))}
      </ul>
    </Part>
  );
}

interface GateLineProps {
  readonly status: GateStatus;
  readonly isOpen: boolean;
  readonly onOpen: (gate: GateStatus['gate']) => void;
  readonly onClose: () => void;
  readonly onConfirmed: () => void;
}

const OPENS: Partial<Record<GateStatus['gate'], string>> = {
  baseline_vital_signs: 'Measure',
  people_present: 'Who is here',
};

/** Drawn again only when what is said of its gate changes. */
const GateLine = memo(function GateLine({ status, isOpen, onOpen, onClose, onConfirmed }: GateLineProps) {
  const { gate: kind, title, met, because, satisfy, stop, overridden } = status;
  const protocol = useProtocol();
  const gate = protocol.gates.find((one) => one.gate === kind);
  const asking = useAsk(onConfirmed);
  return (
    <li className={`${styles.gate} ${met ? styles.met : ''}`}>
      <span className={styles.sign}>
        <Sign name={met ? 'check' : stop === 'hard' ? 'octagon' : 'triangle'} />
      </span>
      <div className={styles.words}>
        <div>
          <strong>{title}</strong>
          <span className="hs-visually-hidden">{met ? ', met' : ', not met'}</span>
          {!met && <span className={styles.stop}>{stop === 'hard' ? 'hard stop' : 'may be overridden'}</span>}
          {overridden && <span className={styles.stop}>overridden</span>}
        </div>
        <div className={styles.because}>
          {because}
          {!met && <span> — {satisfy}</span>}
        </div>
      </div>
      <button
        type="button"
        className={met ? parts.quiet : parts.button}
        aria-expanded={isOpen}
        aria-label={`${OPENS[kind] ?? (met ? 'Again' : 'Confirm')}: ${title}`}
        onClick={() => (isOpen ? onClose() : onOpen(kind))}
      >
        {OPENS[kind] ?? (met ? 'Again' : 'Confirm')}
      </button>
      {isOpen && gate && (
        <div className={styles.form}>
          <InPlace title={title} onClose={onClose}>
            <GateForm gate={gate} onFound={(finding) => asking.ask({ type: 'ConfirmGate', finding })} />
            <Refusals asking={asking} />
          </InPlace>
        </div>
      )}
    </li>
  );
});
