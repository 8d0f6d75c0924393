/** For tests: what a safe holds, by the words of a protocol's product. */
import { contentOf, type Product } from '../formulary/product.ts';
import type { ContainerStock, StockKnown } from '../inventory/stock.ts';
import type { Protocol } from '../protocol/schema.ts';
import { type DrugAmount, quantity } from '../quantity.ts';
import { idOf, SESSION } from './making.ts';

export const SAFE = idOf(800);

/** The protocol's product as the clinic buys it: a vial of 10 mL, or a pack of 30 pieces. */
export function productOf(protocol: Protocol, index = 0, more: Partial<Product> = {}): Product {
  const asked = protocol.medicine.products[index];
  if (!asked) throw new Error('no such product');
  return {
    id: `${asked.id}-stock`,
    name: asked.name,
    substance: protocol.medicine.substance,
    schedule: 'III',
    contents:
      asked.form === 'solution'
        ? { form: 'solution', concentration: asked.concentration, volume: quantity(10_000, 'uL'), use: 'multi_dose' }
        : {
            form: 'unit',
            unitName: 'piece',
            strength: asked.strength,
            units: 30,
            divisibleInto: asked.divisibleInto,
          },
    codes: { ndc: [] },
    useWithinAfterOpening: quantity(28 * 86400, 's'),
    storage: 'At 20 to 25 °C',
    ...more,
  };
}

type About = Partial<Omit<ContainerStock, 'container'>> & {
  readonly number?: number;
  readonly held?: DrugAmount;
  readonly container?: Partial<ContainerStock['container']>;
};

/** One container in the safe, full where it is not said otherwise. */
export function containerOf(protocol: Protocol, { number = 42, held, container, ...more }: About = {}): ContainerStock {
  const product = more.product ?? productOf(protocol);
  return {
    container: {
      id: idOf(700 + number),
      product: product.id,
      label: `K-00${number}`,
      lot: 'A12',
      expiresOn: '2027-06-30',
      ...container,
    },
    product,
    places: [{ account: { kind: 'safe', safe: SAFE }, amount: held ?? contentOf(product) }],
    drawnFor: [],
    ...more,
  };
}

export const stockOf = (...containers: readonly ContainerStock[]): StockKnown => ({
  session: SESSION,
  keepsLedger: true,
  containers: Object.fromEntries(containers.map((one) => [one.container.id, one])),
});

/** A container as a command names it. */
export const named = ({ container: { id, label, product, lot } }: ContainerStock) => ({ id, label, product, lot });
