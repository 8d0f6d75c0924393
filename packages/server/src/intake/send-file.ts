/** A file that somebody sent goes out as a file: saved and never shown as a page, whatever stands in it. */
import { Readable } from 'node:stream';
import type { FormFile } from '@holdspace/store';
import type { FastifyReply } from 'fastify';

/** In letters that every header takes, and as it is beside it (RFC 6266). */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\w. -]+/g, '_').slice(0, 100);
  const whole = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

export const sendFile = (
  reply: FastifyReply,
  name: string,
  { mediaType, bytes }: NonNullable<FormFile['kept']>,
  pieces: AsyncIterable<Buffer>,
): FastifyReply =>
  reply
    .headers({
      'content-type': mediaType,
      'content-length': bytes,
      'content-disposition': dispositionOf(name),
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
    .send(Readable.from(pieces, { objectMode: false }));
