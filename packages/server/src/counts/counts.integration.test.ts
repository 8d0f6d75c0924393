/** Blind counts over HTTP, what they open, how it is settled, and the month that an inspector is handed. */
import { randomUUID } from 'node:crypto';
import { HOUR, instant, MINUTE, type Role } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningClinic } from '../testing.ts';
import { type CountedClinic, countedClinic, halves, LEFT, left, ruleOf } from './testing-counts.ts';

let counted: CountedClinic;
let running: RunningClinic;
let containers: readonly string[];
let SAFE: string;
let OTHER_SAFE: string;
beforeAll(async () => {
  counted = await countedClinic();
  ({ running, containers, safe: SAFE, otherSafe: OTHER_SAFE } = counted);
});
afterAll(() => running?.close());
const as = (role: Role) => running.as(role);
const begin: CountedClinic['begin'] = (...given) => counted.begin(...given);
const half: CountedClinic['half'] = (...given) => counted.half(...given);
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

describe('a count', () => {
  test('tells nobody what the ledger says, or the first what the second counts, before both have signed', async () => {
    const id = await begin('nurse');
    const spoken: string[] = [];
    // An id is drawn by chance, and may have any digits in it.
    const wordsOf = (body: unknown) => JSON.stringify(body).replaceAll(UUID, 'an id');
    const hear = async (role: Role, path: string) => spoken.push(wordsOf((await as(role).get(path)).body));
    await hear('nurse', `/api/inventory/counts/${id}`);
    const first = await as('nurse').post(halves(id), half(3, [left(7.4)]));
    expect(first.status).toBe(201);
    spoken.push(wordsOf(first.body));
    for (const role of ['nurse', 'anesthesia', 'medical_director'] as const) {
      await hear(role, `/api/inventory/counts/${id}`);
      await hear(role, '/api/inventory/counts');
    }
    for (const said of spoken) {
      for (const secret of [LEFT, 370_000, 7400, 7.4, 1_871_250]) expect(said).not.toContain(String(secret));
      expect(said).not.toContain('"result"');
      expect(said).not.toContain('K-1');
    }
    // The pages that say the same are shut to who counts, and to whoever may yet be the second.
    for (const path of ['month', 'month.csv', 'month.pdf'])
      for (const role of ['nurse', 'prescriber', 'anesthesia', 'medical_director'] as const) {
        const shut = await as(role).get(`/api/inventory/${path}`);
        expect([shut.status, ruleOf(shut)]).toEqual([422, 'count-is-blind']);
      }
    running.clock.pass(1);
    const second = await as('anesthesia').post(halves(id), half(3, [left(7.5)]));
    expect(second.body.count.state).toBe('complete');
    expect(second.body.count.result.products).toMatchObject([
      { finding: 'within_tolerance', first: { unopened: { counted: 3, expected: 3 }, difference: { value: -1250 } } },
    ]);
    expect((await as('nurse').get('/api/inventory/month')).status).toBe(200);
  });

  test('is not signed twice by one person, and a half sent again is kept once', async () => {
    const id = await begin('nurse');
    const own = half(3, [left(7.4)]);
    expect((await as('nurse').post(halves(id), own)).status).toBe(201);
    expect((await as('nurse').post(halves(id), own)).status).toBe(201);
    const again = await as('nurse').post(halves(id), half(3, [left(7.4)]));
    expect([again.status, ruleOf(again)]).toEqual([422, 'two-people-count']);
    const off = { because: 'Called away' };
    expect((await as('anesthesia').post(`/api/inventory/counts/${id}/calling-off`, off)).status).toBe(200);
    const late = await as('anesthesia').post(halves(id), half(3, [left(7.4)]));
    expect([late.status, ruleOf(late)]).toEqual([422, 'count-is-open']);
  });

  test('of a safe that is being counted, or of none, is not begun', async () => {
    const id = await begin('nurse', {}, OTHER_SAFE);
    const another = { id: randomUUID(), safe: OTHER_SAFE, kind: 'routine' };
    expect((await as('prescriber').post('/api/inventory/counts', another)).status).toBe(409);
    expect((await as('nurse').post('/api/inventory/counts', { ...another, safe: randomUUID() })).status).toBe(404);
    await as('nurse').post(`/api/inventory/counts/${id}/calling-off`, { because: 'Test' });
    const bare = await as('therapist').post('/api/inventory/counts', another);
    expect(bare.status).toBe(403);
  });

  test.each([
    [
      'a comma for the point',
      () => half(3, [{ label: 'K-1', remaining: { volume: { value: '7,4', unit: 'mL' } } }]),
      /./,
    ],
    ['less than nothing', () => half(-1), /unopened/],
    ['half a vial', () => half(2.5), /unopened/],
    ['a product that was passed over', () => ({ ...half(3), unopened: [] }), /^unopened$/],
    ['a label that is unknown', () => half(3, [{ ...left(7), label: 'K-99' }]), /^opened.0.label$/],
    ['more than a vial holds', () => half(3, [left(25)]), /^opened.0.remaining$/],
    ['a time to come', () => half(3, [], { at: instant(running.clock.read() + HOUR) }), /^at$/],
    ['an unknown field', () => half(3, [], { expected: 4 }), /^expected$/],
  ])('with %s is refused by name, and not kept', async (_, body, field) => {
    const id = await begin('nurse', {}, OTHER_SAFE);
    const answer = await as('nurse').post(halves(id), body());
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].field).toMatch(field);
    expect((await as('nurse').get(`/api/inventory/counts/${id}`)).body.count.signed).toEqual([]);
    await as('nurse').post(`/api/inventory/counts/${id}/calling-off`, { because: 'Test' });
  });

  test('during which medicine is drawn is compared with what was there at each half’s own time', async () => {
    const id = await begin('nurse');
    await as('nurse').post(halves(id), half(3, [left(7.4)]));
    running.clock.pass(10);
    await counted.draw(1, 500_000);
    running.clock.pass(10);
    const second = await as('prescriber').post(halves(id), half(2, [left(7.4)]));
    expect(second.body.count.result.products).toMatchObject([
      {
        finding: 'within_tolerance',
        first: { unopened: { expected: 3 } },
        second: { unopened: { expected: 2 } },
      },
    ]);
  });

  test('at a hand-over is of who goes and who comes', async () => {
    const id = await begin('nurse', { kind: 'hand_over' });
    expect(ruleOf(await as('nurse').post(halves(id), half(2, [left(7.4)])))).toBe('hand-over-side');
    await as('nurse').post(halves(id), half(2, [left(7.4)], { as: 'outgoing' }));
    expect(ruleOf(await as('anesthesia').post(halves(id), half(2, [left(7.4)], { as: 'outgoing' })))).toBe(
      'hand-over-side',
    );
    const done = await as('anesthesia').post(halves(id), half(2, [left(7.4)], { as: 'incoming' }));
    expect(done.body.count.state).toBe('complete');
  });

  test('that is an inventory is due again within two years', async () => {
    const id = await begin('nurse', { kind: 'initial', takenAt: 'opening' });
    await as('nurse').post(halves(id), half(2, [left(7.4)]));
    await as('anesthesia').post(halves(id), half(2, [left(7.4)]));
    expect((await as('nurse').get(`/api/inventory/counts/${id}`)).body.inventory).toMatchObject([
      { substance: 'Ketamine hydrochloride', package: '10 mL vial', containers: 2, opened: [{ holds: '7.4 mL' }] },
    ]);
    const { inventories } = (await as('nurse').get('/api/inventory/counts')).body;
    expect(inventories.find((one: { safe: { id: string } }) => one.safe.id === SAFE).due).toMatch(/^2028-03-02/);
    expect(inventories.find((one: { safe: { id: string } }) => one.safe.id === OTHER_SAFE).due).toBeUndefined();
  });
});

