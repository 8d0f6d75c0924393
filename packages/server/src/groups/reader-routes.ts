/** A patient's own groups: when, where, how many, led by whom. Nobody else who is in one is told, nor its name. */
import { endOf, GROUP_CONSENT } from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { newId, oneId } from '../fields.ts';
import { notFound } from '../problem.ts';
import { demandPatient } from '../readers/reader.ts';
import { problems } from '../shapes.ts';
import { demandThisText, groupConsentOf } from './led.ts';
import { GONE, isInIt, myGroupShape } from './shapes.ts';

export function groupReaderRoutes(app: App, { store, now }: Context): void {
  app.get(
    '/api/reader/groups',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'One’s own groups, and the agreement to keep what is said there',
        response: {
          200: z.object({
            groups: z.array(myGroupShape).readonly(),
            consent: z.object({ version: z.string(), text: z.array(z.string()).readonly() }),
            zone: z.string(),
          }),
          ...problems(401, 404),
        },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const [all, members, meetings, people] = await Promise.all([
        store.groups.list(clinic.id),
        store.groups.members(clinic.id),
        store.groups.meetings(clinic.id),
        store.practitioners.list(clinic.id),
      ]);
      const names = new Map(people.map(({ id, name }) => [id, name]));
      const groups = [];
      for (const { id, kind, place, leaders } of all) {
        const inIt = members.filter(isInIt(id));
        if (!inIt.some(({ patientId }) => patientId === patient.id)) continue;
        const next = meetings.find((one) => one.groupId === id && !one.calledOffAt && endOf(one) > now());
        const signed = await groupConsentOf(store, clinic.id, id, patient.id);
        groups.push({
          id,
          kind,
          place,
          count: inIt.length,
          leaders: leaders.map((leader) => names.get(leader) ?? GONE),
          ...(next && { next: { at: next.at, minutes: next.minutes, room: next.room } }),
          ...(signed && { consent: { signedAt: signed.signedAt, textVersion: signed.textVersion } }),
        });
      }
      return { groups, consent: GROUP_CONSENT, zone: clinic.zone };
    },
  );

  app.post(
    '/api/reader/groups/:id/consent',
    {
      config: { act: 'write in one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'Agree to keep what is said in a group',
        params: oneId,
        body: z.strictObject({ id: newId, textVersion: z.string().max(20) }),
        response: { 201: z.object({ signed: z.literal(true) }), ...problems(400, 401, 404) },
      },
    },
    async (request, reply) => {
      const { clinic, patient } = demandPatient(request);
      const { params, body } = request;
      const members = await store.groups.members(clinic.id);
      if (!members.filter(isInIt(params.id)).some(({ patientId }) => patientId === patient.id)) throw notFound('group');
      demandThisText(body.textVersion);
      await store.groups.consent(clinic.id, {
        id: body.id,
        groupId: params.id,
        patientId: patient.id,
        textVersion: body.textVersion,
        signedHow: 'portal',
        signedAt: now(),
      });
      reply.code(201);
      return { signed: true as const };
    },
  );
}
