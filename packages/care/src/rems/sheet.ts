/** The form's data as rows to read, on a screen and on paper: what is known, and what is empty and why. */
import type { Instant } from '../instant.ts';
import { sayQuantity } from '../quantity.ts';
import { clockIn } from '../record/times.ts';
import type { FormAnswer } from './answer.ts';
import type { Seen } from './effects.ts';
import { CONCOMITANT_GROUPS, type ConcomitantGroup, type MonitoringForm } from './monitoring-form.ts';
import type { Pressure } from './pressures.ts';

export interface SheetRow {
  readonly label: string;
  /** Absent where a hand fills it in. */
  readonly value?: string;
  /** Why it is empty: "not yet: …", "not recorded: …" or "by hand: …". */
  readonly empty?: string;
  /** Empty, and answered with yes or no. */
  readonly asksYesNo?: true;
  readonly isMissing?: true;
}
export interface SheetSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly SheetRow[];
}

const EMPTY = { not_yet: 'not yet', not_recorded: 'not recorded', by_hand: 'by hand' } as const;

function row<T>(label: string, answer: FormAnswer<T>, say: (value: T) => string): SheetRow {
  if (answer.known) return { label, value: say(answer.value) };
  const empty = `${EMPTY[answer.empty]}: ${answer.because}`;
  return answer.empty === 'not_recorded' ? { label, empty, isMissing: true } : { label, empty };
}
/** A question that is answered with yes or no, and where it is empty leaves both to be ticked. */
function question<T>(label: string, answer: FormAnswer<T>, say: (value: T) => string): SheetRow {
  const made = row(label, answer, say);
  return answer.known ? made : { ...made, asksYesNo: true };
}
const asIs = (value: string) => value;
const yesNo = (value: boolean) => (value ? 'Yes' : 'No');

/** "Yes, from 12 min to 75 min after the first device (RASS -2 to 0 in 4 readings)" */
function saySeen({ wasSeen, beganAfter, overAfter, from }: Seen): string {
  if (!wasSeen) return `No (${from})`;
  const began = beganAfter === undefined ? '' : `, from ${beganAfter} min after the first device`;
  const over = overAfter === undefined ? ', its end is not recorded' : `, over at ${overAfter} min`;
  return `Yes${began}${over} (${from})`;
}

export function monitoringSheet(form: MonitoringForm): SheetSection[] {
  const { zone, patient, concomitant, provider, setting, treatment, vitalSigns, pressures, effects } = form;
  const clock = (at: Instant) => clockIn(zone, at);
  const sayBefore = ({ systolic, diastolic, at }: Pressure) => `${systolic}/${diastolic} mmHg at ${clock(at)}`;
  const sayAfter = (pressure: Pressure) => `${sayBefore(pressure)}, ${pressure.minutes} min after the first device`;
  const judged = ({ isSo, because }: { isSo: boolean; because: string }) => `${yesNo(isSo)} (${because})`;
  return [
    {
      id: 'patient',
      title: 'Patient',
      rows: [
        { label: 'Name', value: patient.name },
        { label: 'Date of birth', value: patient.dateOfBirth },
        { label: 'Record number', value: patient.recordNumber },
        row('Sex', patient.sex, asIs),
        question('First treatment', patient.isFirstTreatment, yesNo),
        question('Enrolled in the REMS', patient.isEnrolled, yesNo),
      ],
    },
    {
      id: 'concomitant',
      title: 'Taken at present: what may sedate or change blood pressure',
      rows: (Object.keys(CONCOMITANT_GROUPS) as ConcomitantGroup[]).map((group) =>
        question(CONCOMITANT_GROUPS[group], concomitant[group], yesNo),
      ),
    },
    {
      id: 'provider',
      title: 'Who watched',
      rows: [
        row('Licensed staff with the patient', provider.names, (names) => names.join('; ')),
        row('Telephone', provider.telephone, asIs),
        row('E-mail', provider.email, asIs),
      ],
    },
    {
      id: 'setting',
      title: 'Health-care setting',
      rows: [{ label: 'Name', value: setting.name }, row('Address', setting.address, asIs)],
    },
    {
      id: 'treatment',
      title: 'Treatment',
      rows: [
        row('Date', treatment.date, asIs),
        row('Dose', treatment.dose, sayQuantity),
        row(
          'Devices',
          treatment.devices,
          (devices) =>
            `${devices.reduce((sum, { count }) => sum + count, 0)}: ${devices.map(({ at, amount }) => `${sayQuantity(amount)} at ${clock(at)}`).join(', ')}`,
        ),
        row('Lot numbers', treatment.lots, (lots) => lots.join(', ')),
        row('First device', treatment.startedAt, clock),
        row('End of watching', treatment.endedAt, clock),
        row('Total time', treatment.minutes, (minutes) => `${minutes} minutes`),
        row(
          'Ready to leave, were there no two hours',
          treatment.readyAfterMinutes,
          (minutes) => `${minutes} minutes after the first device`,
        ),
      ],
    },
    {
      id: 'vital-signs',
      title: 'Vital signs in acceptable range',
      rows: [
        question('Before administration', vitalSigns.acceptableBefore, judged),
        question('Before the end of the session', vitalSigns.acceptableAtEnd, judged),
      ],
    },
    {
      id: 'blood-pressure',
      title: 'Blood pressure',
      rows: [
        row('Before administration', pressures.before, sayBefore),
        row('40 minutes after', pressures.after40, sayAfter),
        row('Before the end of the session', pressures.atEnd, sayAfter),
      ],
    },
    {
      id: 'effects',
      title: 'Did the patient experience',
      rows: [
        question('Sedation', effects.sedation, saySeen),
        question('Dissociation', effects.dissociation, saySeen),
        question('Respiratory depression', effects.respiratoryDepression, saySeen),
      ],
    },
    {
      id: 'adverse-events',
      title: 'Adverse events',
      rows: [
        ...form.adverseEvents.map(({ at, term, grade, outcome }) => ({
          label: term,
          value: `grade ${grade}, ${outcome}, at ${clock(at)}`,
        })),
        question('A serious adverse event', form.hadSeriousEvent, yesNo),
      ],
    },
    {
      id: 'sending',
      title: 'Signing and sending',
      rows: [row('Signature', form.signature, asIs), row('To be sent by', form.dueOn, asIs)],
    },
  ];
}

/** What nobody recorded, and could have: named plainly, so that it is asked while it is remembered. */
export const missingOf = (sections: readonly SheetSection[]): string[] =>
  sections.flatMap(({ title, rows }) =>
    rows.flatMap(({ label, empty, isMissing }) => (isMissing ? [`${title}, ${label}: ${empty}`] : [])),
  );
