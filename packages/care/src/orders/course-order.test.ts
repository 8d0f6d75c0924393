import { describe, expect, test } from 'vitest';
import { later, MINUTE } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { decide } from '../session/decide.ts';
import { evolve } from '../session/evolve.ts';
import { idOf, MORNING, PEOPLE, Room } from '../session/making.ts';
import type { CourseOrder, CourseOrderTerms } from './course-order.ts';
import { foldCourseOrder } from './course-order.ts';
import { decideAmending, decideSigning, decideStopping } from './decide.ts';
import type { SigningFacts } from './signing-rules.ts';
import { type CourseOrdersOnRecord, courseOrderExpiresAt, orderExpiresAt, standsAt } from './standing.ts';

const protocolOf = (id: string): Protocol => {
  const found = SHIPPED_PROTOCOLS.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};
const kap = protocolOf('kap-im');
const esketamine = protocolOf('esketamine-nasal');
const PATIENT = idOf(90);
const COURSE = idOf(80);
const TERMS: CourseOrderTerms = {
  products: ['ketamine-50'],
  prescribed: { by: 'weight', perKilogram: quantity(750, 'ug/kg') },
  booster: { amount: quantity(20_000, 'ug'), most: 1 },
  sessions: 3,
  validFrom: '2026-03-01',
  validUntil: '2026-04-30',
};
const facts = (more: Partial<SigningFacts> = {}): SigningFacts => ({
  protocol: kap,
  courseId: COURSE,
  patientId: PATIENT,
  zone: 'America/New_York',
  orders: [],
  sessionsUsed: {},
  weight: { weight: quantity(80, 'kg'), measuredOn: '2026-02-20' },
  credentials: { [PEOPLE.prescriber.id]: [{ kind: 'Licence', expiresOn: '2026-12-31' }] },
  author: PEOPLE.prescriber,
  now: MORNING,
  ...more,
});
type Overrides = { rule: string; reason: string }[];
const sign = (terms: Partial<CourseOrderTerms> = {}, more: Partial<SigningFacts> = {}, overrides?: Overrides) =>
  decideSigning(facts(more), {
    id: idOf(700),
    terms: { ...TERMS, ...terms } as never,
    ...(overrides && { overrides }),
  });
const refusedBy = (decision: ReturnType<typeof sign>) =>
  decision.accepted ? [] : decision.refusals.map(({ rule }) => rule);
const signed = (terms: Partial<CourseOrderTerms> = {}, more: Partial<SigningFacts> = {}, overrides?: Overrides) => {
  const decision = sign(terms, more, overrides);
  if (!decision.accepted) throw new Error(decision.refusals.map(({ message }) => message).join(' '));
  return foldCourseOrder([decision.event]) as CourseOrder;
};

