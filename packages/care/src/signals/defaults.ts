/** The rules as they are shipped. Each number says where it comes from; a clinic changes them with a reason. */
import type { RuleTerms, SignalRule } from './rule.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
const PROJECT = 'Project default, to be confirmed by the clinic’s medical director';
const THERAPIST: RuleTerms['owner'] = { by: 'role', role: 'therapist' };

const rule = (
  given: Pick<SignalRule, 'id' | 'name' | 'looksFor' | 'severity' | 'dueWithinMinutes' | 'source'> & Partial<RuleTerms>,
): SignalRule => ({
  owner: THERAPIST,
  escalatesTo: 'medical_director',
  escalatesAfterMinutes: 0,
  on: true,
  checked: 'background',
  version: 0,
  ...given,
});

export const DEFAULT_RULES: readonly SignalRule[] = [
  rule({
    id: 'not-safe',
    name: 'Does not feel safe',
    looksFor: { kind: 'not_safe', unsureToo: true },
    severity: 'now',
    dueWithinMinutes: 30,
    source: `design: safety rule 6 (nothing waits for a morning report). ${PROJECT}: not being sure is enough`,
  }),
  rule({
    id: 'crisis-words',
    name: 'Crisis words in what was shared',
    looksFor: { kind: 'crisis_words', atLeast: 1 },
    severity: 'now',
    dueWithinMinutes: 30,
    source: `design: safety rule 6. ${PROJECT}: one word of the list`,
  }),
  rule({
    id: 'crisis-raised',
    name: 'A crisis was raised',
    looksFor: { kind: 'concern', concern: 'crisis' },
    severity: 'now',
    dueWithinMinutes: 30,
    source: 'design: safety rule 6 (crisis pages the clinic’s on-call person)',
  }),
  rule({
    id: 'phq-9-item-9',
    name: 'PHQ-9 item 9 above 0',
    looksFor: { kind: 'score', measure: 'phq-9', item: '9', atLeast: 1 },
    severity: 'now',
    dueWithinMinutes: 30,
    source: 'clinical §5 (PHQ-9 item 9 above 0 acts at once)',
  }),
  rule({
    id: 'c-ssrs-level',
    name: 'C-SSRS at moderate risk or more',
    looksFor: { kind: 'score', measure: 'c-ssrs', item: 'level', atLeast: 3 },
    severity: 'now',
    dueWithinMinutes: 30,
    source: `clinical §5 (C-SSRS levels 1 to 5, triage low, moderate, high). ${PROJECT}: from level 3 on`,
  }),
  rule({
    id: 'c-ssrs-behaviour',
    name: 'C-SSRS tells of suicidal behaviour',
    looksFor: { kind: 'score', measure: 'c-ssrs', item: 'behaviour', atLeast: 1 },
    severity: 'now',
    dueWithinMinutes: 30,
    source: `C-SSRS triage guidelines (any behaviour in the past 3 months is the most severe; longer ago is at least moderate). ${PROJECT}: longer ago pages as well, at each screening that tells of it`,
  }),
  rule({
    id: 'c-ssrs-low',
    name: 'C-SSRS at low risk',
    looksFor: { kind: 'score', measure: 'c-ssrs', item: 'low', atLeast: 1 },
    severity: 'today',
    dueWithinMinutes: 4 * HOUR,
    source: `C-SSRS screener (questions 1 and 2 alone are low). ${PROJECT}: somebody looks the same day`,
  }),
  rule({
    id: 'qids-item-12',
    name: 'QIDS item 12 at 2 or more',
    looksFor: { kind: 'score', measure: 'qids-sr16', item: '12', atLeast: 2 },
    severity: 'now',
    dueWithinMinutes: 30,
    source: `design: safety rule 6. ${PROJECT}: from 2 on`,
  }),
  rule({
    id: 'madrs-item-10',
    name: 'MADRS item 10 at 4 or more',
    looksFor: { kind: 'score', measure: 'madrs', item: '10', atLeast: 4 },
    severity: 'now',
    dueWithinMinutes: 30,
    source: `design: safety rule 6. ${PROJECT}: from 4 on`,
  }),
  rule({
    id: 'qids-low',
    name: 'QIDS item 12 at 1',
    looksFor: { kind: 'score', measure: 'qids-sr16', item: 'low', atLeast: 1 },
    severity: 'today',
    dueWithinMinutes: 4 * HOUR,
    source: `design: safety rule 6. ${PROJECT}: somebody looks the same day`,
  }),
  rule({
    id: 'madrs-low',
    name: 'MADRS item 10 at 2 or 3',
    looksFor: { kind: 'score', measure: 'madrs', item: 'low', atLeast: 2 },
    severity: 'today',
    dueWithinMinutes: 4 * HOUR,
    source: `design: safety rule 6. ${PROJECT}: somebody looks the same day`,
  }),
  rule({
    id: 'distress-high',
    name: 'Distress is high',
    looksFor: { kind: 'distress', atLeast: 8 },
    severity: 'today',
    dueWithinMinutes: 4 * HOUR,
    source: `${PROJECT}: “severe” on scales of 0 to 10 begins about here`,
  }),
  rule({
    id: 'distress-raised',
    name: 'Distress was raised',
    looksFor: { kind: 'concern', concern: 'distress' },
    severity: 'today',
    dueWithinMinutes: 4 * HOUR,
    source: 'design: safety rule 4 (an alert has an owner, a time, an escalation, a trace)',
  }),
  rule({
    id: 'check-in-to-call',
    name: 'A check-in by telephone',
    looksFor: { kind: 'check_in_to_call', hours: 0 },
    severity: 'today',
    dueWithinMinutes: 8 * HOUR,
    source: `issue: check-ins by the patient’s choice of channel. ${PROJECT}: within the working day on which it opens`,
  }),
  rule({
    id: 'check-in-missed',
    name: 'A check-in was missed',
    looksFor: { kind: 'check_in_missed', hours: 12 },
    severity: 'today',
    dueWithinMinutes: DAY,
    source: `issue: signals that someone may be lost. ${PROJECT}: half a day after the time ran out`,
  }),
  rule({
    id: 'measure-missed',
    name: 'A measure was not answered',
    looksFor: { kind: 'measure_missed', hours: 24 },
    severity: 'look',
    dueWithinMinutes: 2 * DAY,
    source: `issue: overdue measures become tasks. ${PROJECT}: a day after they were due`,
  }),
  rule({
    id: 'clearance-overdue',
    name: 'A letter from outside has not come',
    looksFor: { kind: 'clearance_overdue', days: 0 },
    severity: 'look',
    owner: { by: 'role', role: 'nurse' },
    dueWithinMinutes: 2 * DAY,
    source: `issue: outside letters and clearances are tracked until they arrive. ${PROJECT}: from the morning after the day it was due`,
  }),
  rule({
    id: 'sleep-poor',
    name: 'Sleeps badly, again',
    looksFor: { kind: 'sleep', atMost: 'badly', inARow: 2 },
    severity: 'look',
    dueWithinMinutes: 2 * DAY,
    source: `${PROJECT}: one bad night is common after a session, two check-ins in a row are not`,
  }),
  rule({
    id: 'no-integration-visit',
    name: 'No integration visit was held',
    looksFor: { kind: 'no_integration_visit', days: 7 },
    severity: 'today',
    dueWithinMinutes: DAY,
    source: `source: without integration some feel lost or overwhelmed. ${PROJECT}: within a week`,
  }),
  rule({
    id: 'message-waits',
    name: 'A message waits for an answer',
    looksFor: { kind: 'concern', concern: 'message' },
    severity: 'today',
    owner: { by: 'role', role: 'nurse' },
    dueWithinMinutes: 2 * DAY,
    source: `design: safety rule 4. ${PROJECT}: as long as an answer to a consult request`,
  }),
  rule({
    id: 'concern-raised',
    name: 'Something else was raised',
    looksFor: { kind: 'concern', concern: 'other' },
    severity: 'look',
    dueWithinMinutes: 2 * DAY,
    source: 'design: safety rule 4',
  }),
];

/** The rules of a clinic: as shipped, each with what the clinic has made of it. */
export const rulesWith = (changed: ReadonlyMap<string, { readonly terms: RuleTerms; readonly version: number }>) =>
  DEFAULT_RULES.map((one): SignalRule => {
    const change = changed.get(one.id);
    return change ? { ...one, ...change.terms, version: change.version } : one;
  });
