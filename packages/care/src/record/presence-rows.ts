/** Where presence without a break was asked for and nobody was there: said from when to when. */
import { between, type Instant, MINUTE } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { presenceLapses } from '../session/presence.ts';
import type { Session } from '../session/session.ts';
import type { RecordRow } from './record.ts';
import { clockIn } from './times.ts';

export const presenceRows = (protocol: Protocol, state: Session, end: Instant, zone: string): RecordRow[] =>
  presenceLapses(state, protocol, end).map(({ from, to, phase, missing }) => ({
    time: clockIn(zone, from),
    label: 'Presence lapsed',
    value: `${phase}: without ${missing}, from ${clockIn(zone, from)} ${
      to ? `to ${clockIn(zone, to)} (${Math.max(1, Math.round(between(from, to) / MINUTE))} min)` : 'on, not ended'
    }.`,
    by: '',
    isLoud: true,
  }));
