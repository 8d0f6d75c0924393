/** What is on record when a screening is looked at, signed or relied on: gathered anew each time, so that nothing is forgotten. */
import {
  type AnswersKept,
  baselineReading,
  type Command,
  foldScreening,
  type OnRecordNow,
  type RestingPressure,
  SCREENING_QUESTIONNAIRE,
  type Screening,
  type ScreeningChart,
  type ScreeningEvent,
  type ScreeningOnRecord,
  type Session,
  screeningAnswersOf,
  screeningOnRecord,
  withAnswersFromHome,
} from '@holdspace/care';
import type { Course } from '@holdspace/store';
import type { Context } from '../context.ts';
import { lastWeightIn, latestSessions } from '../orders/facts.ts';

type Gathering = Pick<Context, 'store' | 'protocols' | 'now'>;
interface At {
  readonly id: string;
  readonly zone: string;
}

/** The last pressure of a session before anything was given in it; none where nobody measured. */
function restingPressure(sessionId: string, session: Session): readonly RestingPressure[] {
  const last = session.log.at(-1)?.at;
  const reading = last && baselineReading(session, 'bloodPressure', last);
  if (!reading) return [];
  const { systolic, diastolic } = reading.value;
  return [{ sessionId, at: reading.entry.at, systolic: systolic.value, diastolic: diastolic.value }];
}

/** `except`: a session whose own readings its own gate speaks of. */
async function chartOf(
  context: Gathering,
  clinic: At,
  patientId: string,
  except: string | undefined,
): Promise<ScreeningChart> {
  const { store } = context;
  const [patient, medicines, heads] = await Promise.all([
    store.patients.find(clinic.id, patientId),
    store.medicines.ofPatient(clinic.id, patientId),
    store.sessions.ofPatient(clinic.id, patientId),
  ]);
  if (!patient) throw new Error('a course without its patient');
  const read = await latestSessions(context, clinic.id, heads);
  const weight = lastWeightIn(read);
  return {
    dateOfBirth: patient.dateOfBirth,
    zone: clinic.zone,
    medicines,
    ...(weight && { weight }),
    pressures: read
      .filter(({ sessionId }) => sessionId !== except)
      .flatMap(({ sessionId, session }) => restingPressure(sessionId, session))
      .toSorted((one, other) => one.at.localeCompare(other.at)),
  };
}

export interface ScreeningKnown extends OnRecordNow {
  readonly screening: Screening;
  /** What the patient sent from home last. */
  readonly home?: AnswersKept | undefined;
}
/** What a patient has answered at home, as answers of a screening; undefined where they sent nothing. */
async function answersFromHome(
  { store }: Pick<Context, 'store'>,
  clinicId: string,
  patientId: string,
): Promise<AnswersKept | undefined> {
  const sent = await store.forms.latest(clinicId, patientId, SCREENING_QUESTIONNAIRE);
  if (!sent) return undefined;
  const { id, answers, submittedAt, by } = sent;
  const people = by.kind === 'practitioner' ? await store.practitioners.list(clinicId) : [];
  const name = people.find((one) => one.id === by.id)?.name ?? 'the patient';
  return { id, answers: screeningAnswersOf(answers), at: submittedAt, by: name };
}
/** Everything that the rules of the screening look at, for a course. */
export async function screeningKnown(
  context: Gathering,
  clinic: At,
  course: Course,
  more: { readonly events?: readonly ScreeningEvent[]; readonly exceptSession?: string } = {},
): Promise<ScreeningKnown> {
  const { store, protocols, now } = context;
  const [shelved, chart, home, events] = await Promise.all([
    protocols.find(clinic.id, course.protocolId, course.protocolVersion),
    chartOf(context, clinic, course.patientId, more.exceptSession),
    answersFromHome(context, clinic.id, course.patientId),
    more.events ?? store.screenings.ofCourse(clinic.id, course.id),
  ]);
  if (!shelved) throw new Error('a course without its protocol');
  return withEvents({ protocol: shelved.protocol, chart, at: now(), home }, events);
}

/** The same with other events: those that stand when something is added. */
export function withEvents(
  { protocol, chart, at, home }: Pick<ScreeningKnown, 'protocol' | 'chart' | 'at' | 'home'>,
  events: readonly ScreeningEvent[],
): ScreeningKnown {
  const screening = withAnswersFromHome(foldScreening(events), home);
  return {
    protocol,
    chart,
    at,
    home,
    screening,
    answers: screening.answers?.answers ?? {},
    clearances: screening.clearances,
  };
}

/** How the screening stands for a session's next dose; undefined where the session belongs to no course. */
export async function screeningOfSession(
  context: Gathering,
  clinic: At,
  session: { readonly id: string; readonly visitId: string | null },
): Promise<ScreeningOnRecord | undefined> {
  const { store } = context;
  const visit = session.visitId ? await store.visits.find(clinic.id, session.visitId) : null;
  const course = visit && (await store.courses.find(clinic.id, visit.courseId));
  if (!course) return undefined;
  const events = await store.screenings.ofCourse(clinic.id, course.id);
  // Most doses are asked here: where nothing was begun, nothing else is read.
  if (events.length === 0 && !(await store.forms.latest(clinic.id, course.patientId, SCREENING_QUESTIONNAIRE)))
    return { courseId: course.id, state: 'none', because: [] };
  const known = await screeningKnown(context, clinic, course, { events, exceptSession: session.id });
  return screeningOnRecord(course.id, known.screening, known);
}

/** The same where one of these commands confirms the gate or gives medicine; undefined where none does. */
export async function screeningAsked(
  context: Gathering & Pick<Context, 'keeper'>,
  clinic: At,
  sessionId: string,
  commands: readonly Command[],
): Promise<ScreeningOnRecord | undefined> {
  const isAsked = commands.some((command) =>
    command.type === 'ConfirmGate'
      ? command.finding.gate === 'screening'
      : command.type === 'AdministerDose' || command.type === 'StartInfusion',
  );
  if (!isAsked) return undefined;
  const head = await context.keeper.originOf(clinic.id, sessionId);
  return screeningOfSession(context, clinic, { id: sessionId, visitId: head.visitId });
}
