/** The store of what was asked of the server; a sign-in that has ended empties it. */
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.ts';

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // A sign-in that has ended, or a screen that the server knows to be locked.
      const ended = error instanceof Problem && (error.status === 401 || error.kind === 'locked');
      if (ended && query.queryKey[0] !== 'me') queryClient.invalidateQueries({ queryKey: ['me'] });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server understood and refused will be refused again; only a lost network is worth asking twice.
      retry: (failures, error) => error instanceof Problem && error.isUnreachable && failures < 2,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
