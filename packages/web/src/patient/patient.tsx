/** A patient's page. */
import { Page } from '../ui/page.tsx';
import { EmptyState } from '../ui/states.tsx';

export default function Patient({ patientId }: { patientId: string }) {
  return (
    <Page title="Patient">
      <EmptyState title={patientId} />
    </Page>
  );
}
