import { rule } from '../rule.ts';

export const signsAfterTheEnd = rule({
  id: 'signs-after-the-end',
  title: 'A record is signed when the session has ended, once by each person',
  source: 'clinical §8 (electronic signature)',
  stop: 'hard',
  overrideBy: [],
  commands: ['SignRecord'],
  keepsTheRecordCoherent: true,
  check(state, command, { author }) {
    if (state.status === 'planned' || state.status === 'open')
      return { message: 'The session has not ended.', satisfy: 'Sign the record after the discharge.' };
    return state.signatures.some((one) => one.by.id === author.id && one.meaning === command.meaning)
      ? { message: 'You have signed this record already.', satisfy: 'Nothing more is needed.' }
      : null;
  },
});
