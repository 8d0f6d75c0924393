/** The record as text, for a terminal. */
import type { SessionRecord } from './record.ts';

const WIDTH = 96;

/** Breaks a text into lines that begin after an indent. */
function wrap(text: string, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  return lines.join(`\n${' '.repeat(indent)}`);
}

/** A chart of 96 columns: heading, figures, sections, vital signs, signatures. */
export function recordAsText(record: SessionRecord): string {
  const out: string[] = [];
  const rule = '='.repeat(WIDTH);
  out.push(rule, `${record.label.name}. ${record.label.statement}`, `${record.title} (${record.protocol})`);
  out.push(`${record.patient.name}, born ${record.patient.dateOfBirth}, record ${record.patient.recordNumber}`);
  out.push(`${record.room}. Arrived ${record.arrived}. Times: ${record.zone}.`, rule);
  for (const figure of record.figures) out.push(`${figure.name.padEnd(22)} ${figure.value}`);
  for (const section of record.sections) {
    out.push('', section.title.toUpperCase());
    for (const row of section.rows) {
      const head = `${row.isLoud ? '!' : row.isStruck ? '-' : ' '} ${row.time.padEnd(6)}${row.label ? `${row.label}: ` : ''}`;
      out.push(wrap(`${head}${row.value}${row.by ? ` [${row.by}]` : ''}`, 8));
    }
  }
  if (record.vitalSigns.length > 0) {
    out.push('', 'VITAL SIGNS', '  time    BP       HR   SpO2  RR   other');
    for (const row of record.vitalSigns) {
      const pressure = row.systolic ? `${row.systolic}/${row.diastolic}` : '';
      out.push(
        `  ${row.time.padEnd(8)}${pressure.padEnd(9)}${row.heartRate.padEnd(5)}${row.oxygenSaturation.padEnd(6)}${row.respiratoryRate.padEnd(5)}${row.other}`.trimEnd(),
      );
    }
  }
  out.push('', 'SIGNATURES');
  if (record.signatures.length === 0) out.push('  none yet');
  for (const one of record.signatures) out.push(`  ${one.meaning}: ${one.name} (${one.roles}), ${one.time}`);
  out.push(
    '',
    `Made from ${record.events} entries${record.lastHash ? `, the last ${record.lastHash.slice(0, 16)}` : ''}.`,
  );
  return out.join('\n');
}
