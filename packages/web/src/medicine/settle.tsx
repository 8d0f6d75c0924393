/** How a discrepancy ends: explained, adjusted to what was counted, or reported as theft or loss. Once. */
import type { SettlementHow } from '@holdspace/care';
import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { dayOf } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { readNumber, wrongWith } from '../ui/typed-number.ts';
import styles from './counts.module.css';
import { type DiscrepancyShown, useContainersOf, useSending } from './counts-queries.ts';
import { SettleReport } from './settle-report.tsx';
import { type MovedDraft, type ReportDraft, readSettlement } from './settlement-draft.ts';

const WAYS: readonly { readonly how: SettlementHow; readonly says: string; readonly asks: string }[] = [
  {
    how: 'explained',
    says: 'Explained',
    asks: 'Found out, and the ledger is right, or what was missing in it has been recorded since.',
  },
  {
    how: 'adjusted',
    says: 'Adjusted',
    asks: 'Not found out. The ledger is set to what was counted, and says so for ever.',
  },
  {
    how: 'reported',
    says: 'Reported as theft or loss',
    asks: 'Goes to the DEA: a notice within one business day of the discovery, Form 106 within 45 days.',
  },
];

export function Settle({ discrepancy }: { discrepancy: DiscrepancyShown }) {
  const zone = useZone();
  const stock = useContainersOf(discrepancy.product);
  const [id] = useState(newId);
  const [how, setHow] = useState<SettlementHow>('explained');
  const [words, setWords] = useState('');
  const newLine = (): MovedDraft => ({
    id: newId(),
    container: discrepancy.container?.id ?? '',
    safe: discrepancy.safe?.id ?? '',
    direction: discrepancy.cause === 'count_more' ? 'more' : 'less',
    mg: discrepancy.amount ? String(discrepancy.amount.value / 1000) : '',
  });
  const [lines, setLines] = useState<readonly MovedDraft[]>(() => [newLine()]);
  const [report, setReport] = useState<ReportDraft>({
    kind: 'other',
    day: dayOf(discrepancy.at, zone),
    department: '',
    telephone: '',
    purchase: '',
    merchandise: '',
    marks: '',
    measures: '',
    killed: '',
    injured: '',
    carrier: '',
    consignee: '',
    consigneeDeaNumber: '',
    wasReceived: '',
    lossesWithCarrier: '',
  });
  const [isTried, setTried] = useState(false);
  const send = useSending((body: object) =>
    api.post(`/api/inventory/discrepancies/${discrepancy.id}/settlement`, body),
  );
  const read = readSettlement({ id, how, words, lines, report });
  const faults = isTried && !read.ok ? read.faults : {};

  function settle() {
    setTried(true);
    if (read.ok) send.mutate(read.document);
  }
  const change = (lineId: string, more: Partial<MovedDraft>) =>
    setLines((before) => before.map((line) => (line.id === lineId ? { ...line, ...more } : line)));

  return (
    <Panel title="Settle it">
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          settle();
        }}
      >
        <Radio.Group label="How it ends" value={how} onChange={(value) => setHow(value as SettlementHow)}>
          <div className={styles.form}>
            {WAYS.map((way) => (
              <Radio key={way.how} value={way.how} label={way.says} description={way.asks} />
            ))}
          </div>
        </Radio.Group>
        {how !== 'explained' && (
          <>
            <h3>{how === 'adjusted' ? 'What the ledger is set to' : 'What the ledger still holds of it'}</h3>
            {lines.map((line) => (
              <div key={line.id} className={styles.fields}>
                <NativeSelect
                  label="Container"
                  value={line.container}
                  onChange={({ currentTarget }) => change(line.id, { container: currentTarget.value })}
                  error={faults[`${line.id} container`]}
                  data={[
                    { value: '', label: 'Choose' },
                    ...(stock.data?.containers ?? []).map((one) => ({ value: one.id, label: one.label })),
                  ]}
                />
                <NativeSelect
                  label="Safe"
                  value={line.safe}
                  onChange={({ currentTarget }) => change(line.id, { safe: currentTarget.value })}
                  error={faults[`${line.id} safe`]}
                  data={[
                    { value: '', label: 'Choose' },
                    ...(stock.data?.safes ?? []).map((one) => ({ value: one.id, label: one.name })),
                  ]}
                />
                {how === 'adjusted' && (
                  <NativeSelect
                    label="The ledger has"
                    value={line.direction}
                    onChange={({ currentTarget }) =>
                      change(line.id, { direction: currentTarget.value as MovedDraft['direction'] })
                    }
                    data={[
                      { value: 'less', label: 'too much: take off' },
                      { value: 'more', label: 'too little: put on' },
                    ]}
                  />
                )}
                <TextInput
                  label="Amount in mg"
                  inputMode="decimal"
                  value={line.mg}
                  onChange={({ currentTarget }) => change(line.id, { mg: currentTarget.value })}
                  error={faults[`${line.id} amount`] ?? wrongWith(line.mg, readNumber(line.mg))}
                />
              </div>
            ))}
            <div className={styles.buttons}>
              <Button
                variant="default"
                leftSection={<Sign name="plus" size={16} />}
                onClick={() => setLines((before) => [...before, { ...newLine(), container: '', mg: '' }])}
              >
                Another container
              </Button>
            </div>
          </>
        )}
        {how === 'reported' && (
          <SettleReport report={report} faults={faults} onChange={(more) => setReport({ ...report, ...more })} />
        )}
        <Textarea
          label={how === 'explained' ? 'What it was' : 'What was done to find out'}
          description="It stays as you write it."
          autosize
          minRows={2}
          maxLength={2000}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
          error={faults.words}
        />
        <ProblemAlert error={send.error} />
        {isTried && !read.ok && (
          <p className={styles.wrong} role="alert">
            It is not settled yet.{' '}
            {faults.movements ? `What is moved ${faults.movements}.` : 'See what is marked above.'}
          </p>
        )}
        <div className={styles.buttons}>
          <Button type="submit" loading={send.isPending}>
            Settle it
          </Button>
        </div>
      </form>
    </Panel>
  );
}
