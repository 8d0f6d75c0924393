/** Counts, discrepancies, the month and patterns: what is asked of the server, and what is sent. */
import type {
  CountKind,
  DiscrepancyState,
  Finding,
  HandOverSide,
  Instant,
  InventoryLine,
  MonthPage,
  MonthRow,
  OpenedVerdict,
  Patterns,
  RecordPaper,
  Registrant,
  Role,
  StepKind,
} from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export interface Amount {
  readonly value: number;
  readonly unit: 'ug';
}
interface Named {
  readonly id: string;
  readonly name: string;
}
export interface HalfShown {
  readonly unopened: { readonly counted: number; readonly expected: number; readonly difference: number };
  readonly opened: readonly {
    readonly container: string;
    readonly label: string;
    readonly counted?: Amount;
    readonly expected?: Amount;
    readonly tolerance: Amount;
    readonly difference: Amount;
    readonly verdict: OpenedVerdict;
  }[];
  readonly counted: Amount;
  readonly expected: Amount;
  readonly difference: Amount;
}
export interface ProductCounted {
  readonly product: string;
  readonly name: string;
  readonly first: HalfShown;
  readonly second: HalfShown;
  readonly finding: Finding;
}
export interface CountShown {
  readonly id: string;
  readonly safe: Named;
  readonly kind: CountKind;
  readonly takenAt?: 'opening' | 'close';
  readonly note?: string;
  readonly openedAt: Instant;
  readonly openedBy: Named;
  readonly state: 'open' | 'complete' | 'called_off';
  readonly signed: readonly {
    readonly by: Named;
    readonly as?: HandOverSide;
    readonly at: Instant;
    readonly recordedAt: Instant;
  }[];
  readonly completedAt?: Instant;
  readonly calledOff?: { readonly at: Instant; readonly because: string };
  readonly result?: { readonly products: readonly ProductCounted[]; readonly tolerance: string };
}
export interface SheetLine {
  readonly product: string;
  readonly name: string;
  readonly counts: 'mL' | 'pieces';
  readonly unitName?: string;
}
export interface DiscrepancyShown {
  readonly id: string;
  readonly at: Instant;
  readonly openedAt: Instant;
  readonly cause: string;
  readonly says: string;
  readonly what: string;
  readonly openedBy?: Named;
  readonly container?: { readonly id: string; readonly label: string };
  readonly product?: string;
  readonly safe?: Named;
  readonly session?: string;
  readonly count?: string;
  readonly amount?: Amount;
  readonly owner?: Named;
  readonly dueAt: Instant;
  readonly isOverdue: boolean;
  readonly state: DiscrepancyState;
  readonly settledAt?: Instant;
  readonly settledBy?: Named;
  readonly steps: readonly {
    readonly id: string;
    readonly kind: StepKind;
    readonly at: Instant;
    readonly by?: Named;
    readonly words: string;
  }[];
}
type Sum =
  | 'opening'
  | 'received'
  | 'drawn'
  | 'administered'
  | 'wasted'
  | 'returned'
  | 'destroyed'
  | 'lost'
  | 'adjusted'
  | 'closing';
export type RowShown = Omit<MonthRow, Sum> & Readonly<Record<Sum, Amount>>;
export type MonthShown = Omit<MonthPage, 'rows' | 'dispensing'> & {
  readonly rows: readonly RowShown[];
  readonly dispensing: readonly (Omit<MonthPage['dispensing'][number], 'micrograms'> & { readonly amount: Amount })[];
};

const KEY = 'medicine';

export const useCounts = () =>
  useQuery({
    queryKey: [KEY, 'counts'],
    queryFn: () =>
      api.get<{
        counts: readonly CountShown[];
        inventories: readonly { readonly safe: Named; readonly last?: Instant; readonly due?: Instant }[];
      }>('/api/inventory/counts'),
  });
/** While somebody else is still to count, what has become of it is asked again. */
const ASK_AGAIN_MS = 5000;
export const useCount = (id: string) =>
  useQuery({
    queryKey: [KEY, 'counts', id],
    queryFn: () =>
      api.get<{ count: CountShown; sheet: readonly SheetLine[]; inventory?: readonly InventoryLine[] }>(
        `/api/inventory/counts/${id}`,
      ),
    refetchInterval: ({ state }) => (state.data?.count.state === 'open' ? ASK_AGAIN_MS : false),
  });
export const useDiscrepancies = (query: string) =>
  useQuery({
    queryKey: [KEY, 'discrepancies', query],
    queryFn: () => api.get<{ discrepancies: readonly DiscrepancyShown[] }>(`/api/inventory/discrepancies?${query}`),
  });
export const useDiscrepancy = (id: string) =>
  useQuery({
    queryKey: [KEY, 'discrepancy', id],
    queryFn: () => api.get<{ discrepancy: DiscrepancyShown }>(`/api/inventory/discrepancies/${id}`),
  });
export const useMonth = (month: string) =>
  useQuery({
    queryKey: [KEY, 'month', month],
    queryFn: () => api.get<{ page: MonthShown }>(`/api/inventory/month?month=${month}`),
    retry: false,
    // Each look at patients’ names is written to the audit: it is not repeated by itself.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
/** `query` as the server is asked; nothing is asked without one. */
export const useInventoryRecord = (query: string | undefined) =>
  useQuery({
    queryKey: [KEY, 'record', query],
    queryFn: () => api.get<{ paper: RecordPaper }>(`/api/inventory/records?${query}`),
    enabled: query !== undefined,
    retry: false,
    // Each look at patients’ names is written to the audit: it is not repeated by itself.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
export const usePatterns = (days: number) =>
  useQuery({
    queryKey: [KEY, 'patterns', days],
    queryFn: () => api.get<{ patterns: Patterns }>(`/api/inventory/patterns?days=${days}`),
  });
export const useStaff = () =>
  useQuery({
    queryKey: ['practitioners'],
    queryFn: () =>
      api.get<{ practitioners: readonly (Named & { readonly roles: readonly Role[] })[] }>('/api/practitioners'),
  });
/** Where containers stand, for whoever settles; not asked while one counts. */
export const useContainersOf = (product: string | undefined) =>
  useQuery({
    queryKey: [KEY, 'stock', 'settling'],
    queryFn: () =>
      api.get<{
        safes: readonly Named[];
        containers: readonly {
          readonly id: string;
          readonly label: string;
          readonly product: { readonly id: string; readonly name: string } | string;
          readonly places: readonly { readonly account: { kind: string; safe?: string }; readonly amount: Amount }[];
        }[];
      }>('/api/inventory?all=true'),
    select: (stock) => ({
      safes: stock.safes,
      containers: stock.containers.filter(
        (one) => product === undefined || (typeof one.product === 'string' ? one.product : one.product.id) === product,
      ),
    }),
  });
export const useRegistrant = () =>
  useQuery({
    queryKey: [KEY, 'registrant'],
    queryFn: () => api.get<{ registrant: Registrant | null }>('/api/inventory/registrant'),
  });
export const useSafes = () =>
  useQuery({
    queryKey: [KEY, 'safes'],
    queryFn: () => api.get<{ safes: readonly Named[] }>('/api/safes'),
  });

/** Sends something, and shows everything about medicine anew. */
export function useSending<Body, Answer = unknown>(send: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}
