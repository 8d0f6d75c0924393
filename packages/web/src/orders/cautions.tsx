/** What is known of a medicine beside ketamine: advice with its source, or that nothing is known here. Never a stop. */
import type { MedicineLookedUp } from '@holdspace/care';
import { Sign } from '../ui/sign.tsx';
import styles from './orders.module.css';
import type { MedicineShown } from './queries.ts';

export function Cautions({ cautions }: { cautions: MedicineLookedUp }) {
  if (!cautions.known) return <p className={styles.unknown}>{cautions.says}</p>;
  return (
    <ul className={styles.cautions}>
      {cautions.found.map(({ caution, ingredient, atc }) => (
        <li key={`${caution.id} ${ingredient}`} className={styles.caution}>
          <Sign name="triangle" size={16} />
          <div>
            <strong>{caution.title}</strong>: {caution.advice}
            <div className={styles.small}>
              Matched as {ingredient}
              {atc.length > 0 && ` (ATC ${atc.join(', ')})`}.
            </div>
            <details className={styles.small}>
              <summary>
                Sources<span className="hs-visually-hidden"> for {caution.title}</span>
              </summary>
              <ul>
                {caution.sources.map(({ citation, checked }) => (
                  <li key={citation}>
                    {citation} {checked.how === 'background' && 'Background: to be checked against the source.'}
                  </li>
                ))}
              </ul>
            </details>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The same of all that a patient takes, beside the form of an order. */
export function CautionsOfList({ medicines }: { medicines: readonly MedicineShown[] }) {
  if (medicines.length === 0)
    return <p className={styles.unknown}>No medicine is on this patient’s list. Ask before you sign.</p>;
  return (
    <ul className={styles.plain}>
      {medicines.map((medicine) => (
        <li key={medicine.id}>
          <span className={styles.medicineName}>{medicine.name}</span>
          {medicine.dose && `, ${medicine.dose}`}
          <Cautions cautions={medicine.cautions} />
        </li>
      ))}
    </ul>
  );
}
