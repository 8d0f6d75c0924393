/**
 * What a clinic gives to the registry: figures of many patients together, and no rows. A versioned document that is checked
 * by whoever reads it: one that says anything of few people is no summary.
 */
import { z } from 'zod';
import { daySchema } from '../instant.ts';
import { SMALLEST_SHOWN } from '../statistics/disclosure/small-cells.ts';

export const REGISTRY_KIND = 'holdspace registry summary';
export const REGISTRY_VERSION = 1;

/**
 * When a score is compared with the last one before the first dose: a day and a week after that dose and before the next
 * one, as protocols ask; and the last answer of the course, whenever it was given.
 */
export const REGISTRY_MOMENTS = ['day_1', 'day_7', 'last'] as const;
export type RegistryMoment = (typeof REGISTRY_MOMENTS)[number];
export const REGISTRY_MOMENT_WORDS: Readonly<Record<RegistryMoment, string>> = {
  day_1: 'A day after the first dose',
  day_7: 'A week after the first dose',
  last: 'The last answer of the course',
};

/** A name that others are told; chosen by the clinic. */
export const registryNameSchema = z.string().trim().min(1, 'must not be empty').max(80);

const id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be lower-case letters, digits, - or _');
/** More would be a mistake: there are not so many. */
const MOST = 10_000_000;
const count = z.number().int().min(0).max(MOST);
const isShown = (one: number): boolean => one === 0 || one >= SMALLEST_SHOWN;
/** Null where it is hidden. */
const shown = count.refine(isShown, `must be 0, or ${SMALLEST_SHOWN} or more: fewer are hidden`).nullable();
const people = count.min(SMALLEST_SHOWN, `must be of ${SMALLEST_SHOWN} patients or more`);
const figure = z.number().min(-1e6).max(1e6);

export const registryChangeSchema = z
  .strictObject({
    protocol: id,
    instrument: id,
    scale: id,
    moment: z.enum(REGISTRY_MOMENTS),
    /** One course each; who began in remission, or at 0 where a share is counted of it, is left out. */
    patients: people,
    /** After less before, to two decimals, and its standard deviation (over n - 1). */
    meanChange: figure,
    standardDeviation: figure.positive(),
    /** By the measure's own rules; absent where it has none. */
    responded: shown.optional(),
    remitted: shown.optional(),
    /** Were treated and have no such answer; null where it is hidden. */
    missing: shown,
  })
  .superRefine((given, context) => {
    for (const name of ['responded', 'remitted'] as const) {
      const had = given[name];
      if (had !== undefined && had !== null && (had > given.patients || !isShown(given.patients - had)))
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `leaves ${given.patients - had} of ${given.patients} patients: fewer than ${SMALLEST_SHOWN} are hidden`,
        });
    }
  });
export type RegistryChange = z.output<typeof registryChangeSchema>;

export const registryHarmsSchema = z.strictObject({
  protocol: id,
  /** In which something was given, of all patients that count. */
  sessions: people,
  /** Null where it is hidden. */
  events: shown,
});
export type RegistryHarms = z.output<typeof registryHarmsSchema>;

const keyOf = ({ protocol, instrument, scale, moment }: RegistryChange) =>
  [protocol, instrument, scale, moment].join(' ');
export const registrySummarySchema = z
  .strictObject({
    kind: z.literal(REGISTRY_KIND),
    version: z.literal(REGISTRY_VERSION),
    /** Made by lot when the clinic joined: the same in each of its summaries, and says nothing of it. */
    giver: z.uuid(),
    /** Null where the clinic would rather not be named. */
    name: registryNameSchema.nullable(),
    /** The day (UTC) on which it was made. */
    madeOn: daySchema,
    changes: z.array(registryChangeSchema).max(2000),
    harms: z.array(registryHarmsSchema).max(100),
  })
  .superRefine(({ changes, harms }, context) => {
    const isTwice = (keys: readonly string[]) => keys.some((key, index) => keys.indexOf(key) !== index);
    const complain = (path: string) =>
      context.addIssue({ code: 'custom', path: [path], message: 'says the same thing twice' });
    if (isTwice(changes.map(keyOf))) complain('changes');
    if (isTwice(harms.map(({ protocol }) => protocol))) complain('harms');
  });
export type RegistrySummary = z.output<typeof registrySummarySchema>;

/** Why something that was handed over is no summary of this registry; null where it may be one. */
export function whyNoSummary(
  value: unknown,
): { readonly is: 'not-a-summary' | 'unknown-version'; readonly says: string } | null {
  const { kind, version } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (kind !== REGISTRY_KIND) return { is: 'not-a-summary', says: 'This is no summary of a registry.' };
  if (version !== REGISTRY_VERSION)
    return {
      is: 'unknown-version',
      says: `This summary is of version ${String(version)}; this installation reads version ${REGISTRY_VERSION}. Whoever is on the older one updates.`,
    };
  return null;
}
