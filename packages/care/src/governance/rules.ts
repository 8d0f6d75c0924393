/** The rules of protocol governance: why a version may not be proposed, signed, used or moved to. The list is their documentation. */
import type { Refusal } from '../session/rule.ts';

const DESIGN = 'design.md, safety rule 2';

export const GOVERNANCE_RULES = {
  'document-holds': 'Only a document without an error is proposed',
  'version-is-new': 'A version number is used once and goes upward',
  'change-has-a-reason': 'What differs from the shipped default, or loosens a limit, carries a reason',
  'draft-is-open': 'A draft that was proposed or put aside is not changed',
  'changes-something': 'A new version differs from the one before in the way of treating',
  'not-signed-twice': 'A version is signed once',
  'not-declined': 'A version that was declined is not signed',
  'signed-is-what-was-shown': 'What is signed is the document that the signer was shown, to the last character',
  'not-in-the-past': 'A version takes effect, and is retired, never before the moment of signing',
  'retired-after-it-began': 'A version is retired after it took effect',
  'label-change-is-acknowledged': 'Who signs away, or gains, the name of psychotherapy says that they know',
  'version-is-in-force': 'Patients are treated under a signed version that has taken effect and is not retired',
  'course-takes-the-version-in-force': 'A new course takes the version in force at that moment',
  'move-stays-with-the-treatment':
    'A course moves between versions of one protocol; another treatment is another course',
  'move-has-somewhere-to-go': 'A course moves to another version than it has',
  'move-is-acknowledged': 'Whoever moves a course says that they know what becomes wider, and what is newly asked',
  'only-signed-is-retired': 'Only a signed version is retired',
} as const;
export type GovernanceRule = keyof typeof GOVERNANCE_RULES;

/** A refusal under a rule of governance. None is overridden: what would satisfy it is always at hand. */
export const refuse = (
  rule: GovernanceRule,
  message: string,
  satisfy: string,
  numbers: Readonly<Record<string, string>> = {},
  field?: string,
): Refusal => ({
  rule,
  title: GOVERNANCE_RULES[rule],
  stop: 'hard',
  message,
  numbers,
  satisfy,
  ...(field !== undefined && { field }),
  overrideBy: [],
  witnessed: false,
  source: DESIGN,
});
