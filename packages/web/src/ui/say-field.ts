/** The field at fault as people read it: "vitalSigns.bloodPressure.diastolic" -> "Diastolic", "lines.0.lot" -> "Lot, 1". */
export function sayField(path: string): string {
  const parts = path.split('.');
  const at = parts.findLastIndex((part) => part !== 'value' && !isIndex(part));
  const words = (parts[at] ?? 'entry')
    .replace(/([A-Z])/g, ' $1')
    .replaceAll('_', ' ')
    .toLowerCase();
  // Of several alike it is said which, counted as people count.
  const index = parts.findLast(isIndex);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${index === undefined ? '' : `, ${Number(index) + 1}`}`;
}

const isIndex = (part: string): boolean => /^\d+$/.test(part);
