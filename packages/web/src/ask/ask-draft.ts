/**
 * What is written before it is sent lives in this window alone, so that a reload or the way back loses nothing; when it is
 * sent, nothing of it is left on the device.
 */
import { newId } from '../api/new-id.ts';

export interface AskDraft {
  /** Of the request: sent twice, it is one. */
  readonly id: string;
  readonly name: string;
  readonly dateOfBirth: string;
  readonly email: string;
  readonly telephone: string;
  readonly words: string;
}
const nameOf = (slug: string) => `holdspace.ask.${slug}`;

export const freshAsk = (): AskDraft => ({
  id: newId(),
  name: '',
  dateOfBirth: '',
  email: '',
  telephone: '',
  words: '',
});

export function findAsk(slug: string): AskDraft {
  try {
    const kept = window.sessionStorage.getItem(nameOf(slug));
    return kept === null ? freshAsk() : { ...freshAsk(), ...(JSON.parse(kept) as Partial<AskDraft>) };
  } catch {
    // A window that keeps nothing begins empty.
    return freshAsk();
  }
}
export function keepAsk(slug: string, draft: AskDraft): void {
  try {
    window.sessionStorage.setItem(nameOf(slug), JSON.stringify(draft));
  } catch {
    // As above: it stays in the page.
  }
}
export function forgetAsk(slug: string): void {
  try {
    window.sessionStorage.removeItem(nameOf(slug));
  } catch {
    // Nothing was kept.
  }
}
