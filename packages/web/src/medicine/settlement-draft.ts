/** How a discrepancy ends, as it is being written: fields of text, read strictly, and what of it goes to the server. */
import { type LossKind, type SettlementHow, settlementSchema } from '@holdspace/care';
import type { z } from 'zod';
import { numberIn, readCents, readNumber, readWhole, type TypedNumber } from '../ui/typed-number.ts';

/** One container of an adjustment or a loss; the amount in mg. */
export interface MovedDraft {
  readonly id: string;
  readonly container: string;
  readonly safe: string;
  readonly direction: 'less' | 'more';
  readonly mg: string;
}
/** What Form 106 asks beside it. Nothing of it has an answer before somebody gives one, but for the kind and the day. */
export interface ReportDraft {
  readonly kind: LossKind;
  readonly day: string;
  readonly department: string;
  readonly telephone: string;
  /** Dollars: what the clinic paid for it, and what else was taken. */
  readonly purchase: string;
  readonly merchandise: string;
  readonly marks: string;
  readonly measures: string;
  readonly killed: string;
  readonly injured: string;
  readonly carrier: string;
  readonly consignee: string;
  readonly consigneeDeaNumber: string;
  readonly wasReceived: '' | 'yes' | 'no';
  readonly lossesWithCarrier: string;
}
export interface SettlementDraft {
  readonly id: string;
  readonly how: SettlementHow;
  readonly words: string;
  readonly lines: readonly MovedDraft[];
  readonly report: ReportDraft;
}

/** What is wrong, by field: of a line its id and the field, of the report the field as the draft names it. */
export type SettlementFaults = Readonly<Record<string, string>>;
export type SettlementRead =
  | { readonly ok: true; readonly document: z.input<typeof settlementSchema> }
  | { readonly ok: false; readonly faults: SettlementFaults };

/** Where a fault of the report stands on the form, by the last name of its path, where the form names it otherwise. */
const FIELD_OF: Readonly<Record<string, keyof ReportDraft>> = {
  purchaseValueCents: 'purchase',
  merchandiseValueCents: 'merchandise',
};

export function readSettlement({ id, how, words, lines, report }: SettlementDraft): SettlementRead {
  const faults = new Map<string, string>();
  const faultAt = (field: string, message: string) => {
    if (!faults.has(field)) faults.set(field, message);
  };
  /** What was read; what could not be is a fault at its field, and no number takes its place. */
  const number = (field: string, read: TypedNumber): number | undefined => {
    if ('because' in read) faultAt(field, read.because);
    return numberIn(read);
  };
  const moved = how === 'explained' ? [] : lines.filter(({ container, mg }) => container !== '' || mg.trim() !== '');
  const movements = moved.map(({ id: movement, container, safe, direction, mg }) => {
    if (container === '') faultAt(`${movement} container`, 'Choose the container.');
    if (safe === '') faultAt(`${movement} safe`, 'Choose the safe.');
    const value = number(`${movement} amount`, readNumber(mg));
    return {
      id: movement,
      container,
      safe,
      ...(how === 'adjusted' && { direction }),
      amount: { value, unit: 'mg' },
    };
  });
  const asked = {
    id,
    how,
    words,
    ...(how !== 'explained' && { movements }),
    ...(how === 'reported' && { report: reportOf(report, number) }),
  };
  const parsed = settlementSchema.safeParse(asked);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const [top = '', second, third] = path.map(String);
    const line = moved[Number(second)];
    if (top === 'movements' && line) faultAt(`${line.id} ${third}`, message);
    else if (top === 'report') {
      const name = path.map(String).at(-1) ?? top;
      faultAt(FIELD_OF[name] ?? name, message);
    } else faultAt(top, message);
  }
  return parsed.success && faults.size === 0
    ? { ok: true, document: asked as z.input<typeof settlementSchema> }
    : { ok: false, faults: Object.fromEntries(faults) };
}

function reportOf(report: ReportDraft, number: (field: string, read: TypedNumber) => number | undefined) {
  const { kind, day, marks, measures, wasReceived } = report;
  return {
    kind,
    day,
    ...(report.department.trim() && { police: { department: report.department, telephone: report.telephone } }),
    ...(kind === 'armed_robbery' && {
      killed: number('killed', readWhole(report.killed)),
      injured: number('injured', readWhole(report.injured)),
    }),
    ...(kind === 'lost_in_transit' && {
      transit: {
        carrier: report.carrier,
        consignee: report.consignee,
        ...(report.consigneeDeaNumber.trim() && { consigneeDeaNumber: report.consigneeDeaNumber }),
        wasReceived: wasReceived === '' ? undefined : wasReceived === 'yes',
        lossesWithCarrier: number('lossesWithCarrier', readWhole(report.lossesWithCarrier)),
      },
    }),
    purchaseValueCents: number('purchase', readCents(report.purchase)),
    ...(report.merchandise.trim() && {
      merchandiseValueCents: number('merchandise', readCents(report.merchandise)),
    }),
    marks,
    measures,
  };
}
