/**
 * All the sound of a soundtrack, held in memory before it starts, so that no network is needed while it plays. Of a long
 * soundtrack the files are held as they came, and those are decoded that come next or may be asked for.
 */
import { type Playable, SOUND_RATE, SOUND_RECIPES, type Stereo } from '@holdspace/care';
import { madeSound } from './made-sounds.ts';

/** Decoded sound of this many seconds may stay in memory at once; more is decoded as it comes near. */
const ALL_DECODED = 3600;

const tracksOf = ({ phases }: Playable) => phases.flatMap(({ tracks }) => tracks);

/** Progress: how many of how many tracks are ready. */
export interface Readying {
  readonly ready: number;
  readonly of: number;
  readonly title: string;
}

export class Shelf {
  readonly #context: BaseAudioContext;
  readonly #files = new Map<string, ArrayBuffer | Stereo>();
  readonly #buffers = new Map<string, AudioBuffer>();
  readonly #decoding = new Map<string, Promise<AudioBuffer>>();
  #keepsAll = true;

  constructor(context: BaseAudioContext) {
    this.#context = context;
  }

  readonly bufferOf = (trackId: string): AudioBuffer | undefined => this.#buffers.get(trackId);

  /** Fetches or makes everything, and decodes what is needed first. Throws where a track cannot be had, with its title. */
  async fill(playable: Playable, onReady: (readying: Readying) => void, signal: AbortSignal): Promise<void> {
    const tracks = [...new Map(tracksOf(playable).map((track) => [track.id, track])).values()];
    this.#keepsAll = tracks.reduce((sum, { seconds }) => sum + seconds, 0) <= ALL_DECODED;
    const first = new Set(playable.phases.flatMap(({ tracks: [track] }) => (track ? [track.id] : [])));
    for (const [index, { id, title }] of tracks.entries()) {
      onReady({ ready: index, of: tracks.length, title });
      signal.throwIfAborted();
      try {
        if (!this.#files.has(id)) this.#files.set(id, await this.#fetch(id, signal));
        if (this.#keepsAll || first.has(id)) await this.decode(id);
      } catch (cause) {
        signal.throwIfAborted();
        throw new Error(`“${title}” could not be made ready. Check the network and try again.`, { cause });
      }
    }
    onReady({ ready: tracks.length, of: tracks.length, title: '' });
  }

  /** Sees to it that these are decoded, and lets go of others where memory is short. */
  keepNear(ids: ReadonlySet<string>): void {
    for (const id of ids) if (!this.#buffers.has(id)) void this.decode(id).catch(() => undefined);
    if (this.#keepsAll) return;
    for (const id of this.#buffers.keys()) if (!ids.has(id)) this.#buffers.delete(id);
  }

  decode(id: string): Promise<AudioBuffer> {
    const there = this.#buffers.get(id);
    if (there) return Promise.resolve(there);
    let decoding = this.#decoding.get(id);
    if (!decoding) {
      decoding = this.#decode(id).finally(() => this.#decoding.delete(id));
      this.#decoding.set(id, decoding);
    }
    return decoding;
  }

  async #decode(id: string): Promise<AudioBuffer> {
    const file = this.#files.get(id);
    if (!file) throw new Error('a track that is not on the shelf');
    const buffer =
      file instanceof ArrayBuffer
        ? // A copy is decoded: what is decoded is taken away from who gave it.
          await this.#context.decodeAudioData(file.slice(0))
        : bufferOfStereo(this.#context, file);
    this.#buffers.set(id, buffer);
    return buffer;
  }

  async #fetch(id: string, signal: AbortSignal): Promise<ArrayBuffer | Stereo> {
    if (SOUND_RECIPES.some((recipe) => recipe.id === id)) return madeSound(id);
    const answer = await fetch(`/api/music/tracks/${id}/audio`, { credentials: 'same-origin', signal });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return answer.arrayBuffer();
  }
}

function bufferOfStereo(context: BaseAudioContext, { left, right }: Stereo): AudioBuffer {
  const buffer = context.createBuffer(2, left.length, SOUND_RATE);
  buffer.copyToChannel(left as Float32Array<ArrayBuffer>, 0);
  buffer.copyToChannel(right as Float32Array<ArrayBuffer>, 1);
  return buffer;
}
