/** The whole arithmetic of a dose, line by line, so that whoever checks it can follow it with a pencil. */
import { type Bodies, type BodyWeight, type Protocol, type ProtocolProduct, sayQuantity } from '@holdspace/care';
import styles from './arithmetic.module.css';

export type DoseShown = Pick<
  Bodies['DoseOrdered'],
  'prescribed' | 'exact' | 'amount' | 'perKilogram' | 'volume' | 'units' | 'pump'
>;

/** The weight, and where it is not the day's own, how old it is. */
type WeightShown = { readonly weight: BodyWeight; readonly says?: string } | undefined;

interface Step {
  readonly name: string;
  readonly sum?: string;
  readonly comes: string;
}

function stepsOf(dose: DoseShown, product: ProtocolProduct, protocol: Protocol, weight: WeightShown): Step[] {
  const steps: Step[] = [];
  if (weight?.says) steps.push({ name: 'Weight', sum: weight.says, comes: sayQuantity(weight.weight) });
  if (dose.prescribed.by === 'weight')
    steps.push({
      name: 'Prescribed',
      sum: `${sayQuantity(dose.prescribed.perKilogram)} × ${weight ? sayQuantity(weight.weight) : 'the weight'}`,
      comes: sayQuantity(dose.exact),
    });
  else steps.push({ name: 'Prescribed', comes: sayQuantity(dose.exact) });
  if (product.form === 'solution' && dose.volume)
    steps.push({
      name: 'Draw up',
      sum: `${sayQuantity(dose.exact)} ÷ ${sayQuantity(product.concentration)}, to ${sayQuantity(product.drawStep)}`,
      comes: sayQuantity(dose.volume),
    });
  if (product.form === 'unit' && dose.units !== undefined)
    steps.push({
      name: 'Count out',
      sum: `${sayQuantity(dose.exact)} ÷ ${sayQuantity(product.strength)} each`,
      comes: `${dose.units} ${product.unitName}${dose.units === 1 ? '' : 's'}`,
    });
  steps.push({
    name: 'Given',
    ...(dose.perKilogram && { sum: `= ${sayQuantity(dose.perKilogram)}` }),
    comes: sayQuantity(dose.amount),
  });
  if (dose.pump)
    steps.push(
      {
        name: 'Bag',
        sum: `${sayQuantity(dose.amount)} in ${sayQuantity(dose.pump.bagVolume)}`,
        comes: sayQuantity(dose.pump.concentration),
      },
      {
        name: 'Pump',
        sum: `${sayQuantity(dose.pump.bagVolume)} over ${sayQuantity(dose.pump.duration)}`,
        comes: sayQuantity(dose.pump.rate),
      },
    );
  const { absoluteMaximum } = protocol.dose;
  steps.push({
    name: 'At most',
    sum: absoluteMaximum.perKilogram ? `and ${sayQuantity(absoluteMaximum.perKilogram)}` : 'in one session',
    comes: sayQuantity(absoluteMaximum.amount),
  });
  return steps;
}

export function DoseSteps({
  dose,
  productId,
  weight,
  protocol,
}: {
  dose: DoseShown;
  productId: string;
  weight: WeightShown;
  protocol: Protocol;
}) {
  const product = protocol.medicine.products.find((one) => one.id === productId);
  if (!product) return null;
  return (
    <dl className={`${styles.steps} hs-numbers`} aria-label="Arithmetic of the dose">
      {stepsOf(dose, product, protocol, weight).map((step) => (
        <div key={step.name} className={step.name === 'At most' ? styles.limit : styles.step}>
          <dt>{step.name}</dt>
          <dd className={styles.sum}>{step.sum}</dd>
          <dd className={styles.comes}>{step.comes}</dd>
        </div>
      ))}
    </dl>
  );
}
