/** What stands in place of a part whose figures are not there: being read, or could not be. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FailedState, LoadingState } from '../ui/states.tsx';

export function Part<Data>({
  of,
  what,
  children,
}: {
  readonly of: UseQueryResult<Data>;
  /** "The change". */
  readonly what: string;
  readonly children: (data: Data) => ReactNode;
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.isError) return <FailedState what={what} error={of.error} retry={() => void of.refetch()} />;
  return <LoadingState says="Reading the figures" />;
}
