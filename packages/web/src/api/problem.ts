/** A problem as the server tells it (RFC 9457), thrown by every call that was not answered well. */
import type { Refusal } from '@holdspace/care';

export interface FieldError {
  readonly field: string;
  readonly rule?: string;
  readonly message: string;
}

export class Problem extends Error {
  /** The HTTP status; 0 when the server was not reached at all. */
  readonly status: number;
  /** What kind it is, as the server names it: "locked", "signature-needed"; empty where it did not say. */
  readonly kind: string;
  readonly title: string;
  readonly detail: string | undefined;
  /** Input that cannot be, field by field. */
  readonly errors: readonly FieldError[];
  /** Rules that said no. */
  readonly refusals: readonly Refusal[];
  /** Of the authority table: which act, and whether a role or a condition was not met. */
  readonly rule: string | undefined;
  /** What would make it allowed. */
  readonly satisfy: string | undefined;
  /** Of a session that is not open to who asked: whose it is. */
  readonly patientId: string | undefined;
  /** After too many attempts: how long to wait, whole minutes. */
  readonly waitMinutes: number | undefined;

  constructor(told: {
    type?: string | undefined;
    status: number;
    title: string;
    detail?: string | undefined;
    errors?: readonly FieldError[] | undefined;
    refusals?: readonly Refusal[] | undefined;
    rule?: string | undefined;
    satisfy?: string | undefined;
    patientId?: string | undefined;
    /** Seconds. */
    retryAfter?: number | undefined;
    cause?: unknown;
  }) {
    super(told.detail ?? told.title, { cause: told.cause });
    this.name = 'Problem';
    this.status = told.status;
    this.kind = told.type?.replace('/problems/', '') ?? '';
    this.title = told.title;
    this.detail = told.detail;
    this.errors = told.errors ?? [];
    this.refusals = told.refusals ?? [];
    this.rule = told.rule;
    this.satisfy = told.satisfy;
    this.patientId = told.patientId;
    this.waitMinutes = told.retryAfter === undefined ? undefined : Math.max(1, Math.ceil(told.retryAfter / 60));
  }

  /** The network failed; the same call may work later. */
  get isUnreachable(): boolean {
    return this.status === 0;
  }

  /** In another window this person has gone to another clinic; nothing was done. */
  get isOtherClinic(): boolean {
    return this.kind === 'other-clinic';
  }

  /**
   * It was the line, the sign-in or the server, not what was sent: the same call may be answered well another time. A link or
   * a code that does not open will not open later.
   */
  get mayWorkLater(): boolean {
    const { status } = this;
    const isSignedOut = status === 401 && this.kind !== 'wrong-code';
    return this.isOtherClinic || status === 0 || isSignedOut || status === 408 || status === 429 || status >= 500;
  }
}

/** Something else was stored under the id that was sent: the next try needs another. */
export const isIdTaken = (error: unknown): boolean => error instanceof Problem && error.kind === 'repeated-id';
