/** What a request was found to do, about whom, and what allowed it: set by whoever asks the authority table. */
import type { Act, Condition } from '@holdspace/care';

export interface Access {
  readonly act: Act;
  readonly patientId?: string;
  readonly sessionId?: string;
  /** The conditions of the table's row that allowed it; empty where the role alone did. */
  readonly grounds: readonly Condition[];
  readonly refused?: true;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set when the authority table was asked; unset while it has not been. */
    access: Access | undefined;
  }
}
