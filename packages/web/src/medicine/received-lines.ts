/** The lines of a receipt as they are being entered, and what a scanned label changes of them. */
import { matchProducts, nextLabels, type Product, type ScannedLabel } from '@holdspace/care';
import { newId } from '../api/new-id.ts';
import { numberIn, readWhole } from '../ui/typed-number.ts';

export interface EnteredContainer {
  readonly id: string;
  readonly label: string;
  readonly serial?: string;
}
export interface EnteredLine {
  readonly key: string;
  readonly product: string;
  readonly lot: string;
  readonly expiresOn: string;
  /** As typed: how many the invoice says. */
  readonly expected: string;
  readonly containers: readonly EnteredContainer[];
  /** The code that was read from a container of it. */
  readonly ndc?: string;
}

export const emptyLine = (): EnteredLine => ({
  key: newId(),
  product: '',
  lot: '',
  expiresOn: '',
  expected: '',
  containers: [],
});
const isEmpty = ({ product, lot, expiresOn, containers }: EnteredLine): boolean =>
  product === '' && lot === '' && expiresOn === '' && containers.length === 0;

const labelsOf = (lines: readonly EnteredLine[]): string[] =>
  lines.flatMap(({ containers }) => containers.map(({ label }) => label));

/** The line with so many containers: new ones get the next labels, those too many go from the end. */
export function withCount(
  lines: readonly EnteredLine[],
  key: string,
  count: number,
  /** The first label that is free in the clinic. */
  next: string,
): readonly EnteredLine[] {
  return lines.map((line) => {
    if (line.key !== key) return line;
    const more = count - line.containers.length;
    if (more <= 0) return { ...line, containers: line.containers.slice(0, count) };
    return { ...line, containers: [...line.containers, ...labelled(lines, next, more)] };
  });
}
function labelled(lines: readonly EnteredLine[], next: string, count: number): EnteredContainer[] {
  const used = labelsOf(lines);
  const free = nextLabels([...used, before(next)], count);
  return free.map((label) => ({ id: newId(), label }));
}
/** The label just under this one, so that it is the next. */
const before = (label: string): string => label.replace(/\d+$/, (digits) => String(Number(digits) - 1));

export interface Scanned {
  readonly lines: readonly EnteredLine[];
  /** What was done with it, in words. */
  readonly says: string;
}

/**
 * One container was scanned: it is counted on the line of its product, lot and day, or a line is begun for it. A serial
 * number that is here already is the same container, scanned twice.
 */
export function withScanned(
  lines: readonly EnteredLine[],
  label: ScannedLabel,
  products: readonly Product[],
  next: string,
): Scanned {
  const { serial, lot, expiresOn, own, ndc } = label;
  if (own !== undefined)
    return { lines, says: `${own} is a label of the clinic’s own: it goes onto a container, scan the maker’s code.` };
  if (serial !== undefined && lines.some(({ containers }) => containers.some((one) => one.serial === serial)))
    return { lines, says: `Serial ${serial} was scanned already: it is counted once.` };
  const matching = matchProducts(label, products);
  const [product] = matching;
  if (ndc && matching.length === 0)
    return {
      lines,
      says: `No product of the formulary has the code ${ndc.join(' or ')}. Add the code to the product there, or choose it by hand.`,
    };
  const read = {
    product: matching.length === 1 && product ? product.id : '',
    lot: lot ?? '',
    expiresOn: expiresOn ?? '',
    ...(ndc?.[0] && { ndc: product?.codes.ndc.find((code) => ndc.includes(code)) ?? ndc[0] }),
  };
  const same = lines.find(
    (line) =>
      !isEmpty(line) && line.product === read.product && line.lot === read.lot && line.expiresOn === read.expiresOn,
  );
  const begun = same ?? lines.find(isEmpty) ?? emptyLine();
  const base = same || lines.some(({ key }) => key === begun.key) ? lines : [...lines, begun];
  const [container] = labelled(lines, next, 1);
  if (!container) return { lines, says: '' };
  const scanned = { ...container, ...(serial !== undefined && { serial }) };
  const name = product && matching.length === 1 ? product.name : 'a container whose product is still to be chosen';
  return {
    lines: base.map((line) =>
      line.key === begun.key ? { ...line, ...read, containers: [...line.containers, scanned] } : line,
    ),
    says: `Counted: ${name}${read.lot ? `, lot ${read.lot}` : ''}. Write ${scanned.label} on it.`,
  };
}

/** What is still missing of a line, in words; nothing where it can be sent. */
export function missingOf(line: EnteredLine): readonly string[] {
  return [
    ...(line.product === '' ? ['the product'] : []),
    ...(line.lot.trim() === '' ? ['the lot'] : []),
    ...(line.expiresOn === '' ? ['the expiry date'] : []),
    ...(numberIn(readWhole(line.expected)) === undefined ? ['how many the invoice says'] : []),
    ...(line.containers.some(({ label }) => label.trim() === '') ? ['a label of each container'] : []),
  ];
}
