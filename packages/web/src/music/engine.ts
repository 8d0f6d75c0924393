/**
 * Sound out of a plan. Every stretch is handed to the audio clock a minute ahead, to the sample, so that it goes on while
 * the page sleeps; what is asked meanwhile changes only what has not begun.
 *
 * track → its own cross-fades → its level → fader (pause, emergency) → volume → out
 */
import { curveOf, fadeInAt, fadeOutAt, type Segment } from '@holdspace/care';

/** Seconds that lie ready on the audio clock. */
export const AHEAD = 60;
/** Seconds in which music comes up again in the middle of a track. */
const COMES_BACK = 1.5;

interface Sounding {
  segment: Segment;
  readonly source: AudioBufferSourceNode;
  readonly out: GainNode;
}
const keyOf = ({ start, track }: Segment) => `${start.toFixed(3)} ${track.id}`;
/** A part of a curve, for a fade that is under way. */
const restOf = (gainAt: (part: number) => number, from: number) => curveOf((part) => gainAt(from + part * (1 - from)));

export class Engine {
  readonly #context: BaseAudioContext;
  readonly #bufferOf: (trackId: string) => AudioBuffer | undefined;
  readonly #volume: GainNode;
  readonly #analyser: AnalyserNode;
  #fader: GainNode;
  #sounding = new Map<string, Sounding>();
  /** When, by the audio clock, the second 0 of playing was; absent while silent. */
  #zero: number | undefined;

  constructor(context: BaseAudioContext, bufferOf: (trackId: string) => AudioBuffer | undefined) {
    this.#context = context;
    this.#bufferOf = bufferOf;
    this.#volume = context.createGain();
    this.#analyser = context.createAnalyser();
    this.#volume.connect(this.#analyser).connect(context.destination);
    this.#fader = this.#newFader();
  }

  #newFader(): GainNode {
    const fader = this.#context.createGain();
    fader.connect(this.#volume);
    return fader;
  }

  get isSounding(): boolean {
    return this.#zero !== undefined;
  }
  /** The second of playing that is heard now. */
  get second(): number {
    return this.#zero === undefined ? 0 : this.#context.currentTime - this.#zero;
  }
  /** How loud it is now, 0 to 1, for the eye. */
  get level(): number {
    const samples = new Float32Array(this.#analyser.fftSize);
    this.#analyser.getFloatTimeDomainData(samples);
    return Math.min(1, Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length) * 4);
  }

  setVolume(volume: number): void {
    this.#volume.gain.setTargetAtTime(volume, this.#context.currentTime, 0.05);
  }

  /** Sounds from a second of a plan on. */
  begin(segments: readonly Segment[], second: number): void {
    this.silence(0.05);
    const now = this.#context.currentTime;
    // A little later than now: what is due at once would come late.
    this.#zero = now + 0.05 - second;
    this.#fader = this.#newFader();
    if (second > 0.1) this.#fader.gain.setValueCurveAtTime(curveOf(fadeInAt), now, COMES_BACK);
    this.follow(segments);
  }

  /** Takes a plan: what has begun ends as the plan has it, what has not begun and is not in it is taken back. */
  follow(segments: readonly Segment[]): void {
    if (this.#zero === undefined) return;
    const { second } = this;
    const planned = new Map(segments.map((segment) => [keyOf(segment), segment]));
    for (const [key, sounding] of this.#sounding) {
      const segment = planned.get(key);
      if (sounding.segment.end < second) this.#sounding.delete(key);
      else if (!segment) {
        this.#stop(sounding);
        this.#sounding.delete(key);
      } else if (segment.end !== sounding.segment.end || segment.fadeOut !== sounding.segment.fadeOut) {
        sounding.segment = segment;
        this.#endAsPlanned(sounding);
      }
    }
    for (const [key, segment] of planned) {
      if (segment.end <= second + 0.1 || segment.start > second + AHEAD || this.#sounding.has(key)) continue;
      const buffer = this.#bufferOf(segment.track.id);
      if (buffer) this.#sounding.set(key, this.#start(segment, buffer));
    }
  }

  /** Fades to silence, and lets go of all that was laid ready. */
  silence(seconds: number): void {
    if (this.#zero === undefined) return;
    const now = this.#context.currentTime;
    const { gain } = this.#fader;
    const from = gain.value;
    gain.cancelScheduledValues(0);
    gain.setValueCurveAtTime(
      curveOf((part) => from * fadeOutAt(part)),
      now,
      seconds,
    );
    for (const { source } of this.#sounding.values()) source.stop(now + seconds + 0.02);
    this.#sounding = new Map();
    this.#zero = undefined;
  }

  #start(segment: Segment, buffer: AudioBuffer): Sounding {
    const zero = this.#zero ?? 0;
    const now = this.#context.currentTime;
    const source = this.#context.createBufferSource();
    const [comes, out, level] = [this.#context.createGain(), this.#context.createGain(), this.#context.createGain()];
    source.buffer = buffer;
    level.gain.value = segment.track.gain;
    source.connect(comes).connect(out).connect(level).connect(this.#fader);
    const at = zero + segment.start;
    const offset = Math.max(0, now + 0.02 - at);
    source.start(at + offset, offset);
    if (segment.fadeIn > offset)
      comes.gain.setValueCurveAtTime(restOf(fadeInAt, offset / segment.fadeIn), at + offset, segment.fadeIn - offset);
    source.onended = () => level.disconnect();
    const sounding = { segment, source, out };
    this.#endAsPlanned(sounding);
    return sounding;
  }

  #endAsPlanned({ segment, source, out }: Sounding): void {
    const zero = this.#zero ?? 0;
    const now = this.#context.currentTime;
    const fades = zero + segment.end - segment.fadeOut;
    out.gain.cancelScheduledValues(0);
    const late = Math.max(0, now - fades);
    if (late < segment.fadeOut) {
      out.gain.setValueAtTime(late > 0 ? fadeOutAt(late / segment.fadeOut) : 1, now);
      out.gain.setValueCurveAtTime(restOf(fadeOutAt, late / segment.fadeOut), fades + late, segment.fadeOut - late);
    }
    source.stop(zero + segment.end + 0.01);
  }

  #stop({ segment, source, out }: Sounding): void {
    if (segment.start > this.second) {
      source.stop();
      return;
    }
    // Never planned so; should a plan lose what sounds, it goes softly.
    const now = this.#context.currentTime;
    out.gain.cancelScheduledValues(0);
    out.gain.setValueCurveAtTime(curveOf(fadeOutAt), now, 0.5);
    source.stop(now + 0.52);
  }
}
