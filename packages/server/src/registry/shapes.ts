/** What the page of the registry is told, for the OpenAPI document; the types are the core's. */
import {
  REGISTRY_FIGURES,
  REGISTRY_MOMENTS,
  type RegistryForest,
  type RegistryOverview,
  type RegistryPools,
  type RegistrySummary,
} from '@holdspace/care';
import type { SignedSummary } from '@holdspace/store';
import { z } from 'zod';
import { instantShape } from '../shapes.ts';

const count = z.number().int();
const named = z.string().nullable();
/** The outline of what the core defines in full. */
const outline = <T>(id: string, description: string, members: z.ZodRawShape): z.ZodType<T> =>
  z.looseObject(members).meta({ id, description }) as unknown as z.ZodType<T>;

const summaryShape = outline<RegistrySummary>(
  'RegistrySummary',
  'What a clinic gives to the registry: figures of eleven patients or more, and no rows.',
  {
    kind: z.string(),
    version: count,
    giver: z.string(),
    name: named,
    madeOn: z.string(),
    changes: z.array(
      z.looseObject({ protocol: z.string(), instrument: z.string(), scale: z.string(), patients: count }),
    ),
    harms: z.array(z.looseObject({ protocol: z.string(), sessions: count, events: count.nullable() })),
  },
);
export const signedShape = outline<SignedSummary>('SignedRegistrySummary', 'A summary, signed with Ed25519.', {
  kind: z.string(),
  summary: z.unknown(),
  madeAt: instantShape,
  publicKey: z.string(),
  signature: z.string(),
});

const measure = {
  ...{ instrument: z.string(), scale: z.string(), title: z.string(), name: z.string() },
  higherIs: z.enum(['worse', 'better', 'neither']),
  range: z.object({ low: z.number(), high: z.number() }),
};
const protocolShape = z.object({ id: z.string(), title: z.string(), way: z.enum(['medical', 'kap']) });
export const overviewShape: z.ZodType<RegistryOverview> = z.object({
  steps: z
    .array(
      z.object({
        kind: z.enum(['joined', 'left']),
        at: instantShape,
        by: z.string(),
        reason: z.string(),
        name: named,
      }),
    )
    .readonly(),
  isJoined: z.boolean(),
  clinicName: z.string(),
  isMaking: z.boolean(),
  next: z.object({ summary: summaryShape, consenting: count, treated: count, heldBack: count }).nullable(),
  given: z.object({ summary: summaryShape, madeAt: instantShape }).nullable(),
  others: z
    .array(
      z.object({
        giver: z.string(),
        name: named,
        madeAt: instantShape,
        receivedAt: instantShape,
        file: z.object({ keyId: z.string(), takenBy: z.string() }).optional(),
      }),
    )
    .readonly(),
  protocols: z.array(protocolShape).readonly(),
  measures: z.array(z.object(measure)).readonly(),
  canSign: z.boolean(),
}) as unknown as z.ZodType<RegistryOverview>;

const forestShape = outline<RegistryForest>('RegistryForest', 'One figure of one protocol over all clinics.', {
  figure: z.enum(REGISTRY_FIGURES),
  protocol: z.string(),
  moment: z.enum(REGISTRY_MOMENTS).nullable(),
  rows: z.array(z.looseObject({ giver: z.string(), name: named, isOwn: z.boolean() })),
  hidden: count,
  pooled: z.looseObject({ n: count }),
  standing: z.looseObject({ lies: z.enum(['within', 'below', 'above']) }).nullable(),
});
export const poolsShape: z.ZodType<RegistryPools> = z.object({
  protocols: z.array(protocolShape).readonly(),
  forests: z.array(forestShape).readonly(),
});
