import { describe, expect, test } from 'vitest';
import { DAY, HOUR, type Instant, instant, later } from '../../instant.ts';
import { quantity } from '../../quantity.ts';
import { vialOf } from '../making-vial.ts';
import { deaCodeOf, type Registrant, registrantSchema } from '../registrant.ts';
import { DISCREPANCY_CAUSES, isOverdue, type Settlement, sayCause, settlementSchema } from './discrepancy.ts';
import { refuseHandingOn, refuseSettlement } from './discrepancy-rules.ts';
import { forms41 } from './form-41.ts';
import { form106, theftOrLossSchema } from './form-106.ts';

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const VIAL = vialOf();
const REGISTRANT: Registrant = registrantSchema.parse({
  name: 'Clinic',
  deaNumber: 'ab1234563',
  street: '1 Elm Street',
  city: 'Albany',
  state: 'ny',
  zip: '12207',
  county: 'Albany',
  telephone: '555 0101',
  contact: 'The medical director',
  business: 'hospital_or_clinic',
});
/** A Friday evening in New York. */
const FRIDAY: Instant = instant(Date.UTC(2026, 2, 6, 23));
const ZONE = 'America/New_York';
const LOSS = theftOrLossSchema.parse({
  kind: 'other',
  day: '2026-03-06',
  purchaseValueCents: 4200,
  marks: 'Blue dot',
  measures: 'A new lock.',
});
const vial = (number: number, micrograms: number) => ({
  id: idOf(number),
  label: `K-${number}`,
  lot: 'L1',
  product: VIAL,
  micrograms,
});

describe('Form 106', () => {
  const facts = {
    registrant: REGISTRANT,
    theftOrLoss: LOSS,
    discoveredAt: FRIDAY,
    zone: ZONE,
    earlierIn24Months: 2,
    lost: [vial(1, 500_000), vial(2, 60_000)],
  };
  test('is due 45 days after the discovery, and the notice on the next business day', () => {
    expect(form106(facts)).toMatchObject({
      discoveredOn: '2026-03-06',
      noticeDueOn: '2026-03-09',
      formDueOn: '2026-04-20',
      earlierIn24Months: 2,
    });
  });
  test('says of each container what was lost of it', () => {
    expect(form106(facts).lines.map(({ quantity: said }) => said)).toEqual(['1 vial of 10 mL', '1.2 mL of one vial']);
  });
  test('says what is still missing from it, and each thing once', () => {
    expect(form106(facts).missing).toEqual(['The National Drug Code of Ketamine 50 mg/mL, in the formulary.']);
    expect(form106({ ...facts, registrant: null, lost: [] }).missing).toEqual([
      'The registration: name, DEA number and address (Month page, “Registration”).',
      'What was lost: record it as lost in the ledger, container by container.',
    ]);
  });
  test('asks of a robbery who was hurt, and of a carrier who it was, and of nothing else', () => {
    const isTaken = (more: object) => theftOrLossSchema.safeParse({ ...LOSS, ...more }).success;
    expect([isTaken({ killed: 0 }), isTaken({ kind: 'armed_robbery', killed: 0, injured: 1 })]).toEqual([false, true]);
    expect(isTaken({ kind: 'lost_in_transit' })).toBe(false);
    expect(isTaken({ purchaseValueCents: 4.2 })).toBe(false);
  });
  test('of a robbery is refused until both are said, those killed and those injured', () => {
    const faults = (more: object) =>
      theftOrLossSchema
        .safeParse({ ...LOSS, kind: 'armed_robbery', ...more })
        .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    expect(faults({})).toEqual(['killed must be said of an armed robbery', 'injured must be said of an armed robbery']);
    expect(faults({ killed: 0 })).toEqual(['injured must be said of an armed robbery']);
    expect(faults({ killed: 0, injured: 0 })).toBeUndefined();
  });
});

