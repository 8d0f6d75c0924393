import { rule } from '../rule.ts';

export const arrivedOnce = rule({
  id: 'arrived-once',
  title: 'A patient arrives once',
  source: 'design: the session is a log',
  stop: 'hard',
  overrideBy: [],
  commands: ['RecordArrival'],
  keepsTheRecordCoherent: true,
  check: (state) =>
    state.arrivedAt
      ? {
          message: 'The arrival is recorded already.',
          numbers: { arrivedAt: state.arrivedAt },
          satisfy: 'Nothing more is needed. To correct its time, strike it out.',
        }
      : null,
});
