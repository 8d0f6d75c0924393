/** How one signs in, as the server answers it. */
import type { Instant } from '@holdspace/care';

export interface AccountShown {
  readonly email: string;
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly hasPin: boolean;
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly isSynced: boolean;
    readonly createdAt: Instant;
    readonly lastUsedAt: Instant | null;
  }[];
  readonly sessions: readonly {
    readonly id: string;
    readonly createdAt: Instant;
    readonly expiresAt: Instant;
    readonly touchedAt: Instant;
    readonly signedInBy: string;
    readonly isShared: boolean;
    readonly browser: string | null;
    readonly address: string | null;
    readonly isThis: boolean;
  }[];
}
