import { describe, expect, test } from 'vitest';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { SHIPPED_PRODUCTS } from './defaults.ts';
import { contentOf, isControlled, isOrdered } from './product.ts';

describe('the formulary that a clinic starts with', () => {
  const asked = SHIPPED_PROTOCOLS.flatMap(({ id, medicine }) =>
    medicine.products.map((product) => [id, product.id, medicine.substance, product] as const),
  );

  test.each(asked)('%s finds its %s', (_protocol, _product, substance, product) => {
    expect(SHIPPED_PRODUCTS.some((one) => isOrdered(one, substance, product))).toBe(true);
  });

  const pieces = asked.flatMap(([protocol, id, substance, product]) =>
    product.form === 'unit' ? [[protocol, id, substance, product] as const] : [],
  );
  test.each(pieces)('a piece of %s, %s, is cut only as the protocol cuts it', (_protocol, _id, substance, product) => {
    for (const one of SHIPPED_PRODUCTS.filter((each) => isOrdered(each, substance, product)))
      expect(one.contents.form === 'unit' && one.contents.divisibleInto).toBe(product.divisibleInto);
  });

  test('has every product once, and every code at one product only', () => {
    for (const all of [
      SHIPPED_PRODUCTS.map(({ id }) => id),
      SHIPPED_PRODUCTS.map(({ name }) => name),
      SHIPPED_PRODUCTS.flatMap(({ codes }) => codes.ndc),
    ])
      expect(new Set(all).size).toBe(all.length);
  });

  test('counts ketamine and esketamine as Schedule III, and the adjuncts as not controlled', () => {
    for (const product of SHIPPED_PRODUCTS) {
      const scheduled = ['ketamine', 'esketamine'].includes(product.substance);
      expect(product.schedule).toBe(scheduled ? 'III' : 'none');
      expect(isControlled(product)).toBe(scheduled);
    }
  });

  test.each([
    ['ketamine-10-vial-20', 200_000],
    ['ketamine-50-vial-10', 500_000],
    ['ketamine-100-vial-5', 500_000],
    ['ketamine-lozenge-50', 1_500_000],
    ['esketamine-kit-56', 56_000],
    ['esketamine-kit-84', 84_000],
    ['clonidine-tablet-100', 10_000],
  ])('%s holds %i ug', (id, micrograms) => {
    const product = SHIPPED_PRODUCTS.find((one) => one.id === id);
    expect(product && contentOf(product).value).toBe(micrograms);
  });

  test('says where each thing was read: contents, schedule and storage always; codes and days after opening where given', () => {
    for (const { id, codes, useWithinAfterOpening, sources = [] } of SHIPPED_PRODUCTS) {
      const about = new Set(sources.flatMap((source) => source.about));
      const needed = ['contents', 'schedule', 'storage'] as string[];
      if (codes.ndc.length > 0) needed.push('ndc');
      if (codes.rxnorm) needed.push('rxnorm');
      if (useWithinAfterOpening) needed.push('after_opening');
      expect([id, [...about].sort()]).toEqual([id, needed.sort()]);
    }
  });

  test('has no code that was not read in a register or a label, or says that others quote it', () => {
    for (const { sources = [] } of SHIPPED_PRODUCTS)
      for (const { about, checked, url } of sources)
        if (about.includes('ndc') || about.includes('rxnorm')) {
          // What others quote says so, and asks to be compared.
          if (checked.how === 'background') expect(checked.note).toContain('as others quote it');
          else expect(url).toBeDefined();
        }
  });

  test('calls verified only what was read in the FDA’s own directory; what others quote asks to be compared', () => {
    for (const { sources = [] } of SHIPPED_PRODUCTS)
      for (const { citation, checked, url } of sources) {
        expect([citation, checked.how]).toEqual([
          citation,
          url?.startsWith('https://api.fda.gov/') ? 'verified' : 'background',
        ]);
        if (checked.how === 'background') expect(url).toBeUndefined();
      }
  });

  test.each(['ketamine-10-vial-20', 'ketamine-100-vial-5'])('%s says what its label has against it', (id) => {
    const about = SHIPPED_PRODUCTS.find((one) => one.id === id)?.sources ?? [];
    expect(about.some(({ citation }) => /not to be diluted.*never into a vein undiluted/.test(citation))).toBe(true);
  });

  test('names every National Drug Code in one of its sources', () => {
    for (const { codes, sources = [] } of SHIPPED_PRODUCTS) {
      const said = sources.filter(({ about }) => about.includes('ndc')).map(({ citation }) => citation);
      for (const ndc of codes.ndc) {
        const [labeler = '', product = ''] = ndc.split('-').map((part) => part.replace(/^0+/, ''));
        expect(
          said.some((citation) => new RegExp(`\\b0*${labeler}-0*${product}\\b`).test(citation)),
          ndc,
        ).toBe(true);
      }
    }
  });

  test('a vial with a preservative is used for 28 days; what has none is used at once', () => {
    for (const { contents, useWithinAfterOpening } of SHIPPED_PRODUCTS)
      expect(useWithinAfterOpening?.value).toBe(
        contents.form === 'solution' && contents.use === 'multi_dose' ? 28 * 86_400 : undefined,
      );
  });
});
