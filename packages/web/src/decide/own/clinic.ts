/** The clinic of this page's address, and what it offers; `/decide` alone is of no clinic. */
import type { Language, OptionId, PublicService } from '@holdspace/care';
import { useEffect, useState } from 'react';
import type { SaidPart } from './parts.ts';

export interface ClinicShown {
  readonly clinic: { readonly slug: string; readonly name: string };
  readonly services: readonly (PublicService & { readonly option?: OptionId })[];
  readonly takesConsultRequests: boolean;
}
export type Looked =
  | { readonly is: 'none' }
  | { readonly is: 'looking' }
  | { readonly is: 'missing' }
  | { readonly is: 'failed'; again(): void }
  | { readonly is: 'found'; readonly shown: ClinicShown };

export const slugOf = (path: string): string | undefined => /^\/decide\/([^/]+)\/?$/.exec(path)?.[1];

export function useClinic(path: string): Looked {
  const slug = slugOf(path);
  const [tries, setTries] = useState(0);
  const [looked, setLooked] = useState<Looked>(slug ? { is: 'looking' } : { is: 'none' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try looks again
  useEffect(() => {
    if (!slug) return;
    const leaving = new AbortController();
    const failed = () =>
      setLooked({
        is: 'failed',
        again: () => {
          setLooked({ is: 'looking' });
          setTries((count) => count + 1);
        },
      });
    fetch(`/api/public/clinics/${slug}/services`, { signal: leaving.signal })
      .then(async (response) => {
        if (response.status === 404) setLooked({ is: 'missing' });
        else if (response.ok) setLooked({ is: 'found', shown: (await response.json()) as ClinicShown });
        else failed();
      })
      .catch(() => {
        if (!leaving.signal.aborted) failed();
      });
    return () => leaving.abort();
  }, [slug, tries]);
  return looked;
}

export interface Contact {
  readonly name: string;
  readonly born: string;
  readonly reach: string;
}
/** What the route of consult requests takes: who asks, how to answer them, and what of this page they send. */
export interface ConsultRequestBody {
  readonly id: string;
  readonly language: Language;
  readonly name: string;
  readonly dateOfBirth: string;
  readonly email?: string;
  readonly telephone?: string;
  /** In own words. */
  readonly words?: string;
  readonly chosen?: readonly SaidPart[];
}

/** One field is asked for either: what holds an "@" is an e-mail. */
export function consultRequest(
  { name, born, reach }: Contact,
  note: string,
  chosen: readonly SaidPart[],
  language: Language,
): Omit<ConsultRequestBody, 'id'> {
  const said = reach.trim();
  return {
    language,
    name: name.trim(),
    dateOfBirth: born,
    ...(said.includes('@') ? { email: said } : { telephone: said }),
    ...(note.trim() !== '' && { words: note.trim() }),
    ...(chosen.length > 0 && { chosen }),
  };
}
