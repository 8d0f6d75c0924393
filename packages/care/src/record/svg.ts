/** What pictures are written with: words that are no markup, and lengths to a tenth of a point. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const tenth = (value: number): string => String(Math.round(value * 10) / 10);
