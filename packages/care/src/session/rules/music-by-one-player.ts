import { rule } from '../rule.ts';

/** From every device: making it silent is always safe, and taking over is said as such. */
const FROM_ANYWHERE = new Set(['paused', 'stopped', 'taken_over']);

export const musicByOnePlayer = rule({
  id: 'music-by-one-player',
  title: 'The music is played from one device',
  source: 'source article (setting); docs/decisions/0028',
  stop: 'hard',
  overrideBy: [],
  commands: ['RecordMusic'],
  check({ music }, { action, player }) {
    if (!music || music.status === 'stopped' || music.player === player || FROM_ANYWHERE.has(action)) return null;
    return {
      message: `The music is played by ${music.by.name} on ${music.device}.`,
      satisfy: 'Take it over to play it from here.',
    };
  },
});
