/** The vital-signs chart on the screen: the picture, what it says in words, and the same numbers as a table. */
import {
  deliveredAt,
  type Instant,
  instant,
  type Protocol,
  type Session,
  sayQuantity,
  type VitalSigns,
  type VitalSignsEntry,
} from '@holdspace/care';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { sayTime } from '../ui/moment.ts';
import { ChartColumns } from './chart-columns.ts';
import {
  type ChartColours,
  type ChartMarks,
  type ChartShown,
  type ChartTime,
  columnWidth,
  drawChart,
  momentUnder,
} from './chart-drawing.ts';
import { VitalsTable } from './later.ts';
import { useScheme } from './light.ts';
import { Part } from './part.tsx';
import { useMoment, useProtocol, useSession, useSessionZone, useWholeSession } from './use-session.tsx';
import styles from './vitals-chart.module.css';

const QUARTER = 15 * 60_000;
/** The chart begins an hour wide, and grows by quarters of an hour. */
const AT_LEAST = 60 * 60_000;

/** The stretch of time that is drawn: from the arrival or the first reading, to a little after now. */
function timeOf(session: Session, now: number): ChartTime {
  const first = session.vitalSigns[0]?.at;
  const begins = [session.arrivedAt, first].flatMap((at) => (at ? Date.parse(at) : []));
  const ends = session.endedAt ? Date.parse(session.endedAt) : now;
  const from = Math.floor((Math.min(...begins, ends) - 60_000) / 300_000) * 300_000;
  const until = Math.ceil((ends + 3 * 60_000) / QUARTER) * QUARTER;
  return { from, until: Math.max(until, from + AT_LEAST) };
}

function marksOf(protocol: Protocol, session: Session, now: number): ChartMarks {
  const end = session.endedAt ? Date.parse(session.endedAt) : now;
  const bands = session.phases.map((entry, index) => ({
    from: Date.parse(entry.at),
    until: Date.parse(session.phases[index + 1]?.at ?? instant(end)),
    name: protocol.phases.find((phase) => phase.id === entry.phase)?.name ?? entry.phase,
  }));
  const infusion = session.infusions.flatMap((one) =>
    one.stretches.map((stretch, index) => ({
      from: Date.parse(stretch.from),
      until: Date.parse(one.stretches[index + 1]?.from ?? one.stoppedAt ?? instant(end)),
      runs: stretch.rate.value > 0,
      says: stretch.rate.value > 0 ? sayQuantity(stretch.rate) : 'paused',
    })),
  );
  const nosc = (['onset', 'peak', 'return'] as const).flatMap((moment) => {
    const at = session.nosc[moment];
    return at ? [{ at: Date.parse(at), says: moment }] : [];
  });
  return {
    bands,
    infusion,
    nosc,
    now,
    doses: session.doses.map((dose) => ({
      at: Date.parse(dose.at),
      says: `${dose.purpose === 'booster' ? 'booster ' : ''}${sayQuantity(dose.amount)}`,
    })),
  };
}

function coloursOf(element: HTMLElement): ChartColours {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(`--hs-${name}`).trim();
  return {
    ink: of('ink'),
    quiet: of('ink-2'),
    line: of('line'),
    surface: of('surface'),
    band: of('chart-band'),
    pressure: of('chart-pressure'),
    heart: of('chart-heart'),
    oxygen: of('chart-oxygen'),
    dose: of('chart-dose'),
  };
}

/** The readings that are said in words, and in which unit. */
const SPOKEN: readonly { name: string; unit: string; of: (reading: VitalSigns) => number | undefined }[] = [
  { name: 'systolic', unit: 'mmHg', of: (reading) => reading.bloodPressure?.systolic.value },
  { name: 'diastolic', unit: 'mmHg', of: (reading) => reading.bloodPressure?.diastolic.value },
  { name: 'heart rate', unit: 'a minute', of: (reading) => reading.heartRate?.value },
  { name: 'SpO2', unit: 'percent', of: (reading) => reading.oxygenSaturation?.value },
];

/** What a reader who does not see the picture hears: ranges, last values, what was given. */
export function summaryOfChart(session: Session, zone: string, now: Instant): string {
  const { vitalSigns } = session;
  const last = vitalSigns.at(-1);
  if (!last) return 'No vital signs yet.';
  const ranges = new Map<string, { low: number; high: number }>();
  // One pass: a monitor's three hours are ten thousand readings.
  for (const { vitalSigns: reading } of vitalSigns)
    for (const { name, of } of SPOKEN) {
      const value = of(reading);
      if (value === undefined) continue;
      const range = ranges.get(name);
      if (!range) ranges.set(name, { low: value, high: value });
      else if (value < range.low) range.low = value;
      else if (value > range.high) range.high = value;
    }
  const given = [
    ...session.doses.map((dose) => `${sayQuantity(dose.amount)} at ${sayTime(dose.at, zone)}`),
    ...session.infusions.map((one) => `${sayQuantity(deliveredAt(one, now))} infused`),
  ];
  return `${[
    `${vitalSigns.length} readings from ${sayTime(vitalSigns[0]?.at ?? last.at, zone)} to ${sayTime(last.at, zone)}`,
    ...SPOKEN.flatMap(({ name, unit }) => {
      const range = ranges.get(name);
      return range ? `${name} ${range.low} to ${range.high} ${unit}` : [];
    }),
    given.length > 0 ? `given: ${given.join(', ')}` : 'nothing given yet',
  ]
    .filter(Boolean)
    .join('; ')}.`;
}

