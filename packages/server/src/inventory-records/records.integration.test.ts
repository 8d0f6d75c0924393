/** The records over HTTP: each kind over two years, as data, CSV and PDF; names to those who may see them; nothing cut off in silence. */
import { randomUUID } from 'node:crypto';
import { RECORD_KINDS, type RecordKind, type RecordPaper } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CountedClinic, countedClinic, halves, LEFT, left, ruleOf, VIAL } from '../counts/testing-counts.ts';

let counted: CountedClinic;
let patient: string;
beforeAll(async () => {
  counted = await countedClinic();
  const { running, containers, safe } = counted;
  const { store, clinic, clock } = running;
  const of = clinic.clinicId;
  const [movement] = await store.inventory.movements(of, { kinds: ['administered'] });
  patient = (await store.sessions.head(of, movement?.session ?? ''))?.patientId ?? '';
  const by = clinic.practitioners.prescriber;
  const out = {
    container: containers[3] ?? '',
    from: { kind: 'safe', safe },
    at: clock.now,
    recordedAt: clock.now,
    by,
  };
  const amount = { value: 100_000, unit: 'ug' } as const;
  const reversedId = randomUUID();
  await store.inventory.post(of, [
    {
      ...out,
      id: randomUUID(),
      kind: 'returned',
      amount,
      into: { kind: 'returned' },
      reason: '=cmd|A1',
      document: 'R-1',
    },
    { ...out, id: reversedId, kind: 'lost', amount, into: { kind: 'lost' }, reason: 'Fell' },
    {
      ...out,
      id: randomUUID(),
      kind: 'destroyed',
      amount,
      into: { kind: 'destroyed' },
      reason: 'Burned',
      witness: clinic.practitioners.nurse,
    },
  ] as Parameters<typeof store.inventory.post>[1]);
  clock.pass(5);
  await store.inventory.post(of, [
    {
      ...out,
      at: clock.now,
      recordedAt: clock.now,
      id: randomUUID(),
      kind: 'reversed',
      amount,
      from: { kind: 'lost' },
      into: { kind: 'safe', safe },
      reverses: reversedId,
      reason: 'Found behind the fridge',
    },
  ] as Parameters<typeof store.inventory.post>[1]);
  const nurse = running.as('nurse');
  await nurse.post('/api/inventory/recalls', {
    id: randomUUID(),
    product: VIAL.id,
    lot: 'L1',
    reason: 'Particles',
    at: clock.now,
  });
  const count = await counted.begin('nurse', { kind: 'biennial', takenAt: 'close' });
  // One sealed vial too few: a discrepancy, which is then reported as theft or loss.
  const lines = [left(7.4), { label: 'K-4', remaining: { volume: { value: 6, unit: 'mL' } } }];
  for (const role of ['nurse', 'prescriber'] as const) {
    const signed = await running.as(role).post(halves(count), counted.half(1, lines));
    if (signed.status !== 201) throw new Error(JSON.stringify(signed.body));
  }
  const director = running.as('medical_director');
  const { discrepancies } = (await director.get(`/api/inventory/discrepancies?count=${count}`)).body;
  discrepancy = discrepancies[0].id;
  inventory = count;
  const settled = await director.post(`/api/inventory/discrepancies/${discrepancy}/settlement`, {
    id: randomUUID(),
    how: 'reported',
    words: 'Reported by telephone',
    movements: [{ id: randomUUID(), container: containers[1], safe, amount: { value: 500, unit: 'mg' } }],
    report: { kind: 'other', day: '2026-03-01', purchaseValueCents: 2150, marks: 'None', measures: 'A new lock' },
  });
  if (settled.status !== 200) throw new Error(JSON.stringify(settled.body));
});
afterAll(() => counted?.running.close());
let discrepancy: string;
let inventory: string;

const as = (role: Parameters<CountedClinic['running']['as']>[0]) => counted.running.as(role);
const paper = async (record: RecordKind, more = '', role: Parameters<typeof as>[0] = 'medical_director') =>
  (await as(role).get(`/api/inventory/records?record=${record}${more}`)).body.paper as RecordPaper;
/** The cells of every line by the names of their columns, with the facts above them. */
const rows = ({ facts, columns, parts }: RecordPaper) =>
  parts.flatMap((part) =>
    (part.lines.length > 0 ? part.lines.map(({ cells }) => cells) : [[]]).map((cells) =>
      Object.fromEntries([
        ...facts.map(({ key }, place) => [key, part.facts[place]]),
        ...columns.map(({ key }, place) => [key, cells[place]]),
      ]),
    ),
  );

