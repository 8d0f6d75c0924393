/** A patient's messages, as the server answers them; a page that is open asks again by itself. */
import type { Instant, Language } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

export interface MessageShown {
  readonly id: string;
  readonly writtenAt: Instant;
  /** Who of the clinic; absent where the patient wrote it. */
  readonly from?: string;
  readonly language: Language;
  readonly text: string;
}
export interface Waiting {
  readonly since: Instant;
  readonly answerBy?: Instant;
  readonly owner?: string;
}
export interface MyMessages {
  readonly clinic: { readonly name: string; readonly zone: string };
  readonly messages: readonly MessageShown[];
  readonly waiting?: Waiting;
  /** Minutes. */
  readonly promise?: number;
}

const ASKED_EVERY = 60_000;
export const MY_MESSAGES = '/api/reader/messages';
export const useMyMessages = () =>
  useQuery({
    queryKey: ['my messages'],
    queryFn: () => api.get<MyMessages>(MY_MESSAGES),
    refetchInterval: ASKED_EVERY,
  });