export function VitalsChart() {
  const readings = useSession((session) => session.vitalSigns.length);
  const [asTable, setAsTable] = useState(false);
  return (
    <Part title="Vital signs" className={styles.part} actions={<Legend />}>
      {readings === 0 ? (
        <p className={styles.none}>No vital signs yet. The first reading draws the chart.</p>
      ) : (
        <Picture />
      )}
      {readings > 0 && (
        <details className={styles.details} onToggle={(event) => setAsTable(event.currentTarget.open)}>
          <summary>As a table</summary>
          {asTable && <VitalsTable />}
        </details>
      )}
    </Part>
  );
}

function Legend() {
  return (
    <div className={styles.legend} aria-hidden="true">
      <span className={styles.pressure}>∨ ∧ pressure</span>
      <span className={styles.heart}>● heart rate</span>
      <span className={styles.oxygen}>■ SpO₂</span>
    </div>
  );
}

/** The size of an element as the page lays it out. */
function useSize() {
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ width: number; height: number }>();
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setSize({ width: Math.round(width), height: Math.round(height) });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return { element, size };
}

function Picture() {
  const session = useWholeSession();
  const protocol = useProtocol();
  const zone = useSessionZone();
  const moment = useMoment();
  // Time moves on the chart every ten seconds; a reading is drawn at once.
  const now = Math.ceil(Date.parse(moment) / 10_000) * 10_000;
  const { element, size } = useSize();
  const paper = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<ChartShown>(undefined);
  const columns = useRef(new ChartColumns());
  const [under, setUnder] = useState<VitalSignsEntry>();
  const summary = useSummary(session, zone, instant(now));
  const scheme = useScheme();
  const look = useRef<{ scheme: string | null; colours: ChartColours; font: string }>(undefined);
  // Before the browser paints, so that a reading is on the chart in the same frame as in the line below it.
  useLayoutEffect(() => {
    const sheets = { paper: paper.current?.getContext('2d'), readings: canvas.current?.getContext('2d') };
    if (!sheets.paper || !sheets.readings || !size || size.width === 0 || !canvas.current) return;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    for (const { canvas: sheet } of [sheets.paper, sheets.readings])
      if (sheet.width !== width || sheet.height !== height) {
        // A sheet of another size is empty.
        Object.assign(sheet, { width, height });
        drawn.current = undefined;
      }
    // Asked for once a scheme: each asking makes the browser lay the page out.
    if (look.current?.scheme !== scheme)
      look.current = { scheme, colours: coloursOf(canvas.current), font: getComputedStyle(canvas.current).fontFamily };
    const { colours, font } = look.current;
    const time = timeOf(session, now);
    const picture = {
      size: { ...size, ratio },
      time,
      columns: columns.current.of(session.vitalSigns, columnWidth(time, size.width)),
      marks: marksOf(protocol, session, now),
      colours,
      font,
      zone,
    };
    drawn.current = drawChart({ paper: sheets.paper, readings: sheets.readings }, picture, drawn.current);
  }, [session, protocol, zone, now, size, scheme]);

  return (
    <>
      <div
        ref={element}
        className={styles.picture}
        onPointerLeave={() => setUnder(undefined)}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const at = momentUnder(timeOf(session, now), box.width, event.clientX - box.left);
          setUnder(nearest(session.vitalSigns, at));
        }}
      >
        <div aria-hidden="true">
          <canvas ref={paper} className={styles.canvas} />
        </div>
        <canvas ref={canvas} className={styles.canvas} role="img" aria-label={summary} />
      </div>
      <p className={`${styles.readout} hs-numbers`}>
        <ReadingLine entry={under ?? session.vitalSigns.at(-1)} zone={zone} />
      </p>
    </>
  );
}

/** The words beside the picture, made anew at most each ten seconds: nobody reads them faster, and they go through every reading. */
function useSummary(session: Session, zone: string, now: Instant): string {
  const latest = useRef(session);
  latest.current = session;
  const hasReadings = session.vitalSigns.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the session is read when time has moved on
  return useMemo(() => summaryOfChart(latest.current, zone, now), [zone, now, hasReadings]);
}

function ReadingLine({ entry, zone }: { entry: VitalSignsEntry | undefined; zone: string }) {
  if (!entry) return null;
  const { bloodPressure, heartRate, oxygenSaturation, respiratoryRate, sedation } = entry.vitalSigns;
  return (
    <>
      <strong>{sayTime(entry.at, zone)}</strong>
      {bloodPressure && (
        <span className={styles.pressure}>
          {bloodPressure.systolic.value}/{bloodPressure.diastolic.value}
        </span>
      )}
      {heartRate && <span className={styles.heart}>HR {heartRate.value}</span>}
      {oxygenSaturation && <span className={styles.oxygen}>SpO₂ {oxygenSaturation.value} %</span>}
      {respiratoryRate && <span>RR {respiratoryRate.value}</span>}
      {sedation && <span>RASS {sedation.value}</span>}
    </>
  );
}

/** The reading nearest to a moment; the list is in order of time. */
function nearest(entries: readonly VitalSignsEntry[], at: number): VitalSignsEntry | undefined {
  let [low, high] = [0, entries.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Date.parse(entries[middle]?.at ?? '') < at) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [entries[low - 1], entries[low]];
  if (!before || !after) return after ?? before;
  return at - Date.parse(before.at) < Date.parse(after.at) - at ? before : after;
}
