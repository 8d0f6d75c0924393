/** How one sound gives way to another, and how loud each is: curves and levels, as plain numbers. */

/** Gain of what comes in, by how much of the cross-fade has passed (0 to 1): a quarter of a sine. */
export const fadeInAt = (part: number): number => Math.sin((Math.min(1, Math.max(0, part)) * Math.PI) / 2);
/** Gain of what goes out: the square of both is 1 together at every moment, so that the room hears one level. */
export const fadeOutAt = (part: number): number => Math.cos((Math.min(1, Math.max(0, part)) * Math.PI) / 2);

/** The curve as a list of gains for an audio engine that draws lines between them. */
export const curveOf = (gainAt: (part: number) => number, points = 129): Float32Array =>
  Float32Array.from({ length: points }, (_, index) => gainAt(index / (points - 1)));

/**
 * The common loudness that tracks are brought to, and the peak that none may pass. A clinic may set another loudness.
 * Source: EBU R 128 (2020), Loudness normalisation and permitted maximum level of audio signals: −23.0 LUFS, −1 dBTP.
 */
export const LOUDNESS = { target: -23, lowest: -36, highest: -14, highestPeak: -1 } as const;

export interface Loudness {
  /** Integrated loudness, LUFS. */
  readonly loudness: number;
  /** True peak, dBTP. */
  readonly truePeak: number;
}

/** How far a track is turned up or down, dB: to the common loudness, but never so far that its peaks pass the limit. */
export const levelOf = ({ loudness, truePeak }: Loudness, target: number = LOUDNESS.target): number =>
  Math.min(target - loudness, LOUDNESS.highestPeak - truePeak);

/** Decibels as a factor. */
export const gainOf = (decibels: number): number => 10 ** (decibels / 20);
/** A factor as decibels. */
export const decibelsOf = (gain: number): number => 20 * Math.log10(gain);
