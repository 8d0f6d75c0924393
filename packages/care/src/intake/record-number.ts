/**
 * The record number that is made of a request where the clinic gives none of its own. The end of an id is random; its
 * beginning is the time, which two who ask in one minute share.
 */
export const recordNumberOf = (requestId: string): string => `ASK-${requestId.slice(-8).toUpperCase()}`;
