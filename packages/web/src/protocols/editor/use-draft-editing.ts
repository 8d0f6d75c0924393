/** A draft in the hands of its writer: what is written, undone and saved, what is wrong with it, and what it changes. */
import {
  type Protocol,
  type ProtocolIssue,
  parseProtocol,
  type WeighedDifference,
  weighDifferences,
} from '@holdspace/care';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type DraftShown, saveDraft } from '../queries.ts';
import type { Editing } from './context.ts';
import { DraftSaver, type SaveState } from './draft-saver.ts';
import { beginHistory, redone, undone, wrote } from './history.ts';
import { type Json, withMoved, withValue } from './json.ts';
import { isAt, isUnder, placeOf } from './places-of-paths.ts';

export interface DraftEditing extends Editing {
  /** The draft as a protocol, where it holds. */
  readonly protocol: Protocol | undefined;
  readonly allIssues: readonly ProtocolIssue[];
  readonly differences: readonly WeighedDifference[];
  readonly saving: SaveState;
  readonly saver: DraftSaver;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  undo(): void;
  redo(): void;
}

export function useDraftEditing(draft: DraftShown, before: Protocol | undefined): DraftEditing {
  const [history, setHistory] = useState(() => beginHistory(draft.document as Json));
  const [saving, setSaving] = useState<SaveState>({ kind: 'saved' });
  const [saver] = useState(
    () =>
      new DraftSaver({
        revision: draft.revision,
        save: (revision, document) => saveDraft(draft.id, revision, document),
        onState: setSaving,
      }),
  );
  const document = history.present;
  const saved = useRef<Json>(document);
  useEffect(() => {
    if (saved.current === document) return;
    saved.current = document;
    saver.wrote(document as object);
  }, [document, saver]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => saver.hasUnsaved && event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      void saver.flush();
    };
  }, [saver]);

  const parsed = useMemo(() => parseProtocol(document), [document]);
  const differences = useMemo(
    () => (parsed.ok && before ? weighDifferences(before, parsed.protocol) : []),
    [parsed, before],
  );
  const allIssues = parsed.ok ? [] : parsed.issues;
  const issues = useMemo(() => byPath(parsed.ok ? [] : parsed.issues), [parsed]);
  const at = (path: Parameters<Editing['write']>[0], is: typeof isAt) => {
    const place = placeOf(document, path);
    return place ? differences.filter((one) => is(one, place)) : [];
  };
  return {
    document,
    write: (path, value, field) =>
      setHistory((now) => wrote(now, withValue(now.present, path, value) ?? now.present, field)),
    move: (path, index, by) => setHistory((now) => wrote(now, withMoved(now.present, path, index, by))),
    issues,
    differencesAt: (path) => at(path, isAt),
    differencesUnder: (path) => at(path, isUnder),
    protocol: parsed.ok ? parsed.protocol : undefined,
    allIssues,
    differences,
    saving,
    saver,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
  };
}

function byPath(issues: readonly ProtocolIssue[]): ReadonlyMap<string, readonly ProtocolIssue[]> {
  const found = new Map<string, ProtocolIssue[]>();
  for (const issue of issues) found.set(issue.path, [...(found.get(issue.path) ?? []), issue]);
  return found;
}
