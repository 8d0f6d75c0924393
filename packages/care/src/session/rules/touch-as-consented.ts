import { rule, type Violation } from '../rule.ts';
import type { TouchStanding } from '../touch.ts';
import { touchStandingAt } from '../touch.ts';

const INSTEAD = 'Stay close without touching: your voice, the breath, an open hand offered beside theirs.';

/** Why the hand is not held, and what to do in its place; null where it was agreed. */
function against(touch: TouchStanding, protocolAsks: boolean): Violation | null {
  switch (touch.kind) {
    case 'given':
      return null;
    case 'not_asked':
      // Where the protocol has no such gate, nobody asks; a hand is held there as anywhere in nursing.
      return protocolAsks
        ? {
            message: 'Touch was not asked about today.',
            satisfy: `${INSTEAD} Before the medicine: ask, and record it under "Touch consent, asked today".`,
          }
        : null;
    case 'refused':
      return {
        message: 'The patient said today that they do not want to be touched.',
        numbers: { askedAt: touch.at, stopSign: touch.stopSign },
        satisfy: INSTEAD,
      };
    case 'withdrawn':
      return {
        message: 'Touch was withdrawn.',
        numbers: { withdrawnAt: touch.withdrawal.at, recordedBy: touch.withdrawal.by.name },
        satisfy: INSTEAD,
      };
  }
}

export const touchAsConsented = rule({
  id: 'touch-as-consented',
  title: 'A hand is held only as the patient agreed today',
  source: 'clinical §2 (touch consent asked again on the day); design: safety rule 3',
  stop: 'hard',
  overrideBy: [],
  commands: ['RecordIntervention'],
  check: (state, { intervention, at }, { protocol }) =>
    intervention === 'hand'
      ? against(
          touchStandingAt(state, at),
          protocol.gates.some(({ gate }) => gate === 'touch_consent'),
        )
      : null,
});
