/**
 * What the ledger says of the containers that commands name, for the rules of the session that ask about them. Looked up
 * afresh, and only for commands of which a rule asks: whoever records a blood pressure waits for no ledger.
 */
import type { Command, Session, StockKnown } from '@holdspace/care';
import type { Store } from '@holdspace/store';

/** The containers about which a command asks; undefined where it asks about none, nor whether a ledger is kept. */
function askedBy(state: Session, command: Command): readonly string[] | undefined {
  switch (command.type) {
    case 'DrawMedicine':
      return [command.container.id];
    case 'AdministerDose':
    case 'StartInfusion':
      return [];
    case 'StrikeOut': {
      const entry = state.log.find(({ seq }) => seq === command.seq);
      if (entry?.type !== 'MedicinePutBack') return undefined;
      const draw = state.draws.find(({ id }) => id === entry.draw);
      return draw?.ledger && [draw.container.id];
    }
    default:
      return undefined;
  }
}

export function stockFor(
  store: Pick<Store, 'inventory'>,
  { clinicId, sessionId, state }: { readonly clinicId: string; readonly sessionId: string; readonly state: Session },
  commands: readonly Command[],
): Promise<StockKnown> | undefined {
  const asked = commands.map((command) => askedBy(state, command)).filter((ids) => ids !== undefined);
  if (asked.length === 0) return undefined;
  return store.inventory
    .known(clinicId, [...new Set(asked.flat())])
    .then((known) => ({ ...known, session: sessionId }));
}
