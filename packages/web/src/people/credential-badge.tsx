/** How a credential stands today, in a word and a colour: two months, a month and a week ahead, and when it has run out. */
import { AHEAD_DAYS, standingOn } from '@holdspace/care';
import { useZone } from '../api/me.ts';
import { dayOf, sayDay } from '../ui/moment.ts';
import { type Meaning, StatusBadge } from '../ui/status-badge.tsx';
import type { CredentialListed } from './queries.ts';

const [, MONTH_AHEAD, WEEK_AHEAD] = AHEAD_DAYS;

export function CredentialBadge({ credential }: { credential: Omit<CredentialListed, 'id'> }) {
  const zone = useZone();
  const { state, daysLeft } = standingOn(credential, dayOf(new Date(), zone));
  const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
  const shown: Record<typeof state, readonly [Meaning, string]> = {
    good: ['good', `Good until ${sayDay(credential.expiresOn)}`],
    runs_out_soon: [
      daysLeft <= WEEK_AHEAD ? 'danger' : daysLeft <= MONTH_AHEAD ? 'caution' : 'neutral',
      daysLeft === 0 ? 'Runs out today' : `Runs out in ${days(daysLeft)}`,
    ],
    not_yet: ['neutral', `Good from ${sayDay(credential.validFrom ?? credential.expiresOn)}`],
    run_out: ['alarm', `Ran out ${sayDay(credential.expiresOn)}`],
    ended: ['alarm', `Ended ${sayDay(credential.endedOn ?? credential.expiresOn)}`],
  };
  const [meaning, says] = shown[state];
  return (
    <StatusBadge meaning={meaning} wrap>
      {says}
    </StatusBadge>
  );
}
