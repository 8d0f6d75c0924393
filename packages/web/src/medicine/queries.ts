/** Medicine: what is asked of the server, and what is sent. */
import type {
  Container,
  DrugAmount,
  HandMovementInput,
  Instant,
  Movement,
  Product,
  productSchema,
  Receipt,
  ReceiptUndoing,
  TakingInInput,
} from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../api/client.ts';

export interface ProductListed {
  readonly product: Product;
  readonly holds: DrugAmount;
  readonly holdsSaid: string;
  readonly savedAt: Instant;
  readonly retiredAt?: Instant;
}
export interface SafeShown {
  readonly id: string;
  readonly name: string;
}
export interface ContainerShown extends Omit<Container, 'product'> {
  readonly receipt: string;
  readonly product: Product;
  readonly places: readonly { readonly account: Movement['from']; readonly amount: DrugAmount }[];
  readonly recalled?: { readonly id: string; readonly reason: string; readonly at: Instant };
}
export interface RecallShown {
  readonly id: string;
  readonly product: string;
  readonly productName: string;
  readonly lot: string;
  readonly reason: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  readonly takenBack?: { readonly at: Instant; readonly by: string; readonly reason: string };
}
export interface StockShown {
  readonly safes: readonly SafeShown[];
  readonly containers: readonly ContainerShown[];
  readonly recalls: readonly RecallShown[];
}
export type MovementShown = Movement & { readonly seq: number; readonly hash: string };
export interface ContainerPageShown {
  readonly container: ContainerShown;
  readonly holdsSaid: string;
  readonly movements: readonly MovementShown[];
}
export interface ReceiptShown extends Receipt {
  readonly by: { readonly id: string; readonly name: string };
  readonly recordedAt: Instant;
}
export interface ReceiptPageShown {
  readonly receipt: ReceiptShown;
  readonly differences: readonly {
    readonly product: string;
    readonly lot: string;
    readonly expected: number;
    readonly received: number;
  }[];
  readonly containers: readonly ContainerShown[];
}
export interface RecallPageShown {
  readonly recall: RecallShown;
  readonly left: readonly ContainerShown[];
  readonly given: readonly {
    readonly patient: {
      readonly id: string;
      readonly name: string;
      readonly recordNumber: string;
      readonly telephone?: string;
    };
    readonly session: string;
    readonly at: Instant;
    readonly amount: DrugAmount;
    readonly containers: readonly { readonly id: string; readonly label: string }[];
  }[];
  readonly hiddenPatients: number;
}

const KEY = 'medicine';

export const useFormulary = () =>
  useQuery({
    queryKey: [KEY, 'formulary'],
    queryFn: () => api.get<{ products: readonly ProductListed[] }>('/api/formulary'),
  });
export const useStock = (all = false) =>
  useQuery({
    queryKey: [KEY, 'stock', all],
    queryFn: () => api.get<StockShown>(`/api/inventory${all ? '?all=true' : ''}`),
  });
export const useContainer = (id: string) =>
  useQuery({
    queryKey: [KEY, 'container', id],
    queryFn: () => api.get<ContainerPageShown>(`/api/inventory/containers/${id}`),
  });
export const useReceipts = () =>
  useQuery({
    queryKey: [KEY, 'receipts'],
    queryFn: () => api.get<{ receipts: readonly ReceiptShown[] }>('/api/inventory/receipts'),
  });
export const useReceipt = (id: string) =>
  useQuery({
    queryKey: [KEY, 'receipt', id],
    queryFn: () => api.get<ReceiptPageShown>(`/api/inventory/receipts/${id}`),
  });
export const useRecall = (id: string) =>
  useQuery({
    queryKey: [KEY, 'recall', id],
    queryFn: () => api.get<RecallPageShown>(`/api/inventory/recalls/${id}`),
    // Each look at patients’ names is written to the audit: it is not repeated by itself.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
export const useNextLabel = () =>
  useQuery({
    queryKey: [KEY, 'labels'],
    queryFn: () => api.get<{ next: string }>('/api/inventory/labels'),
    staleTime: 0,
  });

/** Sends something about medicine, and shows everything about it anew. */
export function useMedicine<Body, Answer = unknown>(send: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    // Not waited for: what is shown anew may take the form away, before it has said that it is done.
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [KEY] });
    },
  });
}

export const saveProduct = (product: z.input<typeof productSchema>) =>
  api.put<{ listed: ProductListed }>(`/api/formulary/${product.id}`, product);
export const retireProduct = (id: string) => api.post(`/api/formulary/${id}/retirement`, {});
export const addSafe = (safe: SafeShown) => api.post('/api/safes', safe);
export const takeIn = (body: TakingInInput) => api.post<ReceiptPageShown>('/api/inventory/receipts', body);
/** `proof`: of who saw it, where two must. */
export const moveByHand = ({ movement, proof }: { movement: HandMovementInput; proof?: string | undefined }) =>
  api.post('/api/inventory/movements', movement, proof ? { 'holdspace-proof': proof } : {});
export const undoReceipt = ({
  receipt,
  undoing,
  proof,
}: {
  receipt: string;
  undoing: ReceiptUndoing;
  proof?: string | undefined;
}) => api.post(`/api/inventory/receipts/${receipt}/reversal`, undoing, proof ? { 'holdspace-proof': proof } : {});
