/** How a discrepancy ends: explained, adjusted to what was counted, or reported as theft or loss. Once. */
import { LOSS_KINDS, type LossKind, type SettlementHow } from '@holdspace/care';
import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { dayOf } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { numberIn, readNumber, wrongWith } from '../ui/typed-number.ts';
import styles from './counts.module.css';
import { type DiscrepancyShown, useContainersOf, useSending } from './counts-queries.ts';

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

interface Line {
  readonly id: string;
  readonly container: string;
  readonly safe: string;
  readonly direction: 'less' | 'more';
  readonly mg: string;
}

export function Settle({ discrepancy }: { discrepancy: DiscrepancyShown }) {
  const zone = useZone();
  const stock = useContainersOf(discrepancy.product);
  const [id] = useState(newId);
  const [how, setHow] = useState<SettlementHow>('explained');
  const [words, setWords] = useState('');
  const newLine = (): Line => ({
    id: newId(),
    container: discrepancy.container?.id ?? '',
    safe: discrepancy.safe?.id ?? '',
    direction: discrepancy.cause === 'count_more' ? 'more' : 'less',
    mg: discrepancy.amount ? String(discrepancy.amount.value / 1000) : '',
  });
  const [lines, setLines] = useState<readonly Line[]>(() => [newLine()]);
  const [report, setReport] = useState({
    kind: 'other' as LossKind,
    day: dayOf(discrepancy.at, zone),
    department: '',
    telephone: '',
    dollars: '',
    marks: '',
    measures: '',
    killed: '',
    injured: '',
    carrier: '',
    consignee: '',
  });
  const [isTried, setTried] = useState(false);
  const send = useSending((body: object) =>
    api.post(`/api/inventory/discrepancies/${discrepancy.id}/settlement`, body),
  );
  const moves = how === 'explained' ? [] : lines.filter(({ container, mg }) => container !== '' || mg.trim() !== '');
  const isReady =
    words.trim() !== '' &&
    moves.every(({ container, safe, mg }) => container && safe && numberIn(readNumber(mg)) !== undefined) &&
    (how !== 'adjusted' || moves.length > 0) &&
    (how !== 'reported' ||
      (report.marks.trim() !== '' &&
        report.measures.trim() !== '' &&
        numberIn(readNumber(report.dollars)) !== undefined));

  function settle() {
    setTried(true);
    if (!isReady) return;
    send.mutate({
      id,
      how,
      words: words.trim(),
      ...(how !== 'explained' && {
        movements: moves.map(({ direction, mg, ...line }) => ({
          id: line.id,
          container: line.container,
          safe: line.safe,
          ...(how === 'adjusted' && { direction }),
          amount: { value: numberIn(readNumber(mg)), unit: 'mg' },
        })),
      }),
      ...(how === 'reported' && { report: reportOf(report) }),
    });
  }
  const change = (lineId: string, more: Partial<Line>) =>
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
                  data={[
                    { value: '', label: 'Choose' },
                    ...(stock.data?.containers ?? []).map((one) => ({ value: one.id, label: one.label })),
                  ]}
                />
                <NativeSelect
                  label="Safe"
                  value={line.safe}
                  onChange={({ currentTarget }) => change(line.id, { safe: currentTarget.value })}
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
                      change(line.id, { direction: currentTarget.value as Line['direction'] })
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
                  error={wrongWith(line.mg, readNumber(line.mg))}
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
        {how === 'reported' && <Report report={report} onChange={(more) => setReport({ ...report, ...more })} />}
        <Textarea
          label={how === 'explained' ? 'What it was' : 'What was done to find out'}
          description="It stays as you write it."
          autosize
          minRows={2}
          maxLength={2000}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
          error={isTried && words.trim() === '' && 'Say it in words.'}
        />
        <ProblemAlert error={send.error} />
        {isTried && !isReady && (
          <p className={styles.wrong} role="alert">
            Something is missing: the words, a container with its safe and amount
            {how === 'reported' && ', what was paid for it, the marks on the labels or the measures'}.
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

type ReportDraft = {
  readonly kind: LossKind;
} & Readonly<
  Record<
    | 'day'
    | 'department'
    | 'telephone'
    | 'dollars'
    | 'marks'
    | 'measures'
    | 'killed'
    | 'injured'
    | 'carrier'
    | 'consignee',
    string
  >
>;

const reportOf = (report: ReportDraft) => {
  const number = (text: string) => numberIn(readNumber(text)) ?? 0;
  return {
    kind: report.kind,
    day: report.day,
    ...(report.department.trim() && {
      police: { department: report.department.trim(), telephone: report.telephone.trim() || 'not given' },
    }),
    ...(report.kind === 'armed_robbery' && { killed: number(report.killed), injured: number(report.injured) }),
    ...(report.kind === 'lost_in_transit' && {
      transit: {
        carrier: report.carrier.trim(),
        consignee: report.consignee.trim(),
        wasReceived: false,
        lossesWithCarrier: 0,
      },
    }),
    purchaseValueCents: Math.round(number(report.dollars) * 100),
    marks: report.marks.trim(),
    measures: report.measures.trim(),
  };
};

function Report({ report, onChange }: { report: ReportDraft; onChange: (more: Partial<ReportDraft>) => void }) {
  const text = (label: string, key: Exclude<keyof ReportDraft, 'kind'>, description?: string) => (
    <TextInput
      label={label}
      {...(description && { description })}
      value={report[key]}
      onChange={({ currentTarget }) => onChange({ [key]: currentTarget.value })}
    />
  );
  return (
    <>
      <h3>What Form 106 asks beside it</h3>
      <div className={styles.fields}>
        <NativeSelect
          label="What it was"
          value={report.kind}
          onChange={({ currentTarget }) => onChange({ kind: currentTarget.value as LossKind })}
          data={Object.entries(LOSS_KINDS).map(([value, label]) => ({ value, label }))}
        />
        <TextInput
          type="date"
          label="Day of it, or of its discovery"
          value={report.day}
          onChange={({ currentTarget }) => onChange({ day: currentTarget.value })}
        />
        {text('Police department, where it was reported', 'department')}
        {report.department.trim() !== '' && text('Its telephone', 'telephone')}
        {text('What the clinic paid for it, in dollars', 'dollars')}
        {text('Marks on the labels', 'marks', 'By which it can be told')}
        {report.kind === 'armed_robbery' && text('How many were killed', 'killed')}
        {report.kind === 'armed_robbery' && text('How many were injured', 'injured')}
        {report.kind === 'lost_in_transit' && text('Carrier', 'carrier')}
        {report.kind === 'lost_in_transit' && text('To whom it was sent', 'consignee')}
      </div>
      <Textarea
        label="What has been done so that it does not happen again"
        autosize
        minRows={2}
        maxLength={2000}
        value={report.measures}
        onChange={({ currentTarget }) => onChange({ measures: currentTarget.value })}
      />
    </>
  );
}
