/** For tests: a safe, a product and containers in it, received as they would be. */
import { randomUUID } from 'node:crypto';
import {
  type Account,
  type Instant,
  instant,
  type Movement,
  type MovementKind,
  type Product,
  productSchema,
  quantity,
  type Receipt,
} from '@holdspace/care';
import type { Store } from '../store.ts';
import type { TestClinic } from '../testing.ts';

export const TEST_VIAL: Product = productSchema.parse({
  id: 'ketamine-50-vial-10',
  name: 'Ketamine 50 mg/mL, vial of 10 mL',
  substance: 'ketamine',
  schedule: 'III',
  contents: {
    form: 'solution',
    concentration: { value: 50, unit: 'mg/mL' },
    volume: { value: 10, unit: 'mL' },
    use: 'multi_dose',
  },
  codes: { ndc: [] },
  useWithinAfterOpening: { value: 28, unit: 'd' },
  storage: 'At 20 to 25 °C, away from light',
});

const RECEIVED: Instant = instant(Date.UTC(2026, 1, 2, 15));

export interface TestStock {
  readonly safe: string;
  readonly receipt: Receipt;
  /** Full vials of 500 mg. */
  readonly vials: readonly string[];
}

/** A receipt of one lot, each vial with a label of its own. */
export const testReceipt = (safe: string, count: number, lot = 'L-1'): Receipt => ({
  id: randomUUID(),
  at: RECEIVED,
  safe,
  supplier: { name: 'Example Supply', deaNumber: 'AB1234563' },
  invoice: 'INV-1',
  lines: [
    {
      product: TEST_VIAL.id,
      lot,
      expiresOn: '2027-12-31',
      expected: count,
      containers: Array.from({ length: count }, () => {
        const id = randomUUID();
        return { id, label: `K-${id.slice(0, 13)}` };
      }),
    },
  ],
});

/** A safe with vials in it, in a clinic that may have others. */
export async function testStock(store: Store, clinic: TestClinic, count: number, lot?: string): Promise<TestStock> {
  const { clinicId, practitioners } = clinic;
  const recording = { by: practitioners.medical_director.id, at: RECEIVED };
  await store.formulary.save(clinicId, TEST_VIAL, recording);
  const safe = randomUUID();
  await store.inventory.addSafe(clinicId, { id: safe, name: `Safe ${safe.slice(0, 8)}` }, recording);
  const receipt = testReceipt(safe, count, lot);
  const { outcome } = await store.inventory.receive(clinicId, receipt, {
    by: practitioners.nurse,
    recordedAt: RECEIVED,
  });
  if (outcome !== 'received') throw new Error(outcome);
  return { safe, receipt, vials: receipt.lines.flatMap(({ containers }) => containers.map(({ id }) => id)) };
}

/** A movement by the nurse. */
export function testMovement(
  clinic: TestClinic,
  kind: MovementKind,
  container: string,
  micrograms: number,
  from: Account,
  into: Account,
  more: Partial<Movement> = {},
): Movement {
  const session = from.kind === 'in_hand' ? from.session : into.kind === 'in_hand' ? into.session : undefined;
  return {
    id: randomUUID(),
    kind,
    container,
    amount: quantity(micrograms, 'ug'),
    from,
    into,
    at: instant(Date.UTC(2026, 1, 3, 15)),
    recordedAt: instant(Date.UTC(2026, 1, 3, 15, 1)),
    by: clinic.practitioners.nurse,
    ...(session && { session }),
    ...more,
  };
}
