/** The protocols that are shipped; each is parsed by the same rules as a clinic's own. */
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

/** Parsed once, where they are used at all: a bundle that does not use them leaves them out. */
export const SHIPPED_PROTOCOLS: readonly Protocol[] = /* @__PURE__ */ SHIPPED_DOCUMENTS.map(parsed);

/** The shipped protocol of an id that is known to be one; throws on any other. */
export function shippedProtocol(id: string): Protocol {
  const found = SHIPPED_PROTOCOLS.find((one) => one.id === id);
  if (!found)
    throw new Error(`no shipped protocol "${id}"; there are ${SHIPPED_PROTOCOLS.map((one) => one.id).join(', ')}`);
  return found;
}
