/** The rules of the clinic's signals: read with how often each was right here, tried on what has been, changed with a reason. */
import {
  DAY,
  DEFAULT_RULES,
  evaluate,
  falseAlarms,
  firedBetween,
  later,
  NO_HISTORY,
  type Practitioner,
  type RuleTerms,
  refuseRuleChange,
  ruleReasonSchema,
  rulesWith,
  ruleTermsSchema,
  type SignalFact,
  type SignalRule,
  sayFalseAlarms,
  sayLooksFor,
  sayPromise,
} from '@holdspace/care';
import type { RuleChange } from '@holdspace/store';
import { z } from 'zod';
import { demand } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { newId } from '../fields.ts';
import { badField, Problem, refused } from '../problem.ts';
import { problems } from '../shapes.ts';
import { factsOfPatient } from './facts.ts';
import { asPerson } from './people.ts';
import { ruleShape } from './shapes.ts';
import { LOOK_BACK, watchedSince } from './watch.ts';

const CHANGES = 'change signals';
const tags = ['signals'];
/** How far back a change is tried on what has been. */
const PREVIEW_DAYS = 180;
const UNIQUE_VIOLATION = '23505';

const proposed = z.strictObject({ rule: z.enum(DEFAULT_RULES.map(({ id }) => id)), terms: ruleTermsSchema });
const previewShape = z.object({
  days: z.number().int(),
  before: z.number().int(),
  after: z.number().int(),
  /** Of what became so lately and has opened no task yet. */
  opensNow: z.number().int(),
  /** Patients whose facts could not be read, so that they are in no number here. */
  notRead: z.number().int(),
});

