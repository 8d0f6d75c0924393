import { describe, expect, test } from 'vitest';
import type { Protocol } from '../protocol/schema.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { Room } from './making.ts';
import { monitoringAt, nextDue } from './monitoring.ts';

const shipped = (id: string) => SHIPPED_PROTOCOLS.find((protocol) => protocol.id === id) as Protocol;
const infusion = shipped('infusion-iv');
const esketamine = shipped('esketamine-nasal');
const every = infusion.monitoring.rules.find((rule) => rule.when === 'every');
const minutes = every?.when === 'every' ? every.every.value / 60 : Number.NaN;
const grace = infusion.monitoring.grace.value / 60;
const repeated = (room: Room) =>
  monitoringAt(room.protocol, room.state, room.now).find((item) => item.key.startsWith('every-'));

describe('a reading every so often', () => {
  const running = new Room(infusion).readyForDose().dosed();
  test('is upcoming until its moment, due at it, overdue after the grace', () => {
    expect(repeated(running.after(minutes - 1))?.status).toBe('upcoming');
    expect(repeated(running.after(minutes))?.status).toBe('due');
    expect(repeated(running.after(minutes + grace + 1))?.status).toBe('overdue');
  });

  test('counts anew from the last complete reading', () => {
    const measured = running.after(minutes).measured();
    expect(repeated(measured)?.status).toBe('upcoming');
    expect(repeated(measured.after(minutes))?.status).toBe('due');
  });

  test('is not met by a part of what is watched', () => {
    const partly = running
      .after(minutes)
      .does(
        { id: 'n', name: 'N', roles: ['nurse'] },
        { type: 'RecordVitalSigns', vitalSigns: { heartRate: { value: 80, unit: '/min' } } },
      );
    expect(repeated(partly)?.status).toBe('due');
  });

  test('that was struck out is due again', () => {
    const measured = running.after(minutes + grace + 1).measured();
    const struck = measured.does(
      { id: '00000000-0000-4000-8000-000000000004', name: 'Noor Nurse', roles: ['nurse'] },
      { type: 'StrikeOut', seq: measured.state.seq, reason: 'x' },
    );
    expect(repeated(struck)?.status).toBe('overdue');
  });
});

describe('a reading at a fixed time after the dose', () => {
  test('is done once taken, and the next is asked for', () => {
    const dosed = new Room(esketamine).readyForDose().dosed();
    const fixed = (room: Room) =>
      monitoringAt(room.protocol, room.state, room.now).filter((item) => item.key.startsWith('after-'));
    expect(fixed(dosed).map((item) => item.status)).not.toContain('done');
    const measured = dosed.after(40).measured();
    expect(fixed(measured).find((item) => item.dueAt <= measured.now)?.status).toBe('done');
  });
});

test('nothing is due before the patient has come or after the end', () => {
  const planned = new Room(infusion).planned();
  expect(monitoringAt(infusion, planned.state, planned.now)).toEqual([]);
  const end = new Room(infusion).readyForDose().dosed().recovered().fitToLeave().discharged();
  expect(nextDue(monitoringAt(infusion, end.state, end.now))).toBeUndefined();
});
