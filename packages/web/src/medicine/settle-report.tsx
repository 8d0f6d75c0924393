/** What Form 106 asks beside what the ledger knows: each question where it is asked, and none answered for anybody. */
import { LOSS_KINDS, type LossKind } from '@holdspace/care';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { readCents, readWhole, type TypedNumber, wrongWith } from '../ui/typed-number.ts';
import styles from './counts.module.css';
import type { ReportDraft, SettlementFaults } from './settlement-draft.ts';

interface SettleReportProps {
  readonly report: ReportDraft;
  readonly faults: SettlementFaults;
  readonly onChange: (more: Partial<ReportDraft>) => void;
}

export function SettleReport({ report, faults, onChange }: SettleReportProps) {
  const field = (key: keyof ReportDraft) => ({
    value: report[key],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => onChange({ [key]: currentTarget.value }),
    error: faults[key],
  });
  const text = (label: string, key: keyof ReportDraft, description?: string) => (
    <TextInput label={label} {...(description && { description })} {...field(key)} />
  );
  const number = (label: string, key: keyof ReportDraft, read: (text: string) => TypedNumber, description?: string) => (
    <TextInput
      label={label}
      {...(description && { description })}
      inputMode={read === readWhole ? 'numeric' : 'decimal'}
      {...field(key)}
      error={faults[key] ?? wrongWith(report[key], read(report[key]))}
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
        <TextInput type="date" label="Day of it, or of its discovery" {...field('day')} />
        {text('Police department, where it was reported', 'department')}
        {report.department.trim() !== '' && text('Its telephone', 'telephone')}
        {number('What the clinic paid for it, in dollars', 'purchase', readCents)}
        {number('Value of other things taken, in dollars', 'merchandise', readCents, 'Where other things were taken')}
        {text('Marks on the labels', 'marks', 'By which it can be told')}
        {report.kind === 'armed_robbery' && (
          <>
            {number('How many were killed', 'killed', readWhole, '0 where nobody was')}
            {number('How many were injured', 'injured', readWhole, '0 where nobody was')}
          </>
        )}
        {report.kind === 'lost_in_transit' && (
          <>
            {text('Carrier', 'carrier')}
            {text('To whom it was sent', 'consignee')}
            {text('Their DEA number (if known)', 'consigneeDeaNumber')}
            <NativeSelect
              label="Was the parcel received"
              {...field('wasReceived')}
              data={[
                { value: '', label: 'Choose' },
                { value: 'yes', label: 'Yes, without what is missing' },
                { value: 'no', label: 'No' },
              ]}
            />
            {number(
              'Losses with this carrier before',
              'lossesWithCarrier',
              readWhole,
              'In the last 24 months, without this one',
            )}
          </>
        )}
      </div>
      <Textarea
        label="What has been done so that it does not happen again"
        autosize
        minRows={2}
        maxLength={2000}
        {...field('measures')}
      />
    </>
  );
}
