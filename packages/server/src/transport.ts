/** How the server is reached: over TLS of its own, behind a proxy that ends TLS, or from this machine alone. */

/** Certificate (with its chain) and private key, in PEM. */
export interface Tls {
  readonly cert: string;
  readonly key: string;
}

export interface Transport {
  readonly host: string;
  readonly tls?: Tls | undefined;
  readonly behindTlsProxy: boolean;
}

/** NIST SP 800-52 rev. 2: TLS 1.2 with the ciphers that Node chooses, 1.3 wherever the other side can. */
export const OLDEST_TLS = 'TLSv1.2';

/** A chart would travel in the clear, so nothing listens. */
export class UnsafeTransportError extends Error {
  constructor(host: string) {
    super(
      `${host} can be reached from other machines, and charts would travel in the clear. Give TLS_CERT and TLS_KEY, or put a proxy that ends TLS in front and say BEHIND_TLS_PROXY=1.`,
    );
    this.name = 'UnsafeTransportError';
  }
}

const LOOPBACK = new Set(['::1', 'localhost', '[::1]']);
/** Whether only this machine can reach a host. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host) || /^127(\.\d{1,3}){3}$/.test(host);

/** Throws an `UnsafeTransportError` rather than to listen beyond this machine without TLS. */
export function demandSafeTransport({ host, tls, behindTlsProxy }: Transport): void {
  if (!tls && !behindTlsProxy && !isLoopback(host)) throw new UnsafeTransportError(host);
}

/** Whether browsers come over TLS: then cookies go over TLS alone, and browsers are told to come by no other way. */
export const isServedOverTls = ({ tls, behindTlsProxy }: Transport): boolean => tls !== undefined || behindTlsProxy;
