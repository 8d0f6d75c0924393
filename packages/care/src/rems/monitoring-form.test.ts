import { describe, expect, test } from 'vitest';
import { shippedProtocol } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { idOf, PEOPLE, Room } from '../session/making.ts';
import { monitoringFormOf, needsMonitoringForm } from './monitoring-form.ts';
import { missingOf, monitoringSheet } from './sheet.ts';

const spray = shippedProtocol('esketamine-nasal');
const mg = (value: number) => quantity(value * 1000, 'ug');
const ready = new Room(spray).readyForDose();
const device = (room: Room, more: object = {}) =>
  room.does(PEOPLE.nurse, { type: 'AdministerDose', order: idOf(500), amount: mg(28), ...more });
/** Two devices five minutes apart, then watched to the end of the two hours. */
const given = device(device(ready).after(5));
const sedated = (room: Room, score: number) =>
  room.does(PEOPLE.nurse, { type: 'RecordVitalSigns', vitalSigns: { sedation: quantity(score, '{score}') } });
const finished = given.after(35).measured(138, 84).after(85).fitToLeave().discharged();

const formOf = (room: Room) => monitoringFormOf(spray, room.state.log, { name: 'Example Clinic' });
const sheetOf = (room: Room) => monitoringSheet(formOf(room));
/** Some labels stand in more than one part of the sheet: there the part is named. */
const cell = (room: Room, label: string, part?: string) =>
  sheetOf(room)
    .filter(({ title }) => part === undefined || title === part)
    .flatMap(({ rows }) => rows)
    .find((row) => row.label === label);

describe('the monitoring form of esketamine', () => {
  test('is asked for esketamine alone', () => {
    expect(needsMonitoringForm(spray)).toBe(true);
    for (const other of ['infusion-iv', 'kap-im', 'kap-sublingual'])
      expect(needsMonitoringForm(shippedProtocol(other))).toBe(false);
  });

  test('holds dose, devices, times and total time from the first device to the end', () => {
    const { treatment } = formOf(finished);
    expect(treatment).toMatchObject({
      date: { known: true, value: '2026-03-02' },
      dose: { value: mg(56) },
      minutes: { value: 125 },
    });
    expect(cell(finished, 'Devices')?.value).toBe('2: 28 mg at 09:00, 28 mg at 09:05');
    expect(formOf(finished).dueOn).toEqual({ known: true, value: '2026-03-09' });
  });

  test('counts devices by what they hold where both were entered at once', () => {
    const atOnce = ready.does(PEOPLE.nurse, { type: 'AdministerDose', order: idOf(500), amount: mg(56) });
    expect(cell(atOnce, 'Devices')?.value).toBe('2: 56 mg at 09:00');
  });

  test('holds the blood pressures before, about 40 minutes after and before leaving, each with its true time', () => {
    expect(cell(finished, 'Before administration', 'Blood pressure')?.value).toBe('122/78 mmHg at 09:00');
    expect(formOf(finished).pressures).toMatchObject({
      before: { value: { systolic: 122, diastolic: 78, minutes: 0 } },
      after40: { value: { systolic: 138, diastolic: 84, minutes: 40 } },
      atEnd: { value: { systolic: 122, minutes: 125 } },
    });
    expect(cell(finished, '40 minutes after')?.value).toBe('138/84 mmHg at 09:40, 40 min after the first device');
  });

  test('a reading ten minutes off is shown as when it was taken; one further off is none at 40 minutes', () => {
    expect(formOf(given.after(45).measured(140, 88)).pressures.after40).toMatchObject({ value: { minutes: 50 } });
    expect(formOf(given.after(46).measured(140, 88)).pressures.after40).toMatchObject({
      known: false,
      empty: 'not_recorded',
    });
  });

  test('names plainly what nobody recorded', () => {
    const unwatched = given.after(125).fitToLeave().discharged();
    expect(cell(unwatched, '40 minutes after')).toEqual({
      label: '40 minutes after',
      empty: 'not recorded: none between 30 and 50 minutes after the first device',
      isMissing: true,
    });
    expect(formOf(unwatched).attention).toEqual([
      'No blood pressure about 40 minutes after: none between 30 and 50 minutes after the first device.',
    ]);
    expect(missingOf(sheetOf(unwatched))).toEqual([
      'Treatment, Lot numbers: not recorded: no container was drawn from for these devices',
      'Blood pressure, 40 minutes after: not recorded: none between 30 and 50 minutes after the first device',
      'Did the patient experience, Dissociation: not recorded: neither its onset nor that there was none',
      expect.stringContaining(
        'Did the patient experience, Respiratory depression: not recorded: no adverse event names it; lowest SpO2 98 %',
      ),
    ]);
  });

  test('leaves to a hand what this system does not keep, and says so', () => {
    for (const label of ['Sex', 'Enrolled in the REMS', 'Opioids', 'Telephone', 'Address', 'Signature'])
      expect(cell(finished, label)?.empty).toMatch(/^by hand: /);
    expect(missingOf(sheetOf(finished)).some((line) => line.includes('Sex'))).toBe(false);
  });

  test('a question that a hand answers is left with a yes and a no', () => {
    for (const label of ['Enrolled in the REMS', 'Benzodiazepines', 'Dissociation'])
      expect(cell(finished, label)?.asksYesNo).toBe(true);
    expect(cell(finished, 'Telephone')?.asksYesNo).toBeUndefined();
  });

  test('whether it is the first treatment a person says; what is on record here stands beside it', () => {
    expect(formOf(finished).patient.isFirstTreatment).toMatchObject({
      empty: 'by_hand',
      because: 'no earlier dose of this patient is on record here',
    });
    const later = new Room(spray).planned({ lastDose: { amount: mg(56), at: '2026-02-26T14:00:00.000Z' } });
    expect(formOf(later).patient.isFirstTreatment).toMatchObject({
      because: 'a dose of some medicine is on record here, on 2026-02-26',
    });
  });

  test('more than 56 mg where no earlier dose is known is to be noticed', () => {
    const much = ready.does(PEOPLE.nurse, {
      type: 'AdministerDose',
      amount: mg(84),
      happened: { reason: 'three devices were in the kit' },
    });
    expect(formOf(much).attention[0]).toContain('this one was above 56 mg');
  });

  test('a session cut short says how short', () => {
    const left = given.after(60).does(PEOPLE.nurse, {
      type: 'RecordDeparture',
      how: 'against_advice',
      reason: 'did not want to wait',
    });
    expect(formOf(left).attention).toContain('Watched for 65 minutes; the REMS asks for at least 120.');
  });

  test('before the end it says what is still to come', () => {
    expect(formOf(given).treatment.minutes).toMatchObject({ empty: 'not_yet', because: 'the session has not ended' });
    expect(missingOf(sheetOf(given)).some((line) => line.includes('has not ended'))).toBe(false);
    expect(formOf(ready).treatment.dose).toMatchObject({ known: false, because: 'no device was given' });
  });
});

