/** Measures on the clinic's pages: what is asked of the server, and what is sent. */
import type { LicensedTexts } from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { newId } from '../api/new-id.ts';
import type { FormShown, RequestShown, ResponseShown } from './shapes.ts';

export interface RequestsShown {
  readonly requests: readonly RequestShown[];
  readonly notAsked: readonly { readonly measure: string; readonly says: string }[];
  readonly offers: readonly {
    readonly id: string;
    readonly title: string;
    readonly by: 'patient' | 'clinician';
    readonly minutes: number;
    readonly not?: string;
  }[];
  readonly hasEmail: boolean;
}
const requestsKey = (patientId: string) => ['measure-requests', patientId];
export const useMeasureRequests = (patientId: string) =>
  useQuery({
    queryKey: requestsKey(patientId),
    queryFn: () => api.get<RequestsShown>(`/api/patients/${patientId}/measure-requests`),
  });
export const useMeasureResponses = (patientId: string, isOpen: boolean) =>
  useQuery({
    queryKey: ['measures', patientId],
    queryFn: () => api.get<{ responses: readonly ResponseShown[] }>(`/api/patients/${patientId}/measures`),
    enabled: isOpen,
  });

/** Asks the server for something about a patient's measures; what stands on the page is looked up anew. */
export function useMeasureAct<Sent, Answer>(patientId: string, act: (sent: Sent) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => queries.invalidateQueries({ queryKey: requestsKey(patientId) }),
  });
}
export const askFor = (patientId: string, asked: { readonly instrument: string; readonly sessionId?: string }) =>
  api.post<RequestShown>(`/api/patients/${patientId}/measure-requests`, { id: newId(), ...asked });
export const sendTo = (requestId: string, by: 'email' | 'hand') =>
  api.post<{ link?: string; expiresAt: RequestShown['dueAt'] }>(`/api/measure-requests/${requestId}/link`, { by });
export const kioskCodeFor = (requestId: string) =>
  api.post<{ code: string; at: string; expiresAt: RequestShown['dueAt'] }>(
    `/api/measure-requests/${requestId}/kiosk-code`,
  );

export interface ScaleShown {
  readonly request: RequestShown;
  readonly patient: { readonly id: string; readonly name: string };
  readonly form?: FormShown;
}
export const scaleOf = (requestId: string) => api.get<ScaleShown>(`/api/measure-requests/${requestId}`);
export const useScale = (requestId: string) =>
  useQuery({
    queryKey: ['measure-request', requestId],
    queryFn: () => scaleOf(requestId),
    // What is being filled is not exchanged under somebody's hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export interface ClinicMeasure {
  readonly id: string;
  readonly title: string;
  readonly measures: string;
  readonly by: 'patient' | 'clinician';
  readonly minutes: number;
  readonly licence: string;
  readonly text: 'shipped' | 'loaded' | 'missing';
  readonly loaded?: { readonly licence: string; readonly at: RequestShown['dueAt']; readonly by: string };
  readonly items: readonly { readonly linkId: string; readonly about: string; readonly values: readonly number[] }[];
}
const CLINIC_MEASURES = ['clinic-measures'] as const;
export const useClinicMeasures = () =>
  useQuery({
    queryKey: CLINIC_MEASURES,
    queryFn: () => api.get<{ measures: readonly ClinicMeasure[] }>('/api/measures'),
  });
export function useLoadText() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (sent: { readonly instrument: string; readonly texts: LicensedTexts }) =>
      api.post('/api/measure-texts', { id: newId(), ...sent }),
    onSuccess: () => queries.invalidateQueries({ queryKey: CLINIC_MEASURES }),
  });
}
