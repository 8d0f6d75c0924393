/** Unusual access gathered for a look: what one person did with one patient on one day, under the same marks, is one thing to ask about. */
import type { Instant } from '../instant.ts';
import { dayAt } from '../session/site-day.ts';
import type { AuditEntry } from './audit-entry.ts';
import { personOf, saysOfAPerson, type UnusualMark } from './unusual.ts';

export type Marked = AuditEntry & { readonly unusual: readonly UnusualMark[] };

export interface Gathered<Entry extends Marked> {
  readonly key: string;
  readonly who: AuditEntry['who'];
  readonly patientId: string | undefined;
  readonly marks: readonly UnusualMark[];
  readonly last: Instant;
  /** The newest first, as they came. */
  readonly entries: readonly Entry[];
}

/** Entries with a mark that says something of a person, the newest first, as things to ask about in the order of their last. */
export function gatherUnusual<Entry extends Marked>(entries: readonly Entry[], zone: string): Gathered<Entry>[] {
  const found = new Map<string, Entry[]>();
  for (const entry of entries) {
    const marks = entry.unusual.filter(saysOfAPerson);
    if (marks.length === 0) continue;
    const key = [personOf(entry), entry.patientId ?? '', dayAt(entry.at, zone), ...marks].join(' ');
    const same = found.get(key);
    if (same) same.push(entry);
    else found.set(key, [entry]);
  }
  return [...found].map(([key, own]) => {
    const [newest] = own as [Entry, ...Entry[]];
    return {
      key,
      who: newest.who,
      patientId: newest.patientId,
      marks: newest.unusual.filter(saysOfAPerson),
      last: newest.at,
      entries: own,
    };
  });
}
