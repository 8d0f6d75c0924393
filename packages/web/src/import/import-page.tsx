/** Bringing the past in: choose a file and what it holds; what was brought before stands below. */
import { IMPORT_KIND_NAMES, IMPORT_KINDS, type ImportKind, SAY_LIMITS } from '@holdspace/care';
import { Button, FileInput, NativeSelect } from '@mantine/core';
import { useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useZone } from '../api/me.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './import.module.css';
import { type ImportShown, useBring, useImports } from './queries.ts';

const HOLDS: Readonly<Record<ImportKind, string>> = {
  patients: 'A row for each patient: record number, name, date of birth.',
  scores: 'A row for each answering, or a column for each measure: record number, date, scores or answers.',
  doses: 'A row for each dose: record number, date, what, by which route, milligrams; the weight if there is one.',
  fhir: 'Patient, Observation of a measure’s score, QuestionnaireResponse, MedicationAdministration. It needs no columns.',
};

export default function ImportPage() {
  const imports = useImports();
  return (
    <Page
      title="Import"
      lead="What happened before, or elsewhere, comes in here. Each row is looked at first; nothing comes in half. What was imported is always shown as imported: it opens no gate, raises no task and never stands in the safe’s books."
    >
      <Panel title="Bring a file">
        <Bring />
      </Panel>
      <Panel title="Brought before">
        {imports.isPending ? (
          <LoadingState says="Loading the imports" />
        ) : !imports.data ? (
          <FailedState what="The imports" error={imports.error} retry={() => void imports.refetch()} />
        ) : imports.data.imports.length === 0 ? (
          <p className={styles.quiet}>Nothing yet. A file that is sent and not imported is gone after seven days.</p>
        ) : (
          <ul className={styles.list}>
            {imports.data.imports.map((one) => (
              <Brought key={one.id} one={one} />
            ))}
          </ul>
        )}
      </Panel>
    </Page>
  );
}

function Bring() {
  const [kind, choose] = useState<ImportKind>('patients');
  const [file, take] = useState<File | null>(null);
  const [isMissing, setMissing] = useState(false);
  const [, go] = useLocation();
  const bring = useBring();
  const input = useRef<HTMLButtonElement>(null);
  return (
    <form
      className={styles.bring}
      onSubmit={(event) => {
        event.preventDefault();
        if (file) return bring.mutate({ kind, file }, { onSuccess: (made) => go(`/import/${made}`) });
        setMissing(true);
        input.current?.focus();
      }}
    >
      <NativeSelect
        label="What it holds"
        description={HOLDS[kind]}
        value={kind}
        onChange={({ currentTarget }) => choose(currentTarget.value as ImportKind)}
        data={IMPORT_KINDS.map((one) => ({ value: one, label: IMPORT_KIND_NAMES[one] }))}
      />
      <FileInput
        label="The file"
        description={`${kind === 'fhir' ? 'FHIR R4 as a Bundle (JSON) or NDJSON' : 'CSV, with a first line that names the columns'}; ${SAY_LIMITS}.`}
        placeholder="Choose the file"
        error={isMissing && !file ? 'Choose the file first.' : undefined}
        accept={kind === 'fhir' ? '.json,.ndjson,application/json' : '.csv,.tsv,.txt,text/csv'}
        value={file}
        onChange={take}
        ref={input}
      />
      <ProblemAlert error={bring.error} />
      <div className={styles.buttons}>
        <Button type="submit" loading={bring.isPending}>
          Look at it
        </Button>
        <span role="status" className={styles.quiet}>
          {bring.isPending ? 'It is sent, and looked through.' : ''}
        </span>
      </div>
    </form>
  );
}

function Brought({ one }: { one: ImportShown }) {
  const zone = useZone();
  const { id, fileName, kind, madeAt, madeBy } = one;
  return (
    <li className={styles.item}>
      <Link href={`/import/${id}`} className={styles.name}>
        {fileName}
      </Link>
      <Standing one={one} />
      <span className={styles.quiet}>
        {IMPORT_KIND_NAMES[kind]}, {sayDayAndTime(madeAt, zone)}, {madeBy}
      </span>
    </li>
  );
}

export function Standing({ one: { imported, takenBack, trial } }: { one: ImportShown }) {
  if (takenBack) return <StatusBadge meaning="neutral">taken back</StatusBadge>;
  if (imported) return <StatusBadge meaning="good">imported</StatusBadge>;
  if (!trial) return <StatusBadge meaning="accent">looked at</StatusBadge>;
  return trial.counts.refused > 0 ? (
    <StatusBadge meaning="caution">tried, with refused rows</StatusBadge>
  ) : (
    <StatusBadge meaning="accent">tried, not imported</StatusBadge>
  );
}
