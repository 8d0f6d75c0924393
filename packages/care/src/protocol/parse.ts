/** Reads a protocol document: the shape first, then the rules that span fields. Errors name the path and the rule. */
import type { z } from 'zod';
import { SPANNING_RULES } from './rules/index.ts';
import { type Protocol, protocolShape } from './schema.ts';

/** A protocol as it is written: quantities in any unit of their kind, defaults left out. */
export type ProtocolDocument = z.input<typeof protocolShape>;

/** One thing that is wrong: where, by which rule, in plain words. */
export interface ProtocolIssue {
  /** "gates[2].validFor.unit"; empty for the document as a whole. */
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

export type ParsedProtocol =
  | { readonly ok: true; readonly protocol: Protocol }
  | { readonly ok: false; readonly issues: readonly ProtocolIssue[] };

/** "gates[2].validFor" */
export const sayPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (said, part) => (typeof part === 'number' ? `${said}[${part}]` : said ? `${said}.${String(part)}` : String(part)),
    '',
  );

function toIssues(issue: z.core.$ZodIssue): ProtocolIssue[] {
  const path = sayPath(issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: sayPath([...issue.path, key]),
      rule: 'known-field',
      message: `"${key}" is not a field of the protocol language here.`,
    }));
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return [
    {
      path,
      rule: missing ? 'field-present' : 'field-valid',
      message: missing ? 'This field is missing.' : `${issue.message}.`,
    },
  ];
}

/** Parses a document. What is answered is complete: every issue of the shape, or every issue of the spanning rules. */
export function parseProtocol(document: unknown): ParsedProtocol {
  const shaped = protocolShape.safeParse(document, { reportInput: true });
  if (!shaped.success) return { ok: false, issues: shaped.error.issues.flatMap(toIssues) };
  const issues = SPANNING_RULES.flatMap((rule) =>
    rule.check(shaped.data).map(({ path, message }) => ({ path: sayPath(path), rule: rule.id, message })),
  );
  return issues.length > 0 ? { ok: false, issues } : { ok: true, protocol: shaped.data };
}
