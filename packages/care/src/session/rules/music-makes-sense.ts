import type { MusicAction } from '../../music/words.ts';
import { rule } from '../rule.ts';

/** What an entry must name, by what it says. */
const NAMES: { readonly [Action in MusicAction]?: readonly ('soundtrack' | 'track' | 'phase')[] } = {
  started: ['soundtrack', 'phase'],
  track: ['track'],
  shortened: ['phase'],
};

export const musicMakesSense = rule({
  id: 'music-makes-sense',
  title: 'What is recorded of the music fits what it does',
  source: 'design: the session is a log',
  stop: 'hard',
  overrideBy: [],
  commands: ['RecordMusic'],
  check({ music }, command) {
    const { action } = command;
    const missing = NAMES[action]?.find((name) => !command[name]);
    if (missing) return { field: missing, message: `It does not say which ${missing}.`, satisfy: 'Name it.' };
    if (action === 'started') return null;
    if (!music || music.status === 'stopped')
      return { message: 'No music has been started.', satisfy: 'Start the music first.' };
    if (action === (music.status === 'playing' ? 'resumed' : 'paused'))
      return { message: 'The music does that already.', satisfy: 'Nothing more is needed.' };
    return null;
  },
});
