/** How commands answer: in words, or with `--json` as JSON. */
import type { SettingFlags } from '../settings.ts';

export interface Asked extends SettingFlags {
  readonly json?: boolean;
}
export const answer = (asked: Asked, value: object, text: string) =>
  console.log(asked.json ? JSON.stringify(value) : text);