describe('what a count finds missing', () => {
  let discrepancy: string;
  test('opens a discrepancy with an owner and a deadline', async () => {
    const id = await begin('nurse');
    await as('nurse').post(halves(id), half(1, [left(7.4)]));
    await as('prescriber').post(halves(id), half(1, [left(7.4)]));
    const found = (await as('nurse').get(`/api/inventory/discrepancies?count=${id}`)).body.discrepancies;
    expect(found).toMatchObject([
      {
        cause: 'count_less',
        state: 'open',
        isOverdue: false,
        amount: { value: 501_250, unit: 'ug' },
        owner: { id: running.clinic.practitioners.medical_director.id },
        dueAt: instant(running.clock.read() + 24 * HOUR),
      },
    ]);
    discrepancy = found[0].id;
  });

  test('is marked once when its deadline has passed, and can be handed on', async () => {
    running.clock.pass(24 * 60);
    const overdue = async () =>
      (await as('nurse').get('/api/inventory/discrepancies')).body.discrepancies.find(
        (one: { id: string }) => one.id === discrepancy,
      );
    await overdue();
    const again = await overdue();
    expect(again.isOverdue).toBe(true);
    expect(again.steps.filter(({ kind }: { kind: string }) => kind === 'escalated')).toHaveLength(1);
    const at = `/api/inventory/discrepancies/${discrepancy}`;
    const handing = {
      id: randomUUID(),
      owner: running.clinic.practitioners.prescriber.id,
      dueAt: instant(running.clock.read() + HOUR),
      words: 'Was here that day',
    };
    expect((await as('prescriber').post(`${at}/owner`, handing)).status).toBe(403);
    const blind = { ...handing, owner: running.clinic.practitioners.therapist.id };
    expect(ruleOf(await as('medical_director').post(`${at}/owner`, blind))).toBe('discrepancy-owner-sees');
    const past = { ...handing, dueAt: instant(running.clock.read() - MINUTE) };
    expect(ruleOf(await as('medical_director').post(`${at}/owner`, past))).toBe('discrepancy-deadline');
    const handed = await as('medical_director').post(`${at}/owner`, handing);
    expect(handed.body.discrepancy).toMatchObject({ isOverdue: false, owner: { id: handing.owner } });
    const note = { id: randomUUID(), words: 'The vial stood in the second safe.' };
    expect((await as('nurse').post(`${at}/notes`, note)).status).toBe(201);
  });

  test('is seen by whoever is told of it or may own it, and noted on, and by nobody else', async () => {
    const at = `/api/inventory/discrepancies/${discrepancy}`;
    const own = { owner: running.clinic.practitioners.clinic_admin.id, dueAt: instant(running.clock.read() + HOUR) };
    const handed = await as('medical_director').post(`${at}/owner`, { id: randomUUID(), ...own, words: 'Away today' });
    expect(handed.status).toBe(200);
    for (const role of ['clinic_admin', 'medical_director', 'prescriber', 'anesthesia', 'nurse'] as const) {
      expect((await as(role).get(at)).body.discrepancy.owner.id).toBe(own.owner);
      const all = (await as(role).get('/api/inventory/discrepancies')).body.discrepancies;
      expect(all.map(({ id }: { id: string }) => id)).toContain(discrepancy);
    }
    const note = { id: randomUUID(), words: 'Asked everybody of that day.' };
    expect((await as('clinic_admin').post(`${at}/notes`, note)).status).toBe(201);
    for (const role of ['therapist', 'guide', 'front_desk'] as const) {
      expect((await as(role).get(at)).status).toBe(403);
      expect((await as(role).get('/api/inventory/discrepancies')).status).toBe(403);
    }
  });

  test.each(['container', 'safe', 'amount', 'direction'])('is not settled by another %s', async (what) => {
    const other = {
      container: { container: containers[0], safe: OTHER_SAFE },
      safe: { safe: OTHER_SAFE },
      amount: { amount: { value: 502, unit: 'mg' } },
      direction: { direction: 'more' },
    }[what];
    const movement = { container: containers[2], safe: SAFE, direction: 'less', amount: { value: 1, unit: 'mg' } };
    const settled = await as('medical_director').post(`/api/inventory/discrepancies/${discrepancy}/settlement`, {
      id: randomUUID(),
      how: 'adjusted',
      words: 'Searched.',
      movements: [{ id: randomUUID(), ...movement, ...other }],
    });
    expect([settled.status, ruleOf(settled)]).toEqual([422, expect.stringMatching(/^settlement-/)]);
  });

  test('is settled once: the ledger moves with it, or nothing is stored', async () => {
    const at = `/api/inventory/discrepancies/${discrepancy}/settlement`;
    const adjust = (micrograms: number, container = containers[2]) => ({
      id: randomUUID(),
      how: 'adjusted',
      words: 'Not found after a search of both safes.',
      movements: [
        {
          id: randomUUID(),
          container,
          safe: SAFE,
          direction: 'less',
          amount: { value: micrograms / 1000, unit: 'mg' },
        },
      ],
    });
    expect((await as('nurse').post(at, adjust(500_000))).status).toBe(403);
    const tooMuch = await as('medical_director').post(at, adjust(500_001));
    expect([tooMuch.status, ruleOf(tooMuch)]).toEqual([400, 'ledger-short']);
    const unknown = await as('medical_director').post(at, adjust(1000, randomUUID()));
    expect([unknown.status, ruleOf(unknown)]).toEqual([400, 'ledger-unknown-container']);
    const settlement = adjust(500_000);
    const settled = await as('medical_director').post(at, settlement);
    expect(settled.body.discrepancy.state).toBe('adjusted');
    expect((await as('medical_director').post(at, settlement)).status).toBe(200);
    const twice = await as('medical_director').post(at, { id: randomUUID(), how: 'explained', words: 'Or so.' });
    expect([twice.status, ruleOf(twice)]).toEqual([422, 'discrepancy-settled-once']);
    const [container] = await running.store.inventory.containers(running.clinic.clinicId, {
      ids: [containers[2] ?? ''],
    });
    expect(container?.places).toEqual([]);
  });

  test('by two at the same moment is settled by one of them', async () => {
    const id = await begin('nurse');
    await as('nurse').post(halves(id), half(0, [left(7.4)]));
    await as('prescriber').post(halves(id), half(0, [left(7.4)]));
    const [found] = (await as('nurse').get(`/api/inventory/discrepancies?count=${id}`)).body.discrepancies;
    const at = `/api/inventory/discrepancies/${found.id}/settlement`;
    const explained = () => ({ id: randomUUID(), how: 'explained', words: 'Behind the tray.' });
    const both = await Promise.all([
      as('medical_director').post(at, explained()),
      as('medical_director').post(at, explained()),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  });

  test('and is stolen makes a Form 106 that says what is still missing from it', async () => {
    const id = await begin('nurse');
    await as('nurse').post(halves(id), half(0, [left(7.4)]));
    await as('prescriber').post(halves(id), half(0, [left(7.4)]));
    const [found] = (await as('nurse').get(`/api/inventory/discrepancies?count=${id}`)).body.discrepancies;
    const at = `/api/inventory/discrepancies/${found.id}`;
    expect((await as('medical_director').get(`${at}/form-106`)).status).toBe(409);
    const reported = await as('medical_director').post(`${at}/settlement`, {
      id: randomUUID(),
      how: 'reported',
      words: 'The lock was broken.',
      movements: [{ id: randomUUID(), container: containers[3], safe: SAFE, amount: { value: 500, unit: 'mg' } }],
      report: {
        kind: 'night_break_in',
        day: '2026-03-03',
        police: { department: 'Town police', telephone: '555 0100' },
        purchaseValueCents: 4200,
        marks: 'Blue dot on the label',
        measures: 'The lock was changed.',
      },
    });
    expect(reported.body.discrepancy?.state).toBe('reported');
    const { form } = (await as('medical_director').get(`${at}/form-106`)).body;
    expect(form).toMatchObject({
      noticeDueOn: '2026-03-04',
      formDueOn: '2026-04-17',
      earlierIn24Months: 0,
      lines: [{ ndc: '00143-9509-10', quantity: '1 vial of 10 mL', label: 'K-4' }],
    });
    expect(form.missing).toHaveLength(1);
    const registrant = {
      name: 'Clinic',
      deaNumber: 'AB1234563',
      street: '1 Elm Street',
      city: 'Albany',
      state: 'NY',
      zip: '12207',
      county: 'Albany',
      telephone: '555 0101',
      contact: 'The medical director',
      business: 'hospital_or_clinic',
    };
    const wrong = await as('medical_director').ask('PUT', '/api/inventory/registrant', {
      ...registrant,
      deaNumber: 'AB1234567',
    });
    expect(wrong.status).toBe(400);
    expect((await as('medical_director').ask('PUT', '/api/inventory/registrant', registrant)).status).toBe(200);
    expect((await as('medical_director').get(`${at}/form-106`)).body.form.missing).toEqual([]);
  });
});

test('the month adds up, names to whom and by whom, and comes as CSV and PDF', async () => {
  const { page } = (await as('prescriber').get('/api/inventory/month?month=2026-03')).body;
  const [row] = page.rows;
  const value = (key: string) => row[key].value;
  expect(value('received')).toBe(2_000_000);
  expect(value('administered')).toBe(600_000);
  expect(value('wasted')).toBe(28_750);
  expect(value('lost')).toBe(500_000);
  expect(value('adjusted')).toBe(-500_000);
  expect(value('opening') + 2_000_000 - 600_000 - 28_750 - 500_000 - 500_000).toBe(value('closing'));
  expect(value('closing')).toBe(LEFT);
  expect(page.dispensing).toHaveLength(2);
  expect(page.dispensing[0]).toMatchObject({ quantity: '2 mL', byWhom: 'The nurse', strength: '50 mg/mL' });
  expect(page.counts.length).toBeGreaterThan(3);
  const csv = await as('prescriber').get('/api/inventory/month.csv?month=2026-03&table=dispensing');
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.body.split('\r\n')).toHaveLength(4);
  const pdf = await as('prescriber').get('/api/inventory/month.pdf?month=2026-03');
  expect(pdf.body.slice(0, 5)).toBe('%PDF-');
  expect((await as('prescriber').get('/api/inventory/month?month=2026-13')).status).toBe(400);
  expect((await as('front_desk').get('/api/inventory/month')).status).toBe(403);
});

test('the month names to whom it was given to those who may see their records, and tells the audit of each', async () => {
  // The day of their visits is over, on which whoever treats people here may see them.
  running.clock.pass((48 * HOUR) / MINUTE);
  const given = await running.store.inventory.movements(running.clinic.clinicId, { kinds: ['administered'] });
  const heads = await Promise.all(
    given.map(({ session }) => running.store.sessions.head(running.clinic.clinicId, session ?? '')),
  );
  const patientIds = [...new Set(heads.flatMap((head) => head?.patientId ?? []))];
  const patients = await Promise.all(patientIds.map((id) => running.store.patients.find(running.clinic.clinicId, id)));
  const names = patients.flatMap((patient) => patient?.name ?? []);
  expect(names.length).toBeGreaterThan(0);
  const looksAt = async (patientId: string, what: string, by: string) => {
    const { entries } = (await as('medical_director').get(`/api/audit?patient=${patientId}`)).body;
    return entries.filter(
      (entry: { what: string; who: { name?: string } }) => entry.what === what && entry.who.name === by,
    ).length;
  };
  const LOOKS = [
    ['GET /api/inventory/month', '/api/inventory/month?month=2026-03'],
    ['GET /api/inventory/month.csv', '/api/inventory/month.csv?month=2026-03&table=dispensing'],
    ['GET /api/inventory/month.pdf', '/api/inventory/month.pdf?month=2026-03'],
  ] as const;
  for (const [what, path] of LOOKS) {
    // Who treats none of them is told what was given, and not to whom; nobody was looked at.
    const stranger = await as('anesthesia').get(path);
    expect(stranger.status).toBe(200);
    for (const name of names) expect(JSON.stringify(stranger.body), what).not.toContain(name);
    const before = await Promise.all(patientIds.map((id) => looksAt(id, what, 'The medical_director')));
    const whole = await as('medical_director').get(path);
    expect(whole.status).toBe(200);
    if (!what.endsWith('pdf')) for (const name of names) expect(JSON.stringify(whole.body), what).toContain(name);
    for (const [index, id] of patientIds.entries()) {
      expect(await looksAt(id, what, 'The medical_director'), what).toBe((before[index] ?? 0) + 1);
      expect(await looksAt(id, what, 'The anesthesia'), what).toBe(0);
    }
  }
  // The other tables name nobody, so nobody was looked at.
  const csv = 'GET /api/inventory/month.csv';
  const [patient = ''] = patientIds;
  const before = await looksAt(patient, csv, 'The medical_director');
  await as('medical_director').get('/api/inventory/month.csv?month=2026-03&table=balances');
  expect(await looksAt(patient, csv, 'The medical_director')).toBe(before);
});

test('patterns are for the medical director, and say that there is too little to say', async () => {
  const { patterns } = (await as('medical_director').get('/api/inventory/patterns?days=30')).body;
  expect(patterns.waste).toMatchObject([{ draws: 2, people: [{ verdict: 'too_few' }] }]);
  expect((await as('nurse').get('/api/inventory/patterns')).status).toBe(403);
  expect((await as('medical_director').get('/api/inventory/patterns?days=1')).status).toBe(400);
});
