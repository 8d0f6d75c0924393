/** Shapes of protocol governance: drafts, versions with their lives, signatures. */
import { type Instant, STANDINGS, sayStanding, standingOf } from '@holdspace/care';
import type { GovernedVersion } from '@holdspace/store';
import { z } from 'zod';
import { idShape, instantShape, protocolShape } from '../shapes.ts';
import type { ProtocolShown } from './shelf.ts';

/** What ids and versions are made of; anything else is nowhere. */
export const slug = z.string().regex(/^[\w.-]{1,64}$/);
export const oneVersion = z.strictObject({ id: slug, version: slug });

const personShape = z.object({ id: idShape, name: z.string() });

export const signOffShape = z
  .object({
    id: idShape,
    protocolId: z.string(),
    version: z.string(),
    kind: z.enum(['approved', 'declined', 'retired']),
    signedBy: personShape,
    signedAt: instantShape,
    documentHash: z.string(),
    statement: z.string(),
    takesEffectAt: instantShape,
    retiresAt: instantShape.optional(),
  })
  .meta({ id: 'ProtocolSignOff', description: 'A signature under a protocol version, over its exact document.' });

/** A protocol version as lists show it, with where it stands at this moment. */
export const governedShape = protocolShape.extend({
  origin: z.enum(['shipped', 'clinic']),
  standing: z.enum(STANDINGS),
  says: z.string().meta({ description: 'The standing in words: "In force", "Shipped, awaiting sign-off".' }),
  installedAt: instantShape,
  hash: z.string().meta({ description: 'SHA-256 of the canonical document; a signature names it.' }),
  signOffs: z.array(signOffShape).readonly(),
});

export const showGoverned = (
  shown: ProtocolShown,
  facts: GovernedVersion,
  all: readonly GovernedVersion[],
  at: Instant,
): z.output<typeof governedShape> => {
  const standing = standingOf(facts, all, at);
  return {
    ...shown,
    origin: facts.origin,
    standing,
    says: sayStanding(standing, facts.origin),
    installedAt: facts.installedAt,
    hash: facts.documentHash,
    signOffs: facts.signOffs,
  };
};

export const draftShape = z
  .object({
    id: idShape,
    protocolId: z.string(),
    madeFrom: z.string().optional(),
    document: z.looseObject({}),
    revision: z.number().int(),
    status: z.enum(['open', 'proposed', 'put_aside']),
    madeBy: z.string(),
    madeAt: instantShape,
    savedBy: z.string(),
    savedAt: instantShape,
  })
  .meta({ id: 'ProtocolDraft', description: 'A protocol version that is being written, holding or not.' });
