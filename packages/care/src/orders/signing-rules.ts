/**
 * What is asked of a course order before it is signed: the protocol's own limits, by the same functions as in the session,
 * and that it is one order at a time. Rules are soft where the protocol lets a prescriber give a reason.
 */
import { largeJump, outsideRange, overMaximum } from '../dosing/limits.ts';
import { type PreparedDose, prepareDose } from '../dosing/prepare-dose.ts';
import type { Instant } from '../instant.ts';
import { whyNotCredentialed } from '../people/credential-standing.ts';
import type { Protocol } from '../protocol/schema.ts';
import { type BodyWeight, type DrugAmount, quantity, sayQuantity } from '../quantity.ts';
import { type Practitioner, sayRoles } from '../roles.ts';
import type { CredentialsOnRecord, Refusal, Violation } from '../session/rule.ts';
import { dayAt, daysBetween } from '../session/site-day.ts';
import type { CourseOrder, CourseOrderTerms } from './course-order.ts';
import { prescribedOf, standsAt } from './standing.ts';

/** All that is known when an order is signed or amended. */
export interface SigningFacts {
  /** The version that the course is on. */
  readonly protocol: Protocol;
  readonly courseId: string;
  readonly patientId: string;
  readonly zone: string;
  /** Of the patient, in all courses. */
  readonly orders: readonly CourseOrder[];
  /** By order's id: how many sessions used it. */
  readonly sessionsUsed: Readonly<Record<string, number>>;
  /** The last on record; absent where nobody has weighed the patient here. */
  readonly weight?: { readonly weight: BodyWeight; readonly measuredOn: string } | undefined;
  readonly lastDose?: { readonly amount: DrugAmount; readonly at: Instant } | undefined;
  readonly credentials: CredentialsOnRecord;
  readonly author: Practitioner;
  readonly now: Instant;
}

/** No order is good for longer: who treats looks at it again at least once a year. A choice of this product. */
const LONGEST_DAYS = 366;

type Found = Violation & { readonly rule: string; readonly stop: 'hard' | 'soft' };
type Check = (facts: SigningFacts, terms: CourseOrderTerms, amends: CourseOrder | undefined) => readonly Found[];

/** The rules, each with its title and where it comes from; the same names as in the session where it is the same rule. */
export const COURSE_ORDER_RULES = {
  'prescriber-orders': ['A dose is ordered by a prescriber', 'design: safety rule 1'],
  'credentials-in-order': [
    'Whoever treats has a licence or training that is good at that time',
    'clinical §2 (credentials valid at that time); design: safety rule 3',
  ],
  'order-can-be-prepared': [
    'What is ordered can be drawn up, counted out or pumped',
    'clinical §1; the protocol’s products and delivery',
  ],
  'order-within-range': ['A dose lies within the protocol’s range', 'clinical §1; the protocol’s dose range'],
  'dose-within-absolute-maximum': [
    'All doses of a session together stay under the protocol’s absolute maximum',
    'clinical §1; the protocol’s absolute maximum',
  ],
  'jump-asks-why': [
    'A large change from the last dose is explained',
    'the protocol’s jump limit (a default to confirm)',
  ],
  'booster-allowed': [
    'A booster follows a first dose, where, when and as often as the protocol allows',
    'clinical §1 (supplement 12 minutes after an intramuscular dose)',
  ],
  'course-order-days': [
    'An order is good for days that are still to come, and for a year at most',
    'design: safety rule 1',
  ],
  'one-order-at-a-time': ['A course has one order that stands', 'design: safety rule 1'],
  'another-course-has-an-order': [
    'An order beside that of another course of the patient is explained',
    'design: safety rule 1',
  ],
  'course-order-is-open': [
    'An order that was stopped is neither amended nor stopped again',
    'design: the session is a log',
  ],
  'course-order-as-seen': ['What is amended is the version that was looked at', 'design: the session is a log'],
} as const;
export type CourseOrderRule = keyof typeof COURSE_ORDER_RULES;

const hard = (rule: CourseOrderRule, field: string | undefined, message: string, satisfy: string): Found => ({
  rule,
  stop: 'hard',
  message,
  satisfy,
  ...(field && { field }),
});