describe('every record', () => {
  test.each(RECORD_KINDS)('%s is there as data, as CSV and as PDF, with the same lines', async (record) => {
    const made = await paper(record);
    const found = rows(made);
    expect(found.length).toBeGreaterThan(0);
    expect(made.days?.from.slice(0, 4)).toBe(String(Number(made.days?.to.slice(0, 4)) - 2));
    for (const { facts, lines } of made.parts) {
      expect(facts).toHaveLength(made.facts.length);
      for (const { cells } of lines) expect(cells).toHaveLength(made.columns.length);
    }
    const csv = await as('medical_director').get(`/api/inventory/records.csv?record=${record}`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toContain(`medicine-${record.replaceAll('_', '-')}-`);
    const pdf = await as('medical_director').get(`/api/inventory/records.pdf?record=${record}`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });

  test('of days on which nothing was is empty, and says so on paper too', async () => {
    const days = '&from=2019-01-01&to=2019-12-31';
    for (const record of RECORD_KINDS) expect(rows(await paper(record, days))).toEqual([]);
    expect((await as('nurse').get(`/api/inventory/records.pdf?record=waste${days}`)).status).toBe(200);
  });

  test('holds what its rule asks for', async () => {
    expect(rows(await paper('receipts'))).toMatchObject([
      { supplier: 'Supplier', invoice: 'I-1', lot: 'L1', invoiced: 4, received: 4, containers: 'K-1, K-2, K-3, K-4' },
    ]);
    expect(rows(await paper('waste'))).toMatchObject([
      { mg: 28.75, container: 'K-1', out_of: 'In hand, for a session' },
    ]);
    expect(rows(await paper('returns'))).toMatchObject([{ mg: 100, reason: '=cmd|A1', document: 'R-1', undone: null }]);
    // Two by hand were: one turned round later, and what the report wrote off.
    const losses = rows(await paper('losses'));
    expect(losses.map(({ mg }) => mg)).toEqual([100, 500]);
    expect(losses[0]?.undone).toContain('Found behind the fridge');
    expect(rows(await paper('disposals'))).toMatchObject([{ method: 'Burned', full_packages: 0, container: 'K-4' }]);
    expect(rows(await paper('thefts_and_losses'))).toMatchObject([
      { type: 'Other', mg: 500, purchase_value: '$21.50' },
    ]);
    expect(rows(await paper('inventories'))).toMatchObject([
      { inventory: 'Biennial inventory', business: 'Close of business', containers: 1 },
    ]);
    expect(rows(await paper('counts'))).toMatchObject([{ second_ledger_mg: LEFT / 1000 + 1300 }]);
    expect(rows(await paper('discrepancies'))).toMatchObject([{ state: 'Reported as theft or loss' }]);
    expect((await paper('movements')).parts[0]?.lines.length).toBeGreaterThan(10);
  });

  test('as CSV is no formula to a spreadsheet', async () => {
    const csv = await fetchText('/api/inventory/records.csv?record=returns');
    expect(csv).toContain(",'=cmd|A1,");
  });
});
const fetchText = async (path: string): Promise<string> => {
  const { body } = await as('medical_director').get(path);
  return typeof body === 'string' ? body : JSON.stringify(body);
};

describe('names of patients', () => {
  // While their visit is today, whoever treats sees their record.
  beforeAll(() => counted.running.clock.pass(3 * 24 * 60));

  test.each(['dispensing', 'recalls'] as const)(
    'in %s are shown to those who may see them, and told to the audit',
    async (record) => {
      const { store, clinic } = counted.running;
      const name = (await store.patients.find(clinic.clinicId, patient))?.name ?? '';
      const before = await looks();
      expect(JSON.stringify(await paper(record))).toContain(name);
      expect(await looks()).toBe(before + 1);
      const hidden = JSON.stringify(await paper(record, '', 'anesthesia'));
      expect(hidden).not.toContain(name);
      expect(hidden).toMatch(/not named|not shown to you/);
    },
  );
  const looks = async () =>
    (await as('medical_director').get(`/api/audit?patient=${patient}`)).body.entries.filter(
      ({ what }: { what: string }) => what === 'GET /api/inventory/records',
    ).length as number;
});

describe('one paper by itself', () => {
  test('is an inventory or a report, whenever it was', async () => {
    expect((await paper('inventories', `&count=${inventory}`)).parts).toHaveLength(1);
    const report = await paper('thefts_and_losses', `&discrepancy=${discrepancy}`);
    expect([report.parts.length, report.days]).toEqual([1, null]);
    const pdf = `/api/inventory/records.pdf?record=thefts_and_losses&discrepancy=${discrepancy}`;
    expect((await as('medical_director').get(pdf)).status).toBe(200);
  });

  test.each([
    ['inventories', 'count', 404],
    ['thefts_and_losses', 'discrepancy', 404],
    ['waste', 'count', 400],
    ['inventories', 'discrepancy', 400],
  ])('that is not there, or is not of this record, is refused: %s by %s', async (record, by, status) => {
    const answer = await as('medical_director').get(`/api/inventory/records?record=${record}&${by}=${randomUUID()}`);
    expect(answer.status).toBe(status);
  });
});

test('the days are refused where they cannot be', async () => {
  for (const bad of ['from=2026-02-30', 'from=2026-03-02&to=2026-03-01', 'from=March', 'month=2026-03'])
    expect((await as('nurse').get(`/api/inventory/records?record=waste&${bad}`)).status).toBe(400);
});

test('who may not see the inventory sees none, and a report of theft is the medical director’s', async () => {
  for (const role of ['guide', 'therapist', 'front_desk', 'clinic_admin'] as const)
    expect((await as(role).get('/api/inventory/records?record=waste')).status).toBe(403);
  expect((await as('nurse').get('/api/inventory/records?record=waste')).status).toBe(200);
  expect((await as('nurse').get('/api/inventory/records?record=thefts_and_losses')).status).toBe(403);
});

test('none is shown to who counts, while they count', async () => {
  const id = await counted.begin('nurse');
  for (const ending of ['', '.csv', '.pdf']) {
    const shut = await as('prescriber').get(`/api/inventory/records${ending}?record=movements`);
    expect([shut.status, ruleOf(shut)]).toEqual([422, 'count-is-blind']);
  }
  await counted.callOff(id);
});
