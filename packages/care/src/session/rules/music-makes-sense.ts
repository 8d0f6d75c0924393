import { rule } from '../rule.ts';

const NAMES = { paused: 'paused', silenced: 'silent since the emergency stop', stopped: 'stopped' } as const;

export const musicMakesSense = rule({
  id: 'music-makes-sense',
  title: 'What is recorded of the music fits what it does',
  source: 'design: the session is a log',
  stop: 'hard',
  overrideBy: [],
  commands: ['RecordMusic'],
  check({ music }, { action, soundtrack, phase, track }) {
    if (action === 'started')
      return soundtrack && phase
        ? null
        : {
            field: soundtrack ? 'phase' : 'soundtrack',
            message: 'It does not say which soundtrack starts, and where.',
            satisfy: 'Name the soundtrack, its version and the phase.',
          };
    if (!music || music.status === 'stopped')
      return { message: 'No music has been started.', satisfy: 'Start the music first.' };
    if (action === 'paused' && music.status !== 'playing')
      return { message: `The music is ${NAMES[music.status]} already.`, satisfy: 'Nothing more is needed.' };
    if (action === 'resumed' && music.status === 'playing')
      return { message: 'The music plays already.', satisfy: 'Nothing more is needed.' };
    if (action === 'track' && !track)
      return { field: 'track', message: 'It does not say which track.', satisfy: 'Name the track.' };
    if (action === 'shortened' && !phase)
      return { field: 'phase', message: 'It does not say which phase comes.', satisfy: 'Name the phase.' };
    return null;
  },
});
