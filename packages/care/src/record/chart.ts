/**
 * The chart of vital signs as an anesthesia record draws it: systolic and diastolic as carets, heart rate as dots, SpO2
 * on its own scale, medicine along the foot, phases as bands. An SVG that reads in black and white.
 */
import { type Instant, MINUTE, toMilliseconds } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { sayQuantity } from '../quantity.ts';
import type { Session } from '../session/session.ts';
import { escapeText, tenth } from './svg.ts';
import { clockIn } from './times.ts';

const WIDTH = 960;
const HEIGHT = 380;
const LEFT = 44;
const RIGHT = 44;
const TOP = 34;
const FOOT = 62;
const PRESSURE = { low: 30, high: 220 };
const SATURATION = { low: 70, high: 100 };

type WriteText = (px: number, py: number, words: string, anchor?: string, size?: number) => void;

/** What the marks mean, drawn with the marks themselves: not every font has such letters. */
function legend(out: string[], text: WriteText): void {
  const y = 10;
  const entries: [string, string][] = [
    [`<path d="M0 ${y - 5} l4 6 l4 -6" fill="none" stroke="#111" stroke-width="1.6"/>`, 'systolic'],
    [`<path d="M0 ${y + 1} l4 -6 l4 6" fill="none" stroke="#111" stroke-width="1.6"/>`, 'diastolic, mmHg'],
    [`<circle cx="4" cy="${y - 2}" r="2.6" fill="#111"/>`, 'heart rate, /min'],
    [`<rect x="2" y="${y - 4}" width="4.4" height="4.4" fill="#fff" stroke="#111"/>`, 'SpO2, % (right scale)'],
    [`<polygon points="4,${y - 6} 8,${y + 2} 0,${y + 2}" fill="#222"/>`, 'dose'],
    [`<rect x="0" y="${y - 6}" width="12" height="7" fill="#bbb" stroke="#222"/>`, 'infusion'],
  ];
  let px = LEFT;
  for (const [mark, words] of entries) {
    out.push(`<g transform="translate(${px} 0)">${mark}</g>`);
    text(px + 16, y + 2, words, 'start');
    px += 32 + words.length * 6;
  }
}

