/**
 * A person's course as one picture: scores over time with their bands, and on the same days below them what was given, how
 * high the pressure rose, the visits, the practices, and what changed among the medicines. It shows what happened side by
 * side, and never says why. The same for the screen, for paper and for a file: lengths are points, colours are fixed.
 */
import { DAY, type Instant } from '../instant.ts';
import { escapeText, tenth } from '../record/svg.ts';
import { dayAt } from '../session/site-day.ts';
import { instrumentOf } from './catalogue.ts';
import { mainScale, type ScoreLine } from './score-lines.ts';

export interface CourseFacts {
  /** What stands above it. */
  readonly title: string;
  readonly lines: readonly ScoreLine[];
  readonly doses: readonly {
    readonly at: Instant;
    /** "0.5 mg/kg, infusion" */
    readonly says: string;
    /** mm[Hg] */
    readonly systolicPeak?: number;
    /** Given elsewhere, and brought here. */
    readonly isImported?: true;
  }[];
  readonly visits: readonly { readonly at: Instant; readonly outcome?: string }[];
  /** On the site's days. */
  readonly practices: readonly { readonly day: string; readonly isKept: boolean }[];
  readonly medicines: readonly { readonly day: string; readonly says: string }[];
}

const WIDTH = 960;
/** Words begin here, so that none touches the rim. */
const EDGE = 10;
const LEFT = 160;
const RIGHT = 110;
/** The latest score stands behind its point, and before the names of the bands. */
const FOR_A_NUMBER = 36;
const TOP = 44;
const PANEL = 92;
const GAP = 14;
const ROW = 26;
/** A course of one day is drawn as this many. */
const FEWEST_DAYS = 7;

const INK = '#1d2a2e';
const QUIET = '#56635f';
const RULE = '#c9cfcd';
const LINE = '#0f5c5c';
const BANDS = ['#ffffff', '#f1f5f3', '#e4ece9', '#d5e1dd', '#c6d6d1'];
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;
const dayOf = (index: number): string => new Date(index * DAY).toISOString().slice(0, 10);

function text(
  x: number,
  y: number,
  says: string,
  more: { anchor?: string; size?: number; fill?: string } = {},
): string {
  const { anchor = 'start', size = 12, fill = INK } = more;
  return `<text x="${tenth(x)}" y="${tenth(y)}" text-anchor="${anchor}" font-size="${size}" fill="${fill}">${escapeText(says)}</text>`;
}
const rule = (x1: number, y1: number, x2: number, y2: number, stroke = RULE): string =>
  `<line x1="${tenth(x1)}" y1="${tenth(y1)}" x2="${tenth(x2)}" y2="${tenth(y2)}" stroke="${stroke}" stroke-width="1"/>`;
const dot = (x: number, y: number, fill: string, r = 4.5): string =>
  `<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${r}" fill="${fill}" stroke="${LINE}" stroke-width="2"/>`;

/** Where nobody can say whether a change is more than the measure wavers, neither filled nor open would be true. */
const square = (x: number, y: number): string =>
  `<rect x="${tenth(x - 4)}" y="${tenth(y - 4)}" width="8" height="8" fill="${LINE}" fill-opacity="0.45" stroke="${LINE}"/>`;

/** What was brought from elsewhere looks like nothing that was done here. */
const diamond = (x: number, y: number): string =>
  `<path d="M${tenth(x)} ${tenth(y - 6)}l6 6l-6 6l-6 -6z" fill="#ffffff" stroke="${QUIET}" stroke-width="1.5"/>`;

interface Days {
  readonly x: (index: number) => number;
  readonly first: number;
  readonly last: number;
  readonly of: (at: Instant) => number;
}

/** The whole picture as SVG, 960 wide. With nothing to show it says so. */
export function courseSvg(facts: CourseFacts, zone: string): string {
  const days = daysOf(facts, zone);
  const parts = [text(EDGE, 20, facts.title, { size: 16 })];
  let y = TOP;
  if (!days) parts.push(text(EDGE, y + 12, 'Nothing has been measured or given yet.', { fill: QUIET }));
  else {
    const [top, bands, marks]: [number, string[], string[]] = [y, [], []];
    for (const line of facts.lines) {
      bands.push(bandsOf(line, y));
      marks.push(panel(line, days, y));
      y += PANEL + GAP;
    }
    for (const row of rowsOf(facts, days)) {
      marks.push(
        text(EDGE, y + 16, row.name, { fill: QUIET }),
        rule(LEFT, y + ROW, WIDTH - RIGHT, y + ROW),
        row.marks(y),
      );
      y += ROW + row.more;
    }
    // Under everything that lies on a day.
    parts.push(...bands, axis(days, top, y), ...marks);
    y += 26;
    parts.push(text(EDGE, y + 12, LEGEND, { size: 11, fill: QUIET }));
    y += 18;
    if (hasImported(facts)) {
      parts.push(text(EDGE, y + 12, IMPORTED_LEGEND, { size: 11, fill: QUIET }));
      y += 18;
    }
  }
  const height = Math.max(y + 10, 80);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${tenth(height)}" width="${WIDTH}" height="${tenth(height)}" font-family="Roboto, Helvetica, Arial, sans-serif"><title>${escapeText(facts.title)}</title><rect width="${WIDTH}" height="${tenth(height)}" fill="#ffffff"/>${parts.join('')}</svg>`;
}

