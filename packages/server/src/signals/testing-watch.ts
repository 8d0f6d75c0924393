/** For integration tests of what waits: a running clinic whose mails are kept, and a watch that looks when it is told to. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdspace/care';
import pg from 'pg';
import { Standings } from '../access/standings.ts';
import { createLogger } from '../log.ts';
import { ProtocolShelf } from '../protocols/shelf.ts';
import type { Mail } from '../sign-in/mailer.ts';
import { type Answer, runningClinic } from '../testing.ts';
import { Watch } from './watch.ts';

export type WatchedClinic = Awaited<ReturnType<typeof watchedClinic>>;

export async function watchedClinic() {
  const mails: Mail[] = [];
  let takesMail: (mail: Mail) => boolean = () => true;
  const mailer = {
    send: async (mail: Mail) => {
      if (!takesMail(mail)) throw new Error('no mail today');
      mails.push(mail);
    },
  };
  const running = await runningClinic({ mailer });
  const superuser = new pg.Client({ connectionString: running.databaseUrl });
  await superuser.connect();
  const { store, clock, clinic } = running;

  /** Another server's watch on the same database, looked with by hand, so that tests say when. */
  const watch = () => {
    const now = () => clock.now;
    const parts = {
      store,
      protocols: new ProtocolShelf(store),
      standings: new Standings({ store, now }),
      clinicFeed: { taskChanged: () => undefined } as never,
      mailer,
      publicUrl: undefined,
      now,
    };
    return new Watch(parts, createLogger('silent'));
  };
  /** Looks once; where the running server is looking at this moment, once more. */
  async function look(): Promise<void> {
    const own = watch();
    while (!(await own.look(clinic.clinicId))) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  async function newPatient(team: readonly Role[]): Promise<string> {
    const sessionId = await running.plannedSession('kap-im');
    const patientId = (await store.sessions.head(clinic.clinicId, sessionId))?.patientId ?? '';
    await running.takeIntoTeam(patientId, ...team);
    return patientId;
  }
  /** A new patient under a protocol, with a therapist, and a session in which medicine was given, that is over. */
  async function dosedPatient(protocolId = 'kap-im', team: readonly Role[] = ['therapist']): Promise<string> {
    const sessionId = await running.plannedSession(protocolId);
    const head = await store.sessions.head(clinic.clinicId, sessionId);
    const patientId = head?.patientId ?? '';
    await running.takeIntoTeam(patientId, ...team);
    const summary = {
      ...head?.summary,
      status: 'discharged',
      cumulative: { value: 50_000, unit: 'ug' },
      endedAt: clock.now,
    };
    await superuser.query('update holdspace.session set summary = $2, updated_at = $3 where session_id = $1', [
      sessionId,
      JSON.stringify(summary),
      clock.now,
    ]);
    return patientId;
  }
  /** Nobody's visit of the day: who is of no care team has no ground but a page. */
  const visitsOn = (patientId: string, at: string) =>
    superuser.query(
      'update holdspace.visit set scheduled_for = $2 where course_id in (select course_id from holdspace.course where patient_id = $1)',
      [patientId, at],
    );
  /** Makes what is kept of their sessions such that no rule can read it. */
  const spoil = (patientId: string) =>
    superuser.query(`update holdspace.session set summary = '{"cumulative": null}' where patient_id = $1`, [patientId]);
  const raise = (patientId: string, kind: 'crisis' | 'distress') =>
    store.concerns.raise({
      clinicId: clinic.clinicId,
      id: randomUUID(),
      patientId,
      kind,
      source: { kind: 'test', id: randomUUID() },
      at: clock.now,
    });
  /** What waits about a patient, as the director sees it. */
  async function tasksOf(patientId: string, state = 'waiting') {
    const { body } = await running.as('medical_director').get(`/api/tasks?state=${state}`);
    return body.tasks.filter((task: { patient?: { id: string } }) => task.patient?.id === patientId);
  }
  /** A crisis of which no server has been told: as one stopped right after it was raised. */
  const raiseUnheard = (patientId: string) =>
    superuser.query(
      `insert into holdspace.concern (clinic_id, concern_id, patient_id, kind, source_kind, source_id, at)
       values ($1, $2, $3, 'crisis', 'test', $4, $5)`,
      [clinic.clinicId, randomUUID(), patientId, randomUUID(), clock.now],
    );
  /** Somebody does not work here any longer from now on. */
  const endWork = (personId: string) =>
    store.people.change(
      clinic.clinicId,
      { changeId: randomUUID(), personId, kind: 'ended', to: [], at: clock.now },
      () => [],
    );
  return {
    running,
    superuser,
    mails,
    watch,
    look,
    raiseUnheard,
    endWork,
    newPatient,
    dosedPatient,
    visitsOn,
    spoil,
    raise,
    tasksOf,
    mailsTo: (role: Role) => mails.filter(({ to }) => to.startsWith(`${role}@`)),
    /** Which mails are taken from now on. */
    takeMail(taken: (mail: Mail) => boolean) {
      takesMail = taken;
    },
    async oneOf(patientId: string) {
      const found = await tasksOf(patientId);
      if (found.length !== 1) throw new Error(`${found.length} tasks wait, not one`);
      return found[0];
    },
    async close() {
      await superuser.end();
      await running.close();
    },
  };
}

export const refusalsOf = ({ problem }: Pick<Answer, 'problem'>) => problem.refusals?.map(({ rule }) => rule);