describe('what the patient experienced', () => {
  test('sedation from the scores: when it began, when it was over', () => {
    const room = sedated(sedated(sedated(given.after(10), -1).after(20), -2).after(40), 0);
    expect(formOf(room).effects.sedation).toEqual({
      known: true,
      value: { wasSeen: true, beganAfter: 15, overAfter: 75, from: 'RASS -2 to 0 in 3 readings' },
    });
  });

  test('sedation that is not recorded as over', () => {
    expect(cell(sedated(given.after(10), -1), 'Sedation')?.value).toContain('its end is not recorded');
  });

  test('no sedation is said only where somebody looked', () => {
    expect(cell(finished, 'Sedation')?.value).toMatch(/^No \(RASS 0 in 2 readings/);
    expect(cell(given, 'Sedation')?.empty).toContain('no sedation score');
  });

  test('dissociation from its onset and return', () => {
    const room = given
      .after(10)
      .does(PEOPLE.nurse, { type: 'RecordNosc', moment: 'onset' })
      .after(60)
      .does(PEOPLE.nurse, { type: 'RecordNosc', moment: 'return' });
    expect(formOf(room).effects.dissociation).toMatchObject({
      value: { wasSeen: true, beganAfter: 15, overAfter: 75 },
    });
  });

  test('adverse events are listed; whether one was serious is a clinician’s to say', () => {
    const room = given.does(PEOPLE.nurse, {
      type: 'RecordAdverseEvent',
      term: 'Respiratory depression',
      grade: 3,
      relatedness: 'probable',
      done: 'oxygen',
      outcome: 'resolved',
    });
    expect(formOf(room).effects.respiratoryDepression).toMatchObject({ value: { wasSeen: true } });
    expect(formOf(room).hadSeriousEvent).toMatchObject({ known: false, empty: 'by_hand' });
    expect(formOf(finished).hadSeriousEvent).toMatchObject({
      empty: 'by_hand',
      because: expect.stringContaining('no adverse event is recorded'),
    });
  });
});

describe('lots', () => {
  test('are those of the containers that were given from', () => {
    const drawn = ready.does(PEOPLE.nurse, {
      type: 'DrawMedicine',
      draw: idOf(600),
      container: { id: idOf(700), label: 'E-0007', product: 'esketamine-kit-56', lot: 'LK123' },
      amount: mg(28),
      order: idOf(500),
    });
    expect(formOf(drawn).treatment.lots).toMatchObject({ known: false });
    const room = device(drawn, { draws: [{ draw: idOf(600), amount: mg(28) }] });
    expect(formOf(room).treatment.lots).toEqual({ known: true, value: ['LK123'] });
  });
});

test('a struck device counts no more', () => {
  const struck = given.does(PEOPLE.nurse, { type: 'StrikeOut', seq: given.state.seq, reason: 'entered twice' });
  expect(cell(struck, 'Devices')?.value).toBe('1: 28 mg at 09:00');
});
