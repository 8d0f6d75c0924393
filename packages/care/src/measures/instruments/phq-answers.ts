/** The four answers that the PHQ-9 and the GAD-7 share. Source: loinc.org/LL358-3. */
import type { ItemOption } from '../instrument.ts';

export const PHQ_ANSWERS: readonly ItemOption[] = [
  { value: 0, code: 'LA6568-5', label: { en: 'Not at all', es: 'Ningún día' } },
  { value: 1, code: 'LA6569-3', label: { en: 'Several days', es: 'Varios días' } },
  { value: 2, code: 'LA6570-1', label: { en: 'More than half the days', es: 'Más de la mitad de los días' } },
  { value: 3, code: 'LA6571-9', label: { en: 'Nearly every day', es: 'Casi todos los días' } },
];
