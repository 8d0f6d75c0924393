/** The protocols that are shipped; each is parsed when first asked for, and a test holds each to the language's rules. */
import { type ProtocolDocument, parseProtocol } from '../protocol/parse.ts';
import type { Protocol } from '../protocol/schema.ts';
import { esketamineNasal } from './esketamine-nasal.ts';
import { infusionIv } from './infusion-iv.ts';
import { kapIm } from './kap-im.ts';
import { kapSublingual } from './kap-sublingual.ts';

/** As they are written: with the units in which clinicians say them. */
export const SHIPPED_DOCUMENTS: readonly ProtocolDocument[] = [infusionIv, kapIm, kapSublingual, esketamineNasal];

function parsed(document: ProtocolDocument): Protocol {
  const answer = parseProtocol(document);
  if (answer.ok) return answer.protocol;
  const says = answer.issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ');
  throw new Error(`the shipped protocol ${document.id} does not hold: ${says}`);
}

export const SHIPPED_PROTOCOLS: readonly Protocol[] = SHIPPED_DOCUMENTS.map(parsed);
