import type { Language } from '@holdspace/care';

/** An address that meets its reader in a language, whatever their device says; as it is where nobody has said which. */
export const spokenAddress = (address: string, language: Language | undefined): string =>
  language ? `${address}?language=${language}` : address;
