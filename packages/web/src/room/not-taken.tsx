/** Entries that this browser accepted and the server, knowing more, did not: a person decides what becomes of each. */
import { type CommandType, isRecordable } from '@holdspace/care';
import { useState } from 'react';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { sayTimeToSecond } from '../ui/moment.ts';
import { sayField } from '../ui/say-field.ts';
import { SignHere } from './later.ts';
import type { Entry } from './outbox.ts';
import parts from './parts.module.css';
import styles from './standing.module.css';
import { Text } from './text-field.tsx';
import { useAuthor, useClient, useRoomState, useSessionZone } from './use-session.tsx';

export function NotTaken() {
  const refused = useRoomState((state) => state.refused);
  return (
    <div role="alert">
      {refused.length > 0 && (
        <section className={styles.unsent} aria-label="Entries that were not taken">
          <strong>
            {refused.length === 1 ? 'One entry was' : `${refused.length} entries were`} not taken by the server. It is
            not in the record.
          </strong>
          {refused.map((entry) => (
            <NotTakenEntry key={entry.command.id} entry={entry} />
          ))}
        </section>
      )}
    </div>
  );
}

/** "RecordVitalSigns" -> "Record vital signs" */
const sayCommand = (type: CommandType) =>
  type.replace(/([a-z])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`);

function NotTakenEntry({ entry }: { entry: Entry }) {
  const client = useClient();
  const zone = useSessionZone();
  const [reason, setReason] = useState('');
  const { command, refused } = entry;
  const isMine = useAuthor().id === entry.authorId;
  return (
    <div className={styles.entry}>
      <div>
        {sayCommand(command.type)}, {sayTimeToSecond(command.at, zone)}, by {entry.authorName}
      </div>
      <ul>
        {refused?.refusals.map((one) => (
          <li key={one.rule}>
            {one.message} {one.satisfy}
          </li>
        ))}
        {refused?.errors.map((one) => (
          <li key={one.field}>
            {sayField(one.field)}: {one.message}
          </li>
        ))}
        {refused?.refusals.length === 0 && refused.errors.length === 0 && <li>{refused.title}</li>}
      </ul>
      {isMine && refused?.needsSignature && <SignAgain entry={entry} />}
      {isMine && isRecordable(command.type) && (
        <form
          className={parts.stack}
          onSubmit={(event) => {
            event.preventDefault();
            client.sendAgain(entry, { happened: { reason: reason.trim() } });
          }}
        >
          <Text label="It has happened: how it came about" value={reason} onChange={setReason} />
          <button type="submit" className={parts.danger}>
            Record that it happened
          </button>
        </form>
      )}
      {isMine ? (
        <div className={parts.row}>
          <ConfirmButton variant="default" size="lg" asks="Let it go for good?" onConfirm={() => client.dismiss(entry)}>
            It did not happen: let it go
          </ConfirmButton>
        </div>
      ) : (
        <p className={parts.hint}>{entry.authorName} decides about it, from their own sign-in on this device.</p>
      )}
    </div>
  );
}

/** The device was locked, or the signature grew old on the way: the same entry, signed, goes out again. */
function SignAgain({ entry }: { entry: Entry }) {
  const client = useClient();
  const [isOpen, open] = useState(false);
  if (!isOpen)
    return (
      <div className={parts.row}>
        <button type="button" className={parts.primary} onClick={() => open(true)}>
          Sign it
        </button>
      </div>
    );
  return (
    <SignHere
      sessionId={entry.sessionId}
      command={entry.command}
      by="self"
      onSigned={(signature) => client.sendSignedAgain(entry, signature)}
      onClose={() => open(false)}
    />
  );
}
