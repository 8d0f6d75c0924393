/** Consents as the API shows them. */
import type {
  ConsentNeed,
  ConsentPurpose,
  ConsentStanding,
  Instant,
  Language,
  Localized,
  WhyAsked,
} from '@holdspace/care';

export interface ConsentSignatureShown {
  readonly id: string;
  readonly version: number;
  readonly language: Language;
  readonly isDrawn: boolean;
  readonly signedAt: Instant;
  readonly witness?: { readonly name: string; readonly at: Instant };
  readonly withdrawal?: { readonly at: Instant; readonly how: 'portal' | 'clinic'; readonly recordedBy?: string };
}
export interface ConsentShown {
  readonly document: string;
  readonly purpose: ConsentPurpose;
  readonly title: Localized;
  readonly version: number;
  readonly witnessed: boolean;
  readonly need?: ConsentNeed;
  readonly why?: WhyAsked;
  readonly standing: ConsentStanding;
  readonly signatures: readonly ConsentSignatureShown[];
  readonly questions: readonly { readonly piece: string; readonly wrong: number; readonly isRight: boolean }[];
}
export interface ReadingPiece {
  readonly id: string;
  readonly title: Localized;
  readonly text: Localized;
  readonly question?: {
    readonly asks: Localized;
    readonly choices: readonly { readonly id: string; readonly says: Localized }[];
  };
}
export interface Reading {
  readonly title: Localized;
  readonly pieces: readonly ReadingPiece[];
  readonly asks: readonly { readonly id: string; readonly label: Localized; readonly most: number }[];
  readonly ifWithdrawn: Localized;
}
export interface ConsentReading {
  readonly clinic: { readonly name: string; readonly zone: string };
  readonly consent: ConsentShown;
  readonly reading: Reading;
}
export interface MyConsents {
  readonly clinic: { readonly name: string; readonly zone: string };
  readonly consents: readonly ConsentShown[];
}
