/** A discrepancy in a list: what it is about, whose it is, until when. */
import { DISCREPANCY_STATE_WORDS, sayQuantity } from '@holdspace/care';
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './counts.module.css';
import type { DiscrepancyShown } from './counts-queries.ts';

export function DiscrepancyRow({ discrepancy }: { discrepancy: DiscrepancyShown }) {
  const zone = useZone();
  const { id, says, what, at, amount, owner, dueAt, state } = discrepancy;
  const much = amount && sayQuantity(amount);
  const isSaid = much === undefined || what.includes(` ${much} of `) || what.includes(` ${much}.`);
  return (
    <li className={styles.row}>
      <div>
        <div className={styles.name}>
          <Link href={`/medicine/discrepancies/${id}`}>{says}</Link>
        </div>
        <div className={styles.aside}>
          {what}
          {!isSaid && ` ${much}.`}
        </div>
      </div>
      <div className={styles.aside}>
        Found {sayDayAndTime(at, zone)}
        <br />
        {owner ? owner.name : 'Nobody'} finds out by {sayDayAndTime(dueAt, zone)}
      </div>
      <DiscrepancyBadge discrepancy={discrepancy} />
      {state !== 'open' && <span className="hs-visually-hidden">settled</span>}
    </li>
  );
}

export function DiscrepancyBadge({ discrepancy: { state, isOverdue } }: { discrepancy: DiscrepancyShown }) {
  if (state !== 'open') return <StatusBadge meaning="neutral">{DISCREPANCY_STATE_WORDS[state]}</StatusBadge>;
  return isOverdue ? (
    <StatusBadge meaning="alarm">Overdue</StatusBadge>
  ) : (
    <StatusBadge meaning="caution">Open</StatusBadge>
  );
}
