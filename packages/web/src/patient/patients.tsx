/** Patients. */
import { Page } from '../ui/page.tsx';
import { EmptyState } from '../ui/states.tsx';

export default function Patients() {
  return (
    <Page title="Patients">
      <EmptyState title="None yet" />
    </Page>
  );
}
