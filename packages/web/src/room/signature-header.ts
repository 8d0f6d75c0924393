/** The header in which an entry's signature travels beside it. */
import type { Entry } from './outbox.ts';

export const headersOf = ({ signature }: Pick<Entry, 'signature'>): Readonly<Record<string, string>> =>
  signature ? { 'holdspace-proof': signature.proof } : {};