const isPrescriber: Check = ({ author, protocol, credentials, now, zone }) => {
  const { orderBy } = protocol.dose;
  const acting = author.roles.filter((role) => orderBy.includes(role));
  if (acting.length === 0)
    return [
      hard(
        'prescriber-orders',
        undefined,
        `An order is signed by a ${sayRoles(orderBy)}; you are signed in as ${sayRoles(author.roles)}.`,
        `Ask a ${sayRoles(orderBy)} to sign it.`,
      ),
    ];
  const day = dayAt(now, zone);
  const reasons = acting.map((role) => whyNotCredentialed(role, credentials[author.id] ?? [], day));
  const because = reasons.includes(null) ? undefined : reasons.find((one) => one !== null);
  return because
    ? [
        hard(
          'credentials-in-order',
          undefined,
          `${author.name}: ${because}`,
          'A medical director or clinic administrator records the credential under People; or somebody else signs.',
        ),
      ]
    : [];
};

/** The first and the last day, against the site's today. */
const days: Check = ({ now, zone }, { validFrom, validUntil }) => {
  const today = dayAt(now, zone);
  const found: Found[] = [];
  const say = (field: string, message: string, satisfy: string) =>
    found.push(hard('course-order-days', `terms.${field}`, message, satisfy));
  if (validUntil < validFrom)
    say('validUntil', `It would end on ${validUntil}, before it begins.`, 'Correct the days.');
  else if (validUntil < today)
    say('validUntil', `${validUntil} has passed; today is ${today}.`, 'Choose a later last day.');
  else if (daysBetween(validFrom, validUntil) >= LONGEST_DAYS)
    say(
      'validUntil',
      `${validFrom} to ${validUntil} is longer than a year.`,
      'Choose an earlier last day, and sign anew then.',
    );
  return found;
};

const asTerms = (field: string | undefined) => (field ? `terms.${field}` : 'terms');

/** Each product that may be used is computed, as it will be in the room. */
const doses: Check = (facts, terms) => {
  const { protocol, weight, lastDose } = facts;
  const found: Found[] = [];
  for (const product of terms.products) {
    const prescribed = prescribedOf(protocol, terms, product);
    if (!prescribed) {
      const known = protocol.medicine.products.some(({ id }) => id === product);
      found.push(
        hard(
          'order-can-be-prepared',
          'terms.products',
          known ? `${product} is not counted in pieces.` : `The protocol has no product “${product}”.`,
          known ? 'Order an amount, or choose a product that is counted.' : 'Choose from the protocol’s products.',
        ),
      );
      continue;
    }
    // Without a weight the range is still held against what is prescribed by kilogram; the room weighs before any dose.
    const cannotCompute = prescribed.by === 'weight' && !weight;
    const prepared = cannotCompute
      ? knownProduct(protocol, product)
      : prepareDose(protocol, {
          prescribed,
          product,
          ...(weight && { weight: weight.weight }),
          ...(terms.over && { over: terms.over }),
        });
    if (!prepared.known) {
      found.push(hard('order-can-be-prepared', asTerms(prepared.field), prepared.because, 'Correct the order.'));
      continue;
    }
    const isFirstSession = lastDose === undefined;
    const range = outsideRange(protocol, { purpose: 'first', prescribed, prepared, isFirstSession });
    if (range) found.push({ ...range, rule: 'order-within-range', stop: 'soft', field: asTerms(range.field) });
    if (cannotCompute) continue;
    const boosters = (terms.booster?.amount.value ?? 0) * (terms.booster?.most ?? 0);
    const over = overMaximum(protocol, {
      amount: prepared.amount,
      before: quantity(boosters, 'ug'),
      weight: weight?.weight,
    });
    if (over)
      found.push({
        ...over,
        ...(boosters > 0 && {
          message: `${sayQuantity(prepared.amount)} and boosters of ${sayQuantity(quantity(boosters, 'ug'))} pass the most in one session, ${over.numbers?.most}.`,
        }),
        rule: 'dose-within-absolute-maximum',
        stop: 'hard',
        field: 'terms.prescribed',
        satisfy: 'Order less.',
      });
    const jump = lastDose && largeJump(protocol, prepared.amount, lastDose.amount);
    if (jump) found.push({ ...jump, rule: 'jump-asks-why', stop: 'soft', field: asTerms(jump.field) });
  }
  return found;
};

