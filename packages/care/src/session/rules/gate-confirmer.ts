import type { GateKind } from '../../protocol/schema.ts';
import type { Role } from '../../roles.ts';
import { GATE_TITLES } from '../gates.ts';
import { rule } from '../rule.ts';
import { needsRole } from './answers.ts';

const LICENSED: readonly Role[] = ['medical_director', 'prescriber', 'anesthesia', 'nurse', 'therapist'];
const MEDICAL: readonly Role[] = ['medical_director', 'prescriber', 'anesthesia', 'nurse'];
/** Who may confirm each gate. A guide prepares the setting and the focus; the front desk knows the escort. */
const CONFIRMED_BY: Partial<Record<GateKind, readonly Role[]>> = {
  touch_consent: [...LICENSED, 'guide'],
  setting_prepared: [...LICENSED, 'guide'],
  focus: [...LICENSED, 'guide'],
  escort: [...LICENSED, 'guide', 'front_desk'],
  pregnancy_test: MEDICAL,
  intoxication: LICENSED,
  fasting: MEDICAL,
  emergency_equipment: MEDICAL,
};

export const gateConfirmer = rule({
  id: 'gate-confirmer',
  title: 'Each gate is confirmed by somebody whose work it is',
  source: 'design: safety rule 3 (fails closed on authority)',
  stop: 'hard',
  overrideBy: [],
  commands: ['ConfirmGate'],
  check: (_state, { finding }, context) =>
    needsRole(context, CONFIRMED_BY[finding.gate] ?? LICENSED, `"${GATE_TITLES[finding.gate]}"`),
});
