/**
 * Headers that keep a browser from doing with our answers what we did not mean. Two fixed sets, made once:
 * one for pages, one for data.
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
  // A patient’s own recording, played where it was opened.
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * For the two workers that compute: the one that reads barcodes from the camera's pictures, and the one that measures how
 * loud music is. They may compile WebAssembly, and do nothing else but fetch it from here. A worker keeps the policy that
 * it came with, so no page needs that permission.
 */
export const POLICY_FOR_COMPUTING = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** A year, as browsers' preload lists ask. */
const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains';

/** What data is allowed to do when a browser is made to show it as a page: nothing. */
const POLICY_FOR_DATA = "default-src 'none'; frame-ancestors 'none'";

export interface SecurityHeaders {
  /** For pages and what they load. */
  readonly page: Readonly<Record<string, string>>;
  /** For the API's answers: few, since every command pays for them. */
  readonly data: Readonly<Record<string, string>>;
}

/** `secure`: served over TLS to somebody other than this machine. */
export function securityHeaders({ secure }: { secure: boolean }): SecurityHeaders {
  const always = {
    'x-content-type-options': 'nosniff',
    ...(secure ? { 'strict-transport-security': STRICT_TRANSPORT } : {}),
  };
  return {
    page: {
      ...always,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      // The camera reads the barcodes of vials, the microphone records for a patient’s journal, here and in no frame; a
      // browser asks the person besides.
      'permissions-policy': 'camera=(self), microphone=(self), geolocation=(), payment=(), usb=()',
    },
    // Nobody's chart stays in a browser's or a proxy's cache.
    data: { ...always, 'content-security-policy': POLICY_FOR_DATA, 'cache-control': 'no-store' },
  };
}
