/** Reads a protocol document: the shape first, then the rules that span fields. Errors name the path and the rule. */
import type { z } from 'zod';
import { inPlainWords, type ProtocolIssue, sayPath } from './plain-words.ts';
import { SPANNING_RULES } from './rules/index.ts';
import { type Protocol, protocolShape } from './schema.ts';

/** A protocol as it is written: quantities in any unit of their kind, defaults left out. */
export type ProtocolDocument = z.input<typeof protocolShape>;

export type { ProtocolIssue };

export type ParsedProtocol =
  | { readonly ok: true; readonly protocol: Protocol }
  | { readonly ok: false; readonly issues: readonly ProtocolIssue[] };

/**
 * Parses a document. Accepts quantities in any unit of their kind and answers in the base unit; unknown fields are
 * refused, so that a mistyped limit is never left out in silence. What is answered is complete: every issue of the
 * shape, or, where the shape holds, every issue of the rules that span fields.
 */
export function parseProtocol(document: unknown): ParsedProtocol {
  const shaped = protocolShape.safeParse(document, { reportInput: true });
  if (!shaped.success) return { ok: false, issues: shaped.error.issues.flatMap(inPlainWords) };
  const issues = SPANNING_RULES.flatMap((rule) =>
    rule.check(shaped.data).map(({ path, message }) => ({ path: sayPath(path), rule: rule.id, message })),
  );
  return issues.length > 0 ? { ok: false, issues } : { ok: true, protocol: shaped.data };
}
