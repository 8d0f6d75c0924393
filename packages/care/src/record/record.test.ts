import { describe, expect, test } from 'vitest';
import { later, MINUTE } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { PEOPLE, Room } from '../session/making.ts';
import { vitalSignsChart } from './chart.ts';
import { recordOf } from './record.ts';
import { sayEvent } from './say.ts';
import { recordAsText } from './text.ts';

const shipped = (id: string) => SHIPPED_PROTOCOLS.find((protocol) => protocol.id === id) as Protocol;
const kap = shipped('kap-im');
const finished = (protocol: Protocol) =>
  new Room(protocol).readyForDose().dosed().recovered().fitToLeave().discharged();
const rowsOf = (room: Room, section: string) =>
  recordOf(room.protocol, room.state.log).sections.find((one) => one.id === section)?.rows ?? [];

describe('a record', () => {
  test.each(SHIPPED_PROTOCOLS.map((protocol) => [protocol.id, protocol] as const))(
    'of a whole session under %s has a sentence for every entry',
    (_id, protocol) => {
      const room = finished(protocol);
      for (const event of room.state.log) expect(sayEvent(event, protocol)).toMatch(/[.”]$/);
      expect(recordOf(protocol, room.state.log)).toMatchObject({
        status: 'discharged',
        patient: { name: 'Ida Example' },
      });
    },
  );

  test('says the label that is computed, and times as the site’s clock shows them', () => {
    const record = recordOf(kap, finished(kap).state.log);
    expect(record.label.name).toBe('Ketamine-assisted psychotherapy (KAP)');
    expect(record.arrived).toBe('2 March 2026, 09:00');
    expect(record.zone).toBe('America/New_York (GMT-5)');
    expect(recordOf(shipped('infusion-iv'), finished(shipped('infusion-iv')).state.log).label.statement).toBe(
      'No psychotherapy included.',
    );
  });

  test('shows what was overridden or recorded against a rule first', () => {
    const room = new Room(kap).readyForDose();
    const given = room.does(PEOPLE.guide, {
      type: 'AdministerDose',
      amount: quantity(10_000, 'ug'),
      happened: { reason: 'alone in the room' },
    });
    expect(recordOf(kap, given.state.log).sections[0]?.id).toBe('notice');
    expect(rowsOf(given, 'notice').every((row) => row.isLoud)).toBe(true);
  });

  test('says where presence lapsed, from when to when', () => {
    const room = new Room(kap).readyForDose().after(1);
    const happened = { reason: 'was called away' };
    const gone = [PEOPLE.guide, PEOPLE.therapist].reduce<Room>(
      (before, { id }) => before.does(PEOPLE.nurse, { type: 'LeaveSession', person: { id }, happened }),
      room,
    );
    const lapsed = (at: Room) => rowsOf(at, 'notice').filter(({ label }) => label === 'Presence lapsed');
    expect(lapsed(gone.after(4).measured())[0]?.value).toBe(
      'Administration: without a therapist or guide in the room, from 09:01 on, not ended.',
    );
    const person = { ...PEOPLE.guide, roles: [...PEOPLE.guide.roles] };
    const back = gone.after(6).does(PEOPLE.guide, { type: 'JoinSession', person, attendance: 'in_room' });
    expect(lapsed(back)).toMatchObject([
      {
        time: '09:01',
        value: 'Administration: without a therapist or guide in the room, from 09:01 to 09:07 (6 min).',
      },
    ]);
  });

  test('keeps a struck entry readable and out of every figure', () => {
    const room = new Room(kap).readyForDose().dosed();
    const struck = room.does(PEOPLE.nurse, {
      type: 'StrikeOut',
      seq: room.state.seq,
      reason: 'entered in the wrong room',
    });
    expect(rowsOf(struck, 'struck')[0]).toMatchObject({ isStruck: true });
    expect(rowsOf(struck, 'medicine').some((row) => row.value.startsWith('Given'))).toBe(false);
    expect(recordOf(kap, struck.state.log).figures.map((figure) => figure.name)).not.toContain('Given in all');
  });

  test('shows both times of a late entry', () => {
    const room = new Room(kap).readyForDose().dosed().after(60);
    const late = room.does(PEOPLE.guide, {
      type: 'RecordObservation',
      observation: 'tearful',
      at: later(room.now, -45 * MINUTE),
    });
    expect(rowsOf(late, 'course')[0]?.value).toContain('late entry, recorded 2 March 2026, 10:00');
    expect(rowsOf(late, 'course')[0]?.time).toBe('09:15');
  });

  test('as text holds the patient, the arithmetic of the order and the signatures', () => {
    const text = recordAsText(
      recordOf(kap, finished(kap).does(PEOPLE.prescriber, { type: 'SignRecord', meaning: 'author' }).state.log),
    );
    expect(text).toContain('Ida Example, born 1980-05-04, record H-100');
    expect(text).toContain('0.75 mg/kg; exactly 60 mg; drawn up 1.2 mL = 60 mg');
    expect(text).toContain('Author of the record: Petra Prescriber (prescriber)');
  });
});

describe('the chart of vital signs', () => {
  test('escapes names, so that a phase cannot break the picture', () => {
    const odd = { ...kap, phases: kap.phases.map((phase) => ({ ...phase, name: '<script>&' })) };
    const room = new Room(kap).readyForDose().dosed().after(120).measured();
    expect(vitalSignsChart(odd, room.state, room.now)).not.toContain('<script>');
  });

  test('is empty where nothing was measured', () => {
    const room = new Room(kap).planned().arrived();
    expect(vitalSignsChart(kap, room.state, room.now)).toBe('');
  });

  test('draws both carets of every blood pressure, beside those of the legend', () => {
    const room = new Room(kap).planned().arrived().measured().after(5).measured();
    expect(vitalSignsChart(kap, room.state, room.now).match(/<path/g)).toHaveLength(4 + 2);
  });
});
