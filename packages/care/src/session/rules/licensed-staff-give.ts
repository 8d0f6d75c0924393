import { rule } from '../rule.ts';
import { needsRole } from './answers.ts';

export const licensedStaffGive = rule({
  id: 'licensed-staff-give',
  title: 'Medicine is given by those whom the protocol names',
  source: 'design: the article, claim by claim (guides have a narrower scope)',
  stop: 'hard',
  overrideBy: [],
  commands: ['AdministerDose', 'StartInfusion', 'ChangeInfusionRate', 'ResumeInfusion'],
  check: (_state, _command, context) => needsRole(context, context.protocol.dose.giveBy, 'Giving medicine'),
});
