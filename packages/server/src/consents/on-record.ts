/** A session's consents, looked up only where one of the commands asks about them: everything else costs nothing. */
import type { Command, ConsentsOnRecord } from '@holdspace/care';
import type { Context } from '../context.ts';
import { Consents } from './consents.ts';

export async function consentsAsked(
  context: Pick<Context, 'store' | 'protocols' | 'keeper'>,
  clinicId: string,
  sessionId: string,
  commands: readonly Command[],
): Promise<ConsentsOnRecord | undefined> {
  const isAsked = commands.some(
    (command) =>
      command.type === 'AdministerDose' ||
      command.type === 'StartInfusion' ||
      (command.type === 'ConfirmGate' && command.finding.gate === 'consent'),
  );
  if (!isAsked) return undefined;
  return new Consents(context).onRecord(clinicId, await context.keeper.originOf(clinicId, sessionId));
}
