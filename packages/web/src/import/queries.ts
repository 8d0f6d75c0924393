/** Imports as the clinic's server tells them, and the file that is sent to it. */
import type {
  Encoding,
  FileLook,
  ImportKind,
  Instant,
  JudgedRow,
  Mapping,
  MappingQuestion,
  RowVerdict,
  Separator,
  TrialCounts,
} from '@holdspace/care';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';

export interface ImportShown {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly file?: { readonly bytes: number; readonly sha256: string };
  readonly trial?: { readonly id: string; readonly at: Instant; readonly counts: TrialCounts };
  readonly imported?: { readonly at: Instant; readonly by: string; readonly leftOut: number };
  readonly takenBack?: { readonly at: Instant; readonly by: string; readonly because: string };
}
export interface CsvRead {
  readonly format: 'csv';
  readonly encoding: Encoding;
  readonly separator: Separator;
  readonly isSeparatorSure: boolean;
  readonly look: FileLook;
}
export type Read =
  | CsvRead
  | { readonly format: 'bundle' | 'ndjson'; readonly resources: Readonly<Record<string, number>> };
export interface OpenedImport {
  readonly import: ImportShown;
  readonly read?: Read;
  readonly mapping?: Mapping;
  readonly questions?: readonly MappingQuestion[];
}
export interface KeptMapping {
  readonly id: string;
  readonly kind: ImportKind;
  readonly name: string;
  readonly mapping: Mapping;
}
export type RowsOf = 'all' | 'repaired' | RowVerdict;

const IMPORTS = ['imports'] as const;
const pathOf = (id: string) => `/api/imports/${id}`;

export const useImports = () =>
  useQuery({
    queryKey: IMPORTS,
    queryFn: () => api.get<{ readonly imports: readonly ImportShown[] }>('/api/imports'),
  });
export const useImport = (id: string) =>
  useQuery({ queryKey: [...IMPORTS, id], queryFn: () => api.get<OpenedImport>(pathOf(id)) });
export const useMappings = () =>
  useQuery({
    queryKey: ['import-mappings'],
    queryFn: () => api.get<{ readonly mappings: readonly KeptMapping[] }>('/api/import-mappings'),
  });
/** Of one dry run: another one has rows of its own. */
export const useRows = (id: string, trial: string, which: RowsOf) =>
  useInfiniteQuery({
    queryKey: [...IMPORTS, id, 'rows', trial, which],
    queryFn: ({ pageParam }) =>
      api.get<{ readonly rows: readonly JudgedRow[]; readonly next?: number }>(
        `${pathOf(id)}/rows?which=${which}&after=${pageParam}`,
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });

/** A body of bytes, which the calls of JSON do not send. */
async function putFile(id: string, file: Blob): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`${pathOf(id)}/content`, { method: 'PUT', credentials: 'same-origin', body: file });
  } catch (cause) {
    throw new Problem({
      status: 0,
      title: 'The file did not arrive',
      detail: 'The connection broke off, or the file is larger than one import takes (64 MB). Nothing of it was kept.',
      cause,
    });
  }
  if (response.ok) return;
  const told = await response.json().catch(() => ({}));
  throw new Problem({ title: `The server answered ${response.status}`, ...told, status: response.status });
}

/** Announces a file and sends it; answers the import's id. */
export function useBring() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ kind, file }: { kind: ImportKind; file: File }) => {
      const id = crypto.randomUUID();
      await api.post('/api/imports', { id, kind, fileName: file.name.slice(0, 300) });
      try {
        await putFile(id, file);
      } catch (error) {
        // Announced, and not taken: nothing of it stays.
        void api.delete(pathOf(id)).catch(() => undefined);
        throw error;
      }
      return id;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: IMPORTS }),
  });
}

/** What changes one import answers it as it is then. */
function useStep<Asked>(id: string, step: string, bodyOf: (asked: Asked) => object) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: Asked) => api.post<OpenedImport>(`${pathOf(id)}/${step}`, bodyOf(asked)),
    onSuccess: async (opened) => {
      queries.setQueryData([...IMPORTS, id], opened);
      await queries.invalidateQueries({ queryKey: IMPORTS, exact: true });
    },
  });
}
export const useSeparate = (id: string) => useStep(id, 'separator', (separator: Separator) => ({ separator }));
export const useTry = (id: string) =>
  useStep(id, 'trials', (asked: { mapping?: Mapping; makesPatients?: boolean }) => asked);
export const useRun = (id: string) => useStep(id, 'run', (asked: { trial: string; leftOut: number }) => asked);
export const useTakeBack = (id: string) => useStep(id, 'take-back', (because: string) => ({ because }));

export function useThrowAway(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(pathOf(id)),
    onSuccess: () => queries.invalidateQueries({ queryKey: IMPORTS, exact: true }),
  });
}
export function useKeepMapping() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (kept: Omit<KeptMapping, 'id'>) => api.put(`/api/import-mappings/${crypto.randomUUID()}`, kept),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['import-mappings'] }),
  });
}