describe('signing an order of a course', () => {
  test('takes what lies within the protocol', () => {
    expect(refusedBy(sign())).toEqual([]);
    expect(signed()).toMatchObject({ version: 1, medicine: { substance: 'ketamine', route: 'intramuscular' } });
  });

  test.each([
    ['a nurse', { author: PEOPLE.nurse }, {}, 'prescriber-orders'],
    ['credentials that have run out', { credentials: {} }, {}, 'credentials-in-order'],
    ['a product that the protocol has not', {}, { products: ['lozenge'] }, 'order-can-be-prepared'],
    ['a time for what is no infusion', {}, { over: quantity(2400, 's') }, 'order-can-be-prepared'],
    ['pieces of a solution', {}, { prescribed: { by: 'units', units: 2 } }, 'order-can-be-prepared'],
    [
      'a dose outside the range',
      {},
      { prescribed: { by: 'weight', perKilogram: quantity(1600, 'ug/kg') } },
      'order-within-range',
    ],
    [
      'dose and boosters over the maximum',
      {},
      {
        prescribed: { by: 'fixed', amount: quantity(150_000, 'ug') },
        booster: { amount: quantity(40_000, 'ug'), most: 1 },
      },
      'dose-within-absolute-maximum',
    ],
    [
      'a booster outside the protocol’s',
      {},
      { booster: { amount: quantity(60_000, 'ug'), most: 1 } },
      'booster-allowed',
    ],
    [
      'more boosters than the protocol’s',
      {},
      { booster: { amount: quantity(20_000, 'ug'), most: 2 } },
      'booster-allowed',
    ],
    ['a jump from the last dose', { lastDose: { amount: quantity(40_000, 'ug'), at: MORNING } }, {}, 'jump-asks-why'],
    ['an end before its beginning', {}, { validUntil: '2026-02-01' }, 'course-order-days'],
    ['days that have passed', {}, { validFrom: '2026-01-01', validUntil: '2026-02-28' }, 'course-order-days'],
    ['more than a year', {}, { validUntil: '2027-03-10' }, 'course-order-days'],
  ] as const)('refuses %s', (_says, more, terms, rule) => {
    expect(refusedBy(sign(terms as Partial<CourseOrderTerms>, more as Partial<SigningFacts>))).toContain(rule);
  });

  test('a soft stop takes a reason, which stays with what was signed; a hard one takes none', () => {
    const terms = { prescribed: { by: 'weight' as const, perKilogram: quantity(1600, 'ug/kg') } };
    const reason = [{ rule: 'order-within-range', reason: 'No effect at 1.5' }];
    expect(signed(terms, {}, reason).overrides).toMatchObject([
      { rule: 'order-within-range', reason: 'No effect at 1.5' },
    ]);
    const booster = { booster: { amount: quantity(60_000, 'ug'), most: 1 } };
    expect(refusedBy(sign(booster, {}, [{ rule: 'booster-allowed', reason: 'Please' }]))).toEqual(['booster-allowed']);
  });

  test('a course has one at a time; that of another course asks why; a stopped, used up or expired one is in nobody’s way', () => {
    const standing = signed();
    expect(refusedBy(sign({}, { orders: [standing] }))).toEqual(['one-order-at-a-time']);
    expect(refusedBy(sign({}, { orders: [standing], courseId: idOf(81) }))).toEqual(['another-course-has-an-order']);
    expect(refusedBy(sign({}, { orders: [standing], sessionsUsed: { [standing.id]: 3 } }))).toEqual([]);
    expect(refusedBy(sign({ validFrom: '2026-05-01', validUntil: '2026-06-01' }, { orders: [standing] }))).toEqual([]);
    const stopped = { ...standing, stopped: { at: MORNING, by: PEOPLE.nurse, reason: 'a' } };
    expect(refusedBy(sign({}, { orders: [stopped] }))).toEqual([]);
  });

  test('without a weight on record the range is still asked', () => {
    const { weight: _, ...without } = facts();
    const unweighed = (perKilogram: number) =>
      decideSigning(without, {
        id: idOf(700),
        terms: { ...TERMS, prescribed: { by: 'weight', perKilogram: quantity(perKilogram, 'ug/kg') } } as never,
      });
    expect(refusedBy(unweighed(750))).toEqual([]);
    expect(refusedBy(unweighed(1600))).toEqual(['order-within-range']);
  });

  test('devices are counted: two of 28 mg are a first session’s 56 mg, three are not', () => {
    const asked = (units: number) => {
      const terms = {
        products: [esketamine.medicine.products[0]?.id ?? ''],
        prescribed: { by: 'units' as const, units },
        booster: undefined,
      };
      return refusedBy(sign(terms, { protocol: esketamine }));
    };
    expect(asked(2)).toEqual([]);
    expect(asked(3)).toEqual(['order-within-range']);
  });
});

