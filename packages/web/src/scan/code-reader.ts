/**
 * The worker that finds codes in a picture. It alone may compile WebAssembly: the server sends this one file with a policy
 * of its own (docs/decisions/0023), so the pages keep theirs. The decoder comes from this server, never from elsewhere.
 */
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import decoder from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** A code as it was found: its text with its separators, and which kind of symbol it stood in ("]d2"). */
export interface FoundCode {
  readonly text: string;
  readonly symbology: string;
}
/** `codes` is undefined where the picture could not be looked at. */
export interface Looked {
  readonly codes?: readonly FoundCode[];
  readonly failed?: string;
}

/** The symbols that stand on medicine and on the clinic's labels; every further one costs time and can be misread. */
const OPTIONS: ReaderOptions = {
  formats: ['DataMatrix', 'Code128', 'EAN13', 'UPCA', 'EAN8', 'ITF14', 'QRCode', 'DataBar', 'DataBarLtd', 'DataBarExp'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  maxNumberOfSymbols: 8,
  // The separators stay what they are, and nothing is put between parentheses.
  textMode: 'Plain',
};

prepareZXingModule({
  overrides: { locateFile: (path: string, folder: string) => (path.endsWith('.wasm') ? decoder : folder + path) },
});

self.addEventListener('message', async ({ data }: MessageEvent<ImageData>) => {
  const answer = (looked: Looked) => self.postMessage(looked);
  try {
    const found = await readBarcodes(data, OPTIONS);
    answer({
      codes: found
        .filter(({ isValid }) => isValid)
        .map(({ text, symbologyIdentifier }) => ({ text, symbology: symbologyIdentifier })),
    });
  } catch (fault) {
    answer({ failed: fault instanceof Error ? fault.message : String(fault) });
  }
});
