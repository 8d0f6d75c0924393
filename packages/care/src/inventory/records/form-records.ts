/** The data of Forms 41 and 106 as records, one part for each form, and recalls with the answer to "who received it?". */
import type { Instant } from '../../instant.ts';
import type { DrugAmount } from '../../quantity.ts';
import { dateTimeIn } from '../../record/times.ts';
import type { Form41 } from '../discrepancies/form-41.ts';
import { type Form106, LOSS_KINDS } from '../discrepancies/form-106.ts';
import { PRINCIPAL_BUSINESS_WORDS, type Registrant } from '../registrant.ts';
import type { RecordCell, RecordColumn, RecordPart, RecordTable } from './record.ts';

const REGISTRANT: readonly RecordColumn[] = [
  { key: 'registrant', title: 'Registrant' },
  { key: 'registrant_address', title: 'Address' },
  { key: 'registrant_dea_number', title: 'DEA number' },
  { key: 'registrant_telephone', title: 'Telephone' },
];
const registrantCells = (registrant: Registrant | null): readonly RecordCell[] =>
  registrant
    ? [
        registrant.name,
        `${registrant.street}, ${registrant.city}, ${registrant.state} ${registrant.zip}`,
        registrant.deaNumber,
        registrant.telephone,
      ]
    : [null, null, null, null];

export const disposalsRecord = (forms: readonly Form41[]): RecordTable => ({
  facts: [
    ...REGISTRANT,
    { key: 'destroyed_on', title: 'Destroyed on' },
    { key: 'method', title: 'How' },
    { key: 'first_person', title: 'By' },
    { key: 'second_person', title: 'Seen by' },
  ],
  columns: [
    { key: 'code', title: 'NDC or DEA number' },
    { key: 'lot', title: 'Lot' },
    { key: 'name', title: 'Name' },
    { key: 'strength', title: 'Strength' },
    { key: 'form', title: 'Form' },
    { key: 'package', title: 'Package' },
    { key: 'full_packages', title: 'Full packages', as: 'number' },
    { key: 'partial', title: 'Partial' },
    { key: 'total', title: 'Total' },
    { key: 'container', title: 'Container' },
  ],
  parts: forms.map(({ registrant, destroyedOn, method, witnesses, lines, missing }, place) => ({
    key: `${destroyedOn}:${place}`,
    title: `Destroyed on ${destroyedOn}`,
    facts: [...registrantCells(registrant), destroyedOn, method, ...witnesses],
    lines: lines.map((line) => ({
      key: line.label,
      cells: [
        line.code,
        line.lot,
        line.name,
        line.strength,
        line.form,
        line.packageQuantity,
        line.fullPackages,
        line.partial,
        line.total,
        line.label,
      ],
    })),
    missing,
  })),
  notes: [
    'Kept for two years, and sent in only where it is asked for. The wasted rest of an administered dose does not belong on it.',
  ],
});

