/** Decides what is asked of a screening: the event that follows, or the refusals that say why not. Pure, like a session's. */
import { type HardRule, refusalsOf } from '../authority/hard-rule.ts';
import type { Practitioner } from '../roles.ts';
import type { Refusal } from '../session/rule.ts';
import { dayAt, daysBetween } from '../session/site-day.ts';
import { takenOn } from './chart.ts';
import type { AskClearance, ClearanceArrived, EndClearance, SignScreening, TellAnswers } from './commands.ts';
import type { ScreeningFinding } from './finding.ts';
import type { OnRecordNow } from './reopened.ts';
import { screen, toDecide } from './screen.ts';
import type { Clearance, Screening, ScreeningDecisionKind, ScreeningEvent, SignedOutcome } from './screening.ts';

export type ScreeningDecided =
  | { readonly accepted: true; readonly event: ScreeningEvent }
  | { readonly accepted: false; readonly refusals: readonly Refusal[] };
/** All that is known when something is asked. */
export interface ScreeningFacts extends OnRecordNow {
  readonly screening: Screening;
  readonly author: Practitioner;
}

const SOURCE = 'clinical §3 (a clinician decides); design: safety rule 1';
/** A letter that nobody has a date for is one that nobody waits for. */
const LONGEST_WAIT_DAYS = 366;

function answer<Asked>(rules: readonly HardRule<Asked>[], asked: Asked, event: () => ScreeningEvent): ScreeningDecided {
  const refusals = refusalsOf(rules, asked, SOURCE);
  return refusals.length > 0 ? { accepted: false, refusals } : { accepted: true, event: event() };
}

const quoted = (findings: readonly Pick<ScreeningFinding, 'title'>[]) =>
  findings.map(({ title }) => `“${title}”`).join(', ');

interface AskedSigning {
  readonly facts: ScreeningFacts;
  readonly command: SignScreening;
  /** What the server would name what is on record now. */
  readonly standsNow: string;
  readonly open: readonly ScreeningFinding[];
}
const SIGNING: readonly HardRule<AskedSigning>[] = [
  {
    id: 'screening-was-asked',
    title: 'Nobody is screened who was not asked',
    check: ({ facts }) =>
      Object.keys(facts.answers).length > 0
        ? null
        : { message: 'No answers are on record.', satisfy: 'Ask the questions first, and write the answers down.' },
  },
  {
    id: 'screening-as-seen',
    title: 'What is signed is what was looked at',
    check: ({ command, standsNow }) =>
      command.seen === standsNow
        ? null
        : {
            message: 'Something has changed since you looked: an answer, a medicine, a reading or a letter.',
            satisfy: 'Look at the findings again, then sign. What you have written stays.',
          },
  },
  {
    id: 'every-finding-decided',
    title: 'Every finding that is not clear is decided, with its reason',
    check({ command, open }) {
      const left = open.filter(({ rule }) => !command.outcomes.some((one) => one.rule === rule));
      return left.length === 0
        ? null
        : {
            message: `Not decided: ${quoted(left)}.`,
            satisfy: 'Decide each, and say why. A missing answer is never clear.',
          };
    },
  },
  {
    id: 'only-findings-decided',
    title: 'What is decided was found',
    check({ command, open }) {
      const unknown = command.outcomes.filter(({ rule }) => !open.some((one) => one.rule === rule));
      return unknown.length === 0
        ? null
        : {
            message: `Nothing to decide was found under ${unknown.map(({ rule }) => `“${rule}”`).join(', ')}.`,
            satisfy: 'Look at the findings again.',
          };
    },
  },
  {
    id: 'clearance-is-tracked',
    title: 'A clearance that a decision waits for is on the list of those asked for',
    check({ command, open, facts }) {
      const asked = (rule: string) =>
        facts.screening.clearances.some(({ rules, ended }) => !ended && rules.includes(rule));
      const left = open.filter(({ rule }) =>
        command.outcomes.some((one) => one.rule === rule && one.judgement === 'clearance_asked' && !asked(rule)),
      );
      return left.length === 0
        ? null
        : {
            message: `Nobody has been asked yet about ${quoted(left)}.`,
            satisfy: 'Write down of whom it is asked and until when, so that it is waited for by name.',
          };
    },
  },
];

/** What outcomes come to; computed, so that nobody signs a screening as clear with a finding that is not. */
export function decisionOf(outcomes: readonly Pick<SignedOutcome, 'judgement'>[]): ScreeningDecisionKind {
  if (outcomes.some(({ judgement }) => judgement === 'does_not_fit')) return 'does_not_fit';
  return outcomes.some(({ judgement }) => judgement === 'clearance_asked') ? 'waits' : 'fits';
}

/** The findings as they stand, and what stands beside them: what a decision is signed over. */
export function toBeSigned({ protocol, answers, chart, at, clearances }: OnRecordNow) {
  return {
    protocol: { id: protocol.id, version: protocol.version },
    answers,
    medicines: takenOn(chart, dayAt(at, chart.zone)).map(({ id, name }) => ({ id, name })),
    findings: screen(protocol, answers, chart, at),
    letters: clearances.flatMap(({ arrived, ended }) => (arrived && !ended ? [arrived.id] : [])),
    pressures: chart.pressures,
  };
}

