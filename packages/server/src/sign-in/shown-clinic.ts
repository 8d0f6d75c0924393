/**
 * A page says for which clinic it is shown. Which one a browser is in is kept in a cookie that its windows share, so
 * somebody who went to another clinic in one window could otherwise write there from a page of the first.
 */
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';
import type { Principal } from './principal.ts';

/** The clinic's address, as the page knows it; clients that never switch need not send it. */
const SHOWN_CLINIC = 'x-holdspace-clinic';

/** Throws where a page of one clinic asks in the name of somebody who is at another now. */
export function demandShownClinic({ headers }: FastifyRequest, { clinic }: Principal): void {
  const shown = headers[SHOWN_CLINIC];
  if (shown === undefined || shown === clinic.slug) return;
  throw new Problem(
    'other-clinic',
    `This page belongs to another clinic, and you have gone to ${clinic.name} since. Nothing was done.`,
  );
}