const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`;
const yesNo = (value: boolean): string => (value ? 'Yes' : 'No');
/** What was reported before it was asked for is said to be missing, and is no 0. */
const sayNumber = (number: number | undefined): string => (number === undefined ? 'not said' : String(number));

/** `id` of the discrepancy that was reported. */
export const theftsAndLossesRecord = (
  forms: readonly { readonly id: string; readonly form: Form106 }[],
): RecordTable => ({
  facts: [
    { key: 'notice_due', title: 'Notice to the Field Division Office, in writing' },
    { key: 'form_due', title: 'The form, on the DEA’s own page' },
    ...REGISTRANT,
    { key: 'county', title: 'County' },
    { key: 'business', title: 'Principal business' },
    { key: 'day', title: 'Date of theft or loss, or of its discovery' },
    { key: 'type', title: 'Type' },
    { key: 'police', title: 'Reported to police' },
    { key: 'killed', title: 'Killed' },
    { key: 'injured', title: 'Injured' },
    { key: 'carrier', title: 'Carrier' },
    { key: 'consignee', title: 'Sent to' },
    { key: 'parcel_received', title: 'Parcel received' },
    { key: 'losses_with_carrier', title: 'Losses with this carrier in the 24 months before' },
    { key: 'earlier', title: 'Thefts or losses in the 24 months before', as: 'number' },
    { key: 'purchase_value', title: 'Purchase value' },
    { key: 'merchandise_value', title: 'Value of other merchandise taken' },
    { key: 'marks', title: 'Marks on the labels' },
    { key: 'measures', title: 'Security measures' },
  ],
  columns: [
    { key: 'name', title: 'Name' },
    { key: 'ndc', title: 'NDC' },
    { key: 'strength', title: 'Strength' },
    { key: 'form', title: 'Form' },
    { key: 'quantity', title: 'Quantity' },
    { key: 'mg', title: 'mg', as: 'number' },
    { key: 'container', title: 'Container' },
    { key: 'lot', title: 'Lot', isUnder: true },
  ],
  parts: forms.map(({ id, form }): RecordPart => {
    const { registrant, theftOrLoss, lines, missing } = form;
    const { transit, kind, police } = theftOrLoss;
    return {
      key: id,
      title: `${LOSS_KINDS[kind]}, ${theftOrLoss.day}`,
      facts: [
        `by ${form.noticeDueOn}; a holiday is no business day`,
        `by ${form.formDueOn}`,
        ...registrantCells(registrant),
        registrant?.county ?? null,
        registrant ? PRINCIPAL_BUSINESS_WORDS[registrant.business] : null,
        theftOrLoss.day,
        LOSS_KINDS[kind],
        police ? `${police.department}, ${police.telephone}` : 'No',
        ...(kind === 'armed_robbery' ? [sayNumber(theftOrLoss.killed), sayNumber(theftOrLoss.injured)] : [null, null]),
        ...(transit
          ? [
              transit.carrier,
              `${transit.consignee}, ${transit.consigneeDeaNumber ? `DEA ${transit.consigneeDeaNumber}` : 'DEA number not given'}`,
              yesNo(transit.wasReceived),
              sayNumber(transit.lossesWithCarrier),
            ]
          : [null, null, null, null]),
        form.earlierIn24Months,
        dollars(theftOrLoss.purchaseValueCents),
        theftOrLoss.merchandiseValueCents === undefined ? 'None' : dollars(theftOrLoss.merchandiseValueCents),
        theftOrLoss.marks,
        theftOrLoss.measures,
      ],
      lines: lines.map((line) => ({
        key: line.label,
        cells: [
          line.name,
          line.ndc ?? 'none',
          line.strength,
          line.form,
          line.quantity,
          line.micrograms / 1000,
          line.label,
          line.lot,
        ],
      })),
      missing,
    };
  }),
  notes: ['To be copied into the DEA’s own page: handing it in is the clinic’s act.'],
});

export interface RecallOnRecord {
  readonly id: string;
  readonly productName: string;
  readonly lot: string;
  readonly reason: string;
  readonly at: Instant;
  readonly recordedBy: string;
  readonly takenBack?: { readonly at: Instant; readonly by: string; readonly reason: string };
  readonly given: readonly {
    readonly session: string;
    readonly at: Instant;
    readonly amount: DrugAmount;
    readonly containers: readonly { readonly label: string }[];
    readonly patient: { readonly name: string; readonly recordNumber: string; readonly telephone?: string };
  }[];
  /** Patients whose records are not open to who asks. */
  readonly hiddenPatients: number;
}
export const recallsRecord = (recalls: readonly RecallOnRecord[], zone: string): RecordTable => ({
  facts: [
    { key: 'product', title: 'Product' },
    { key: 'recalled_lot', title: 'Lot' },
    { key: 'recalled_at', title: 'Recalled', as: 'moment' },
    { key: 'reason', title: 'Why' },
    { key: 'recorded_by', title: 'Recorded by' },
    { key: 'taken_back', title: 'Taken back' },
    { key: 'not_named', title: 'Patients not named to you' },
  ],
  columns: [
    { key: 'at', title: 'When', as: 'moment' },
    { key: 'patient', title: 'Who received it' },
    { key: 'record_number', title: 'Record', isUnder: true },
    { key: 'telephone', title: 'Telephone' },
    { key: 'mg', title: 'mg', as: 'number' },
    { key: 'containers', title: 'From' },
  ],
  parts: recalls.map((recall) => ({
    key: recall.id,
    title: `${recall.productName}, lot ${recall.lot}`,
    facts: [
      recall.productName,
      recall.lot,
      recall.at,
      recall.reason,
      recall.recordedBy,
      recall.takenBack
        ? `${dateTimeIn(zone, recall.takenBack.at)}, ${recall.takenBack.by}: ${recall.takenBack.reason}`
        : null,
      recall.hiddenPatients > 0 ? `${recall.hiddenPatients}; a medical director sees all of them` : null,
    ],
    ...(recall.given.length === 0 &&
      recall.hiddenPatients === 0 && { nothing: 'Nobody received any of it, as far as the ledger knows.' }),
    lines: recall.given.map(({ session, at, patient, amount, containers }) => ({
      key: session,
      cells: [
        at,
        patient.name,
        patient.recordNumber,
        patient.telephone ?? null,
        amount.value / 1000,
        containers.map(({ label }) => label).join(', '),
      ],
    })),
    missing: [],
  })),
  notes: [],
});
