/** On a phone: what waits behind “More” is counted on it. */
import { useWaiting } from '../break-glass/queries.ts';
import { useWaitingTasks } from '../signals/waiting.ts';
import { Sign } from '../ui/sign.tsx';
import { Counted } from './counted.tsx';

export default function WaitingSign({ paths }: { paths: readonly string[] }) {
  const waiting = useWaiting().data?.waiting.length ?? 0;
  const mine = useWaitingTasks().data?.mine ?? 0;
  // What has a place of its own on the bar is counted there.
  const toReview = paths.includes('/broken-glass') ? waiting : 0;
  const tasks = paths.includes('/tasks') ? mine : 0;
  return (
    <>
      <Counted count={toReview + tasks}>
        <Sign name="more" size={22} />
      </Counted>
      {tasks > 0 && <span className="hs-visually-hidden">{tasks} for you: </span>}
      {toReview > 0 && <span className="hs-visually-hidden">{toReview} to review: </span>}
    </>
  );
}
