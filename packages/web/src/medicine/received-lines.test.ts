import { type Product, SHIPPED_PRODUCTS } from '@holdspace/care';
import { describe, expect, test } from 'vitest';
import { emptyLine, missingOf, withCount, withScanned } from './received-lines.ts';

const CODE = '00143-9509-10';
const products: readonly Product[] = SHIPPED_PRODUCTS.slice(0, 2).map((product, index) => ({
  ...product,
  codes: { ...product.codes, ndc: index === 0 ? [CODE] : [] },
}));
const [vial] = products;
if (!vial) throw new Error('nothing is shipped');
const READ = { ndc: [CODE], lot: 'A17', expiresOn: '2027-05-31', serial: 'S1' };
const labels = (lines: ReturnType<typeof withScanned>['lines']) =>
  lines.flatMap(({ containers }) => containers.map(({ label }) => label));

describe('lines of a receipt', () => {
  test('get as many containers as are counted, each with the next label that is free', () => {
    const line = emptyLine();
    const three = withCount([line], line.key, 3, 'K-0043');
    expect(labels(three)).toEqual(['K-0043', 'K-0044', 'K-0045']);
    expect(labels(withCount(three, line.key, 1, 'K-0043'))).toEqual(['K-0043']);
  });

  test('take a scanned container onto the line of its product, lot and day', () => {
    const first = withScanned([emptyLine()], READ, products, 'K-0001');
    const second = withScanned(first.lines, { ...READ, serial: 'S2' }, products, 'K-0001');
    expect(second.lines).toHaveLength(1);
    expect(second.lines[0]).toMatchObject({ product: vial.id, lot: 'A17', expiresOn: '2027-05-31', ndc: CODE });
    expect(labels(second.lines)).toEqual(['K-0001', 'K-0002']);
    const other = withScanned(second.lines, { ...READ, lot: 'B2', serial: 'S3' }, products, 'K-0001');
    expect(other.lines).toHaveLength(2);
  });

  test('count a container once that is scanned twice', () => {
    const first = withScanned([emptyLine()], READ, products, 'K-0001');
    const again = withScanned(first.lines, READ, products, 'K-0001');
    expect(labels(again.lines)).toEqual(['K-0001']);
    expect(again.says).toContain('scanned already');
  });

  test('say what is missing, and that a code is of no product', () => {
    expect(missingOf(emptyLine())).toEqual(['the product', 'the lot', 'the expiry date', 'how many the invoice says']);
    expect(withScanned([], { ndc: ['99999-9999-99'] }, products, 'K-0001').says).toContain('No product');
  });
});