export function decideSigningScreening(
  facts: ScreeningFacts,
  command: SignScreening,
  standsNow: string,
): ScreeningDecided {
  const over = toBeSigned(facts);
  const asked = { facts, command, standsNow, open: toDecide(over.findings) };
  return answer(SIGNING, asked, () => ({
    type: 'ScreeningSigned',
    id: command.id,
    at: facts.at,
    author: facts.author,
    ...over,
    decision: decisionOf(command.outcomes),
    outcomes: command.outcomes,
    ...(command.note && { note: command.note }),
  }));
}

/** Writes answers down, in the place of those that were looked at. */
export const decideTelling = (
  { screening, author, at }: Pick<ScreeningFacts, 'screening' | 'author' | 'at'>,
  { id, follows, answers }: TellAnswers,
): ScreeningDecided =>
  answer(
    [
      {
        id: 'answers-as-seen',
        title: 'Answers follow on those that were looked at',
        check: () =>
          (screening.answers?.id ?? null) === follows
            ? null
            : {
                message: screening.answers
                  ? `${screening.answers.by} has written down other answers since you looked.`
                  : 'The answers that you looked at are not here.',
                satisfy: 'Look at them, then write down what differs. What you have written stays on your screen.',
              },
      },
    ],
    {},
    () => ({ type: 'AnswersTold', id, at, author, follows, answers }),
  );

const daysFault = ({ askedOn, dueOn }: AskClearance, today: string) => {
  if (askedOn > today)
    return { message: `${askedOn} is still to come.`, satisfy: 'Give the day on which it was asked.' };
  if (dueOn < askedOn)
    return { message: `It would be due on ${dueOn}, before it was asked.`, satisfy: 'Choose a later day.' };
  return daysBetween(askedOn, dueOn) > LONGEST_WAIT_DAYS
    ? { message: `${dueOn} is more than a year away.`, satisfy: 'Choose an earlier day, and ask again then.' }
    : null;
};

export function decideAskingClearance(facts: ScreeningFacts, command: AskClearance): ScreeningDecided {
  const { id, ...asked } = command;
  const findings = screen(facts.protocol, facts.answers, facts.chart, facts.at);
  const today = dayAt(facts.at, facts.chart.zone);
  return answer(
    [
      {
        id: 'clearance-days',
        title: 'A clearance is due after it was asked for',
        check: () => daysFault(command, today),
      },
      {
        id: 'clearance-about-a-finding',
        title: 'A clearance is about a finding',
        check() {
          const unknown = command.rules.filter((rule) => !findings.some((one) => one.rule === rule));
          return unknown.length === 0
            ? null
            : { message: `The screening has no finding “${unknown[0]}”.`, satisfy: 'Choose from the findings.' };
        },
      },
    ],
    {},
    () => ({ type: 'ClearanceAsked', id, at: facts.at, author: facts.author, ...asked }),
  );
}

const notEnded = ({ ended }: Clearance): HardRule<unknown> => ({
  id: 'clearance-is-open',
  title: 'What was ended is ended',
  check: () =>
    ended
      ? { message: `${ended.author.name} ended this: ${ended.reason}`, satisfy: 'Ask anew, if it is needed.' }
      : null,
});
const notArrived = ({ arrived }: Clearance): HardRule<unknown> => ({
  id: 'letter-comes-once',
  title: 'A letter comes once',
  check: () =>
    arrived
      ? {
          message: `The letter of ${arrived.from} came on ${arrived.arrivedOn}.`,
          satisfy: 'Ask anew for another one, or end this one if it was written down by mistake.',
        }
      : null,
});

type Acting = Pick<ScreeningFacts, 'author' | 'at' | 'chart'>;
export function decideArrival(
  { author, at, chart }: Acting,
  asked: Clearance,
  command: ClearanceArrived,
): ScreeningDecided {
  const { id, ...letter } = command;
  const today = dayAt(at, chart.zone);
  return answer(
    [
      notEnded(asked),
      notArrived(asked),
      {
        id: 'letter-has-come',
        title: 'A letter has come when it has',
        check() {
          if (letter.arrivedOn > today)
            return { message: `${letter.arrivedOn} is still to come.`, satisfy: 'Give the day on which it came.' };
          return letter.arrivedOn < asked.askedOn
            ? { message: `It was asked for on ${asked.askedOn}, after that.`, satisfy: 'Correct the day.' }
            : null;
        },
      },
    ],
    {},
    () => ({ type: 'ClearanceArrived', id, at, author, clearance: asked.id, ...letter }),
  );
}

/** What has come by mistake is ended too; what it said stays readable. */
export const decideEndingClearance = (
  { author, at }: Acting,
  asked: Clearance,
  { id, reason }: EndClearance,
): ScreeningDecided =>
  answer([notEnded(asked)], {}, () => ({
    type: 'ClearanceEnded',
    id,
    at,
    author,
    clearance: asked.id,
    reason,
  }));
