/** What a clinic may play: its own tracks and soundtracks with those of the project, and its setting. */
import { LOUDNESS, SHIPPED_SOUNDTRACK, SHIPPED_TRACKS } from '@holdspace/care';
import type { Context } from '../context.ts';

export async function musicOf({ store }: Pick<Context, 'store'>, clinicId: string) {
  const [tracks, soundtracks, setting] = await Promise.all([
    store.music.tracks(clinicId),
    store.music.soundtracks(clinicId),
    store.music.setting(clinicId),
  ]);
  return {
    tracks: [...tracks, ...SHIPPED_TRACKS],
    soundtracks: [...soundtracks, SHIPPED_SOUNDTRACK],
    setting: setting
      ? { ...setting, isDefault: false }
      : { soundtrackId: SHIPPED_SOUNDTRACK.id, target: LOUDNESS.target, isDefault: true },
  };
}
