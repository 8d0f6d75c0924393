/**
 * Draws the vital signs as an anesthesia record does: systolic ∨ above, diastolic ∧ below, heart rate as dots, oxygen
 * saturation in a strip of its own; doses, the infusion, the non-ordinary state and the phases on the same time axis.
 */
import { instant } from '@holdspace/care';
import { sayTime } from '../ui/moment.ts';
import { type Columns, SERIES, type SeriesName } from './chart-columns.ts';
import { COLUMN, changesFrom, drawReadings, type Place } from './chart-readings.ts';

export interface ChartTime {
  /** Milliseconds since 1970 at the left and right edges. */
  readonly from: number;
  readonly until: number;
}
export interface ChartMarks {
  readonly bands: readonly { readonly from: number; readonly until: number; readonly name: string }[];
  readonly doses: readonly { readonly at: number; readonly says: string }[];
  readonly infusion: readonly {
    readonly from: number;
    readonly until: number;
    readonly says: string;
    readonly runs: boolean;
  }[];
  readonly nosc: readonly { readonly at: number; readonly says: string }[];
  readonly now: number;
}
export interface ChartColours {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly surface: string;
  readonly band: string;
  readonly pressure: string;
  readonly heart: string;
  readonly oxygen: string;
  readonly dose: string;
}
export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** Device pixels to one of the page's. */
  readonly ratio: number;
}
export interface ChartPicture {
  readonly size: ChartSize;
  readonly time: ChartTime;
  readonly columns: Columns;
  readonly marks: ChartMarks;
  readonly colours: ChartColours;
  readonly font: string;
  /** The zone in which the times are said. */
  readonly zone: string;
}
/** Two sheets of one size, the readings' over the paper. */
export interface ChartSheets {
  readonly paper: CanvasRenderingContext2D;
  readonly readings: CanvasRenderingContext2D;
}

const LEFT = 40;
const RIGHT = 10;
/** Heights from the top: the marks, the SpO2 strip, and from the bottom: the times, the bands, the infusion. */
const MARKS = 22;
const OXYGEN = 44;
const BOTTOM = { times: 20, bands: 20, infusion: 18 };
/** The readings' common scale for mmHg and beats a minute; wider where a reading lies outside. */
const USUAL_LOW = 40;
const USUAL_HIGH = 180;
const OXYGEN_LOW = 84;
/** Milliseconds that one column stands for. */
export const columnWidth = (time: ChartTime, width: number): number =>
  Math.max(1, Math.round(((time.until - time.from) * COLUMN) / Math.max(1, width - LEFT - RIGHT)));

/** The moment under a point of the chart. */
export const momentUnder = (time: ChartTime, width: number, x: number): number =>
  time.from + ((x - LEFT) / Math.max(1, width - LEFT - RIGHT)) * (time.until - time.from);

/** What the sheets show, so that the next drawing need only add to it. */
export interface ChartShown {
  /** Everything but the readings, as text. */
  readonly paper: string;
  /** Where the readings stand: another scale moves them all. */
  readonly scale: string;
  readonly columns: Columns;
  /** When the newest reading of each series that is drawn was taken. */
  readonly newest: Newest;
}
type Newest = { readonly [Name in SeriesName]: number | undefined };

/**
 * Draws the picture, and answers what it shows. The paper (grid, times, phases, infusion, doses, now) changes with the
 * minutes and not with each reading; of the readings, those that only joined at the end are added to what is drawn.
 */