describe('an order', () => {
  test('is amended by version, and what was signed before stays', () => {
    const order = signed();
    const amend = (version: number) =>
      decideAmending(facts({ orders: [order] }), order, {
        id: idOf(701),
        version,
        terms: { ...TERMS, sessions: 5 } as never,
        reason: 'Longer',
      });
    expect(refusedBy(amend(2))).toEqual(['course-order-as-seen']);
    const decision = amend(1);
    if (!decision.accepted) throw new Error('refused');
    expect(decision.event).toMatchObject({ type: 'CourseOrderAmended', version: 2 });
  });

  test('that was stopped is neither amended nor stopped again', () => {
    const order = { ...signed(), stopped: { at: MORNING, by: PEOPLE.prescriber, reason: 'a' } };
    expect(refusedBy(decideStopping(facts(), order, { id: idOf(703), reason: 'b' }))).toEqual(['course-order-is-open']);
  });

  test.each([
    ['2026-03-02T14:00:00.000Z', 0, true],
    ['2026-03-01T04:59:59.999Z', 0, 'not_yet'],
    ['2026-05-01T03:59:59.999Z', 0, true],
    ['2026-05-01T04:00:00.000Z', 0, 'expired'],
    ['2026-03-02T14:00:00.000Z', 3, 'used_up'],
  ] as const)('at %s, after %i sessions, stands: %s', (at, used, expected) => {
    const standing = standsAt(signed(), at as never, used);
    expect(standing.stands ? true : standing.why).toBe(expected);
  });

  test('ends at the site’s midnight, where the clocks change that night as well', () => {
    const ends = (zone: string, validUntil: string) => courseOrderExpiresAt({ zone, terms: { ...TERMS, validUntil } });
    expect(ends('America/New_York', '2026-03-08')).toBe('2026-03-09T04:00:00.000Z');
    expect(ends('UTC', '2026-03-08')).toBe('2026-03-09T00:00:00.000Z');
    // In Cairo the clocks go from midnight to one: the day begins at one.
    expect(ends('Africa/Cairo', '2026-04-23')).toBe('2026-04-23T22:00:00.000Z');
  });
});

