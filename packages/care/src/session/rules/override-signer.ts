import { rule } from '../rule.ts';
import { needsRole } from './answers.ts';

export const overrideSigner = rule({
  id: 'override-signer',
  title: 'An override is signed by a licensed clinician',
  source: 'design: safety rule 3 (fails closed on authority)',
  stop: 'hard',
  overrideBy: [],
  commands: ['SignOverride'],
  check: (_state, _command, context) =>
    needsRole(context, ['medical_director', 'prescriber', 'anesthesia', 'nurse', 'therapist'], 'Signing an override'),
});
