/**
 * The demo's medicine: a formulary, two safes and what was received into them, sent like any other request. Days are
 * reckoned from the demo's present, so that it always holds something that runs out soon and something that has.
 */
import { randomUUID } from 'node:crypto';
import {
  type DrugAmount,
  dayAt,
  type Instant,
  inSafes,
  instant,
  isOrdered,
  nextLabels,
  type Product,
  type ProtocolProduct,
  SHIPPED_PRODUCT_DOCUMENTS,
  SHIPPED_PROTOCOLS,
  stockStates,
} from '@holdspace/care';
import { type DemoStaff, demand, type Send } from './driver.ts';

interface Stocking {
  readonly send: Send;
  readonly staff: DemoStaff;
  readonly zone: string;
  /** When it was received: the clock of the application stands there. */
  readonly at: number;
  /** The story's present, milliseconds since 1970. */
  readonly present: number;
}
interface ContainerListed {
  readonly id: string;
  readonly label: string;
  readonly lot: string;
  readonly expiresOn: string;
  readonly openedAt?: Instant;
  readonly product: Product;
  readonly places: Parameters<typeof inSafes>[0]['places'];
  readonly recalled?: { readonly reason: string; readonly at: Instant };
}

const DAY_MS = 86_400_000;
const SUPPLIER = { name: 'Demo Wholesale', address: '1 Example Way, Anytown', deaNumber: 'AB1234563' };
/** Containers of each product that a protocol asks for: several weeks of sessions. */
const OF_EACH = 8;
const OF_EACH_ADJUNCT = 4;
const RECALLED_LOT = 'DW-0666';

/** Fills the safe of a clinic that has none. */
export async function stockSafe({ send, staff, zone, at, present }: Stocking): Promise<void> {
  const { safes } = await demand<{ safes: unknown[] }>(send, staff.nurse, 'GET', '/api/safes');
  if (safes.length > 0) return;
  for (const document of SHIPPED_PRODUCT_DOCUMENTS)
    await demand(send, staff.medical_director, 'PUT', `/api/formulary/${document.id}`, document);
  const { products } = await demand<{ products: { product: Product }[] }>(send, staff.nurse, 'GET', '/api/formulary');
  const safe = randomUUID();
  await demand(send, staff.nurse, 'POST', '/api/safes', { id: safe, name: 'Main safe, medication room' });
  await demand(send, staff.nurse, 'POST', '/api/safes', { id: randomUUID(), name: 'Treatment rooms’ safe' });

  const used: string[] = [];
  const day = (days: number) => dayAt(instant(present + days * DAY_MS), zone);
  const lineOf = (product: Product, count: number, lot: string, expiresInDays: number) => {
    const labels = nextLabels(used, count);
    used.push(...labels);
    return {
      product: product.id,
      lot,
      expiresOn: day(expiresInDays),
      expected: count,
      containers: labels.map((label) => ({ id: randomUUID(), label })),
    };
  };
  const receive = (invoice: string, lines: readonly object[]) =>
    demand(send, staff.nurse, 'POST', '/api/inventory/receipts', {
      receipt: { id: randomUUID(), at: instant(at), safe, supplier: SUPPLIER, invoice, lines },
      confirmed: ['received-expired'],
    });

  const all = products.map(({ product }) => product);
  const ordered = all.filter((product) =>
    SHIPPED_PROTOCOLS.some(({ medicine }) =>
      medicine.products.some((asked) => isOrdered(product, medicine.substance, asked)),
    ),
  );
  const adjuncts = all.filter(({ schedule }) => schedule === 'none');
  await receive(
    'DW-20411',
    ordered.map((product, index) => lineOf(product, OF_EACH, `DW-${1100 + index}`, 400 + 30 * index)),
  );
  await receive(
    'DW-20412',
    adjuncts.map((product, index) => lineOf(product, OF_EACH_ADJUNCT, `DW-${2100 + index}`, 300 + 10 * index)),
  );
  const [first] = ordered;
  if (!first) return;
  await receive('DW-20437', [
    lineOf(first, 2, 'DW-0907', 40),
    lineOf(first, 1, 'DW-0815', -6),
    lineOf(first, 1, RECALLED_LOT, 210),
  ]);
  await demand(send, staff.nurse, 'POST', '/api/inventory/recalls', {
    id: randomUUID(),
    product: first.id,
    lot: RECALLED_LOT,
    reason: 'The maker’s notice: a label may be missing its concentration. Invented, for the demo.',
    at: instant(at),
  });
}

/**
 * A container from which an amount may be drawn now for what a protocol asks: of those that hold enough, one that is open
 * already, and otherwise the one that runs out first.
 */
export async function containerFor(
  send: Send,
  staff: DemoStaff,
  asked: { readonly substance: string; readonly product: ProtocolProduct; readonly amount: DrugAmount },
  { now, zone }: { readonly now: number; readonly zone: string },
): Promise<
  { readonly id: string; readonly label: string; readonly lot: string; readonly product: string } | undefined
> {
  const { containers } = await demand<{ containers: ContainerListed[] }>(send, staff.nurse, 'GET', '/api/inventory');
  const usable = containers.filter(
    (one) =>
      isOrdered(one.product, asked.substance, asked.product) &&
      inSafes(one).value >= asked.amount.value &&
      // A single-dose vial that was opened was for somebody else.
      !(one.openedAt && one.product.contents.form === 'solution' && one.product.contents.use === 'single_dose') &&
      stockStates(one, { now: instant(now), zone }).every(({ isBlocked }) => !isBlocked),
  );
  const found = usable.find(({ openedAt }) => openedAt !== undefined) ?? usable[0];
  return found && { id: found.id, label: found.label, lot: found.lot, product: found.product.id };
}
