/** A course's preparation, put together from what is kept and what its protocol asks; and a saving of one section of it. */
import { randomUUID } from 'node:crypto';
import {
  type Answers,
  bringsDanger,
  type Filler,
  judgeSaving,
  type PlannedElement,
  type Protocol,
  preparationSections,
  preparationStanding,
  progressOf,
  type SectionSaving,
  type SectionStanding,
  type SectionVersion,
  settingPlan,
  turnsOf,
} from '@holdspace/care';
import type { Course, CourseInStep, KeptAnswers, KeptSettingPlan, Visit } from '@holdspace/store';
import type { Context } from '../context.ts';
import { badField, Problem } from '../problem.ts';
import type { Clinic } from '../sign-in/principal.ts';
import type { SectionShown } from './shapes.ts';

/** Whom a course is about, and under which protocol it goes. */
export interface Prepared {
  readonly clinic: Clinic;
  readonly course: Course;
  readonly patient: { readonly id: string; readonly name: string };
}

const GONE = 'somebody who has left';

export class Preparations {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async protocolOf({ clinic, course }: Pick<Prepared, 'clinic' | 'course'>) {
    const shelved = await this.#context.protocols.find(clinic.id, course.protocolId, course.protocolVersion);
    if (!shelved) throw new Error(`a course under protocol ${course.protocolId}, which is not installed`);
    return shelved;
  }

  async #named({ clinic, patient }: Prepared, kept: readonly KeptAnswers[]): Promise<readonly SectionVersion[]> {
    const people = await this.#context.store.practitioners.list(clinic.id);
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return kept.map(({ author, ...one }) => ({
      ...one,
      author: { ...author, name: author.kind === 'patient' ? patient.name : (names.get(author.id) ?? GONE) },
    }));
  }

  /** What stands, without how it came to. */
  async standing({ clinic, course }: Pick<Prepared, 'clinic' | 'course'>, protocol: Protocol) {
    const kept = await this.#context.store.preparation.latest(clinic.id, course.id);
    const versions = kept.map(({ author, ...one }) => ({ ...one, author: { ...author, name: '' } }));
    return preparationStanding(preparationSections(protocol), versions, course);
  }

  /** The whole document, with who said what when. */
  async show(about: Prepared) {
    const { clinic, course, patient } = about;
    const { protocol, label } = await this.protocolOf(about);
    const versions = await this.#named(about, await this.#context.store.preparation.ofCourse(clinic.id, course.id));
    const standing = preparationStanding(preparationSections(protocol), versions, course);
    return {
      course: { id: course.id, label: label.name },
      patient: { id: patient.id, name: patient.name },
      zone: clinic.zone,
      sections: standing.map((one) => shown(one, versions)),
      progress: { patient: progressOf(standing, 'patient'), clinic: progressOf(standing, 'practitioner') },
    };
  }

  /** The setting plans of the dosing visits given. */
  async plans(about: Pick<Prepared, 'clinic' | 'course'>, protocol: Protocol, visits: readonly Visit[]) {
    const { store } = this.#context;
    const { clinic } = about;
    const standing = await this.standing(about, protocol);
    const wishes = standing.find(({ section }) => section.id === 'wishes')?.fields ?? {};
    const kept = await store.preparation.plansOf(
      clinic.id,
      visits.map(({ id }) => id),
    );
    const people = kept.length > 0 ? await store.practitioners.list(clinic.id) : [];
    return visits.map((visit) => {
      const own = kept.find(({ visitId }) => visitId === visit.id);
      return planShown(visit, own, people.find(({ id }) => id === own?.authorId)?.name ?? GONE, (elements) =>
        settingPlan(protocol, wishes, elements),
      );
    });
  }

  /** Saves a section. Throws what is wrong with it, field by field, or that somebody was quicker. */
  async save(about: Prepared, saving: SectionSaving, author: { kind: Filler; id: string }): Promise<SectionShown> {
    const { store, now } = this.#context;
    const { clinic, course } = about;
    const { protocol } = await this.protocolOf(about);
    const section = preparationSections(protocol).find(({ id }) => id === saving.section);
    if (!section) throw badField('section', 'not-asked-here', 'This course does not ask for this section.');
    const all = await store.preparation.ofCourse(clinic.id, course.id);
    const own = all.filter((one) => one.section === section.id);
    const latest = own.at(-1)?.version ?? 0;
    if (saving.follows > latest) throw stale();
    const [begun] = preparationStanding([section], [], course);
    const base = own.find(({ version }) => version === saving.follows)?.fields ?? begun?.fields ?? {};
    const judged = judgeSaving(section, base, saving.fields, author.kind);
    if (!judged.accepted)
      throw new Problem('bad-input', judged.faults.map(({ message }) => message).join(' '), {
        errors: [...judged.faults],
      });
    // Before it is stored: whatever becomes of the saving, a patient has written this. Sent twice, it is raised once.
    if (author.kind === 'patient' && bringsDanger(base, judged.fields))
      await store.concerns.raise({
        clinicId: clinic.id,
        id: randomUUID(),
        patientId: course.patientId,
        courseId: course.id,
        kind: 'crisis',
        source: { kind: 'preparation', id: saving.id },
        at: now(),
      });
    const given: KeptAnswers = {
      id: saving.id,
      courseId: course.id,
      section: section.id,
      version: saving.follows + 1,
      author,
      at: now(),
      fields: judged.fields,
    };
    const answer = await store.preparation.save(clinic.id, given, inStep(given));
    if (!answer.saved) throw answer.because === 'stale' ? stale() : taken();
    const versions = await this.#named(about, [...own.filter(({ id }) => id !== answer.kept.id), answer.kept]);
    const [standing] = preparationStanding([section], versions, course);
    if (!standing) throw new Error('a section that does not stand');
    return shown(standing, versions);
  }
}

/** What a dosing session is planned with goes along with what was said last. */
function inStep({ section, fields }: KeptAnswers): CourseInStep {
  if (section === 'focus') return { focus: fields.focus?.trim() || null };
  if (section === 'intention') return { intention: fields.intention?.trim() || null };
  return {};
}

function shown({ section, version, fields, isDone, missing }: SectionStanding, versions: readonly SectionVersion[]) {
  const turns = turnsOf(versions.filter((one) => one.section === section.id));
  return {
    ...section,
    version,
    answers: fields,
    isDone,
    missing,
    turns: turns.map((turn) => ({ version: turn.version, author: turn.author, at: turn.at, answers: turn.fields })),
  };
}

function planShown(
  visit: Visit,
  own: KeptSettingPlan | undefined,
  name: string,
  planOf: (elements: Answers) => readonly PlannedElement[],
) {
  return {
    visitId: visit.id,
    scheduledFor: visit.scheduledFor,
    room: visit.room,
    version: own?.version ?? 0,
    ...(own && { last: { name, at: own.at } }),
    own: own?.elements ?? {},
    plan: planOf(own?.elements ?? {}),
  };
}

export const stale = () =>
  new Problem(
    'stale',
    'Somebody saved this part meanwhile. Nothing is lost: both texts are shown, so that you can bring them together.',
  );
export const taken = () => new Problem('repeated-id', 'This id was used for something else. Save again.');
