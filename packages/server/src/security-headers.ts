/**
 * Headers that keep a browser from doing with our answers what we did not mean. One fixed set for every
 * answer, made once, so that they cost a request nothing but the copying.
 */

/**
 * No inline or foreign script at all. Styles may be inline: the web app's component library sets sizes
 * and colours on elements, and a style cannot run code.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A year, as browsers' preload lists ask. */
const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains';

/** The headers of every answer. `secure`: served over TLS to somebody other than this machine. */
export function securityHeaders({ secure }: { secure: boolean }): Readonly<Record<string, string>> {
  return {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    ...(secure ? { 'strict-transport-security': STRICT_TRANSPORT } : {}),
  };
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost', '[::1]']);
/** Whether only this machine can reach a host: then plain HTTP is fine and cookies need no TLS. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host) || host.startsWith('127.');
