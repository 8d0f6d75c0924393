/** How an agreement stands, in a word. */
import { useWordsAround } from '../language/around.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import type { Standing } from './shapes.ts';
import { SHARING_WORDS } from './words.ts';

export function StandingBadge({ standing }: { standing: Standing }) {
  const say = useWordsAround(SHARING_WORDS);
  return <StatusBadge meaning={standing === 'in_force' ? 'good' : 'neutral'}>{say(standing)}</StatusBadge>;
}
