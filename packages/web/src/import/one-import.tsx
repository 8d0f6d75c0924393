/** One file, step by step: how it was read, what its columns are, the dry run, and the import. */
import { ENCODING_NAMES, IMPORT_KIND_NAMES, SEPARATOR_NAMES, SEPARATORS, type Separator } from '@holdspace/care';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useZone } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { NotFound } from '../shell/not-found.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Form } from '../ui/form.tsx';
import { sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { DryRun } from './dry-run.tsx';
import styles from './import.module.css';
import { Standing } from './import-page.tsx';
import { Columns } from './mapping.tsx';
import {
  type CsvRead,
  type ImportShown,
  type OpenedImport,
  useImport,
  useSeparate,
  useTakeBack,
  useThrowAway,
  useTry,
} from './queries.ts';

export default function OneImport({ importId }: { importId: string }) {
  const opened = useImport(importId);
  if (opened.data) return <Opened {...opened.data} />;
  if (opened.error instanceof Problem && opened.error.status === 404) return <NotFound />;
  return (
    <Page title="Import" ownHeading>
      {opened.isPending ? (
        <LoadingState says="Loading the file" />
      ) : (
        <FailedState what="The file" error={opened.error} retry={() => void opened.refetch()} />
      )}
    </Page>
  );
}

function Opened({ import: one, read, mapping }: OpenedImport) {
  const zone = useZone();
  const isOpen = !one.imported;
  return (
    <Page
      title={one.fileName}
      before={<Link href="/import">Import</Link>}
      lead={
        <span className={styles.standing}>
          <Standing one={one} /> {IMPORT_KIND_NAMES[one.kind]}, brought by {one.madeBy},{' '}
          {sayDayAndTime(one.madeAt, zone)}
        </span>
      }
      actions={isOpen && <ThrowAway id={one.id} />}
    >
      {isOpen && read?.format === 'csv' && mapping && one.kind !== 'fhir' && (
        <>
          <HowRead id={one.id} read={read} />
          {/* Read with another separator, it has other columns. */}
          <Columns key={read.separator} id={one.id} kind={one.kind} look={read.look} proposed={mapping} />
        </>
      )}
      {isOpen && read && read.format !== 'csv' && <OfFhir id={one.id} resources={read.resources} />}
      {one.trial && <DryRun one={one} trial={one.trial} />}
      {one.imported && !one.takenBack && <TakeBack id={one.id} />}
      {one.takenBack && <TakenBack {...one.takenBack} />}
    </Page>
  );
}

function HowRead({ id, read }: { id: string; read: CsvRead }) {
  const separate = useSeparate(id);
  const { encoding, separator, isSeparatorSure, look } = read;
  return (
    <Panel title="How it was read">
      <div className={styles.read}>
        <p>
          {look.rows} {look.rows === 1 ? 'row' : 'rows'} of {look.columns.length} columns, in {ENCODING_NAMES[encoding]}
          .
          {look.emptyRows > 0 &&
            ` ${look.emptyRows} empty ${look.emptyRows === 1 ? 'row is' : 'rows are'} passed over.`}
        </p>
        <NativeSelect
          label="What stands between cells"
          description={isSeparatorSure ? undefined : 'This is not sure: look whether the columns below are right.'}
          value={separator}
          disabled={separate.isPending}
          onChange={({ currentTarget }) => separate.mutate(currentTarget.value as Separator)}
          data={SEPARATORS.map((one) => ({ value: one, label: SEPARATOR_NAMES[one] }))}
        />
      </div>
      <ProblemAlert error={separate.error} />
    </Panel>
  );
}

function OfFhir({ id, resources }: { id: string; resources: Readonly<Record<string, number>> }) {
  const [makesPatients, make] = useState(false);
  const trying = useTry(id);
  return (
    <Panel title="What is in it">
      <ul className={styles.plain}>
        {Object.entries(resources).map(([type, count]) => (
          <li key={type} className="hs-numbers">
            {count} {type}
          </li>
        ))}
      </ul>
      <Checkbox
        checked={makesPatients}
        onChange={({ currentTarget }) => make(currentTarget.checked)}
        label="Make patients who are not here yet"
      />
      <ProblemAlert error={trying.error} />
      <div className={styles.buttons}>
        <Button onClick={() => trying.mutate({ makesPatients })} loading={trying.isPending}>
          Try it, and bring nothing yet
        </Button>
      </div>
    </Panel>
  );
}

function ThrowAway({ id }: { id: string }) {
  const [, go] = useLocation();
  const throwing = useThrowAway(id);
  return (
    <>
      <ConfirmButton
        variant="default"
        asks="Throw it away?"
        loading={throwing.isPending}
        onConfirm={() => throwing.mutate(undefined, { onSuccess: () => go('/import') })}
      >
        Throw the file away
      </ConfirmButton>
      <ProblemAlert error={throwing.error} />
    </>
  );
}

function TakeBack({ id }: { id: string }) {
  const [isAsked, ask] = useState(false);
  const [because, say] = useState('');
  const taking = useTakeBack(id);
  return (
    <Panel title="Take it back">
      <p className={styles.says}>
        All that it brought is taken away again, patients whom it made among it, as long as nothing was recorded of them
        since. What it was, and why it was taken back, stays here.
      </p>
      {isAsked ? (
        <Form
          send="Take all of it back"
          isSending={taking.isPending}
          error={taking.error}
          onSend={() => taking.mutate(because)}
          onLeave={() => ask(false)}
        >
          <TextInput
            label="Why"
            required
            maxLength={300}
            value={because}
            onChange={({ currentTarget }) => say(currentTarget.value)}
          />
        </Form>
      ) : (
        <Button variant="default" onClick={() => ask(true)}>
          Take this import back
        </Button>
      )}
    </Panel>
  );
}

function TakenBack({ at, by, because }: NonNullable<ImportShown['takenBack']>) {
  const zone = useZone();
  return (
    <Panel title="Taken back">
      <p>
        {by}, {sayDayAndTime(at, zone)}: {because}
      </p>
    </Panel>
  );
}