export function drawChart(sheets: ChartSheets, picture: ChartPicture, shown: ChartShown | undefined): ChartShown {
  const { size, time, colours, columns } = picture;
  const { width, height } = size;
  const right = width - RIGHT;
  const x = (at: number) => LEFT + ((at - time.from) / (time.until - time.from)) * (right - LEFT);
  const top = MARKS + OXYGEN + 6;
  const bottom = height - BOTTOM.times - BOTTOM.bands - BOTTOM.infusion;
  const { low, high } = scaleOf(columns);
  const y = (value: number) => bottom - ((value - low) / (high - low)) * (bottom - top);
  const oxygenTop = MARKS + 4;
  const oxygenY = (value: number) =>
    oxygenTop + ((100 - Math.max(value, OXYGEN_LOW)) / (100 - OXYGEN_LOW)) * (OXYGEN - 8);

  const scale = JSON.stringify([size, time, low, high, colours]);
  const paper = JSON.stringify([picture.marks, picture.font, picture.zone]);
  const isSameScale = scale === shown?.scale;
  if (!isSameScale || paper !== shown.paper) {
    beginSheet(sheets.paper, size);
    sheets.paper.font = `12px ${picture.font}`;
    sheets.paper.textBaseline = 'middle';
    drawBands(sheets.paper, picture, x, bottom);
    drawGrid(sheets.paper, picture, { x, y, top, bottom, right, low, high, oxygenY });
    drawInfusion(sheets.paper, picture, x, bottom);
    drawNow(sheets.paper, picture, x, top, bottom);
    drawMarks(sheets.paper, picture, x, bottom);
  }
  const { readings } = sheets;
  // A reading entered late stands among the others, and the columns were made anew.
  const isAddition = isSameScale && shown?.columns === columns;
  const left = LEFT - 5;
  // On a whole pixel of the device, so that no seam shows.
  const changed = isAddition ? changedFrom(columns, shown.newest, x, right) : left;
  const from = Math.max(left, Math.floor(changed * size.ratio) / size.ratio);
  beginSheet(readings, size, isAddition ? from : 0);
  readings.save();
  readings.beginPath();
  readings.rect(from, MARKS, right + 5 - from, bottom - MARKS + 4);
  readings.clip();
  drawReadings(readings, columns, { x, y, oxygenY }, colours, from);
  readings.restore();
  return { paper, scale, columns, newest: newestOf(columns) };
}

const newestOf = (columns: Columns): Newest => ({
  systolic: columns.systolic.at(-1)?.at,
  diastolic: columns.diastolic.at(-1)?.at,
  heartRate: columns.heartRate.at(-1)?.at,
  oxygenSaturation: columns.oxygenSaturation.at(-1)?.at,
});

/** The leftmost place that readings changed which joined at the end since. */
function changedFrom(columns: Columns, drawn: Newest, x: Place, right: number): number {
  let from = right;
  for (const name of SERIES) {
    const newest = columns[name].at(-1)?.at;
    if (newest === undefined || newest === drawn[name]) continue;
    from = Math.min(from, changesFrom(x(drawn[name] ?? columns[name][0]?.at ?? newest)));
  }
  return from;
}

/** Clears a sheet, from a place to the right of it on. Letters are for the paper alone: to set them makes the browser style the page. */
function beginSheet(canvas: CanvasRenderingContext2D, size: ChartPicture['size'], from = 0): void {
  canvas.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
  canvas.clearRect(from, 0, size.width - from, size.height);
  canvas.lineJoin = 'round';
}

function scaleOf(columns: Columns): { low: number; high: number } {
  let low = USUAL_LOW;
  let high = USUAL_HIGH;
  for (const name of ['systolic', 'diastolic', 'heartRate'] as const)
    for (const column of columns[name]) {
      if (column.low < low) low = column.low;
      if (column.high > high) high = column.high;
    }
  return { low: Math.floor(low / 20) * 20, high: Math.ceil(high / 20) * 20 };
}

interface Grid {
  readonly x: Place;
  readonly y: Place;
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
  readonly oxygenY: Place;
}

const STEPS = [5, 10, 15, 30, 60, 120].map((minutes) => minutes * 60_000);

function drawGrid(canvas: CanvasRenderingContext2D, picture: ChartPicture, grid: Grid): void {
  const { time, colours, size } = picture;
  canvas.strokeStyle = colours.line;
  canvas.fillStyle = colours.quiet;
  canvas.lineWidth = 1;
  canvas.textAlign = 'right';
  canvas.beginPath();
  for (let value = grid.low; value <= grid.high; value += 20) {
    const at = Math.round(grid.y(value)) + 0.5;
    reach(canvas, LEFT, at, grid.right, at);
    if (value % 40 === 0) canvas.fillText(String(value), LEFT - 7, at);
  }
  for (const value of [90, 100]) {
    const at = Math.round(grid.oxygenY(value)) + 0.5;
    reach(canvas, LEFT, at, grid.right, at);
    canvas.fillText(String(value), LEFT - 7, at);
  }
  canvas.textAlign = 'center';
  const span = time.until - time.from;
  const step = STEPS.find((one) => ((grid.right - LEFT) * one) / span >= 64) ?? 240 * 60_000;
  for (let at = Math.ceil(time.from / step) * step; at <= time.until; at += step) {
    const place = Math.round(grid.x(at)) + 0.5;
    reach(canvas, place, grid.top, place, grid.bottom);
    if (place > LEFT + 12 && place < grid.right - 14)
      canvas.fillText(sayTime(instant(at), picture.zone), place, size.height - BOTTOM.times / 2);
  }
  canvas.stroke();
}

