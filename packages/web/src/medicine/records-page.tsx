/** The records that an inspector asks for: which one, over which days; to read, to print, or as PDF and CSV. */
import {
  dayAt,
  mayEver,
  RECORD_KINDS,
  RECORDS,
  type RecordKind,
  type RecordPaper,
  twoYearsBefore,
} from '@holdspace/care';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMe, useZone } from '../api/me.ts';
import { sayDay, sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import styles from './counts.module.css';
import { useInventoryRecord } from './counts-queries.ts';
import { PartOfRecord, RecordFiles } from './record-part.tsx';
import { useServerNow } from './server-now.ts';
import { MedicineTabs } from './tabs.tsx';

interface Asked {
  readonly record: RecordKind;
  readonly from: string;
  readonly to: string;
}

export default function RecordsPage() {
  const zone = useZone();
  const now = useServerNow();
  const { roles } = useMe().practitioner;
  const [draft, change] = useState<Asked>(() => {
    const to = dayAt(now(), zone);
    return { record: 'receipts', from: twoYearsBefore(to), to };
  });
  // Shown when it is asked for: of some records each look is written to the audit of the patients whom it names.
  const [asked, ask] = useState<Asked>();
  const query = asked && new URLSearchParams({ ...asked }).toString();
  const found = useInventoryRecord(query);
  const isShown = asked && (Object.keys(asked) as (keyof Asked)[]).every((key) => asked[key] === draft[key]);
  const kinds = RECORD_KINDS.filter((kind) => kind !== 'thefts_and_losses' || mayEver('settle a discrepancy', roles));
  const paper = found.data?.paper;
  return (
    <Page
      wide
      title={asked ? RECORDS[asked.record].title : 'Records'}
      lead={
        paper?.registrant
          ? `${paper.registrant.name}, DEA ${paper.registrant.deaNumber}, ${paper.registrant.street}, ${paper.registrant.city}, ${paper.registrant.state} ${paper.registrant.zip}`
          : paper
            ? `${paper.clinic}. The DEA registration is not written down yet: it is under Month.`
            : 'Every record that an inspector asks for, over any days: two years and more.'
      }
      actions={
        paper &&
        query && (
          <>
            <Button variant="default" onClick={() => window.print()}>
              Print
            </Button>
            <RecordFiles query={query} />
          </>
        )
      }
    >
      <MedicineTabs />
      <form
        className={`${styles.fields} ${styles.above} ${styles.noPrint} ${styles.asked}`}
        onSubmit={(event) => {
          event.preventDefault();
          if (isShown) void found.refetch();
          else ask(draft);
        }}
      >
        <NativeSelect
          label="Record"
          value={draft.record}
          onChange={({ currentTarget }) => change({ ...draft, record: currentTarget.value as RecordKind })}
          data={kinds.map((kind) => ({ value: kind, label: RECORDS[kind].title }))}
        />
        <TextInput
          type="date"
          label="First day"
          required
          withAsterisk={false}
          value={draft.from}
          max={draft.to}
          onChange={({ currentTarget }) => change({ ...draft, from: currentTarget.value })}
        />
        <TextInput
          type="date"
          label="Last day"
          required
          withAsterisk={false}
          value={draft.to}
          min={draft.from}
          onChange={({ currentTarget }) => change({ ...draft, to: currentTarget.value })}
        />
        <Button type="submit" loading={found.isFetching}>
          {isShown ? 'Show again' : 'Show'}
        </Button>
      </form>
      {asked && found.isPending && <LoadingState says="Reading the ledger" />}
      {found.isError && !paper && (
        <FailedState what="This record" error={found.error} retry={() => void found.refetch()} />
      )}
      {paper && <Shown paper={paper} />}
    </Page>
  );
}

function Shown({ paper }: { paper: RecordPaper }) {
  const zone = useZone();
  return (
    <>
      <p className={styles.says}>
        {paper.days && `${sayDay(paper.days.from)} to ${sayDay(paper.days.to)}. `}
        Kept under {paper.rule}. Made from the ledger {sayDayAndTime(paper.madeAt, zone)}. {paper.notes.join(' ')}
      </p>
      {paper.parts.length === 0 && (
        <EmptyState title="Nothing on record for these days">Choose other days, or another record.</EmptyState>
      )}
      {paper.parts.map((part) => (
        <Panel key={part.key} title={part.title ?? paper.title}>
          <PartOfRecord paper={paper} part={part} />
        </Panel>
      ))}
    </>
  );
}
