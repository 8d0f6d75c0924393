/**
 * A camera for tests: barcodes as a hand holds them before a lens, a little turned, soft and noisy, written as the raw
 * video that Chromium takes for its fake device.
 */
import { writeFileSync } from 'node:fs';
import bwip from 'bwip-js/node';

const [WIDTH, HEIGHT] = [1280, 720];
const [PAPER, INK, TABLE] = [225, 40, 120];

export interface ShownCode {
  /** bwip-js's name of the symbol: "gs1datamatrix", "upca", "code128". */
  readonly symbol: string;
  readonly text: string;
  /** Pixels of the picture for the narrowest bar or the edge of a module. */
  readonly scale: number;
  /** Turned by so many degrees. */
  readonly turn?: number;
  /** Moved from the middle, in pixels. */
  readonly right?: number;
}

/** Whether there is ink, by column and row of modules. */
interface Symbol {
  readonly columns: number;
  readonly rows: number;
  isInk(column: number, row: number): boolean;
}

function symbolOf({ symbol, text }: ShownCode): Symbol {
  const [drawn] = bwip.raw({ bcid: symbol, text });
  if (drawn && 'pixs' in drawn)
    return {
      columns: drawn.pixx,
      rows: drawn.pixy,
      isInk: (column, row) => drawn.pixs[row * drawn.pixx + column] === 1,
    };
  if (!drawn) throw new Error(`${symbol} cannot be drawn`);
  // Widths of bars and spaces in turn, a bar first.
  const bars = drawn.sbs.flatMap((width, at) => Array.from({ length: width }, () => at % 2 === 0));
  return { columns: bars.length, rows: 40, isInk: (column) => bars[column] === true };
}

/** Light from 0 to 255 at each pixel. */
function picture(codes: readonly ShownCode[]): Uint8Array {
  const light = new Uint8Array(WIDTH * HEIGHT).fill(TABLE);
  for (const code of codes) {
    const { columns, rows, isInk } = symbolOf(code);
    const angle = ((code.turn ?? 0) * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const quiet = 12;
    for (let y = 0; y < HEIGHT; y += 1)
      for (let x = 0; x < WIDTH; x += 1) {
        const [dx, dy] = [x - WIDTH / 2 - (code.right ?? 0), y - HEIGHT / 2];
        const column = Math.floor((dx * cos + dy * sin) / code.scale + columns / 2);
        const row = Math.floor((dy * cos - dx * sin) / code.scale + rows / 2);
        if (column < -quiet || row < -quiet || column >= columns + quiet || row >= rows + quiet) continue;
        const inside = column >= 0 && row >= 0 && column < columns && row < rows;
        light[y * WIDTH + x] = inside && isInk(column, row) ? INK : PAPER;
      }
  }
  return grainy(softened(light));
}

/** A lens that is not quite sharp. */
function softened(light: Uint8Array): Uint8Array {
  const soft = Uint8Array.from(light);
  for (let y = 1; y < HEIGHT - 1; y += 1)
    for (let x = 1; x < WIDTH - 1; x += 1) {
      let sum = 0;
      for (let dy = -1; dy <= 1; dy += 1)
        for (let dx = -1; dx <= 1; dx += 1) sum += light[(y + dy) * WIDTH + x + dx] ?? 0;
      soft[y * WIDTH + x] = sum / 9;
    }
  return soft;
}

/** The noise of a dim room, the same each time. */
function grainy(light: Uint8Array): Uint8Array {
  let seed = 42;
  return light.map((value) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.max(0, Math.min(255, value + (seed % 31) - 15));
  });
}

/** Writes a film: each scene for so many seconds, again and again. Grey, five pictures a second. */
export function film(
  path: string,
  scenes: readonly { readonly codes: readonly ShownCode[]; readonly seconds: number }[],
): void {
  const rate = 5;
  const colour = new Uint8Array((WIDTH * HEIGHT) / 2).fill(128);
  const parts: Uint8Array[] = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${rate}:1 Ip A1:1 C420jpeg\n`)];
  for (const { codes, seconds } of scenes) {
    const light = picture(codes);
    for (let count = 0; count < seconds * rate; count += 1) parts.push(Buffer.from('FRAME\n'), light, colour);
  }
  writeFileSync(path, Buffer.concat(parts));
}