export function signalRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.get(
    '/api/signals',
    {
      config: { act: 'see what waits' },
      schema: {
        tags,
        summary: 'The rules as this clinic has them, each with its history and its changes',
        response: { 200: z.object({ rules: z.array(ruleShape).readonly() }), ...problems(401, 403) },
      },
    },
    async ({ principal: { clinic } }) => ({ rules: await shown(clinic.id) }),
  );

  app.post(
    '/api/signals/preview',
    {
      config: { act: CHANGES },
      schema: {
        tags,
        summary: 'How often a changed rule would have fired here, by what is known of the last half year',
        body: proposed,
        response: { 200: previewShape, ...problems(400, 401, 403, 422) },
      },
    },
    async ({ principal, body, log }) => {
      demand(principal, CHANGES);
      const { clinic, practitioner } = principal;
      const { rule } = await demandChange(clinic.id, body, practitioner);
      const changed = { ...rule, ...body.terms };
      const to = now();
      const from = later(to, -PREVIEW_DAYS * DAY);
      const facts: SignalFact[] = [];
      let notRead = 0;
      for (const id of await store.signalRules.watched(clinic.id, watchedSince([rule, changed], from)))
        try {
          facts.push(...(await factsOfPatient(context, clinic, id, to)));
        } catch (error) {
          notRead += 1;
          log.error({ part: 'signals', err: error }, 'one patient could not be looked at');
        }
      const since = later(to, -LOOK_BACK);
      const lately = evaluate([changed], facts, to).filter(({ at }) => at >= since);
      const raised = await store.tasks.raised(
        clinic.id,
        lately.map(({ key }) => key),
      );
      return {
        days: PREVIEW_DAYS,
        before: rule.on ? firedBetween(rule, facts, { from, to }) : 0,
        after: changed.on ? firedBetween(changed, facts, { from, to }) : 0,
        opensNow: lately.length - raised.size,
        notRead,
      };
    },
  );

  app.post(
    '/api/signals/changes',
    {
      config: { act: CHANGES },
      schema: {
        tags,
        summary: 'Change a rule from now on, with the reason; who and when is kept',
        body: proposed.extend({
          id: newId,
          /** The version that was changed: somebody else may have changed it meanwhile. */
          version: z.number().int().min(0),
          reason: ruleReasonSchema,
        }),
        response: {
          201: z.object({ rules: z.array(ruleShape).readonly() }),
          ...problems(400, 401, 403, 409, 422),
        },
      },
    },
    async ({ principal, body }, reply) => {
      demand(principal, CHANGES);
      const { clinic, practitioner } = principal;
      const { changes, rule } = await demandChange(clinic.id, body, practitioner);
      const change: RuleChange = {
        id: body.id,
        ruleId: body.rule,
        version: body.version + 1,
        terms: body.terms,
        reason: body.reason,
        changedBy: practitioner.id,
        changedAt: now(),
      };
      reply.code(201);
      const there = changes.find(({ id }) => id === body.id);
      if (there) {
        if (!isSame(there, change)) throw badField('id', 'repeated-id', 'This id was used for another change.');
        return { rules: await shown(clinic.id) };
      }
      if (body.version !== rule.version) throw stale();
      try {
        await store.signalRules.change(clinic.id, change);
      } catch (error) {
        if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) throw stale();
        throw error;
      }
      context.watch.soon(clinic.id);
      return { rules: await shown(clinic.id) };
    },
  );

  /** The rule as it is now. Throws a refusal where it may not become this. */
  async function demandChange(
    clinicId: string,
    { rule: id, terms }: z.output<typeof proposed>,
    by: Practitioner,
  ): Promise<{ readonly changes: readonly RuleChange[]; readonly rule: SignalRule }> {
    const [changes, staff] = await Promise.all([
      store.signalRules.changes(clinicId),
      store.practitioners.list(clinicId),
    ]);
    const rule = rulesOf(changes).find((one) => one.id === id);
    if (!rule) throw badField('rule', 'unknown-rule', 'There is no such rule.');
    const { owner } = terms;
    const named = owner.by === 'person' ? staff.map(asPerson).find((one) => one.id === owner.personId) : undefined;
    const refusals = refuseRuleChange({ rule, terms, by, named });
    if (refusals.length > 0) throw refused(refusals);
    return { changes, rule };
  }

  async function shown(clinicId: string): Promise<z.output<typeof ruleShape>[]> {
    const [changes, histories, people] = await Promise.all([
      store.signalRules.changes(clinicId),
      store.tasks.histories(clinicId),
      store.people.list(clinicId),
    ]);
    const nameOf = (id: string) => ({ id, name: people.find((one) => one.id === id)?.name ?? 'Somebody' });
    const promiseOf = (terms: RuleTerms) =>
      sayPromise(terms, terms.owner.by === 'person' ? nameOf(terms.owner.personId).name : undefined);
    return rulesOf(changes).map(({ id, name, source, checked: _, version, ...terms }) => {
      const history = histories.get(id) ?? NO_HISTORY;
      const alarms = falseAlarms(history);
      return {
        id,
        name,
        terms,
        says: sayLooksFor(terms.looksFor),
        promise: promiseOf(terms),
        source,
        version,
        history,
        ...(alarms.known && {
          falseAlarms: {
            decided: alarms.decided,
            share: alarms.share,
            low: alarms.interval.low,
            high: alarms.interval.high,
          },
        }),
        falseAlarmsSay: sayFalseAlarms(history),
        changes: changes
          .filter(({ ruleId }) => ruleId === id)
          .toReversed()
          .map((change) => ({
            id: change.id,
            version: change.version,
            by: nameOf(change.changedBy),
            at: change.changedAt,
            reason: change.reason,
            says: sayLooksFor(change.terms.looksFor),
            promise: promiseOf(change.terms),
            on: change.terms.on,
          })),
      };
    });
  }
}

const rulesOf = (changes: readonly RuleChange[]) => rulesWith(new Map(changes.map((one) => [one.ruleId, one])));

const isSame = (one: RuleChange, other: RuleChange): boolean =>
  one.ruleId === other.ruleId &&
  one.version === other.version &&
  one.reason === other.reason &&
  one.changedBy === other.changedBy;
const stale = () =>
  new Problem('stale', 'Somebody else has changed this rule meanwhile. Look at what it is now, and change that.');
