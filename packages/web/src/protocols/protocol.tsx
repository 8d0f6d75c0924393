/** A protocol. */
import { Page } from '../ui/page.tsx';
import { EmptyState } from '../ui/states.tsx';

export default function ProtocolPage({ protocolId }: { protocolId: string }) {
  return (
    <Page title="Protocol">
      <EmptyState title={protocolId} />
    </Page>
  );
}