const LEGEND =
  'Filled: changed from the beginning by more than the measure wavers; a square where no figure for that is known. Side by side is not because of one another.';

const IMPORTED_LEGEND =
  'Diamonds, broken lines and open bars: imported, from before or elsewhere. Nothing is measured from them.';
const hasImported = ({ lines, doses }: CourseFacts): boolean =>
  doses.some(({ isImported }) => isImported) || lines.some(({ points }) => points.some(({ isImported }) => isImported));

/** Undefined where there is no day to draw. */
function daysOf({ lines, doses, visits, practices, medicines }: CourseFacts, zone: string): Days | undefined {
  const of = (at: Instant): number => dayNumber(dayAt(at, zone));
  const all = [
    ...lines.flatMap(({ points }) => points.map(({ at }) => of(at))),
    ...doses.map(({ at }) => of(at)),
    ...visits.map(({ at }) => of(at)),
    ...practices.map(({ day }) => dayNumber(day)),
  ];
  if (all.length === 0) return undefined;
  // A medicine that somebody takes since years would push the course itself into a corner.
  const first = Math.min(...all);
  const last = Math.max(...all, first + FEWEST_DAYS, ...medicines.map(({ day }) => dayNumber(day)));
  const x = (index: number): number =>
    LEFT + 10 + ((index - first) / (last - first)) * (WIDTH - LEFT - RIGHT - 10 - FOR_A_NUMBER);
  return { x, first, last, of };
}

const heightIn =
  ({ range: { low, high } }: ScoreLine, top: number) =>
  (value: number): number =>
    top + PANEL - ((value - low) / (high - low)) * PANEL;

function panel(line: ScoreLine, days: Days, top: number): string {
  const { low, high } = line.range;
  const y = heightIn(line, top);
  const points = line.points.map((point) => ({ ...point, x: days.x(days.of(point.at)), y: y(point.value) }));
  const latest = points.at(-1);
  const own = points.filter(({ isImported }) => !isImported);
  const hasFigure = own.length === 1 || own.some(({ isReliable }) => isReliable !== undefined);
  const through = (all: readonly { x: number; y: number }[], more = '') =>
    `<polyline points="${all.map((one) => `${tenth(one.x)},${tenth(one.y)}`).join(' ')}" fill="none" stroke="${LINE}" stroke-width="2"${more}/>`;
  return [
    rule(LEFT, top, WIDTH - RIGHT, top),
    rule(LEFT, top + PANEL, WIDTH - RIGHT, top + PANEL),
    text(EDGE, top + 16, line.title, { size: 13 }),
    line.higherIs === 'neither' ? '' : text(EDGE, top + 32, `Higher is ${line.higherIs}`, { size: 11, fill: QUIET }),
    text(LEFT - 6, top + 10, tenth(high), { anchor: 'end', size: 11, fill: QUIET }),
    text(LEFT - 6, top + PANEL, tenth(low), { anchor: 'end', size: 11, fill: QUIET }),
    own.length < points.length ? through(points, ' stroke-dasharray="3 4" stroke-opacity="0.5"') : '',
    through(own),
    ...points.map((one) =>
      one.isImported
        ? diamond(one.x, one.y)
        : hasFigure
          ? dot(one.x, one.y, one.isReliable ? LINE : '#ffffff')
          : square(one.x, one.y),
    ),
    latest ? text(latest.x + 9, latest.y + 4, tenth(latest.value), { size: 13 }) : '',
  ].join('');
}