/** Enough of a dose that cannot be computed yet: that the product is there. */
function knownProduct(
  protocol: Protocol,
  product: string,
): Pick<PreparedDose, 'known' | 'amount'> | { known: false; field: 'product'; because: string } {
  return protocol.medicine.products.some(({ id }) => id === product)
    ? { known: true, amount: quantity(0, 'ug') }
    : { known: false, field: 'product', because: `The protocol has no product “${product}”.` };
}

const booster: Check = ({ protocol }, { booster: asked }) => {
  if (!asked) return [];
  const allowed = protocol.dose.booster;
  const say = (message: string, satisfy: string) => [hard('booster-allowed', 'terms.booster', message, satisfy)];
  if (!allowed) return say('This protocol has no booster.', 'Leave it out.');
  if (asked.most > allowed.most)
    return say(
      `The protocol allows ${allowed.most} in one session; ${asked.most} asked.`,
      `Order ${allowed.most} at most.`,
    );
  const { low, high } = allowed.allowed;
  return asked.amount.value >= low.value && asked.amount.value <= high.value
    ? []
    : say(
        `A booster of ${sayQuantity(asked.amount)} is outside ${sayQuantity(low)} to ${sayQuantity(high)}.`,
        'Order within the protocol’s range.',
      );
};

/** Whether an order is, or will be, in the way of one with these days. */
const isInTheWay = (one: CourseOrder, { orders: _, ...facts }: SigningFacts, terms: CourseOrderTerms): boolean => {
  const standing = standsAt(one, facts.now, facts.sessionsUsed[one.id] ?? 0);
  if (!standing.stands && standing.why !== 'not_yet') return false;
  return one.terms.validFrom <= terms.validUntil && terms.validFrom <= one.terms.validUntil;
};

const oneAtATime: Check = (facts, terms, amends) => {
  const others = facts.orders.filter((one) => one.id !== amends?.id && isInTheWay(one, facts, terms));
  const says = (one: CourseOrder) =>
    `by ${one.signedBy.name}, good from ${one.terms.validFrom} until ${one.terms.validUntil}`;
  const same = others.find(({ courseId }) => courseId === facts.courseId);
  const other = others.find(({ courseId }) => courseId !== facts.courseId);
  return [
    ...(same
      ? [
          hard(
            'one-order-at-a-time',
            undefined,
            `This course has an order that stands: ${says(same)}.`,
            'Amend that order, or stop it first.',
          ),
        ]
      : []),
    ...(other
      ? [
          {
            rule: 'another-course-has-an-order',
            stop: 'soft' as const,
            overrideBy: facts.protocol.dose.orderBy,
            message: `Another course of this patient has an order of ${other.medicine.substance} that stands: ${says(other)}.`,
            satisfy: 'Stop that order, or say why both stand.',
          },
        ]
      : []),
  ];
};

const CHECKS: readonly Check[] = [isPrescriber, days, doses, booster, oneAtATime];

/** One refusal for a rule and what it says: three products that are all too strong are one thing to change. */
const once = (found: readonly Found[]): readonly Found[] =>
  found.filter(
    (one, index) => found.findIndex(({ rule, message }) => rule === one.rule && message === one.message) === index,
  );

export function toCourseOrderRefusal({ rule, stop, message, numbers, satisfy, field, overrideBy }: Found): Refusal {
  const [title, source] = COURSE_ORDER_RULES[rule as CourseOrderRule];
  return {
    rule,
    title,
    stop,
    message,
    numbers: numbers ?? {},
    satisfy,
    ...(field && { field }),
    overrideBy: stop === 'hard' ? [] : (overrideBy ?? []),
    witnessed: false,
    source,
  };
}

/** Everything that stands against terms: hard stops, and soft ones that a reason passes. */
export const whatStopsTerms = (
  facts: SigningFacts,
  terms: CourseOrderTerms,
  amends?: CourseOrder,
): readonly Refusal[] => once(CHECKS.flatMap((check) => check(facts, terms, amends))).map(toCourseOrderRefusal);

/** A refusal of its own, by a rule that stands above the terms. */
export const refuseCourseOrder = (rule: CourseOrderRule, message: string, satisfy: string): Refusal =>
  toCourseOrderRefusal(hard(rule, undefined, message, satisfy));
