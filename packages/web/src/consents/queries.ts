/** Consents for staff: of a course, and the clinic's documents. */
import type { AskableConsent, ConsentContent, ConsentPurpose, Instant } from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { ConsentShown } from '../portal/consents/shapes.ts';

export interface CourseConsentsShown {
  readonly course: { readonly id: string; readonly protocol: string };
  readonly patient: { readonly id: string; readonly name: string };
  readonly consents: readonly ConsentShown[];
  readonly askable: readonly AskableConsent[];
  readonly asked: readonly {
    readonly id: string;
    readonly purpose: AskableConsent;
    readonly asks: boolean;
    readonly at: Instant;
    readonly by: string;
  }[];
  readonly lawyer: string;
}
export interface DocumentsShown {
  readonly documents: readonly {
    readonly document: string;
    readonly purpose: ConsentPurpose;
    readonly title: string;
    readonly version: number;
    readonly isShipped: boolean;
  }[];
  readonly lawyer: string;
}
export interface DocumentShown {
  readonly document: string;
  readonly purpose: ConsentPurpose;
  readonly lawyer: string;
  readonly versions: readonly {
    readonly version: number;
    readonly content: ConsentContent;
    readonly published?: { readonly at: Instant; readonly by: string };
  }[];
}

const courseKey = (courseId: string) => ['course-consents', courseId] as const;
const DOCUMENTS = ['consent-documents'] as const;

export const useCourseConsents = (courseId: string) =>
  useQuery({
    queryKey: courseKey(courseId),
    queryFn: () => api.get<CourseConsentsShown>(`/api/courses/${courseId}/consents`),
  });

/** Writes about a course's consents; the answer is what is so after it. */
export function useKeepConsents(courseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ to = '', body, proof }: { to?: string; body: object; proof?: string | undefined }) =>
      api.post<CourseConsentsShown>(
        `/api/courses/${courseId}/consents${to}`,
        body,
        proof ? { 'holdspace-proof': proof } : {},
      ),
    onSuccess: (shown) => queries.setQueryData(courseKey(courseId), shown),
  });
}

export const useConsentDocuments = () =>
  useQuery({ queryKey: DOCUMENTS, queryFn: () => api.get<DocumentsShown>('/api/consent-documents') });
export const useConsentDocument = (id: string) =>
  useQuery({
    queryKey: [...DOCUMENTS, id],
    queryFn: () => api.get<DocumentShown>(`/api/consent-documents/${encodeURIComponent(id)}`),
    // What is being written is not replaced under the writer.
    refetchOnWindowFocus: false,
  });
export function usePublish(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, proof }: { body: object; proof?: string | undefined }) =>
      api.post<DocumentShown>('/api/consent-documents', body, proof ? { 'holdspace-proof': proof } : {}),
    onSuccess: async (shown) => {
      queries.setQueryData([...DOCUMENTS, id], shown);
      await queries.invalidateQueries({ queryKey: DOCUMENTS });
    },
  });
}
