/** pdfmake and the letters it draws with, loaded when the first paper is asked for: a server at rest does not carry them. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** What is asked of pdfmake's server build. */
interface PdfMaker {
  addFonts(fonts: Record<string, Record<string, string>>): void;
  setLocalAccessPolicy(allows: (path: string) => boolean): void;
  setUrlAccessPolicy(allows: (url: string) => boolean): void;
  createPdf(definition: TDocumentDefinitions): { getBuffer(): Promise<Uint8Array> };
}

const fontFolder = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto');

/** Whether the letters of a paper have one for a code point. */
export type Draws = (codePoint: number) => boolean;
let letters: Promise<Draws> | undefined;
export function paperLetters(): Promise<Draws> {
  letters ??= (async () => {
    // By fontkit pdfmake itself reads its letters.
    const { open } = await import('fontkit');
    const font = await open(join(fontFolder(), 'Roboto-Regular.ttf'));
    if (!('hasGlyphForCodePoint' in font)) throw new Error('the letters of papers are a collection, and not one font');
    return (codePoint) => font.hasGlyphForCodePoint(codePoint);
  })();
  return letters;
}

let maker: Promise<PdfMaker> | undefined;
export function pdfMaker(): Promise<PdfMaker> {
  maker ??= (async () => {
    const loaded = (await import('pdfmake')) as unknown as { default: PdfMaker };
    const fonts = fontFolder();
    loaded.default.addFonts({
      Roboto: {
        normal: join(fonts, 'Roboto-Regular.ttf'),
        bold: join(fonts, 'Roboto-Medium.ttf'),
        italics: join(fonts, 'Roboto-Italic.ttf'),
        bolditalics: join(fonts, 'Roboto-MediumItalic.ttf'),
      },
    });
    // What stands on a paper never makes the server read a file but its fonts, or ask anything of a network.
    loaded.default.setLocalAccessPolicy((path) => path.startsWith(fonts));
    loaded.default.setUrlAccessPolicy(() => false);
    return loaded.default;
  })();
  return maker;
}