/** The session's vital signs from arrival to `until`. Empty where nothing was measured. */
export function vitalSignsChart(protocol: Protocol, state: Session, until: Instant): string {
  const from = state.arrivedAt ?? state.vitalSigns[0]?.at;
  if (!from || state.vitalSigns.length === 0) return '';
  const zone = state.plan?.zone ?? 'UTC';
  const begin = toMilliseconds(from);
  const end = Math.max(toMilliseconds(until), begin + 30 * MINUTE);
  const x = (at: Instant | number) =>
    LEFT + ((WIDTH - LEFT - RIGHT) * ((typeof at === 'number' ? at : toMilliseconds(at)) - begin)) / (end - begin);
  const scale = (range: { low: number; high: number }) => (value: number) =>
    TOP +
    (HEIGHT - TOP - FOOT) *
      (1 - (Math.min(range.high, Math.max(range.low, value)) - range.low) / (range.high - range.low));
  const y = scale(PRESSURE);
  const ySaturation = scale(SATURATION);
  const n = tenth;
  const out: string[] = [];
  const text = (px: number, py: number, words: string, anchor = 'middle', size = 11) =>
    out.push(
      `<text x="${n(px)}" y="${n(py)}" font-size="${size}" text-anchor="${anchor}" fill="#222">${escapeText(words)}</text>`,
    );

  state.phases.forEach((entry, index) => {
    const next = state.phases[index + 1]?.at;
    const [left, right] = [x(entry.at), next ? x(next) : x(end)];
    const name = protocol.phases.find((phase) => phase.id === entry.phase)?.name ?? entry.phase;
    out.push(
      `<rect x="${n(left)}" y="${TOP}" width="${n(Math.max(0, right - left))}" height="${HEIGHT - TOP - FOOT}" fill="${index % 2 ? '#f1f1ee' : '#fafaf8'}"/>`,
    );
    if (right - left > name.length * 5) text((left + right) / 2, TOP - 8, name);
  });
  for (let value = 40; value <= 220; value += 20) {
    out.push(
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${n(y(value))}" y2="${n(y(value))}" stroke="#ccc" stroke-width="0.6"/>`,
    );
    text(LEFT - 6, y(value) + 4, String(value), 'end');
  }
  for (let value = 70; value <= 100; value += 10)
    text(WIDTH - RIGHT + 6, ySaturation(value) + 4, String(value), 'start');
  const step = end - begin > 150 * MINUTE ? 30 * MINUTE : 15 * MINUTE;
  for (let at = Math.ceil(begin / step) * step; at <= end; at += step) {
    out.push(
      `<line x1="${n(x(at))}" x2="${n(x(at))}" y1="${TOP}" y2="${HEIGHT - FOOT}" stroke="#ddd" stroke-width="0.6"/>`,
    );
    text(x(at), HEIGHT - FOOT + 14, clockIn(zone, new Date(at).toISOString() as Instant));
  }

  const foot = HEIGHT - FOOT + 30;
  for (const infusion of state.infusions) {
    const start = infusion.stretches[0]?.from;
    if (!start) continue;
    const [left, right] = [x(start), x(infusion.stoppedAt ?? end)];
    out.push(
      `<rect x="${n(left)}" y="${foot - 9}" width="${n(Math.max(2, right - left))}" height="12" fill="#bbb" stroke="#222"/>`,
    );
    text((left + right) / 2, foot + 16, sayQuantity(infusion.amount));
  }
  for (const dose of state.doses) {
    out.push(`<path d="M${n(x(dose.at))} ${foot - 10} l5 10 h-10 z" fill="#222"/>`);
    text(x(dose.at), foot + 16, sayQuantity(dose.amount));
  }
  for (const [moment, at] of Object.entries(state.nosc)) {
    out.push(
      `<line x1="${n(x(at))}" x2="${n(x(at))}" y1="${TOP}" y2="${HEIGHT - FOOT}" stroke="#222" stroke-dasharray="2 4"/>`,
    );
    text(x(at) + 3, TOP + 11, moment, 'start', 10);
  }

  const line = (points: readonly [number, number][], dash: string) => {
    if (points.length > 1)
      out.push(
        `<polyline points="${points.map(([px, py]) => `${n(px)},${n(py)}`).join(' ')}" fill="none" stroke="#555" stroke-width="0.8" stroke-dasharray="${dash}"/>`,
      );
  };
  const heart: [number, number][] = [];
  const oxygen: [number, number][] = [];
  for (const { at, vitalSigns } of state.vitalSigns) {
    const px = x(at);
    if (vitalSigns.bloodPressure) {
      const { systolic, diastolic } = vitalSigns.bloodPressure;
      out.push(
        `<path d="M${n(px - 4)} ${n(y(systolic.value) - 6)} l4 6 l4 -6" fill="none" stroke="#111" stroke-width="1.6"/>`,
      );
      out.push(
        `<path d="M${n(px - 4)} ${n(y(diastolic.value) + 6)} l4 -6 l4 6" fill="none" stroke="#111" stroke-width="1.6"/>`,
      );
    }
    if (vitalSigns.heartRate) heart.push([px, y(vitalSigns.heartRate.value)]);
    if (vitalSigns.oxygenSaturation) oxygen.push([px, ySaturation(vitalSigns.oxygenSaturation.value)]);
  }
  line(heart, '1 0');
  for (const [px, py] of heart) out.push(`<circle cx="${n(px)}" cy="${n(py)}" r="2.6" fill="#111"/>`);
  line(oxygen, '4 3');
  for (const [px, py] of oxygen)
    out.push(`<rect x="${n(px - 2.2)}" y="${n(py - 2.2)}" width="4.4" height="4.4" fill="#fff" stroke="#111"/>`);

  legend(out, text);
  const summary = `Vital signs from ${clockIn(zone, from)} to ${clockIn(zone, until)}: ${state.vitalSigns.length} readings.`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="Roboto, system-ui, sans-serif" role="img" aria-label="${escapeText(summary)}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>${out.join('')}</svg>`;
}