describe('in the session', () => {
  const ready = new Room(kap).planned().arrived().peopled().gatesConfirmed().measured().inDosingPhase();
  const order = signed();
  const onRecord = (more: Partial<CourseOrdersOnRecord> = {}): CourseOrdersOnRecord => ({
    courseId: COURSE,
    orders: [order],
    sessionsUsed: {},
    ...more,
  });
  const ask = (
    body: object,
    courseOrders: CourseOrdersOnRecord | undefined = onRecord(),
    room = ready,
    author = PEOPLE.nurse,
  ) => decide(kap, room.state, room.command(body as never), { now: room.now, author, courseOrders });
  const place = (more: object = {}) => ({
    type: 'OrderDose',
    order: idOf(500),
    purpose: 'first',
    product: 'ketamine-50',
    prescribed: TERMS.prescribed,
    underCourseOrder: { id: order.id, version: 1 },
    ...more,
  });
  const rules = (decision: ReturnType<typeof ask>) =>
    decision.accepted ? [] : decision.refusals.map(({ rule }) => rule);

  test('a nurse places the dose, computed from the weight of the day; without a course order a prescriber must', () => {
    const decision = ask(place());
    if (!decision.accepted) throw new Error(rules(decision).join());
    const state = decision.events.reduce(evolve, ready.state);
    expect(state.orders[0]?.dose).toMatchObject({
      amount: quantity(60_000, 'ug'),
      underCourseOrder: { id: order.id, version: 1 },
    });
    expect(state.orders[0] && orderExpiresAt(state.orders[0])).toBe('2026-05-01T04:00:00.000Z');
    expect(rules(ask(place({ underCourseOrder: undefined })))).toEqual(['prescriber-orders']);
    expect(rules(ask(place(), onRecord(), ready, PEOPLE.guide))).toContain('prescriber-orders');
  });

  test.each([
    ['not known here', { orders: [] }],
    ['of another course', { courseId: idOf(81) }],
    ['of another patient', { orders: [{ ...order, patientId: idOf(91) }] }],
    ['under another version of the protocol', { orders: [{ ...order, protocol: { id: kap.id, version: '9.0.0' } }] }],
    ['amended', { orders: [{ ...order, version: 2 }] }],
    ['stopped', { orders: [{ ...order, stopped: { at: MORNING, by: PEOPLE.prescriber, reason: 'a' } }] }],
    ['used up', { sessionsUsed: { [order.id]: 3 } }],
    ['expired', { orders: [{ ...order, terms: { ...TERMS, validUntil: '2026-03-01' } }] }],
  ] as const)('one that is %s is refused', (_says, record) => {
    expect(rules(ask(place(), onRecord(record as Partial<CourseOrdersOnRecord>)))).toContain('course-order-stands');
  });

  test('where the course orders are not known nothing is placed under one', () => {
    const command = ready.command(place() as never);
    const decision = decide(kap, ready.state, command, { now: ready.now, author: PEOPLE.nurse });
    expect(rules(decision)).toEqual(['course-order-stands']);
  });

  test.each([
    ['another dose', { prescribed: { by: 'weight', perKilogram: quantity(700, 'ug/kg') } }],
    ['the same dose as a fixed amount', { prescribed: { by: 'fixed', amount: quantity(60_000, 'ug') } }],
    ['another product', { product: 'ketamine-100' }],
  ])('%s is not what was signed', (_says, more) => {
    expect(rules(ask(place(more)))).toContain('dose-as-course-order');
  });

  test('a soft stop that the prescriber passed when signing is not asked of the nurse again', () => {
    const strong = { prescribed: { by: 'weight' as const, perKilogram: quantity(1600, 'ug/kg') } };
    const explained = signed({ ...strong, booster: undefined }, {}, [
      { rule: 'order-within-range', reason: 'No effect' },
    ]);
    expect(rules(ask(place(strong), onRecord({ orders: [explained] })))).toEqual([]);
    expect(rules(ask(place(strong), onRecord({ orders: [{ ...explained, overrides: [] }] })))).toEqual([
      'order-within-range',
    ]);
  });

  test('what was placed is not given once the course order is stopped or amended; that it was given is recorded', () => {
    const decision = ask(place());
    if (!decision.accepted) throw new Error('refused');
    const placed = new Room(kap, decision.events.reduce(evolve, ready.state), ready.now)
      .does(PEOPLE.anesthesia, { type: 'CheckOrder', order: idOf(500) })
      .after(5);
    const site = kap.delivery.kind === 'injection' ? kap.delivery.sites[0] : '';
    const give = { type: 'AdministerDose', order: idOf(500), amount: quantity(60_000, 'ug'), site };
    const stopped = { ...order, stopped: { at: later(MORNING, MINUTE), by: PEOPLE.prescriber, reason: 'Pressure' } };
    expect(rules(ask(give, onRecord(), placed))).toEqual([]);
    expect(rules(ask(give, onRecord({ orders: [stopped] }), placed))).toEqual(['course-order-stands']);
    expect(rules(ask(give, onRecord({ orders: [{ ...order, version: 2 }] }), placed))).toEqual(['course-order-stands']);
    const happened = ask({ ...give, happened: { reason: 'Already given' } }, onRecord({ orders: [stopped] }), placed);
    expect(happened.accepted && happened.events[0]?.flags?.map(({ rule }) => rule)).toEqual(['course-order-stands']);
  });

  test('what was placed is neither drawn up nor given once the course order has expired, or was stopped', () => {
    const until = (validUntil: string) => onRecord({ orders: [{ ...order, terms: { ...TERMS, validUntil } }] });
    // It is the last day, nine in the morning in New York.
    const decision = ask(place(), until('2026-03-02'));
    if (!decision.accepted) throw new Error(rules(decision).join());
    const placed = new Room(kap, decision.events.reduce(evolve, ready.state), ready.now).does(PEOPLE.anesthesia, {
      type: 'CheckOrder',
      order: idOf(500),
    });
    const nextDay = placed.after(15 * 60);
    const amount = quantity(60_000, 'ug');
    const draw = {
      ...{ type: 'DrawMedicine', draw: idOf(501), order: idOf(500), amount, volume: quantity(1200, 'uL') },
      container: { id: idOf(502), label: 'K-0001', product: 'ketamine-50', lot: 'L1' },
    };
    const give = { type: 'AdministerDose', order: idOf(500), amount, site: 'deltoid_left' };
    for (const act of [draw, give]) {
      expect(rules(ask(act, until('2026-03-02'), nextDay))).toContain('order-in-force');
      expect(rules(ask(act, undefined, nextDay))).toContain('order-in-force');
      expect(rules(ask(act, until('2026-03-02'), placed))).not.toContain('order-in-force');
    }
    const stopped = { ...order, stopped: { at: MORNING, by: PEOPLE.prescriber, reason: 'Pressure' } };
    expect(rules(ask(draw, onRecord({ orders: [stopped] }), placed))).toContain('course-order-stands');
  });
});
