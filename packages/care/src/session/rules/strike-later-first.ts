import type { SessionEvent } from '../events.ts';
import { rule } from '../rule.ts';

const INFUSION_CHANGES = new Set(['InfusionRateChanged', 'InfusionPaused', 'InfusionResumed', 'InfusionStopped']);
const BEFORE_ARRIVAL = new Set([
  'SessionPlanned',
  'GateConfirmed',
  'PersonJoined',
  'PersonLeft',
  'StruckOut',
  'OverrideSigned',
]);

/** The draws that an entry names. */
function drawsOf(event: SessionEvent): readonly string[] {
  if (event.type === 'MedicineDrawn') return [];
  if ('draw' in event) return [event.draw];
  return 'draws' in event ? (event.draws ?? []).map(({ draw }) => draw) : [];
}

/** Whether a later entry stands on an earlier one, so that striking the earlier alone would make no sense. */
function standsOn(laterEntry: SessionEvent, entry: SessionEvent): boolean {
  switch (entry.type) {
    case 'DoseOrdered':
      return 'order' in laterEntry && laterEntry.order === entry.order;
    case 'InfusionStarted':
    case 'InfusionPaused':
    case 'InfusionResumed':
    case 'InfusionRateChanged':
      return INFUSION_CHANGES.has(laterEntry.type);
    case 'InfusionStopped':
      // What was left in the bag may have been given or wasted since.
      return laterEntry.type === 'InfusionStarted' || drawsOf(laterEntry).some((id) => drawsOf(entry).includes(id));
    case 'MedicineDrawn':
      return drawsOf(laterEntry).includes(entry.draw);
    case 'MedicineWasted':
      return laterEntry.type === 'WasteWitnessed' && laterEntry.waste === entry.waste;
    case 'PersonJoined':
      return (
        (laterEntry.type === 'PersonLeft' && laterEntry.person.id === entry.person.id) ||
        (laterEntry.type === 'PresenceHandedOver' && [laterEntry.from.id, laterEntry.to.id].includes(entry.person.id))
      );
    case 'PersonLeft':
      return laterEntry.type === 'PersonJoined' && laterEntry.person.id === entry.person.id;
    case 'PresenceHandedOver':
      return laterEntry.type === 'PersonJoined' && laterEntry.person.id === entry.from.id;
    case 'EmergencyStopCalled':
      return laterEntry.type === 'EmergencyStopCleared';
    case 'PatientArrived':
      return !BEFORE_ARRIVAL.has(laterEntry.type);
    default:
      return false;
  }
}

export const strikeLaterFirst = rule({
  id: 'strike-later-first',
  title: 'An entry on which later ones stand is struck after them',
  source: 'design: a wrong entry is struck out by a later event that names it',
  stop: 'hard',
  overrideBy: [],
  commands: ['StrikeOut'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    const entry = state.log.find((event) => event.seq === command.seq);
    const dependent =
      entry &&
      state.log.find((event) => event.seq > entry.seq && !state.struck.includes(event.seq) && standsOn(event, entry));
    return dependent
      ? {
          field: 'seq',
          message: `Entry ${dependent.seq} stands on entry ${command.seq}.`,
          numbers: { entry: String(command.seq), standsOnIt: String(dependent.seq) },
          satisfy: `Strike out entry ${dependent.seq} first.`,
        }
      : null;
  },
});
