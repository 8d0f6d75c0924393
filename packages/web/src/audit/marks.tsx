/** What is unusual of an access, in a word each, with the reason at hand. */
import { UNUSUAL, type UnusualMark } from '@holdspace/care';
import { StatusBadge } from '../ui/status-badge.tsx';

const says = (mark: UnusualMark): string => mark.charAt(0).toUpperCase() + mark.slice(1);

export function Marks({ marks }: { marks: readonly UnusualMark[] }) {
  return marks.map((mark) => (
    <span key={mark} title={UNUSUAL[mark]}>
      <StatusBadge meaning="caution" wrap>
        {says(mark)}
      </StatusBadge>
    </span>
  ));
}
