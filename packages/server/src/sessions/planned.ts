/** What is shown of a session that was made but, through a crash between two steps, not yet planned. */
import { EMPTY_SESSION, quantity, type SessionSummary } from '@holdspace/care';

export const SHOWN_BEFORE_BEGINNING: SessionSummary = {
  status: EMPTY_SESSION.status,
  seq: 0,
  openGates: [],
  cumulative: quantity(0, 'ug'),
  people: [],
  infusionRunning: false,
  emergencyStop: false,
  flags: 0,
  adverseEvents: 0,
  signed: false,
};