describe('Form 41', () => {
  const destroyed = (number: number, micrograms: number, witness: string | null = 'Ana') => ({
    ...vial(number, micrograms),
    at: FRIDAY,
    by: 'Noor',
    witness,
    reason: 'Chemical digestion',
    document: null,
  });
  test('is one for each day, method and pair of people, with full and partial packages apart', () => {
    const [form, more] = forms41([destroyed(1, 500_000), destroyed(2, 60_000)], REGISTRANT, ZONE);
    expect(more).toBeUndefined();
    expect(form).toMatchObject({ destroyedOn: '2026-03-06', witnesses: ['Noor', 'Ana'], missing: [] });
    expect(form?.lines.map(({ code, fullPackages, partial, total }) => [code, fullPackages, partial, total])).toEqual([
      ['7285', 1, '0', '10 mL'],
      ['7285', 0, '1.2 mL', '1.2 mL'],
    ]);
  });
  test('without a second witness says so', () => {
    expect(forms41([destroyed(1, 1000, null)], null, ZONE)[0]?.missing).toHaveLength(2);
  });
});

test('the substance’s number is the same for its isomer, and unknown for others', () => {
  expect([deaCodeOf('Esketamine'), deaCodeOf('ketamine hydrochloride'), deaCodeOf('Ondansetron')]).toEqual([
    '7285',
    '7285',
    undefined,
  ]);
});