/** Adds a line to the path that is being made. */
function reach(canvas: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  canvas.moveTo(x1, y1);
  canvas.lineTo(x2, y2);
}

function drawBands(canvas: CanvasRenderingContext2D, picture: ChartPicture, x: Place, bottom: number): void {
  const { marks, colours, time } = picture;
  const top = bottom + BOTTOM.infusion;
  marks.bands.forEach((band, index) => {
    const from = x(Math.max(band.from, time.from));
    const until = x(Math.min(band.until, time.until));
    if (until <= from) return;
    canvas.fillStyle = colours.band;
    if (index % 2 === 0) canvas.fillRect(from, MARKS, until - from, bottom - MARKS);
    canvas.fillRect(from, top, until - from - 1, BOTTOM.bands - 2);
    canvas.fillStyle = colours.quiet;
    canvas.textAlign = 'left';
    words(canvas, band.name, from + 5, top + BOTTOM.bands / 2 - 1, until - from - 8);
  });
}

function drawInfusion(canvas: CanvasRenderingContext2D, picture: ChartPicture, x: Place, bottom: number): void {
  const { marks, colours } = picture;
  for (const stretch of marks.infusion) {
    const from = x(stretch.from);
    const until = Math.max(from + 2, x(stretch.until));
    const top = bottom + 2;
    canvas.strokeStyle = colours.dose;
    canvas.fillStyle = colours.dose;
    canvas.lineWidth = 1.5;
    if (stretch.runs) canvas.fillRect(from, top, until - from, BOTTOM.infusion - 4);
    else canvas.strokeRect(from + 0.75, top + 0.75, until - from - 1.5, BOTTOM.infusion - 5.5);
    canvas.fillStyle = stretch.runs ? colours.surface : colours.dose;
    canvas.textAlign = 'left';
    words(canvas, stretch.says, from + 5, top + BOTTOM.infusion / 2 - 1.5, until - from - 8);
  }
}

function drawNow(canvas: CanvasRenderingContext2D, picture: ChartPicture, x: Place, top: number, bottom: number): void {
  canvas.strokeStyle = picture.colours.quiet;
  canvas.lineWidth = 1;
  canvas.setLineDash([2, 4]);
  const now = Math.round(x(picture.marks.now)) + 0.5;
  line(canvas, now, top, now, bottom);
  canvas.setLineDash([]);
}

function drawMarks(canvas: CanvasRenderingContext2D, picture: ChartPicture, x: Place, bottom: number): void {
  const { marks, colours, size } = picture;
  canvas.textAlign = 'left';
  let free = 0;
  const all = [
    ...marks.doses.map((one) => ({ ...one, colour: colours.dose, dash: [] as number[] })),
    ...marks.nosc.map((one) => ({ ...one, colour: colours.ink, dash: [5, 4] })),
  ].sort((a, b) => a.at - b.at);
  for (const mark of all) {
    const place = Math.round(x(mark.at)) + 0.5;
    canvas.strokeStyle = mark.colour;
    canvas.lineWidth = 1.5;
    canvas.setLineDash(mark.dash);
    line(canvas, place, MARKS - 4, place, bottom);
    canvas.setLineDash([]);
    canvas.fillStyle = mark.colour;
    const wide = canvas.measureText(mark.says).width;
    const from = Math.max(free, Math.min(place - 3, size.width - RIGHT - wide));
    canvas.fillText(mark.says, from, MARKS / 2 - 1);
    free = from + wide + 8;
  }
}

function line(canvas: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  canvas.beginPath();
  canvas.moveTo(x1, y1);
  canvas.lineTo(x2, y2);
  canvas.stroke();
}

/** Words that end in "…" where their room ends; none where too few letters fit to be read. */
function words(canvas: CanvasRenderingContext2D, text: string, x: number, y: number, room: number): void {
  if (canvas.measureText(text).width <= room) {
    canvas.fillText(text, x, y);
    return;
  }
  let letters = text.length - 1;
  while (letters > 3 && canvas.measureText(`${text.slice(0, letters)}…`).width > room) letters -= 1;
  if (letters > 3) canvas.fillText(`${text.slice(0, letters)}…`, x, y);
}
