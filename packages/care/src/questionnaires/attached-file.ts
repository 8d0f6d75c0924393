/** What a file is, by its first bytes and never by its name: photographs and PDFs are taken, everything else is not. */
import type { Localized } from '../language.ts';

export type FileKind = 'pdf' | 'jpeg' | 'png';
export const FILE_TYPES: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
};
/** As many first bytes as are looked at. */
export const FILE_HEAD_BYTES = 16;
export const FILE_LIMITS = { mostBytes: 10 * 1024 * 1024, mostFiles: 30 } as const;

const beginsWith = (head: Uint8Array, bytes: readonly number[]): boolean =>
  head.length >= bytes.length && bytes.every((byte, index) => head[index] === byte);
/** "%PDF-" */
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];
const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function fileKindOf(head: Uint8Array): FileKind | undefined {
  if (beginsWith(head, PDF)) return 'pdf';
  if (beginsWith(head, PNG)) return 'png';
  return beginsWith(head, JPEG) ? 'jpeg' : undefined;
}

export interface AttachedFileRefusal {
  readonly rule: 'file-too-large' | 'file-of-another-kind' | 'file-empty' | 'too-many-files';
  readonly words: Localized;
}
const megabytes = FILE_LIMITS.mostBytes / 1024 / 1024;

export const whyFileTooLarge = (bytes: number): AttachedFileRefusal | undefined =>
  bytes <= FILE_LIMITS.mostBytes
    ? undefined
    : {
        rule: 'file-too-large',
        words: {
          en: `This file is larger than ${megabytes} MB. A photograph of each page, one at a time, is small enough.`,
          es: `Este archivo tiene más de ${megabytes} MB. Una foto de cada página, una por una, cabe bien.`,
        },
      };

/** Why a file that begins like this is not taken; undefined where it may be. */
export function whyFileNotTaken(head: Uint8Array, bytes: number): AttachedFileRefusal | undefined {
  if (head.length === 0)
    return {
      rule: 'file-empty',
      words: { en: 'This file is empty. Please choose it again.', es: 'Este archivo está vacío. Elíjalo otra vez.' },
    };
  if (fileKindOf(head) === undefined)
    return {
      rule: 'file-of-another-kind',
      words: {
        en: 'We can take photographs (JPEG or PNG) and PDF files. This file is something else inside, whatever its name says, so we did not keep it. A photograph of the page works too.',
        es: 'Podemos recibir fotos (JPEG o PNG) y archivos PDF. Este archivo es otra cosa por dentro, diga lo que diga su nombre, así que no lo guardamos. También sirve una foto de la página.',
      },
    };
  return whyFileTooLarge(bytes);
}

export const TOO_MANY_FILES: AttachedFileRefusal = {
  rule: 'too-many-files',
  words: {
    en: `There are ${FILE_LIMITS.mostFiles} files already. Take one out, or bring the rest to your visit.`,
    es: `Ya hay ${FILE_LIMITS.mostFiles} archivos. Quite uno o traiga los demás a su visita.`,
  },
};
