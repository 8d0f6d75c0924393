import { describe, expect, test } from 'vitest';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import type { Practitioner } from '../roles.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { idOf, PEOPLE, Room } from './making.ts';
import type { CredentialsOnRecord } from './rule.ts';

const protocol = SHIPPED_PROTOCOLS.find(({ id }) => id === 'kap-im');
if (!protocol) throw new Error('no kap-im');
const kap = protocol;
const room = new Room(kap).readyForDose();
/** The session's day is 2026-03-02. */
const licence = (expiresOn: string) => [{ kind: 'Licence', expiresOn }];
const good = licence('2026-12-31');
const lapsed = licence('2026-03-01');
const order = room.state.orders[0];
const give = { type: 'AdministerDose', order: idOf(500), amount: order?.dose.amount, site: 'deltoid left' } as never;

function rulesFor(author: Practitioner, body: never, credentials?: CredentialsOnRecord, at = room): string[] {
  const decision = decide(kap, at.state, at.command(body), { now: at.now, author, credentials });
  return decision.accepted ? [] : decision.refusals.map(({ rule }) => rule);
}

describe('on the site’s day of the act', () => {
  test.each([
    ['good', { [PEOPLE.nurse.id]: good }, false],
    ['in their last day', { [PEOPLE.nurse.id]: licence('2026-03-02') }, false],
    ['run out', { [PEOPLE.nurse.id]: lapsed }, true],
    ['run out beside a good one', { [PEOPLE.nurse.id]: [...lapsed, ...good] }, false],
    ['not on record', {}, true],
    ['another’s alone', { [PEOPLE.prescriber.id]: good }, true],
  ] as const)('medicine is given on credentials that are %s', (_says, credentials, isRefused) => {
    expect(rulesFor(PEOPLE.nurse, give, credentials).includes('credentials-in-order')).toBe(isRefused);
  });

  test('it is the clinical time that counts, not the entry', () => {
    const late = room.after(2 * 24 * 60);
    const command = late.command({
      ...(give as object),
      at: room.now,
      happened: { reason: 'Written down later.' },
    } as never);
    const flagsWith = (credentials: CredentialsOnRecord) => {
      const decision = decide(kap, late.state, command, { now: late.now, author: PEOPLE.nurse, credentials });
      if (!decision.accepted) throw new Error('what happened was not recorded');
      return decision.events[0]?.flags?.map(({ rule }) => rule) ?? [];
    };
    expect(flagsWith({ [PEOPLE.nurse.id]: licence('2026-03-02') })).not.toContain('credentials-in-order');
    expect(flagsWith({ [PEOPLE.nurse.id]: lapsed })).toContain('credentials-in-order');
  });

  test('nobody comes in as a clinician without them; the front desk needs none', () => {
    const joining = (person: Practitioner) => ({ type: 'JoinSession', person, attendance: 'in_room' }) as never;
    const another = { ...PEOPLE.nurse, id: idOf(77) };
    expect(rulesFor(PEOPLE.nurse, joining(another), {})).toEqual(['credentials-in-order']);
    expect(rulesFor(PEOPLE.nurse, joining(another), { [another.id]: good })).toEqual([]);
    expect(rulesFor(PEOPLE.nurse, joining(PEOPLE.frontDesk), {})).toEqual([]);
  });

  test('an emergency, a pause and a stop wait for no licence', () => {
    for (const body of [{ type: 'CallEmergencyStop' }, { type: 'RecordObservation', observation: 'still' }])
      expect(rulesFor(PEOPLE.nurse, body as never, {})).toEqual([]);
  });
});

test('an order, its check and a discharge are refused to whose credentials have run out', () => {
  const body = {
    type: 'OrderDose',
    order: idOf(501),
    purpose: 'booster',
    product: kap.medicine.products[0]?.id,
    prescribed: { by: 'fixed', amount: order?.dose.amount },
  };
  expect(rulesFor(PEOPLE.prescriber, body as never, { [PEOPLE.prescriber.id]: lapsed })).toContain(
    'credentials-in-order',
  );
  const { product, prescribed } = order?.dose ?? {};
  const first = { type: 'OrderDose', order: idOf(502), purpose: 'first', product, prescribed } as never;
  const ordered = new Room(kap).planned().arrived().peopled().gatesConfirmed().measured().inDosingPhase();
  const unchecked = ordered.does(PEOPLE.prescriber, first);
  const check = { type: 'CheckOrder', order: idOf(502) } as never;
  expect(rulesFor(PEOPLE.nurse, check, {}, unchecked)).toContain('credentials-in-order');
  expect(rulesFor(PEOPLE.prescriber, { type: 'SignDischarge' } as never, {})).toContain('credentials-in-order');
});

test('a device that does not know them asks nothing; the events say nothing of them', () => {
  expect(rulesFor(PEOPLE.nurse, give)).not.toContain('credentials-in-order');
  const command = room.command({ type: 'RecordObservation', observation: 'still' });
  const decision = decide(kap, room.state, command, {
    now: room.now,
    author: PEOPLE.nurse,
    credentials: { [PEOPLE.nurse.id]: good },
  });
  if (!decision.accepted) throw new Error('refused');
  expect(Object.keys(decision.events.reduce(evolve, room.state).log.at(-1)?.author ?? {})).toEqual([
    'id',
    'name',
    'roles',
  ]);
});
