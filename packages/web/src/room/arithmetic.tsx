/** The arithmetic of a dose in the room, under the session's protocol. */
import type { BodyWeight } from '@holdspace/care';
import { type DoseShown, DoseSteps } from './dose-steps.tsx';
import { useProtocol } from './use-session.tsx';

export function Arithmetic({
  dose,
  productId,
  weight,
}: {
  dose: DoseShown;
  productId: string;
  weight: BodyWeight | undefined;
}) {
  return <DoseSteps dose={dose} productId={productId} weight={weight && { weight }} protocol={useProtocol()} />;
}
