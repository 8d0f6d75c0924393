/** Lengths and loudness as they are read. */
import type { Loudness } from '@holdspace/care';

/** "4:07" */
export function sayLength(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
/** "−18.2 LUFS, peak −1.1 dBTP" */
export const sayLoudness = ({ loudness, truePeak }: Loudness): string =>
  `${loudness.toFixed(1)} LUFS, peak ${truePeak.toFixed(1)} dBTP`.replaceAll('-', '−');
