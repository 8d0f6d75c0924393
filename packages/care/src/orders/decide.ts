/** Decides what is asked of a course order: the event that follows, or the refusals that say why not. Pure, like a session's. */
import type { Refusal } from '../session/rule.ts';
import type { AmendCourseOrder, SignCourseOrder, StopCourseOrder } from './commands.ts';
import type { CourseOrder, CourseOrderEvent, CourseOrderTerms, SignedReason } from './course-order.ts';
import { refuseCourseOrder, type SigningFacts, whatStopsTerms } from './signing-rules.ts';

export type CourseOrderDecision =
  | { readonly accepted: true; readonly event: CourseOrderEvent }
  | { readonly accepted: false; readonly refusals: readonly Refusal[] };

const no = (...refusals: Refusal[]): CourseOrderDecision => ({ accepted: false, refusals });

/** Soft stops that the author passes with a reason become part of what is signed; the others stay refusals. */
function judged(
  facts: SigningFacts,
  command: { readonly terms: CourseOrderTerms; readonly overrides?: SignCourseOrder['overrides'] },
  amends?: CourseOrder,
): { readonly refusals: readonly Refusal[]; readonly overrides: readonly SignedReason[] } {
  const refusals: Refusal[] = [];
  const overrides: SignedReason[] = [];
  for (const refusal of whatStopsTerms(facts, command.terms, amends)) {
    const given = command.overrides?.find(({ rule }) => rule === refusal.rule);
    const may = refusal.stop === 'soft' && facts.author.roles.some((role) => refusal.overrideBy.includes(role));
    if (given && may) overrides.push({ rule: refusal.rule, message: refusal.message, reason: given.reason });
    else refusals.push(refusal);
  }
  return { refusals, overrides };
}

const signedUnder = ({ protocol, weight }: SigningFacts) => ({
  protocol: { id: protocol.id, version: protocol.version },
  ...(weight && { computedWith: weight }),
});

/** Signs a new order. */
export function decideSigning(facts: SigningFacts, command: SignCourseOrder): CourseOrderDecision {
  const { refusals, overrides } = judged(facts, command);
  if (refusals.length > 0) return no(...refusals);
  const { substance, form, route } = facts.protocol.medicine;
  return {
    accepted: true,
    event: {
      type: 'CourseOrderSigned',
      id: command.id,
      order: command.id,
      at: facts.now,
      recordedAt: facts.now,
      author: facts.author,
      version: 1,
      courseId: facts.courseId,
      patientId: facts.patientId,
      medicine: { substance, form, route },
      zone: facts.zone,
      ...signedUnder(facts),
      terms: command.terms,
      overrides,
    },
  };
}

const stoppedAlready = ({ stopped }: CourseOrder): Refusal | undefined =>
  stopped &&
  refuseCourseOrder(
    'course-order-is-open',
    `${stopped.by.name} stopped this order: ${stopped.reason}`,
    'Sign a new order, if one is wanted.',
  );

/** Puts a new version in the place of the one that was looked at. */
export function decideAmending(
  facts: SigningFacts,
  order: CourseOrder,
  command: AmendCourseOrder,
): CourseOrderDecision {
  const closed = stoppedAlready(order);
  if (closed) return no(closed);
  if (order.version !== command.version)
    return no(
      refuseCourseOrder(
        'course-order-as-seen',
        `You looked at version ${command.version}; ${order.signedBy.name} has amended it, and it is version ${order.version}.`,
        'Look again, then amend.',
      ),
    );
  const { refusals, overrides } = judged(facts, command, order);
  if (refusals.length > 0) return no(...refusals);
  return {
    accepted: true,
    event: {
      type: 'CourseOrderAmended',
      id: command.id,
      order: order.id,
      at: facts.now,
      recordedAt: facts.now,
      author: facts.author,
      version: order.version + 1,
      ...signedUnder(facts),
      terms: command.terms,
      overrides,
      reason: command.reason,
    },
  };
}

/** Stops an order. Always safe, so it asks for a reason and nothing else. */
export function decideStopping(
  { author, now }: Pick<SigningFacts, 'author' | 'now'>,
  order: CourseOrder,
  command: StopCourseOrder,
): CourseOrderDecision {
  const closed = stoppedAlready(order);
  if (closed) return no(closed);
  const { id, reason } = command;
  return {
    accepted: true,
    event: { type: 'CourseOrderStopped', id, order: order.id, at: now, recordedAt: now, author, reason },
  };
}
