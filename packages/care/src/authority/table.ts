/**
 * Who may do what: one table of role, act and condition, read by the session's rules, by every route of the server and by
 * the screens. A protocol may narrow what stands here and never widens it. Each row says why, and where that comes from.
 */
import { ROLES, type Role } from '../roles.ts';
import { ACT_NAMES, type Act } from './acts.ts';
import type { Condition } from './conditions.ts';

export interface Row {
  readonly act: Act;
  /** `anybody` needs no sign-in at all. */
  readonly roles: readonly Role[] | 'anybody';
  /** All of these hold; another row for the same act is another way. */
  readonly when: readonly Condition[];
  readonly because: string;
  readonly source: string;
}

const EVERYBODY: readonly Role[] = ROLES;
const ORDERS: readonly Role[] = ['medical_director', 'prescriber', 'anesthesia'];
const MEDICAL: readonly Role[] = [...ORDERS, 'nurse'];
const LICENSED: readonly Role[] = [...MEDICAL, 'therapist'];
const CLINICAL: readonly Role[] = [...LICENSED, 'guide'];
/** Clinical staff below the director, who see their own patients. */
const TREATS: readonly Role[] = ['prescriber', 'anesthesia', 'nurse', 'therapist'];
const DESK: readonly Role[] = ['front_desk', 'clinic_admin'];
const RUNS_THE_CLINIC: readonly Role[] = ['medical_director', 'clinic_admin'];

const SAFETY = 'design: safety rule 3 (closed on authority, open on recording)';
const GUIDES = 'design: guides need training, not a licence, so their scope is narrower';
const WAITS = 'design: safety rule 4 (an alert has an owner, a time, an escalation, and a trace)';
const MINIMUM = '45 CFR 164.502(b): the minimum necessary; 164.308(a)(4): access by role';
const ORDERS_ALONE = 'design: safety rule 1 (doses come from a prescriber’s signed order); 21 CFR 1306.04';

type Said = readonly [because: string, source: string];
const row = (act: Act, roles: Row['roles'], when: readonly Condition[], [because, source]: Said): Row => ({
  act,
  roles,
  when,
  because,
  source,
});
/** One patient's matters: the director always, clinical staff for those whom they treat, guides for their own sessions. */
const forOnesPatients = (act: Act, because: string, more: readonly Role[] = []): readonly Row[] => [
  row(act, ['medical_director', ...more], [], [because, MINIMUM]),
  row(
    act,
    [...TREATS, 'guide'],
    ['in the care team'],
    ['Whoever belongs to the care team treats this patient.', MINIMUM],
  ),
  row(
    act,
    [...TREATS, 'guide'],
    ['present in the session'],
    ['Whoever was in the room knows what happened there, and completes it.', SAFETY],
  ),
  row(
    act,
    TREATS,
    ['a visit today'],
    ['On the day of a visit any clinician here may be called to the patient.', MINIMUM],
  ),
];
/** The same for what not every clinician does: those of the roles named, on the same grounds, and what must hold besides. */
const forPatientsOf = (
  act: Act,
  roles: readonly Role[],
  always: readonly Condition[],
  [because, source]: Said,
): readonly Row[] => [
  row(act, ['medical_director'], always, [because, source]),
  ...(['in the care team', 'present in the session', 'a visit today'] as const).map((ground) =>
    row(
      act,
      roles.filter((role) => role !== 'medical_director'),
      [ground, ...always],
      [because, source],
    ),
  ),
];
const glassBroken = (act: Act, roles: readonly Role[] = TREATS): Row =>
  row(
    act,
    roles,
    ['glass broken'],
    [
      'In need, with a reason; the privacy officer is told and looks at it.',
      '45 CFR 164.312(a)(2)(ii): emergency access',
    ],
  );

