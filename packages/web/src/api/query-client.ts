/** The store of what was asked of the server; a sign-in that has ended empties it. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { onLeave } from './leaving.ts';
import { Problem } from './problem.ts';

/** Who is signed in, or where, is not what this window believes; or the server knows the screen to be locked. */
const isAboutMe = (error: Error) =>
  error instanceof Problem && (error.status === 401 || error.kind === 'locked' || error.isOtherClinic);

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (isAboutMe(error) && query.queryKey[0] !== 'me') queryClient.invalidateQueries({ queryKey: ['me'] });
    },
  }),
  mutationCache: new MutationCache({
    onError: (error) => {
      if (error instanceof Problem && error.isOtherClinic) queryClient.invalidateQueries({ queryKey: ['me'] });
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
onLeave(() => queryClient.clear());
