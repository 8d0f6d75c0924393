/** What a question is asked about. */
export interface ScaleAsked {
  readonly instrument: string;
  readonly scale: string;
}
export type { Ask } from '../copy/read.ts';
