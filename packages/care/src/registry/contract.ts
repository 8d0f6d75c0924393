/** What the page of the registry is told, as it goes over the wire. No patient is in it, by name or by pseudonym. */
import type { Instant } from '../instant.ts';
import type { OutcomeMeasure, OutcomeProtocol } from '../outcomes/contract.ts';
import type { RegistrySummary } from './document.ts';
import type { RegistryForest } from './pooled.ts';

export interface RegistryStepShown {
  readonly kind: 'joined' | 'left';
  readonly at: Instant;
  /** The name of who did it. */
  readonly by: string;
  readonly reason: string;
  /** How others are told the clinic's name; null where it is not named. */
  readonly name: string | null;
}
export interface RegistryOther {
  readonly giver: string;
  readonly name: string | null;
  readonly madeAt: Instant;
  readonly receivedAt: Instant;
  /** Of a file: the key that signed it, and who took it in. */
  readonly file?: { readonly keyId: string; readonly takenBy: string };
}
export interface RegistryOverview {
  /** The earliest first; the last says how it stands. */
  readonly steps: readonly RegistryStepShown[];
  readonly isJoined: boolean;
  /** The clinic's own name, as others would be told it. */
  readonly clinicName: string;
  /** The copy that figures are made from is being made. */
  readonly isMaking: boolean;
  /** What would be given now, word for word; null where there is no copy yet. */
  readonly next: {
    readonly summary: RegistrySummary;
    /** Of patients who were treated under these protocols, how many consent now. */
    readonly consenting: number;
    readonly treated: number;
    /** Figures that there are and that would not be given. */
    readonly heldBack: number;
  } | null;
  /** What was given last; null where nothing was, or the clinic has left. */
  readonly given: { readonly summary: RegistrySummary; readonly madeAt: Instant } | null;
  readonly others: readonly RegistryOther[];
  /** Those that are pooled, by name. */
  readonly protocols: readonly OutcomeProtocol[];
  /** Scales of which anybody gives something. */
  readonly measures: readonly OutcomeMeasure[];
  /** Whether this server has a key to sign files with. */
  readonly canSign: boolean;
}
/** Protocols by name, with what is pooled of each. */
export interface RegistryPools {
  readonly protocols: readonly OutcomeProtocol[];
  readonly forests: readonly RegistryForest[];
}
