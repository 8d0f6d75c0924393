/**
 * Decides a command: the events that follow, or the refusals that say why not, with the numbers and who may
 * override. Pure; the server has the last word, the browser runs the same for an instant answer.
 */
import type { Protocol } from '../protocol/schema.ts';
import { sayRoles } from '../roles.ts';
import type { Command, CommandType } from './commands.ts';
import type { Flag, SessionEvent } from './events.ts';
import { isLateEntry } from './late-entry.ts';
import { draftsFor } from './outcome.ts';
import type { Circumstances, Decision, Refusal, Rule, RuleContext, Violation } from './rule.ts';
import { RULES } from './rules/index.ts';
import type { Session } from './session.ts';

/** Commands that say what happened in the room: with `happened`, they are recorded whatever the rules say. */
const RECORDABLE: ReadonlySet<CommandType> = new Set([
  'RecordArrival',
  'ConfirmGate',
  'JoinSession',
  'LeaveSession',
  'HandOverPresence',
  'EnterPhase',
  'RecordVitalSigns',
  'DrawMedicine',
  'AdministerDose',
  'StartInfusion',
  'ChangeInfusionRate',
  'PauseInfusion',
  'ResumeInfusion',
  'StopInfusion',
  'WasteMedicine',
  'PutBackMedicine',
  'LoseMedicine',
  'RecordNosc',
  'RecordObservation',
  'RecordWords',
  'RecordIntervention',
  'RecordMusic',
  'WithdrawTouchConsent',
  'RecordAdverseEvent',
  'RecordRecoveryScore',
  'ConfirmDischargeCriterion',
  'HandOverToEscort',
  'RecordDeparture',
]);
/** Whether a command may be sent as having `happened`, whatever the rules say. */
export const isRecordable = (type: CommandType): boolean => RECORDABLE.has(type);

/** A command's rules in the order in which they are asked. */
interface RulesOfCommand {
  readonly keepingCoherent: readonly Rule[];
  readonly others: readonly Rule[];
}
const RULES_BY_COMMAND = new Map<CommandType, RulesOfCommand>();
function rulesFor(type: CommandType): RulesOfCommand {
  let rules = RULES_BY_COMMAND.get(type);
  if (!rules) {
    const all = RULES.filter((rule) => rule.commands.includes(type));
    rules = {
      keepingCoherent: all.filter((rule) => rule.keepsTheRecordCoherent),
      others: all.filter((rule) => !rule.keepsTheRecordCoherent),
    };
    RULES_BY_COMMAND.set(type, rules);
  }
  return rules;
}

interface Found {
  readonly rule: Rule;
  readonly violation: Violation;
}

function violationsOf(rules: readonly Rule[], state: Session, command: Command, context: RuleContext): Found[] {
  const found: Found[] = [];
  for (const rule of rules) {
    const answer = rule.check(state, command, context);
    if (!answer) continue;
    if (Array.isArray(answer)) for (const violation of answer) found.push({ rule, violation });
    else found.push({ rule, violation: answer as Violation });
  }
  return found;
}

const ruleIdOf = ({ rule, violation }: Found) => violation.rule ?? rule.id;
const stopOf = ({ rule, violation }: Found) => violation.stop ?? rule.stop;
const overrideByOf = (found: Found) =>
  stopOf(found) === 'hard' ? [] : (found.violation.overrideBy ?? found.rule.overrideBy);

function toRefusal(found: Found, why?: string): Refusal {
  const { rule, violation } = found;
  return {
    rule: ruleIdOf(found),
    title: rule.title,
    stop: stopOf(found),
    message: violation.message,
    numbers: violation.numbers ?? {},
    satisfy: why ? `${violation.satisfy} ${why}` : violation.satisfy,
    ...(violation.field && { field: violation.field }),
    overrideBy: overrideByOf(found),
    witnessed: violation.witnessed ?? false,
    source: rule.source,
  };
}

/**
 * Whether an override that the author gave carries: the author holds a role that may, or somebody who does has
 * signed; where the protocol asks for a witness, somebody else has signed as well.
 */
function tryOverride(found: Found, reason: string, state: Session, context: RuleContext): Flag | { missing: string } {
  const id = ruleIdOf(found);
  const may = overrideByOf(found);
  const authorMay = context.author.roles.some((role) => may.includes(role));
  const signature = state.signedOverrides.find(
    (one) => one.rule === id && one.by.id !== context.author.id && one.by.roles.some((role) => may.includes(role)),
  );
  const needsSecond = found.violation.witnessed || !authorMay;
  if (needsSecond && !signature)
    return { missing: `A ${sayRoles(may)} other than you signs the override from their own sign-in.` };
  return {
    rule: id,
    message: found.violation.message,
    why: 'overridden',
    reason,
    ...(needsSecond && signature && { signedBy: { id: signature.by.id, name: signature.by.name } }),
  };
}

/** Sorts what was found into refusals that stand and flags that are recorded. */
function judge(found: readonly Found[], state: Session, command: Command, context: RuleContext) {
  const refusals: Refusal[] = [];
  const flags: Flag[] = [];
  for (const one of found) {
    const id = ruleIdOf(one);
    if (command.happened && RECORDABLE.has(command.type)) {
      flags.push({
        rule: id,
        message: one.violation.message,
        why: 'recorded_against_rule',
        reason: command.happened.reason,
      });
      continue;
    }
    const override = stopOf(one) === 'soft' ? command.overrides?.find((given) => given.rule === id) : undefined;
    const tried = override && tryOverride(one, override.reason, state, context);
    if (!tried) refusals.push(toRefusal(one));
    else if ('missing' in tried) refusals.push(toRefusal(one, tried.missing));
    else flags.push(tried);
  }
  return { refusals, flags };
}

/**
 * What follows from a command. Rules that keep the record coherent come first and cannot be lifted; while one of
 * them refuses, the others are not asked, since they would speak about a state that is not there.
 */
export function decide(protocol: Protocol, state: Session, command: Command, circumstances: Circumstances): Decision {
  const context: RuleContext = { ...circumstances, protocol };
  const { keepingCoherent, others } = rulesFor(command.type);
  const incoherent = violationsOf(keepingCoherent, state, command, context);
  if (incoherent.length > 0) return { accepted: false, refusals: incoherent.map((one) => toRefusal(one)) };

  const found = violationsOf(others, state, command, context);
  const { refusals, flags } = judge(found, state, command, context);
  if (refusals.length > 0) return { accepted: false, refusals };

  const { now, author } = circumstances;
  const isLate = isLateEntry(command.type, command.at, now);
  const events = draftsFor(context, state, command).map((draft, part): SessionEvent => {
    const seq = state.seq + 1 + part;
    const { id: commandId, at, device } = command;
    const event: SessionEvent = { ...draft, seq, at, recordedAt: now, author, device, commandId, part };
    if (part > 0 || flags.length === 0) return isLate ? { ...event, lateEntry: true } : event;
    return { ...event, flags, ...(isLate && { lateEntry: true as const }) };
  });
  return { accepted: true, events };
}
