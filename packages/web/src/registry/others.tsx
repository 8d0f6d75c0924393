/** Who else gives; and files between installations, which cannot hear each other. */
import type { RegistryOther, RegistryOverview } from '@holdspace/care';
import { FileInput } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { nameOfOther } from './names.ts';
import { FILE, useRemove, useTakeIn } from './queries.ts';
import styles from './registry.module.css';

interface OthersProps {
  readonly overview: RegistryOverview;
  readonly mayTakePart: boolean;
}

export function Others({ overview, mayTakePart }: OthersProps) {
  const { others } = overview;
  const nameOf = nameOfOther(others.map(({ giver, name }) => ({ giver, name })));
  return (
    <Panel title="Other clinics">
      {others.length === 0 ? (
        <p className={styles.says}>
          No other clinic has given anything yet. Clinics of this installation that join give theirs at once; one of
          another installation sends its file.
        </p>
      ) : (
        <ul className={styles.list}>
          {others.map((one) => (
            <li key={one.giver}>
              <Other other={one} name={nameOf(one.giver)} mayTakePart={mayTakePart} />
            </li>
          ))}
        </ul>
      )}
      {mayTakePart && <Files overview={overview} />}
    </Panel>
  );
}

function Other({
  other: { giver, madeAt, file },
  name,
  mayTakePart,
}: {
  readonly other: RegistryOther;
  readonly name: string;
  readonly mayTakePart: boolean;
}) {
  const zone = useZone();
  const remove = useRemove();
  return (
    <>
      <div className={styles.other}>
        <span>
          <strong>{name}</strong>, summary of {sayDayAndTime(madeAt, zone)}
          {file && (
            <span className={styles.quiet}>
              {' '}
              From a file that {file.takenBy} took in, signed with {file.keyId}
            </span>
          )}
        </span>
        {mayTakePart && file && (
          <ConfirmButton
            variant="default"
            size="sm"
            loading={remove.isPending}
            asks="Take it out of the pools?"
            onConfirm={() => remove.mutate({ giver })}
          >
            Remove
          </ConfirmButton>
        )}
      </div>
      <ProblemAlert error={remove.error} />
    </>
  );
}

function Files({ overview: { given, canSign } }: Pick<OthersProps, 'overview'>) {
  const [chosen, choose] = useState<File | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const takeIn = useTakeIn();
  const take = async (file: File | null) => {
    choose(file);
    setUnreadable(false);
    takeIn.reset();
    if (!file) return;
    try {
      takeIn.mutate({ file: JSON.parse(await file.text()) as unknown }, { onSuccess: () => choose(null) });
    } catch {
      setUnreadable(true);
    }
  };
  return (
    <>
      <h3 className={styles.part}>With clinics of other installations</h3>
      <p className={styles.says}>
        A file is signed, so that one that was altered is refused. Compare the key’s name with the other clinic, by
        telephone, the first time that you take one in.
      </p>
      <div className={styles.files}>
        {given && canSign && (
          <a href={FILE} download>
            Save this clinic’s summary as a signed file
          </a>
        )}
        <FileInput
          label="Take in another clinic’s file"
          placeholder="Choose the file"
          accept="application/json,.json"
          clearable
          clearButtonProps={{ 'aria-label': 'Put the file away' }}
          value={chosen}
          onChange={(file) => void take(file)}
        />
      </div>
      {unreadable && (
        <p role="alert" className={styles.says}>
          This file cannot be read: it is no summary. Ask the other clinic to send it again.
        </p>
      )}
      {takeIn.isSuccess && (
        <p role="status" className={styles.says}>
          Taken in.
        </p>
      )}
      <ProblemAlert error={takeIn.error} />
    </>
  );
}
