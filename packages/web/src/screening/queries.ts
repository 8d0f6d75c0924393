/** A course's screening: what is asked of the server, and what is sent. */
import type {
  AnswersKept,
  AskClearance,
  Clearance,
  ClearanceArrived,
  clearanceState,
  EndClearance,
  ScreeningChange,
  ScreeningEventOf,
  ScreeningFinding,
  ScreeningState,
  SignScreening,
  TellAnswers,
} from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export type ClearanceShown = Clearance & { readonly state: ReturnType<typeof clearanceState> };
export type DecisionShown = ScreeningEventOf<'ScreeningSigned'>;
export interface ScreeningShown {
  readonly course: {
    readonly id: string;
    readonly patient: { readonly id: string; readonly name: string };
    readonly protocol: {
      readonly id: string;
      readonly version: string;
      readonly name: string;
      readonly isKap: boolean;
    };
  };
  readonly zone: string;
  readonly answers: AnswersKept | null;
  readonly findings: readonly ScreeningFinding[];
  readonly state: ScreeningState;
  readonly changes: readonly ScreeningChange[];
  readonly seen: string;
  /** The newest first. */
  readonly decisions: readonly DecisionShown[];
  readonly clearances: readonly ClearanceShown[];
}
interface Answered {
  readonly screening: ScreeningShown;
}

const keyOf = (courseId: string) => ['screening', courseId] as const;
/** A colleague may be writing down a medicine at this very moment. */
const LOOK_AGAIN_AFTER = 20_000;

export const useScreening = (courseId: string) =>
  useQuery({
    queryKey: keyOf(courseId),
    queryFn: () => api.get<Answered>(`/api/courses/${courseId}/screening`),
    refetchInterval: LOOK_AGAIN_AFTER,
  });

type Sent =
  | { readonly kind: 'answers'; readonly body: TellAnswers }
  | { readonly kind: 'decision'; readonly body: SignScreening; readonly proof?: string }
  | { readonly kind: 'asked'; readonly body: AskClearance }
  | { readonly kind: 'arrived'; readonly clearance: string; readonly body: ClearanceArrived }
  | { readonly kind: 'ended'; readonly clearance: string; readonly body: EndClearance };

function pathOf(sent: Sent): string {
  switch (sent.kind) {
    case 'answers':
      return '';
    case 'decision':
      return '/decisions';
    case 'asked':
      return '/clearances';
    case 'arrived':
      return `/clearances/${sent.clearance}/arrival`;
    case 'ended':
      return `/clearances/${sent.clearance}/end`;
  }
}

/** Sends what was written; the answer takes its place at once. Refused, what stands now is looked at. */
export function useSendScreening(courseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (sent: Sent) =>
      api.post<Answered>(
        `/api/courses/${courseId}/screening${pathOf(sent)}`,
        sent.body,
        'proof' in sent && sent.proof ? { 'holdspace-proof': sent.proof } : {},
      ),
    onSuccess: (answer) => queries.setQueryData(keyOf(courseId), answer),
    onError: () => queries.invalidateQueries({ queryKey: keyOf(courseId) }),
  });
}
