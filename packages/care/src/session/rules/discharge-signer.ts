import { rule } from '../rule.ts';
import { needsRole } from './answers.ts';

export const dischargeSigner = rule({
  id: 'discharge-signer',
  title: 'A discharge is signed by those whom the protocol names',
  source: 'clinical §4 "Leaving"',
  stop: 'hard',
  overrideBy: [],
  commands: ['SignDischarge'],
  check: (_state, _command, context) => needsRole(context, context.protocol.discharge.signBy, 'Signing a discharge'),
});
