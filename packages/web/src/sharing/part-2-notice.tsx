/** What must go with records of treatment for substance use, on the screen and on paper. */
import { PART_2_NOTICE, PART_2_PLAINLY, PART_2_SOURCE } from '@holdspace/care';
import { English, useLanguageAround } from '../language/around.tsx';
import { useSharing } from './queries.ts';
import styles from './sharing.module.css';

/** The statement goes as the regulation words it; its sense is said as the reader speaks. */
export function Part2Notice() {
  const language = useLanguageAround();
  return (
    <aside className={styles.notice} aria-label="42 CFR Part 2">
      <strong>
        <English>{PART_2_NOTICE}</English>
      </strong>
      <p>
        {PART_2_PLAINLY[language]} ({PART_2_SOURCE})
      </p>
    </aside>
  );
}

/** The same on a patient's page, where something about them is flagged. */
export function Part2OnPatient({ patientId }: { patientId: string }) {
  const shown = useSharing(patientId);
  return shown.data && shown.data.part2.length > 0 ? <Part2Notice /> : null;
}
