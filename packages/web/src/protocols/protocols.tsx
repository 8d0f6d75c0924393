/** Protocols. */
import { Page } from '../ui/page.tsx';
import { EmptyState } from '../ui/states.tsx';

export default function Protocols() {
  return (
    <Page title="Protocols">
      <EmptyState title="None yet" />
    </Page>
  );
}
