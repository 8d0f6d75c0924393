/** Who is signed in, at which clinic, and in which zone its clocks run. */
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { api } from './client.ts';
import { Problem } from './problem.ts';
import type { Me } from './shapes.ts';

/** `null` when nobody is signed in; an error only when that could not be learned. */
export const meQuery = {
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      return await api.get<Me>('/api/me');
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
} as const;

export const useMeQuery = () => useQuery(meQuery);

const SignedIn = createContext<Me | null>(null);
export const SignedInProvider = SignedIn.Provider;

/** The signed-in practitioner and clinic; only for screens behind the sign-in. */
export function useMe(): Me {
  const me = useContext(SignedIn);
  if (!me) throw new Error('useMe is for screens behind the sign-in');
  return me;
}

/** The zone in which the clinic's times are said. */
export const useZone = (): string => useMe().clinic.zone;
