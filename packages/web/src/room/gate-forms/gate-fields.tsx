/** What the forms of all gates share: what they are given, and one button that sends. */
import type { GateFinding, ProtocolGate } from '@holdspace/care';
import type { ReactNode } from 'react';
import parts from '../parts.module.css';

export interface FormProps<G extends ProtocolGate> {
  readonly gate: G;
  /** Sends what was found; a form shows no more than what it asks. */
  readonly onFound: (finding: GateFinding) => void;
}

/** A form with its one button. */
export function GateFields({
  children,
  onSend,
  send = 'Confirm',
}: {
  children?: ReactNode;
  onSend: () => void;
  send?: string;
}) {
  return (
    <form
      className={parts.stack}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
      <div className={parts.row}>
        <button type="submit" className={parts.primary}>
          {send}
        </button>
      </div>
    </form>
  );
}
