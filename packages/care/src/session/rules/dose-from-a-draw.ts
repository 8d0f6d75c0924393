import { rule } from '../rule.ts';

export const doseFromADraw = rule({
  id: 'dose-from-a-draw',
  title: 'What is given comes out of a container of the clinic',
  source: '21 CFR 1304.22(c) (a record of each dose dispensed); design: safety rule 3',
  stop: 'hard',
  overrideBy: [],
  commands: ['AdministerDose', 'StartInfusion'],
  check: (_state, command, { stock }) =>
    !stock?.keepsLedger || command.draws
      ? null
      : {
          field: 'draws',
          message: 'No container is named that this comes out of.',
          satisfy:
            'Draw it up first. If it has been given already, record that it happened, with the reason; a discrepancy is opened.',
        },
});