/** Grey from light to dark in the order of the scores; their names stand at the right edge where there is room. */
function bandsOf(line: ScoreLine, panelTop: number): string {
  const y = heightIn(line, panelTop);
  const instrument = instrumentOf(line.instrument);
  const bands = (instrument && mainScale(instrument)?.bands) ?? [];
  return bands
    .map((band, index) => {
      const [from, to] = [band.from, bands[index + 1]?.from ?? line.range.high];
      const [bottom, top] = [y(from), y(to)];
      const fill = BANDS[Math.min(index, BANDS.length - 1)];
      const name =
        bottom - top >= 11 ? text(WIDTH - RIGHT + 6, (top + bottom) / 2 + 4, band.name, { size: 10, fill: QUIET }) : '';
      return `<rect x="${LEFT}" y="${tenth(top)}" width="${WIDTH - LEFT - RIGHT}" height="${tenth(Math.max(0, bottom - top))}" fill="${fill}"/>${name}`;
    })
    .join('');
}

interface Row {
  readonly name: string;
  readonly marks: (top: number) => string;
  /** What stands below the row's own line. */
  readonly more: number;
}
function rowsOf({ doses, visits, practices, medicines }: CourseFacts, days: Days): readonly Row[] {
  const rows: Row[] = [];
  if (doses.length > 0)
    rows.push({
      name: 'Doses',
      more: 16,
      marks: (top) =>
        apart(
          doses,
          ({ at }) => days.x(days.of(at)),
          ({ says }) => says,
          top + ROW + 12,
          (x, { isImported }) =>
            isImported
              ? `<rect x="${tenth(x - 2.5)}" y="${tenth(top + 6)}" width="5" height="${ROW - 6}" fill="#ffffff" stroke="${QUIET}"/>`
              : `<path d="M${tenth(x)} ${tenth(top + 6)}v${ROW - 6}" stroke="${INK}" stroke-width="5"/>`,
        ),
    });
  const peaks = doses.filter(({ systolicPeak }) => systolicPeak !== undefined);
  if (peaks.length > 0)
    rows.push({
      name: 'Highest systolic, mmHg',
      more: 0,
      marks: (top) =>
        apart(
          peaks,
          ({ at }) => days.x(days.of(at)),
          ({ systolicPeak }) => String(systolicPeak),
          top + 18,
          () => '',
        ),
    });
  if (visits.length > 0)
    rows.push({
      name: 'Integration visits',
      more: 0,
      marks: (top) =>
        visits
          .map(({ at, outcome }) => dot(days.x(days.of(at)), top + ROW / 2, outcome === 'held' ? LINE : '#ffffff'))
          .join(''),
    });
  if (practices.length > 0)
    rows.push({
      name: 'Practices kept',
      more: 0,
      marks: (top) =>
        practices
          .filter(({ isKept }) => isKept)
          .map(
            ({ day }) =>
              `<path d="M${tenth(days.x(dayNumber(day)))} ${tenth(top + 8)}v${ROW - 14}" stroke="${LINE}" stroke-width="3"/>`,
          )
          .join(''),
    });
  const seen = medicines.filter(({ day }) => dayNumber(day) >= days.first);
  if (seen.length > 0)
    rows.push({
      name: 'Medicines',
      more: 0,
      marks: (top) =>
        apart(
          seen,
          ({ day }) => days.x(dayNumber(day)),
          ({ says }) => says,
          top + 18,
          () => '',
        ),
    });
  return rows;
}

/** Marks all, and words only where they have room: what has none is in the table beside the picture. */
function apart<T>(
  all: readonly T[],
  x: (one: T) => number,
  says: (one: T) => string,
  baseline: number,
  mark: (x: number, one: T) => string,
): string {
  let free = Number.NEGATIVE_INFINITY;
  return all
    .map((one) => {
      const at = x(one);
      const words = says(one);
      // About so wide in this size.
      const half = (words.length * 5.6) / 2;
      const isFree = at - half >= free;
      if (isFree) free = at + half + 8;
      return mark(at, one) + (isFree ? text(at, baseline, words, { anchor: 'middle', size: 11 }) : '');
    })
    .join('');
}

const STEPS = [1, 2, 7, 14, 28, 91, 182, 364, 1820];
/** Days at even steps, at most nine of them. */
function axis({ first, last, x }: Days, top: number, bottom: number): string {
  const step = STEPS.find((one) => (last - first) / one <= 8) ?? last - first;
  const marks: string[] = [];
  for (let index = first; index <= last; index += step)
    marks.push(
      `<path d="M${tenth(x(index))} ${tenth(top)}V${tenth(bottom + 4)}" stroke="${RULE}" stroke-dasharray="2 4"/>`,
      text(x(index), bottom + 18, dayOf(index), { anchor: 'middle', size: 11, fill: QUIET }),
    );
  return marks.join('');
}