export const AUTHORITY: readonly Row[] = [
  row(
    'plan a session',
    [...CLINICAL, 'front_desk', 'clinic_admin'],
    [],
    ['A plan gives nothing and reads nothing; gates come before any dose.', 'design: words (visit)'],
  ),
  row(
    'cancel a session',
    [...CLINICAL, 'front_desk', 'clinic_admin'],
    [],
    ['Before any dose; whoever answers the telephone hears of it first.', 'design: words (visit)'],
  ),
  row(
    'record an arrival',
    [...CLINICAL, 'front_desk'],
    [],
    ['The front desk sees who comes in.', 'design: words (roles)'],
  ),
  row(
    'record who comes and goes',
    [...CLINICAL, 'front_desk'],
    [],
    ['Who is present is a truth about the room, whoever writes it.', SAFETY],
  ),
  row(
    'be with the patient in a session',
    CLINICAL,
    ['credentials in order'],
    [
      'A role is filled in the room on a licence, or a guide’s training.',
      'clinical §2 (people present: credentials valid at that time)',
    ],
  ),
  row(
    'confirm that the setting is prepared',
    CLINICAL,
    [],
    ['Setting, focus and the agreement on touch are a guide’s work too.', GUIDES],
  ),
  row(
    'confirm the escort',
    [...CLINICAL, 'front_desk'],
    [],
    ['The front desk knows who will come for the patient.', 'clinical §2'],
  ),
  row(
    'confirm papers, identity and weight',
    LICENSED,
    [],
    ['Consent, screening, identity and fitness are for licensed staff.', SAFETY],
  ),
  row(
    'confirm what only medical staff can judge',
    MEDICAL,
    [],
    ['Fasting, pregnancy and the emergency equipment are medical questions.', 'clinical §2'],
  ),
  row('move on to a phase', CLINICAL, [], ['Whoever is with the patient says where the session is.', SAFETY]),
  row(
    'record vital signs',
    CLINICAL,
    [],
    ['A number on the monitor can be written down by whoever stands there.', SAFETY],
  ),
  row('observe, support and note', CLINICAL, [], ['This is what a guide is there for.', GUIDES]),
  row(
    'play music',
    CLINICAL,
    [],
    ['Whoever is with the patient starts, stretches and quietens it.', 'source article: setting and music'],
  ),
  row('record an adverse event', CLINICAL, [], ['What happened is recorded by whoever saw it.', SAFETY]),
  row(
    'order a dose',
    ORDERS,
    ['credentials in order'],
    ['A licence to prescribe, and a registration for controlled substances.', ORDERS_ALONE],
  ),
  row(
    'place a dose under a course order',
    MEDICAL,
    ['credentials in order'],
    ['A prescriber has signed it for the course; the dose is computed, and must be what was signed.', ORDERS_ALONE],
  ),
  row(
    'check an order',
    LICENSED,
    ['not one’s own order', 'credentials in order'],
    ['A second licensed person reads it afresh.', 'clinical §2 (second-person check)'],
  ),
  row('give medicine', MEDICAL, ['credentials in order'], ['Giving a controlled substance takes a licence.', GUIDES]),
  row(
    'draw medicine',
    MEDICAL,
    ['credentials in order'],
    ['Those who may hold a controlled substance take it out, and put back what stayed unopened.', '21 CFR 1301.71'],
  ),
  row(
    'waste medicine',
    MEDICAL,
    [],
    ['Whoever has it in hand makes the rest unusable.', '21 CFR 1304.22(c); 79 FR 53521 (wastage)'],
  ),
  row(
    'witness waste',
    LICENSED,
    ['not one’s own waste', 'credentials in order'],
    [
      'A second licensed person, who neither drew nor gave it, sees the rest made unusable.',
      'clinical §8 (waste witnessed by two)',
    ],
  ),
  row('pause or stop an infusion', CLINICAL, [], ['Stopping is always safe and never waits for a licence.', SAFETY]),
  row('assess recovery', LICENSED, [], ['Fitness to leave is a clinical judgement.', 'clinical §4 "Leaving"']),
  row(
    'hand over to the escort',
    CLINICAL,
    [],
    ['Whoever walks the patient out says so; the discharge itself is signed by others.', SAFETY],
  ),
  row('record a departure', CLINICAL, [], ['That somebody has left is a truth about the room.', SAFETY]),
  row(
    'sign a discharge',
    MEDICAL,
    ['credentials in order'],
    ['A discharge is a licensed decision.', 'clinical §4 "Leaving"'],
  ),
  row(
    'withdraw touch consent',
    EVERYBODY,
    [],
    ['Whoever sees the sign or hears the word says so; it only ever takes back.', SAFETY],
  ),
  row(
    'call an emergency stop',
    EVERYBODY,
    [],
    ['One touch away for whoever sees that something is wrong.', 'design: safety rule 3'],
  ),
  row('clear an emergency stop', ORDERS, [], ['Going on after an emergency is a senior clinician’s decision.', SAFETY]),
  row('sign an override', LICENSED, [], ['A second signature is a licensed person’s.', SAFETY]),
  row(
    'override what a reading or a site asks',
    CLINICAL,
    [],
    ['The question "is this right?" is answered by who measured.', 'clinical §4'],
  ),
  row('override a gate', LICENSED, [], ['Where the protocol allows it; the protocol names who.', SAFETY]),
  row(
    'override what a senior clinician decides',
    ORDERS,
    [],
    ['Rate, booster, presence and leaving beyond what the protocol says.', SAFETY],
  ),
  row(
    'strike out an entry',
    ORDERS,
    [],
    ['A senior clinician may correct a colleague’s slip; both stay readable.', SAFETY],
  ),
  row('strike out an entry', EVERYBODY, ['own entry'], ['Everybody corrects their own slips.', SAFETY]),
  row(
    'sign the record',
    CLINICAL,
    [],
    ['Everybody signs for what they did and saw.', 'clinical §8 (electronic signature)'],
  ),

  row(
    'see demographics',
    [...LICENSED, ...DESK],
    [],
    ['Name, birth date and number: to find a patient, and to tell one from another.', MINIMUM],
  ),
  row(
    'see demographics',
    ['guide'],
    ['in the care team'],
    ['A guide sees the patients of their own sessions.', MINIMUM],
  ),
  row(
    'see demographics',
    ['guide'],
    ['present in the session'],
    ['A guide sees the patients of their own sessions.', MINIMUM],
  ),
  row('see the schedule', EVERYBODY, [], ['When who comes, without what is wrong with them.', MINIMUM]),
  ...forOnesPatients('see the clinical record', 'Answers for the care of every patient here.'),
  glassBroken('see the clinical record'),
  ...forOnesPatients('see a session', 'Answers for every session here.'),
  glassBroken('see a session'),
  ...forOnesPatients(
    'take part in a session',
    'Answers for every session here; the front desk records arrivals and escorts.',
    ['front_desk'],
  ),
  ...forOnesPatients('write and read notes of the record', 'Answers for every record here.'),
  ...forPatientsOf(
    'write progress notes',
    TREATS,
    [],
    ['What it means and what comes next is a clinician’s judgement; everybody of the team reads it.', GUIDES],
  ),
  ...(['in the care team', 'present in the session'] as const).map((ground) =>
    row(
      'write guide observations',
      ['guide', 'therapist'],
      [ground],
      ['Whoever sat with the patient writes down what they saw and did.', GUIDES],
    ),
  ),
  row(
    'write guide observations',
    ['therapist'],
    ['a visit today'],
    ['On the day of a visit a therapist may be called to sit with the patient.', MINIMUM],
  ),
  ...forOnesPatients('read guide observations', 'Answers for every record here.'),
  row(
    'keep psychotherapy notes of one’s own',
    ['medical_director', 'prescriber', 'therapist'],
    ['own record'],
    [
      'A note of what was said in therapy is its author’s alone; no role opens another’s.',
      '45 CFR 164.501, 164.508(a)(2)',
    ],
  ),
  row(
    'read disclosed psychotherapy notes',
    CLINICAL,
    ['a patient’s authorization'],
    ['Only on the patient’s own, specific and standing authorization.', '45 CFR 164.508(a)(2)'],
  ),
  row(
    'flag records of treatment for substance use',
    [...CLINICAL, 'clinic_admin'],
    [],
    ['Whoever learns that a record is protected says so.', '42 CFR 2.12'],
  ),
  row(
    'record a patient’s authorization',
    [...CLINICAL, 'clinic_admin'],
    [],
    ['Whoever is handed the signed paper records it.', '45 CFR 164.508(c)'],
  ),
  row(
    'share with the care team outside',
    [...CLINICAL, ...DESK],
    ['a patient’s authorization'],
    ['As far as the patient agreed, and no farther.', '45 CFR 164.508; 42 CFR 2.31'],
  ),
  ...forOnesPatients('answer messages of a patient', 'Answers for the care of every patient here.'),
  ...forOnesPatients('hear from the care team outside', 'Answers for the care of every patient here.'),
  row('see to whom a patient’s records went', RUNS_THE_CLINIC, [], ['Accounting for disclosures.', '45 CFR 164.528']),
  row(
    'read protocols',
    EVERYBODY,
    [],
    ['How the clinic treats is no secret from those who work here.', 'design: the protocol is the program'],
  ),
  row('register patients', [...LICENSED, ...DESK], [], ['Whoever receives a patient writes them down.', MINIMUM]),
  row('arrange visits', EVERYBODY, [], ['A visit is an appointment; it opens nothing.', 'design: words (visit)']),
  row(
    'begin a course',
    [...MEDICAL, 'clinic_admin'],
    [],
    ['A course fixes the protocol under which a patient is treated.', 'design: words (course)'],
  ),
  row('move a course', ORDERS, [], ['Another protocol is another treatment.', 'design: safety rule 2']),
  ...forOnesPatients('keep consents', 'Answers for what every patient here agreed to.'),
  row(
    'lead a group',
    ['therapist', 'guide'],
    ['credentials in order'],
    ['A group is held by who is licensed or trained on that day, and acted on by its leaders alone.', GUIDES],
  ),
  row(
    'see a group',
    ['medical_director'],
    [],
    ['Answers for the care of every patient here, in a group too.', MINIMUM],
  ),
  row(
    'see a group',
    ['therapist', 'guide'],
    ['credentials in order'],
    ['Who is in a group, and what was noted of it, is seen by those who lead it.', MINIMUM],
  ),
  ...forOnesPatients('see course orders', 'Answers for the care of every patient here.'),
  glassBroken('see course orders'),
  ...forPatientsOf(
    'sign a course order',
    ORDERS,
    ['credentials in order'],
    ['An order for a whole course is a prescriber’s, for a patient whom they treat.', ORDERS_ALONE],
  ),
  ...forPatientsOf(
    'stop a course order',
    MEDICAL,
    [],
    ['Stopping is always safe: whoever may give the medicine may say that no more is given.', SAFETY],
  ),
  glassBroken('stop a course order', ['prescriber', 'anesthesia', 'nurse']),
  ...forPatientsOf(
    'keep the medicine list',
    LICENSED,
    [],
    ['What a patient takes is asked, and written down, by whoever treats them.', 'clinical §3 (interactions)'],
  ),
  ...forPatientsOf(
    'keep the screening',
    LICENSED,
    [],
    ['Whoever treats asks the questions, asks for letters from outside, and writes down what they say.', 'clinical §3'],
  ),
  ...forPatientsOf(
    'sign a screening',
    ORDERS,
    ['credentials in order'],
    [
      'Whether a treatment fits a patient is decided by a clinician who may order it.',
      'clinical §3; design: safety rule 1',
    ],
  ),
  row('see the inventory', MEDICAL, [], ['Those who may hold a controlled substance.', '21 CFR 1301.71']),
  ...forPatientsOf(
    'see what may be drawn',
    MEDICAL,
    [],
    ['Those who may hold a controlled substance, for a patient whom they treat.', '21 CFR 1301.71'],
  ),
  row(
    'keep the formulary',
    RUNS_THE_CLINIC,
    [],
    ['What the clinic buys is for those who answer for it and those who run it.', 'design: words (container)'],
  ),
  row(
    'keep music',
    ['medical_director', 'therapist', 'guide', 'clinic_admin'],
    [],
    ['Whoever chooses the music, and whoever answers for its licences.', 'design: words (setting)'],
  ),
  row(
    'receive and move medicine',
    MEDICAL,
    ['credentials in order'],
    [
      'Whoever handles a controlled substance is licensed on that day.',
      'a rule of this product; 21 CFR 1301.71(a), 1304.22(c)',
    ],
  ),
  row(
    'remove medicine from stock',
    ORDERS,
    ['credentials in order'],
    [
      'What leaves the safe for good is answered for by a practitioner; a second person signs beside.',
      '21 CFR 1317.05',
    ],
  ),
  row(
    'witness a removal from stock',
    LICENSED,
    ['credentials in order'],
    [
      'A second licensed person sees it gone, and signs as themselves.',
      '21 CFR 1317.95(d) (two employees see a destruction); clinical §8 (waste, by policy)',
    ],
  ),
  row(
    'recall a lot',
    [...MEDICAL, 'clinic_admin'],
    [],
    ['Blocking a lot is the safe direction, for whoever reads the notice first.', '21 CFR 7.49(d)'],
  ),
  row(
    'take a recall back',
    ORDERS,
    [],
    ['A lot that may be used again is answered for by a practitioner, who says why.', 'a rule of this product'],
  ),
  row(
    'count medicine',
    MEDICAL,
    [],
    ['Two of those who may hold it say what is there; a count gives and takes nothing.', '21 CFR 1304.11'],
  ),
  row(
    'see discrepancies',
    [...MEDICAL, 'clinic_admin'],
    [],
    [
      'Those who may hold it, and who runs the clinic, find out and write down what they know; a deadline that passes is for them to look at.',
      '21 CFR 1301.71, 1301.76(b)',
    ],
  ),
  row(
    'see what waits',
    [...CLINICAL, 'clinic_admin'],
    [],
    ['That something waits, for whom and until when; what it is about is for those who see the patient.', WAITS],
  ),
  ...forOnesPatients('answer what waits', 'Answers for whatever waits about a patient here.'),
  row(
    'answer what waits',
    CLINICAL,
    ['called to a crisis'],
    ['Whoever is paged to a crisis can act on it at once.', 'design: safety rule 6 (a crisis pages on-call)'],
  ),
  row('see one’s own record', EVERYBODY, ['own record'], ['One’s own, as written for oneself.', '45 CFR 164.524']),
  row(
    'write in one’s own record',
    EVERYBODY,
    ['own record'],
    ['What a patient says of themselves, in their own words, is theirs to write.', 'design: words (focus, intention)'],
  ),
  ...forPatientsOf(
    'prepare a patient',
    ['medical_director', 'prescriber', 'nurse', 'therapist'],
    [],
    ['Whoever prepares a patient hears what they hope and fear, and writes it down with them.', MINIMUM],
  ),
  ...(['in the care team', 'present in the session'] as const).map((ground) =>
    row(
      'prepare a patient',
      ['guide'],
      [ground],
      ['A guide prepares those whom they will sit with, and nobody else.', GUIDES],
    ),
  ),
  ...forOnesPatients('follow integration', 'Answers for how every patient here is doing afterwards.'),
  glassBroken('follow integration'),
  ...forOnesPatients(
    'ask for measures',
    'Answers for what every patient here is asked; the desk hands out the tablet and sends the link, and sees no answer.',
    DESK,
  ),
  ...forPatientsOf(
    'fill in a measure',
    LICENSED,
    [],
    ['A rating is a clinician’s judgement of a patient whom they treat.', GUIDES],
  ),

  row('see the clinic', EVERYBODY, [], ['Its name, its rules, and that something moved.', 'design: words (clinic)']),
  row(
    'see who works here',
    EVERYBODY,
    [],
    ['Names and roles, for who is present and who signs.', 'design: words (practitioner)'],
  ),
  row(
    'change who works here',
    RUNS_THE_CLINIC,
    [],
    ['Invitations, roles and endings are for those who run the clinic.', '45 CFR 164.308(a)(3)'],
  ),
  row(
    'change who cares for a patient',
    [...RUNS_THE_CLINIC, 'prescriber', 'anesthesia'],
    [],
    [
      'Whoever treats, or runs the clinic, says who belongs to the team; each change is dated and says why.',
      '45 CFR 164.308(a)(4)(ii)(C)',
    ],
  ),
  row(
    'manage credentials',
    RUNS_THE_CLINIC,
    [],
    ['Somebody other than the holder has looked at the paper.', 'clinical §2 (credentials valid at that time)'],
  ),
  row(
    'plan who works when',
    [...MEDICAL, ...DESK],
    [],
    ['A plan of who comes; who was there is recorded in the room.', 'design: words (visit)'],
  ),
  row(
    'change signals',
    ['medical_director', 'therapist'],
    [],
    ['What a signal looks for is a clinical judgement; each change is kept with its reason.', 'design: safety rule 2'],
  ),
  row(
    'issue API tokens',
    EVERYBODY,
    ['own record'],
    ['For oneself; a token never does more than its owner.', 'OWASP ASVS 5.0, V9'],
  ),
  row(
    'let a patient in',
    [...LICENSED, ...DESK],
    [],
    ['The patient’s own view is opened by whoever knows them.', '45 CFR 164.524'],
  ),
  row(
    'answer consult requests',
    [...LICENSED, ...DESK],
    [],
    [
      'Whoever receives patients reads what somebody wrote to the clinic, and answers within the promised time.',
      'design: safety rule 4 (an alert has an owner, a time, an escalation, and a trace)',
    ],
  ),
  row(
    'promise when requests are answered',
    RUNS_THE_CLINIC,
    [],
    ['A promise to the public is made by who answers for the clinic.', 'design: safety rule 2'],
  ),
  row('draft protocols', [...ORDERS, 'clinic_admin'], [], ['A draft treats nobody.', 'design: safety rule 2']),
  row(
    'sign protocols',
    ['medical_director'],
    [],
    ['What a clinic treats by is one person’s to answer for.', 'design: safety rule 2'],
  ),
  row(
    'publish consent documents',
    ['medical_director'],
    [],
    [
      'What patients are asked to sign is one person’s to answer for, with a lawyer.',
      'clinical §8 (ESIGN/UETA); design: safety rule 2',
    ],
  ),
  row(
    'load texts of measures',
    ['medical_director'],
    [],
    [
      'Whose words patients are asked in, and under which licence, is one person’s to answer for.',
      'clinical §5 (licences of instruments); design: safety rule 2',
    ],
  ),
  row('export', RUNS_THE_CLINIC, [], ['Much at once leaves the house.', '45 CFR 164.312(b)']),
  row(
    'import records',
    RUNS_THE_CLINIC,
    [],
    [
      'Much at once comes into the record, of a file that whoever brings it holds already; it shows nothing that was here.',
      '45 CFR 164.312(c)(1): integrity; 164.312(b)',
    ],
  ),
  row(
    'break glass',
    TREATS,
    [],
    ['In need, for one patient, with a reason and a short life.', '45 CFR 164.312(a)(2)(ii)'],
  ),
  row('review break-glass', RUNS_THE_CLINIC, [], ['Whoever answers for privacy here.', '45 CFR 164.308(a)(1)(ii)(D)']),
  row('read the audit', RUNS_THE_CLINIC, [], ['Whoever answers for privacy here.', '45 CFR 164.308(a)(1)(ii)(D)']),
  row(
    'settle a discrepancy',
    ['medical_director'],
    [],
    [
      'Setting the ledger to what was counted, or reporting a theft, is one person’s to answer for.',
      '21 CFR 1301.76(b)',
    ],
  ),
  row(
    'see patterns of medicine',
    ['medical_director'],
    [],
    ['What is said of colleagues’ work, before anybody has asked them, is seen by one person.', '21 CFR 1301.71(b)'],
  ),
  row(
    'see outcomes',
    ['medical_director', 'prescriber'],
    [],
    [
      'What is said of all patients’ courses together is for those who answer for how the clinic treats; it names nobody.',
      MINIMUM,
    ],
  ),
  row(
    'see the registry',
    ['medical_director', 'prescriber'],
    [],
    ['Where the clinic stands beside others is for those who answer for how it treats; no patient is in it.', MINIMUM],
  ),
  row(
    'take part in the registry',
    ['medical_director'],
    [],
    [
      'Whether figures of a clinic’s patients leave it is one person’s to answer for.',
      '45 CFR 164.514(a); issue: registry across clinics, opt-in by clinic',
    ],
  ),

  row('use one’s own account', EVERYBODY, [], ['Who one is, how one signs in, and the way out.', 'OWASP ASVS 5.0, V7']),
  row('sign in', 'anybody', [], ['Nobody is anybody before signing in.', 'OWASP ASVS 5.0, V6']),
  row(
    'read what is open to all',
    'anybody',
    [],
    ['The web app, the API’s description, and whether the server is well: no patient in it.', 'design: the house'],
  ),
  row(
    'answer what a link asks',
    'anybody',
    [],
    [
      'Whoever holds the one-time link was sent it, or stands at the clinic’s tablet; it opens one form, and no record.',
      'issue: measures by one link, with no login wall',
    ],
  ),
  row(
    'ask for a consult',
    'anybody',
    [],
    [
      'Who asks for help has no account yet; what they send is read by the clinic alone.',
      'design: the article, claim by claim',
    ],
  ),
];

const BY_ACT: ReadonlyMap<Act, readonly Row[]> = new Map(
  ACT_NAMES.map((act) => [act, AUTHORITY.filter((one) => one.act === act)]),
);
/** The rows of an act: each is one way to be allowed. */
export const rowsOf = (act: Act): readonly Row[] => BY_ACT.get(act) ?? [];

const ROLES_BY_ACT: ReadonlyMap<Act, readonly Role[]> = new Map(
  ACT_NAMES.map((act) => [
    act,
    ROLES.filter((role) => rowsOf(act).some(({ roles }) => roles === 'anybody' || roles.includes(role))),
  ]),
);
/** The roles that may, under whatever condition, in the product's order. */
export const rolesThatMay = (act: Act): readonly Role[] => ROLES_BY_ACT.get(act) ?? [];