describe('a discrepancy', () => {
  const open = { state: 'open' as const, dueAt: FRIDAY };
  test('is overdue from its deadline on, until it is settled', () => {
    expect([isOverdue(open, later(FRIDAY, -1)), isOverdue(open, FRIDAY)]).toEqual([false, true]);
    expect(isOverdue({ ...open, state: 'explained' }, FRIDAY)).toBe(false);
  });
  test('is settled once', () => {
    const settlement: Settlement = { id: idOf(1), how: 'explained', words: 'Behind the tray.' };
    const rules = (discrepancy: object) =>
      refuseSettlement({
        discrepancy: { state: 'open', cause: 'count_less', ...discrepancy },
        settlement,
        containers: [],
      }).map(({ rule }) => rule);
    expect(rules({})).toEqual([]);
    expect(rules({ state: 'adjusted', settledAt: FRIDAY })).toEqual(['discrepancy-settled-once']);
  });

  describe('that is adjusted', () => {
    const [SAFE, OTHER_SAFE, VIAL, SECOND, FOREIGN] = [1, 2, 3, 4, 5].map(idOf) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const containers = [
      { id: VIAL, label: 'K-1', product: 'ketamine-50' },
      { id: SECOND, label: 'K-2', product: 'ketamine-50' },
      { id: FOREIGN, label: 'K-3', product: 'lozenge-100' },
    ];
    const found = { state: 'open' as const, cause: 'count_less', product: 'ketamine-50', safe: SAFE, amount: 500_000 };
    const move = (more: object = {}) => ({
      id: idOf(9),
      container: VIAL,
      safe: SAFE,
      direction: 'less' as const,
      amount: quantity(500_000, 'ug'),
      ...more,
    });
    const rules = (movements: readonly ReturnType<typeof move>[], discrepancy: object = {}) =>
      refuseSettlement({
        discrepancy: { ...found, ...discrepancy },
        settlement: { id: idOf(8), how: 'adjusted', words: 'Searched.', movements: [...movements] },
        containers,
      }).map(({ rule }) => rule);

    test('is adjusted as it was found', () => {
      expect(rules([move()])).toEqual([]);
      expect(
        rules([
          move({ amount: quantity(200_000, 'ug') }),
          move({ container: SECOND, amount: quantity(300_000, 'ug') }),
        ]),
      ).toEqual([]);
      // What is in no ledger is for the ledger to say.
      expect(rules([move({ container: idOf(77) })])).toEqual([]);
    });
    test('moves its own container, or one of its product where it names none', () => {
      expect(rules([move({ container: FOREIGN })])).toEqual(['settlement-of-what-was-found']);
      expect(rules([move({ container: FOREIGN })], { product: undefined, container: FOREIGN })).toEqual([]);
      expect(rules([move()], { product: undefined, container: FOREIGN })).toEqual(['settlement-of-what-was-found']);
      expect(rules([move()], { container: VIAL })).toEqual([]);
      expect(rules([move()], { container: SECOND })).toEqual(['settlement-of-what-was-found']);
      expect(rules([move({ container: FOREIGN })], { product: undefined })).toEqual([]);
    });
    test('moves it in the safe that was counted', () => {
      expect(rules([move({ safe: OTHER_SAFE })])).toEqual(['settlement-in-its-safe']);
      expect(rules([move({ safe: OTHER_SAFE })], { safe: undefined })).toEqual([]);
    });
    test('goes the way that was found', () => {
      expect(rules([move({ direction: 'more' })])).toEqual(['settlement-as-found']);
      expect(rules([move()], { cause: 'count_more' })).toEqual(['settlement-as-found']);
      expect(rules([move({ direction: 'more' })], { cause: 'counters_differ' })).toEqual([]);
      const exchanged = { cause: 'count_exchanged', amount: 0 };
      expect(rules([move(), move({ container: SECOND, direction: 'more' })], exchanged)).toEqual([]);
      expect(rules([move()], exchanged)).toEqual(['settlement-not-beyond']);
    });
    test('is of no more than was found', () => {
      expect(rules([move({ amount: quantity(500_001, 'ug') })])).toEqual(['settlement-not-beyond']);
      expect(rules([move(), move({ container: SECOND, amount: quantity(1, 'ug') })])).toEqual([
        'settlement-not-beyond',
      ]);
      expect(rules([move({ amount: quantity(500_001, 'ug') })], { amount: undefined })).toEqual([]);
    });
    test('is bounded as much where it is reported as lost', () => {
      const { direction: _, ...loss } = move();
      const lost = (movement: typeof loss, discrepancy: object = {}) =>
        refuseSettlement({
          discrepancy: { ...found, ...discrepancy },
          settlement: { id: idOf(8), how: 'reported', words: 'Stolen.', movements: [movement], report: LOSS },
          containers,
        }).map(({ rule }) => rule);
      expect(lost(loss)).toEqual([]);
      expect(lost({ ...loss, container: FOREIGN })).toEqual(['settlement-of-what-was-found']);
      expect(lost({ ...loss, safe: OTHER_SAFE })).toEqual(['settlement-in-its-safe']);
      expect(lost(loss, { cause: 'count_more' })).toEqual(['settlement-as-found']);
      expect(lost({ ...loss, amount: quantity(500_001, 'ug') })).toEqual(['settlement-not-beyond']);
    });
  });

  test('is handed on to somebody who works here, to a time that is near', () => {
    const asked = { discrepancy: open, now: FRIDAY, dueAt: later(FRIDAY, HOUR), ownerWorksHere: true, ownerSees: true };
    const rules = (more: object) => refuseHandingOn({ ...asked, ...more }).map(({ rule }) => rule);
    expect(rules({})).toEqual([]);
    expect(rules({ ownerWorksHere: false, ownerSees: false })).toEqual(['discrepancy-owner-works-here']);
    expect(rules({ ownerSees: false })).toEqual(['discrepancy-owner-sees']);
    expect(rules({ dueAt: FRIDAY })).toEqual(['discrepancy-deadline']);
    expect(rules({ dueAt: later(FRIDAY, 31 * DAY) })).toEqual(['discrepancy-deadline']);
  });
  test('adjusts something, by at least a microgram, or is not adjusted', () => {
    const isTaken = (more: object) =>
      settlementSchema.safeParse({ id: idOf(1), how: 'adjusted', words: 'Searched.', ...more }).success;
    const line = { id: idOf(2), container: idOf(3), safe: idOf(4), direction: 'less' };
    expect(isTaken({ movements: [] })).toBe(false);
    expect(isTaken({ movements: [{ ...line, amount: { value: 0, unit: 'mg' } }] })).toBe(false);
    expect(isTaken({ movements: [{ ...line, amount: { value: '1,5', unit: 'mg' } }] })).toBe(false);
    expect(isTaken({ movements: [{ ...line, amount: { value: 1.5, unit: 'mg' } }] })).toBe(true);
  });
  test('of a cause that is newer than this list is shown as it is', () => {
    expect(sayCause('lost')).toBe(DISCREPANCY_CAUSES.lost);
    expect(sayCause('found_in_a_drawer')).toBe('found in a drawer');
  });
});
