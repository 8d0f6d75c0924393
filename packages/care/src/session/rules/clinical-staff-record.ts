import { rule } from '../rule.ts';
import { CLINICAL_STAFF, needsRole } from './answers.ts';

export const clinicalStaffRecord = rule({
  id: 'clinical-staff-record',
  title: 'What happens to the patient is recorded by clinical staff',
  source: 'design: words (roles); safety rule 3',
  stop: 'hard',
  overrideBy: [],
  commands: [
    'HandOverPresence',
    'EnterPhase',
    'RecordVitalSigns',
    'RecordNosc',
    'RecordObservation',
    'RecordWords',
    'RecordIntervention',
    'RecordMusic',
    'RecordRecoveryScore',
    'ConfirmDischargeCriterion',
    'HandOverToEscort',
    'PauseInfusion',
    'StopInfusion',
    'LoseMedicine',
    'RecordAdverseEvent',
    'RecordDeparture',
    'SignRecord',
  ],
  check: (_state, _command, context) => needsRole(context, CLINICAL_STAFF, 'This'),
});
