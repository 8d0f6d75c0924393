/** Which measures a clinic can put, and the licensed words that it loads for those that come without any. */
import { hasText, INSTRUMENTS, licensedTextsSchema, uuid, withText } from '@holdspace/care';
import type { MeasureText } from '@holdspace/store';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { badField, Problem } from '../problem.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { storedOnce } from '../stored-once.ts';

const tags = ['measures'];

export function measureTextRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const { texts } = store.measures;

  app.get(
    '/api/measures',
    {
      config: { act: 'see the clinic' },
      schema: {
        tags,
        summary: 'Every measure: whose words it needs, and whether they are there',
        response: {
          200: z.object({
            measures: z
              .array(
                z.object({
                  id: z.string(),
                  version: z.string(),
                  title: z.string(),
                  measures: z.string(),
                  by: z.enum(['patient', 'clinician']),
                  minutes: z.number(),
                  licence: z.string(),
                  text: z.enum(['shipped', 'loaded', 'missing']),
                  loaded: z.object({ licence: z.string(), at: instantShape, by: z.string() }).optional(),
                  /** What a text has to fit: each question by its number, and its answers by their values. */
                  items: z
                    .array(z.object({ linkId: z.string(), about: z.string(), values: z.array(z.number()).readonly() }))
                    .readonly(),
                }),
              )
              .readonly(),
          }),
          ...problems(401, 403),
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const [loaded, people] = await Promise.all([texts.all(clinic.id), store.people.list(clinic.id)]);
      const names = new Map(people.map((one) => [one.id, one.name]));
      const last = new Map(loaded.map((one) => [one.instrument, one]));
      return {
        measures: INSTRUMENTS.map((one) => {
          const text = last.get(one.id);
          const isThere = text !== undefined && withText(one, text.texts).ok;
          return {
            id: one.id,
            version: one.version,
            title: one.title,
            measures: one.measures,
            by: one.by,
            minutes: one.minutes,
            licence: one.text.terms,
            text: hasText(one) ? ('shipped' as const) : isThere ? ('loaded' as const) : ('missing' as const),
            ...(isThere && {
              loaded: { licence: text.texts.licence, at: text.loadedAt, by: names.get(text.loadedBy) ?? 'Somebody' },
            }),
            items: one.items.map(({ linkId, about, answers }) => ({
              linkId,
              about,
              values: 'min' in answers ? [] : answers.map(({ value }) => value),
            })),
          };
        }),
      };
    },
  );

  app.post(
    '/api/measure-texts',
    {
      config: { act: 'load texts of measures' },
      schema: {
        tags,
        summary: 'Load the words of a measure that the clinic is licensed to use',
        description:
          'They fit the measure’s questions and answers exactly, or are refused with a list, question by question.',
        body: z.strictObject({ id: uuid, instrument: z.string().min(1).max(40), texts: licensedTextsSchema }),
        response: { 201: z.object({ id: idShape, loadedAt: instantShape }), ...problems(400, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { id, instrument: instrumentId, texts: words } = request.body;
      const instrument = INSTRUMENTS.find((one) => one.id === instrumentId);
      if (!instrument) throw badField('instrument', 'unknown', `There is no measure called “${instrumentId}”.`);
      const made = withText(instrument, words);
      if (!made.ok)
        throw new Problem('bad-input', made.problems.map(({ says }) => says).join(' '), {
          errors: made.problems.map((one) => ({
            field: one.linkId === undefined ? 'texts' : `texts.items.${one.linkId}`,
            rule: one.id,
            message: one.says,
          })),
        });
      // As it is kept: members that were left out are not there.
      const kept = JSON.parse(JSON.stringify(words)) as typeof words;
      const before = (await texts.all(clinic.id)).find((one) => one.id === id);
      const given: MeasureText = {
        id,
        instrument: instrument.id,
        instrumentVersion: instrument.version,
        texts: kept,
        loadedAt: before?.loadedAt ?? now(),
        loadedBy: practitioner.id,
      };
      const { thing } = await storedOnce<MeasureText>({
        given,
        create: () => texts.load(clinic.id, given),
        find: async () => (await texts.all(clinic.id)).find((one) => one.id === id) ?? null,
        taken: () => new Problem('repeated-id', 'This id was used for something else.'),
      });
      reply.code(201);
      return { id: thing.id, loadedAt: thing.loadedAt };
    },
  );
}
