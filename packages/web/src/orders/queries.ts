/** Course orders and medicine lists: what is asked of the server, and what is sent. */
import type {
  AmendCourseOrder,
  CourseOrder,
  CourseOrderStanding,
  MedicineLookedUp,
  NewMedicine,
  PastDose,
  PatientMedicine,
  Quantity,
  ScoreAround,
  SignCourseOrder,
  SigningFacts,
} from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export interface OrderShown {
  readonly order: CourseOrder;
  readonly sessionsUsed: number;
  readonly standing: CourseOrderStanding;
}
export type PastDoseShown = PastDose & {
  readonly sessionId: string;
  readonly protocol: { readonly id: string; readonly name: string };
  readonly change?: Quantity<'%'>;
  readonly response: readonly ScoreAround[];
};
export interface OrdersShown {
  /** The newest first. */
  readonly orders: readonly OrderShown[];
  /** Orders of the patient's other courses that stand. */
  readonly elsewhere: readonly OrderShown[];
  /** Earliest first. */
  readonly doses: readonly PastDoseShown[];
  readonly weight?: NonNullable<SigningFacts['weight']>;
}
export type MedicineShown = PatientMedicine & { readonly cautions: MedicineLookedUp };

const ordersKey = (courseId: string) => ['course-orders', courseId] as const;
export const useOrders = (courseId: string) =>
  useQuery({
    queryKey: ordersKey(courseId),
    queryFn: () => api.get<OrdersShown>(`/api/courses/${courseId}/orders`),
  });

export type CourseAct =
  | ({ readonly act: 'sign' } & SignCourseOrder)
  | ({ readonly act: 'amend'; readonly order: string } & AmendCourseOrder);

/** Signs or amends; `proof` where somebody showed for this order who they are. */
export function useSendOrder(courseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ act: { act, ...body }, proof }: { act: CourseAct; proof?: string }) => {
      const headers = proof ? { 'holdspace-proof': proof } : {};
      if (act === 'sign') return api.post<OrderShown>(`/api/courses/${courseId}/orders`, body, headers);
      const { order, ...amendment } = body as Omit<Extract<CourseAct, { act: 'amend' }>, 'act'>;
      return api.post<OrderShown>(`/api/courses/${courseId}/orders/${order}/amendments`, amendment, headers);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['course-orders'] }),
  });
}

export function useStopOrder(courseId: string, orderId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (stop: { readonly id: string; readonly reason: string }) =>
      api.post(`/api/courses/${courseId}/orders/${orderId}/stop`, stop),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['course-orders'] }),
  });
}

export const useMedicines = (patientId: string) =>
  useQuery({
    queryKey: ['medicines', patientId],
    queryFn: () => api.get<{ medicines: readonly MedicineShown[] }>(`/api/patients/${patientId}/medicines`),
  });

export function useAddMedicine(patientId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (medicine: NewMedicine) => api.post(`/api/patients/${patientId}/medicines`, medicine),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['medicines', patientId] }),
  });
}
export function useEndMedicine(patientId: string, medicineId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (ended: { readonly on: string; readonly because: string }) =>
      api.post(`/api/patients/${patientId}/medicines/${medicineId}/end`, ended),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['medicines', patientId] }),
  });
}
