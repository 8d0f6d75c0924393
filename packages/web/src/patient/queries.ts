/** Patients, their courses and visits: what is asked of the server, and what is sent. */
import type { Acknowledgement, Instant, Language } from '@holdspace/care';
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
  readonly language?: Language;
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

export interface CourseMoveShown {
  readonly id: string;
  readonly fromVersion: string;
  readonly toVersion: string;
  readonly reason: string;
  readonly movedBy: { readonly name: string };
  readonly movedAt: Instant;
}

/** Asked again when the course has another version than before. */
export const useCourseMoves = (courseId: string, version: string) =>
  useQuery({
    queryKey: ['course-moves', courseId, version],
    queryFn: () => api.get<{ moves: CourseMoveShown[] }>(`/api/courses/${courseId}/protocol-moves`),
  });

export interface NewMove {
  readonly id: string;
  readonly to: string;
  readonly reason: string;
  readonly acknowledged: readonly Acknowledgement[];
}

export function useMoveCourse(patientId: string, courseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (move: NewMove) => api.post(`/api/courses/${courseId}/protocol-moves`, move),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['patient', patientId] }),
  });
}
