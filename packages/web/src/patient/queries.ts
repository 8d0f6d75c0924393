/** Patients, their courses and visits: what is asked of the server, and what is sent. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { PatientListed, PatientShown, VisitKind } from '../api/shapes.ts';

export const usePatients = () =>
  useQuery({ queryKey: ['patients'], queryFn: () => api.get<{ patients: PatientListed[] }>('/api/patients') });

export const usePatient = (patientId: string) =>
  useQuery({ queryKey: ['patient', patientId], queryFn: () => api.get<PatientShown>(`/api/patients/${patientId}`) });

export interface NewPatient {
  readonly id: string;
  readonly name: string;
  readonly dateOfBirth: string;
  readonly recordNumber: string;
  readonly telephone?: string;
  readonly email?: string;
}

export function useCreatePatient() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (patient: NewPatient) => api.post('/api/patients', patient),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['patients'] }),
  });
}

export interface NewCourse {
  readonly id: string;
  readonly protocol: { readonly id: string; readonly version: string };
  readonly focus?: string;
  readonly intention?: string;
}

export function useCreateCourse(patientId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (course: NewCourse) => api.post(`/api/patients/${patientId}/courses`, course),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['patient', patientId] }),
  });
}

export interface NewVisit {
  readonly id: string;
  readonly kind: VisitKind;
  readonly scheduledFor: string;
  readonly room: string;
}

export function useCreateVisit(patientId: string, courseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (visit: NewVisit) => api.post(`/api/courses/${courseId}/visits`, visit),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['today'] });
      return queries.invalidateQueries({ queryKey: ['patient', patientId] });
    },
  });
}
