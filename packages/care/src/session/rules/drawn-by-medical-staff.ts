import { rolesThatMay } from '../../authority/table.ts';
import { rule } from '../rule.ts';
import { needsRole } from './answers.ts';

export const drawnByMedicalStaff = rule({
  id: 'drawn-by-medical-staff',
  title: 'Medicine is drawn, put back and wasted by those who may hold it',
  source: '21 CFR 1301.71; the authority table: draw medicine, waste medicine',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine', 'PutBackMedicine', 'WasteMedicine'],
  check: (_state, command, context) =>
    command.type === 'WasteMedicine'
      ? needsRole(context, rolesThatMay('waste medicine'), 'Wasting medicine')
      : needsRole(context, rolesThatMay('draw medicine'), 'Drawing medicine'),
});
