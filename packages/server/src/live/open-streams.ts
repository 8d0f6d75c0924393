/**
 * Every live stream that is open here, with whose it is. A stream outlives the look at who may open it, so whenever a
 * sign-in, token or role ended somewhere, or a care team changed, each is looked at again and those are closed whose reader could not open them now.
 */
import type { FastifyRequest } from 'fastify';
import type { Logger } from '../log.ts';
import { Problem } from '../problem.ts';
import type { Principal, Principals } from '../sign-in/principal.ts';

/** Sign-ins and tokens also run out by themselves, of which nobody is told. */
const LOOK_AGAIN_MS = 60_000;

interface Open {
  readonly request: FastifyRequest;
  readonly principal: Principal;
  /** Whether who asks, as they are now, may still see what comes through it. */
  mayStill(principal: Principal): Promise<boolean>;
  close(): void;
}

export class OpenStreams {
  readonly #principals: Principals;
  readonly #logger: Logger;
  readonly #open = new Set<Open>();
  #timer: NodeJS.Timeout | undefined;

  constructor(principals: Principals, logger: Logger) {
    this.#principals = principals;
    this.#logger = logger;
  }

  add(
    request: FastifyRequest,
    stream: { close(): void; onClose(listener: () => void): void },
    mayStill: Open['mayStill'] = async () => true,
  ): void {
    const open: Open = { request, principal: request.principal, mayStill, close: () => stream.close() };
    this.#open.add(open);
    this.#timer ??= setInterval(() => void this.lookAgain(), LOOK_AGAIN_MS);
    stream.onClose(() => {
      this.#open.delete(open);
      if (this.#open.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    });
  }

  /** Closes the streams of everybody who could not open them now. */
  async lookAgain(): Promise<void> {
    for (const open of [...this.#open]) {
      try {
        const principal = await this.#principals.of(open.request);
        const { practitioner, clinic } = principal;
        const same = practitioner.id === open.principal.practitioner.id && clinic.id === open.principal.clinic.id;
        if (!same || !(await open.mayStill(principal))) open.close();
      } catch (error) {
        if (error instanceof Problem) open.close();
        // The database is away: nothing comes through the stream either, and the next look is soon.
        else this.#logger.warn({ err: error }, 'whose live streams these are could not be looked up');
      }
    }
  }
}
