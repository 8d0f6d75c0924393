/** How an agreement stands, in a word. */
import { StatusBadge } from '../ui/status-badge.tsx';
import type { Standing } from './shapes.ts';

export function StandingBadge({ standing }: { standing: Standing }) {
  switch (standing) {
    case 'in_force':
      return <StatusBadge meaning="good">In force</StatusBadge>;
    case 'expired':
      return <StatusBadge meaning="neutral">Ended</StatusBadge>;
    case 'revoked':
      return <StatusBadge meaning="neutral">Taken back</StatusBadge>;
    case 'not_yet':
      return <StatusBadge meaning="neutral">Not yet in force</StatusBadge>;
  }
}
