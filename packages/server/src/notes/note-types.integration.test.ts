/** Types of notes of the record: who writes and reads which, what their sections are, and that signing ends changing. */
import { randomUUID } from 'node:crypto';
import { ROLES } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type RunningClinic, runningClinic } from '../testing.ts';

let clinic: RunningClinic;
let patientId: string;
beforeAll(async () => {
  clinic = await runningClinic();
  patientId = clinic.clinic.patientId;
  await clinic.takeIntoTeam(patientId, 'prescriber', 'anesthesia', 'nurse', 'therapist', 'guide');
});
afterAll(() => clinic.close());

const SECTIONS = { data: 'Slept six hours; spoke of the orchard', plan: 'A call on Friday' };
const save = (who: Caller, kind: string, id: string, body: object) =>
  who.ask('PUT', `/api/notes/${kind}/${id}`, { patientId, version: 0, ...body });
const progress = (who: Caller, id: string, body: object = {}) =>
  save(who, 'progress', id, { template: 'dap', sections: SECTIONS, ...body });
const sign = (who: Caller, kind: string, id: string, version = 1) =>
  who.post(`/api/notes/${kind}/${id}/sign`, { version });
const notesSeenBy = async (who: Caller) => (await who.get(`/api/patients/${patientId}/notes`)).body;

describe('a progress note', () => {
  test('is kept as the sections of its template and read as one text, the empty ones left out', async () => {
    const id = randomUUID();
    const { status, body } = await progress(clinic.as('therapist'), id);
    expect(status).toBe(200);
    expect(body.note).toMatchObject({
      type: 'progress',
      template: 'dap',
      sections: SECTIONS,
      text: 'Data\nSlept six hours; spoke of the orchard\n\nPlan\nA call on Friday',
    });
    expect((await notesSeenBy(clinic.as('nurse'))).record).toEqual([]);
    expect((await sign(clinic.as('therapist'), 'progress', id)).status).toBe(200);
    expect((await notesSeenBy(clinic.as('guide'))).record).toMatchObject([{ id, sections: SECTIONS }]);
    const { rows } = await clinic.store.pool.query<{ sealed: string }>('select sealed from holdspace.record_note');
    for (const { sealed } of rows) expect(sealed).not.toContain('orchard');
  });

  test('saved twice is saved once, and from two places at once loses neither text in silence', async () => {
    const id = randomUUID();
    const who = clinic.as('therapist');
    await progress(who, id);
    const next = { sections: { ...SECTIONS, assessment: 'Calmer' }, version: 1 };
    expect((await progress(who, id, next)).body.note.version).toBe(2);
    expect((await progress(who, id, next)).body.note.version).toBe(2);
    const stale = await progress(who, id, { sections: { data: 'Another' }, version: 1 });
    expect(stale).toMatchObject({ status: 409, problem: { type: '/problems/stale' } });
  });

  test('with a section that its template does not have is refused by name, and nothing is dropped', async () => {
    const answer = await progress(clinic.as('therapist'), randomUUID(), { sections: { subjective: 'Typed' } });
    expect(answer).toMatchObject({
      status: 400,
      problem: { errors: [{ field: 'sections', rule: 'unknown-section' }] },
    });
    expect(answer.problem?.detail).toContain('DAP has Data, Assessment, Plan; not subjective');
  });

  test('keeps the template that it was begun with, and does not become a note of another type', async () => {
    const id = randomUUID();
    const who = clinic.as('therapist');
    await progress(who, id);
    const other = await progress(who, id, { template: 'soap', sections: { subjective: 'x' }, version: 1 });
    expect(other.status).toBe(404);
    expect((await save(who, 'record', id, { text: 'x', version: 1 })).status).toBe(404);
    expect((await sign(who, 'record', id)).status).toBe(404);
    expect((await sign(who, 'guide', id)).status).toBe(404);
  });

  test('is not signed empty; signed, it is amended by one of its own type, and never changed', async () => {
    const who = clinic.as('therapist');
    const empty = randomUUID();
    await progress(who, empty, { sections: { data: '  ' } });
    expect((await sign(who, 'progress', empty)).status).toBe(400);
    const id = randomUUID();
    await progress(who, id);
    await sign(who, 'progress', id);
    expect((await progress(who, id, { sections: { data: 'Changed' }, version: 1 })).status).toBe(409);
    expect((await save(who, 'record', randomUUID(), { text: 'To add', amends: id })).status).toBe(404);
    const amendment = await progress(who, randomUUID(), { sections: { plan: 'On Monday, not Friday' }, amends: id });
    expect(amendment.body.note.amends).toBe(id);
    await expect(
      clinic.store.pool.query(
        "update holdspace.record_note set note_type = 'plain', template = null where note_id = $1",
        [id],
      ),
    ).rejects.toThrow('permission denied');
  });

  test.each(['guide', 'front_desk', 'clinic_admin'] as const)('is not written by a %s', async (role) => {
    const answer = await progress(clinic.as(role), randomUUID());
    expect(answer).toMatchObject({ status: 403, problem: { rule: 'role: write progress notes' } });
  });
});

describe('a guide observation', () => {
  test('is written and signed by the guide, read by the care team and by nobody else', async () => {
    const id = randomUUID();
    const guide = clinic.as('guide');
    expect((await save(guide, 'guide', id, { text: 'Turned to the window and hummed' })).status).toBe(200);
    expect(JSON.stringify(await notesSeenBy(clinic.as('nurse')))).not.toContain('hummed');
    expect((await sign(guide, 'guide', id)).status).toBe(200);
    for (const role of ROLES) {
      const { status, body } = await clinic.as(role).get(`/api/patients/${patientId}/notes`);
      if (role === 'front_desk' || role === 'clinic_admin') expect(status).toBe(403);
      else expect(body.guide, role).toMatchObject([{ id, text: 'Turned to the window and hummed' }]);
      expect(JSON.stringify(body.record ?? []), role).not.toContain('hummed');
    }
  });

  test.each(['medical_director', 'prescriber', 'anesthesia', 'nurse', 'front_desk', 'clinic_admin'] as const)(
    'is not written by a %s',
    async (role) => {
      expect((await save(clinic.as(role), 'guide', randomUUID(), { text: 'x' })).status).toBe(403);
    },
  );

  test('of a patient whom the guide is not with is refused', async () => {
    const other = randomUUID();
    await clinic.as('front_desk').post('/api/patients', {
      id: other,
      name: 'Ada Elsewhere',
      dateOfBirth: '1980-01-02',
      recordNumber: 'E-1',
    });
    const answer = await save(clinic.as('guide'), 'guide', randomUUID(), { patientId: other, text: 'x' });
    expect(answer).toMatchObject({ status: 403, problem: { rule: 'condition: write guide observations' } });
  });
});

test('a note that was written before there were types is read as it was', async () => {
  const id = randomUUID();
  await save(clinic.as('therapist'), 'record', id, { text: 'As before' });
  await sign(clinic.as('therapist'), 'record', id);
  const { record } = await notesSeenBy(clinic.as('nurse'));
  expect(record).toContainEqual(expect.objectContaining({ id, type: 'plain', text: 'As before' }));
});
