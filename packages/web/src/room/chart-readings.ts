/**
 * Draws the readings of the vital-signs chart: ranges as thin uprights, and a caret, dot or square wherever there is room
 * for one. The chart is divided into slots as wide as a mark, each with one mark, so that a new reading changes only the
 * last two slots, and hours of readings behind it are left as they were drawn.
 */
import type { Column, Columns } from './chart-columns.ts';

export type Place = (value: number) => number;

/** How wide a column of readings is, in pixels: as fine as a dark room's tablet shows apart. */
export const COLUMN = 2;
/** The width of a slot: marks of neighbouring readings stand about this far apart. */
const SLOT = 9;
/** Readings at least this far apart, in pixels, are joined by a line. */
const LINE_FROM = 4;
/** How far a mark reaches to each side of its reading. */
const REACH = 6;

export interface ReadingColours {
  readonly pressure: string;
  readonly heart: string;
  readonly oxygen: string;
}
export interface ReadingPlaces {
  readonly x: Place;
  readonly y: Place;
  readonly oxygenY: Place;
}

const slotOf = (place: number): number => Math.floor(place / SLOT);

/** How far to the left a reading at a place changes the picture: its own slot's mark, and that of the slot before. */
export const changesFrom = (place: number): number => (slotOf(place) - 1) * SLOT - REACH;

/** The first column whose drawing reaches beyond a place. Columns stand in order of time. */
function firstBeyond(columns: readonly Column[], x: Place, from: number): number {
  let index = columns.length;
  while (index > 0) {
    const column = columns[index - 1];
    if (column && x(column.at) < from) break;
    index -= 1;
  }
  return index;
}

/**
 * The columns that get a mark, from a place on: in each slot the last of its left half, or its first, so that
 * neighbours keep apart; in the last slot the newest reading itself.
 */
export function marked(columns: readonly Column[], x: Place, from = Number.NEGATIVE_INFINITY): Column[] {
  const chosen: Column[] = [];
  const begin = slotOf(from) * SLOT;
  let slot = Number.NaN;
  for (let index = firstBeyond(columns, x, begin); index < columns.length; index += 1) {
    const column = columns[index];
    if (!column) continue;
    const place = x(column.at);
    const isNew = slotOf(place) !== slot;
    slot = slotOf(place);
    if (isNew) chosen.push(column);
    else if (place - slot * SLOT <= SLOT / 2 || index === columns.length - 1) chosen[chosen.length - 1] = column;
  }
  return chosen;
}

/**
 * Draws what lies from a place on; what lies left of it stays as it is drawn. The canvas is clear there.
 */
export function drawReadings(
  canvas: CanvasRenderingContext2D,
  columns: Columns,
  { x, y, oxygenY }: ReadingPlaces,
  colours: ReadingColours,
  from: number,
): void {
  const begin = from - SLOT - REACH;
  canvas.lineWidth = 1.8;
  canvas.strokeStyle = colours.pressure;
  canvas.fillStyle = colours.pressure;
  for (const [series, direction] of [
    [columns.systolic, -1],
    [columns.diastolic, 1],
  ] as const) {
    ranges(canvas, series, x, y, begin);
    // ∨ stands on the systolic value, ∧ hangs under the diastolic: their tips are the readings.
    carets(canvas, marked(series, x, begin), x, y, direction);
  }
  canvas.fillStyle = colours.heart;
  ranges(canvas, columns.heartRate, x, y, begin);
  dots(canvas, marked(columns.heartRate, x, begin), x, y, 3);
  canvas.strokeStyle = colours.oxygen;
  canvas.fillStyle = colours.oxygen;
  canvas.lineWidth = 1.5;
  ranges(canvas, columns.oxygenSaturation, x, oxygenY, begin);
  joins(canvas, columns.oxygenSaturation, x, oxygenY, begin);
  for (const column of marked(columns.oxygenSaturation, x, begin))
    canvas.fillRect(x(column.at) - 2.5, oxygenY(column.last) - 2.5, 5, 5);
}

/** Upright bars on whole pixels: without a graphics card, a path of a thousand strokes takes longer than all the rest. */
function ranges(canvas: CanvasRenderingContext2D, columns: readonly Column[], x: Place, y: Place, from: number): void {
  for (let index = firstBeyond(columns, x, from); index < columns.length; index += 1) {
    const column = columns[index];
    if (!column || column.count === 1 || column.high === column.low) continue;
    const top = y(column.high);
    canvas.fillRect(Math.round(x(column.at)) - 1, top, COLUMN - 0.5, y(column.low) - top);
  }
}

function carets(
  canvas: CanvasRenderingContext2D,
  columns: readonly Column[],
  x: Place,
  y: Place,
  direction: -1 | 1,
): void {
  canvas.beginPath();
  for (const column of columns) {
    const [place, tip] = [x(column.at), y(column.last)];
    canvas.moveTo(place - 4.5, tip + direction * 8);
    canvas.lineTo(place, tip);
    canvas.lineTo(place + 4.5, tip + direction * 8);
  }
  canvas.stroke();
}

function dots(canvas: CanvasRenderingContext2D, columns: readonly Column[], x: Place, y: Place, radius: number): void {
  canvas.beginPath();
  for (const column of columns) {
    const [place, middle] = [x(column.at), y(column.last)];
    canvas.moveTo(place + radius, middle);
    canvas.arc(place, middle, radius, 0, 2 * Math.PI);
  }
  canvas.fill();
}

/** Lines between readings; those next to one another are a line by themselves. */
function joins(canvas: CanvasRenderingContext2D, columns: readonly Column[], x: Place, y: Place, from: number): void {
  canvas.beginPath();
  // The line to the first of them comes from the one before.
  let drawn = columns[firstBeyond(columns, x, from) - 1];
  for (let index = firstBeyond(columns, x, from); index < columns.length; index += 1) {
    const column = columns[index];
    if (!column) continue;
    if (drawn && x(column.at) - x(drawn.at) >= LINE_FROM) {
      canvas.moveTo(x(drawn.at), y(drawn.last));
      canvas.lineTo(x(column.at), y(column.last));
    }
    drawn = column;
  }
  canvas.stroke();
}
