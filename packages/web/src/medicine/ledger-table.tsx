/** A container's movements as double-entry lines: out of one account, into another, and what is held after it. */
import {
  ledgerLines,
  MOVEMENT_NAMES,
  mayEver,
  sayAccount,
  sayQuantity,
  undoingTakes,
  whyNotUndone,
} from '@holdspace/care';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { SignAct } from '../sign-in/sign-act.tsx';
import { Form } from '../ui/form.tsx';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import styles from './medicine.module.css';
import { type ContainerShown, type MovementShown, moveByHand, type SafeShown, useMedicine } from './queries.ts';
import { useServerNow } from './server-now.ts';

interface LedgerTableProps {
  readonly container: ContainerShown;
  readonly movements: readonly MovementShown[];
  readonly safes: readonly SafeShown[];
  readonly onDone: (says: string) => void;
}

export function LedgerTable({ container, movements, safes, onDone }: LedgerTableProps) {
  const zone = useZone();
  const { roles } = useMe().practitioner;
  const names = new Map(safes.map(({ id, name }) => [id, name]));
  const [undoing, undo] = useState<MovementShown>();
  const undone = new Set(movements.flatMap(({ reverses }) => reverses ?? []));
  const mayUndo = (movement: MovementShown) =>
    mayEver(undoingTakes(movement.kind, [container.product]).act, roles) &&
    whyNotUndone(movement, movements, container) === null;
  return (
    <Panel title="Its history">
      <p className={styles.says}>
        Nothing here is ever edited or removed: what was recorded by mistake is undone by a line of its own.
      </p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className="hs-visually-hidden">Movements of {container.label}, the first at the top</caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">From</th>
              <th scope="col">Into</th>
              <th scope="col" className={styles.number}>
                Amount
              </th>
              <th scope="col" className={styles.number}>
                Held after
              </th>
              <th scope="col">Who</th>
            </tr>
          </thead>
          <tbody>
            {ledgerLines(movements).map(({ movement, held }) => (
              <tr key={movement.id}>
                <td data-name="When">
                  {sayDayAndTime(movement.at, zone)}
                  {movement.recordedAt.slice(0, 16) !== movement.at.slice(0, 16) && (
                    <div className={styles.aside}>recorded {sayDayAndTime(movement.recordedAt, zone)}</div>
                  )}
                </td>
                <th scope="row">
                  <span className={undone.has(movement.id) ? styles.undone : undefined}>
                    {MOVEMENT_NAMES[movement.kind]}
                  </span>
                  {undone.has(movement.id) && <span className={styles.aside}> undone later</span>}
                  {movement.reason && <div className={styles.aside}>{movement.reason}</div>}
                  {movement.document && <div className={styles.aside}>Paper: {movement.document}</div>}
                  {movement.session && (
                    <div>
                      <Link href={`/sessions/${movement.session}/record`}>The session’s record</Link>
                    </div>
                  )}
                  {mayUndo(movement) && (
                    <button type="button" className={styles.textButton} onClick={() => undo(movement)}>
                      Undo<span className="hs-visually-hidden">: {MOVEMENT_NAMES[movement.kind]}</span>
                    </button>
                  )}
                </th>
                <td data-name="From">{sayAccount(movement.from, names)}</td>
                <td data-name="Into">{sayAccount(movement.into, names)}</td>
                <td data-name="Amount" className={styles.number}>
                  {sayQuantity(movement.amount)}
                </td>
                <td data-name="Held after" className={styles.number}>
                  {sayQuantity(held)}
                </td>
                <td data-name="Who">
                  {movement.by.name}
                  {movement.witness && <div className={styles.aside}>seen by {movement.witness.name}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {undoing && (
        <UndoForm
          key={undoing.id}
          container={container}
          movement={undoing}
          onDone={(says) => {
            undo(undefined);
            onDone(says);
          }}
          onLeave={() => undo(undefined)}
        />
      )}
    </Panel>
  );
}

interface UndoFormProps {
  readonly container: ContainerShown;
  readonly movement: MovementShown;
  readonly onDone: (says: string) => void;
  readonly onLeave: () => void;
}

function UndoForm({ container, movement, onDone, onLeave }: UndoFormProps) {
  const now = useServerNow();
  const [id] = useState(newId);
  const [reason, setReason] = useState('');
  const [at, setAt] = useState<string>();
  const send = useMedicine(moveByHand);
  const what = MOVEMENT_NAMES[movement.kind].toLowerCase();
  const undoing = (when: string) => ({
    id,
    kind: 'reversed' as const,
    container: container.id,
    at: when,
    reverses: movement.id,
    reason,
  });
  const post = (when: string, proof?: string) =>
    send.mutate(
      { movement: undoing(when), proof },
      {
        onSuccess: () => onDone(`Undone: ${what}, ${sayQuantity(movement.amount)}.`),
        onSettled: () => setAt(undefined),
      },
    );
  const isSeenByTwo = undoingTakes(movement.kind, [container.product]).isWitnessed;
  return (
    <section className={styles.inset} aria-label={`Undo: ${what}`}>
      <h3>Undo: {what}</h3>
      <p className={styles.says}>
        For what was recorded by mistake. {sayQuantity(movement.amount)} go back where they came from, and both lines
        stay.
      </p>
      {at !== undefined ? (
        <SignAct
          title="A second person has seen it, and signs"
          by="only-another"
          at="/api/inventory"
          what={{ movement: undoing(at) }}
          onSigned={({ proof }) => post(at, proof)}
          onClose={() => setAt(undefined)}
        />
      ) : (
        <Form
          send={isSeenByTwo ? 'Go on: a second person signs' : 'Undo it'}
          isSending={send.isPending}
          error={send.error}
          onLeave={onLeave}
          onSend={() => {
            const moment = now();
            if (isSeenByTwo) setAt(moment);
            else post(moment);
          }}
        >
          <Textarea
            label="Why it is undone"
            required
            withAsterisk={false}
            autosize
            maxLength={300}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </Form>
      )}
    </section>
  );
}
