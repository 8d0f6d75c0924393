/** What waits: mine and everybody's, one with why and what was done about it; taken, handed on, finished once. */
import {
  DEFAULT_RULES,
  onCallAt,
  type Practitioner,
  refuseTaking,
  refuseTaskEnding,
  refuseTaskHanding,
  rulesWith,
  takingSchema,
  taskEndingSchema,
  taskHandingSchema,
} from '@holdspace/care';
import type { Acting, Task } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { thoseAccessible } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { ANSWERS, asPerson, demandAnswering, mayAnswer } from './people.ts';
import { showTask, showWhole, type TaskNames, taskShape, wholeTaskShape } from './shapes.ts';
import { mailPeople, tellTask } from './tell.ts';

const SEES = 'see what waits';
const tags = ['tasks'];
const MOST_FINISHED = 100;

export function taskRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.get(
    '/api/tasks',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'What waits, the nearest time first; or what was finished last',
        description:
          'Everything of the clinic. What it is, and about whom, is told to those who see the patient, and of a crisis to whoever is on call.',
        querystring: z.strictObject({ state: z.enum(['waiting', 'done']).default('waiting') }),
        response: { 200: z.object({ tasks: z.array(taskShape).readonly() }), ...problems(400, 401, 403) },
      },
    },
    async (request) => {
      const { id: clinicId } = request.principal.clinic;
      const tasks =
        request.query.state === 'done'
          ? await store.tasks.finished(clinicId, MOST_FINISHED)
          : await store.tasks.waiting(clinicId);
      const eyes = await eyesOf(request, tasks);
      const names = await namesFor(clinicId, tasks.filter(eyes.sees));
      return {
        tasks: tasks.map((task) =>
          showTask(task, names, { sees: eyes.sees(task), isMine: eyes.isMine(task), now: now() }),
        ),
      };
    },
  );

  app.get(
    '/api/tasks/waiting',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'How much waits, and the crises that nobody has taken: for every open screen',
        response: {
          200: z.object({
            mine: z.number().int(),
            overdue: z.number().int(),
            all: z.number().int(),
            isNobodyOnCall: z.boolean(),
            crises: z
              .array(z.object({ id: idShape, raisedAt: instantShape, pages: z.number().int(), isMine: z.boolean() }))
              .readonly(),
          }),
          ...problems(401, 403),
        },
      },
    },
    async (request) => {
      const tasks = await store.tasks.waiting(request.principal.clinic.id);
      const { isMine, isNobodyOnCall } = await eyesOf(request, tasks);
      const mine = tasks.filter(isMine);
      const moment = now();
      return {
        mine: mine.length,
        overdue: mine.filter(({ dueAt }) => dueAt <= moment).length,
        all: tasks.length,
        isNobodyOnCall,
        crises: tasks
          .filter(({ severity, state }) => severity === 'now' && state === 'open')
          .map((task) => ({ id: task.id, raisedAt: task.raisedAt, pages: task.pages, isMine: isMine(task) })),
      };
    },
  );

  app.get(
    '/api/tasks/:id',
    {
      config: { act: ANSWERS },
      schema: {
        tags,
        summary: 'A task with why it is there and what was done about it',
        params: oneId,
        response: { 200: wholeTaskShape, ...problems(401, 403, 404) },
      },
    },
    async (request) => shown(request, await demandTask(request, request.params.id)),
  );

  app.post(
    '/api/tasks/:id/taking',
    {
      config: { act: ANSWERS },
      schema: {
        tags,
        summary: 'Take it: it is one’s own from now on, and pages stop',
        params: oneId,
        body: takingSchema,
        response: { 200: wholeTaskShape, ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const { clinic, practitioner } = request.principal;
      const task = await demandTask(request, request.params.id);
      const taken = await store.tasks.take(clinic.id, task.id, request.body.id, practitioner.id, now(), refuseTaking);
      const whole = await concluded(request, taken);
      await intoTheTeam(request, task);
      return whole;
    },
  );

  app.post(
    '/api/tasks/:id/owner',
    {
      config: { act: ANSWERS },
      schema: {
        tags,
        summary: 'Hand it on, with the reason; to somebody who works here and may see the patient',
        params: oneId,
        body: taskHandingSchema,
        response: { 200: wholeTaskShape, ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const { principal, params, body } = request;
      const { clinic, practitioner } = principal;
      const task = await demandTask(request, params.id);
      const to = (await store.practitioners.list(clinic.id)).map(asPerson).find(({ id }) => id === body.owner);
      const asked = {
        to,
        mayAnswer: to !== undefined && (await mayAnswer(context, clinic, to, task.patientId)),
        dueAt: body.dueAt,
        now: now(),
      };
      const handed = await store.tasks.handOn(clinic.id, params.id, body, practitioner.id, now(), (one) =>
        refuseTaskHanding({ task: one, ...asked }),
      );
      const whole = await concluded(request, handed);
      if (handed.outcome === 'done') await tellNewOwner(request, handed.task);
      return whole;
    },
  );

  app.post(
    '/api/tasks/:id/outcome',
    {
      config: { act: ANSWERS },
      schema: {
        tags,
        summary: 'Finish it, once: how it turned out, and what was done',
        params: oneId,
        body: taskEndingSchema,
        response: { 200: wholeTaskShape, ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const { principal, params, body } = request;
      const { clinic, practitioner } = principal;
      await demandTask(request, params.id);
      const ended = await store.tasks.end(clinic.id, params.id, body, practitioner.id, now(), (task) =>
        refuseTaskEnding({ task, ending: body, by: practitioner }),
      );
      return concluded(request, ended);
    },
  );

  /** The task of an address, to those who may act on it. Throws 403 by role, 404, then 403 by condition. */
  async function demandTask(request: FastifyRequest, id: string) {
    const { clinic } = request.principal;
    const task = await store.tasks.find(clinic.id, id);
    if (!task) throw notFound('task');
    await demandAnswering(context, request, task.patientId);
    return task;
  }

  async function concluded(request: FastifyRequest, acting: Acting) {
    switch (acting.outcome) {
      case 'unknown':
        throw notFound('task');
      case 'differs':
        throw new Problem('repeated-id', 'Something else is kept under this id. Make another, and send it again.', {
          errors: [{ field: 'id', rule: 'repeated-id', message: 'This id was used for something else.' }],
        });
      case 'refused':
        throw refused(acting.refusals);
      case 'done':
        await tellTask(context, request.log, request.principal.clinic.id, acting.task.id);
    }
    return shown(request, acting.task);
  }

  /** As whoever it was raised for: a crisis is paged, what is for today is mailed, the rest waits to be looked at. */
  async function tellNewOwner({ principal: { clinic }, log }: FastifyRequest, task: Task): Promise<void> {
    if (task.severity === 'now') context.watch.soon(clinic.id);
    if (task.severity !== 'today') return;
    const staff = await store.practitioners.list(clinic.id);
    const owner = staff.filter(({ id }) => id === task.ownerId);
    await mailPeople(context, log, clinic, owner, 'yours');
  }

  /** Who was called to it, or had the patient for the day alone, belongs to the care team from then on: it stays theirs. */
  async function intoTheTeam(request: FastifyRequest, task: Task): Promise<void> {
    const { principal, access, log } = request;
    const { clinic, practitioner } = principal;
    if (!access || access.grounds.length === 0 || access.grounds.includes('in the care team')) return;
    // The step's own id, so that a taking sent twice adds them once.
    const { id } = request.body as { readonly id: string };
    const member = {
      id,
      patientId: task.patientId,
      personId: practitioner.id,
      why: 'Took what waited for this patient.',
    };
    try {
      await store.careTeam.add(clinic.id, member, { by: practitioner.id, at: now() });
      context.standings.forgetOne(principal, task.patientId);
    } catch (error) {
      log.warn({ part: 'signals', err: error }, 'who took a task could not be taken into the care team');
    }
  }

  async function shown(request: FastifyRequest, whole: Parameters<typeof showWhole>[0]) {
    const { isMine } = await eyesOf(request, [whole]);
    const names = await namesFor(request.principal.clinic.id, [whole]);
    return showWhole(whole, names, { isMine: isMine(whole), now: now() });
  }

  /** What the asker sees of these, and which of them are theirs. */
  async function eyesOf(request: FastifyRequest, tasks: readonly Task[]) {
    const { clinic, practitioner } = request.principal;
    const ids = [...new Set(tasks.map(({ patientId }) => patientId))];
    const [accessible, shifts, staff] = await Promise.all([
      thoseAccessible(context, request, ANSWERS, ids),
      store.onCall.standing(clinic.id, now()),
      store.practitioners.list(clinic.id),
    ]);
    const onCall = onCallAt(shifts, staff.map(asPerson), now());
    const isCalled = (task: Task) =>
      task.severity === 'now' && task.state !== 'done' && (isOnCall || task.ownerId === practitioner.id);
    const isOnCall = onCall.people.some(({ id }: Practitioner) => id === practitioner.id);
    const isNext = ({ escalatedAt, escalatesTo }: Task) =>
      escalatedAt !== undefined && practitioner.roles.includes(escalatesTo);
    return {
      isNobodyOnCall: onCall.isNobodyPlanned,
      sees: (task: Task) => accessible.has(task.patientId) || isCalled(task),
      isMine: (task: Task) =>
        task.ownerId === practitioner.id || (isCalled(task) && task.state === 'open') || isNext(task),
    };
  }

  async function namesFor(clinicId: string, tasks: readonly Task[]): Promise<TaskNames> {
    const ids = [...new Set(tasks.map(({ patientId }) => patientId))];
    const [people, patients, changes] = await Promise.all([
      store.people.list(clinicId),
      Promise.all(ids.map((id) => store.patients.find(clinicId, id))),
      store.signalRules.changes(clinicId),
    ]);
    const rules = changes.length > 0 ? rulesWith(new Map(changes.map((one) => [one.ruleId, one]))) : DEFAULT_RULES;
    return {
      people: new Map(people.map(({ id, name }) => [id, name])),
      patients: new Map(patients.flatMap((one) => (one ? [[one.id, one.name]] : []))),
      rules: new Map(rules.map((rule) => [rule.id, rule])),
    };
  }
}
