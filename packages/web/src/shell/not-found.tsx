/** An address that leads nowhere. */
import { Link } from 'wouter';
import { Page } from '../ui/page.tsx';
import { EmptyState } from '../ui/states.tsx';

export function NotFound() {
  return (
    <Page title="Nothing here" ownHeading>
      <EmptyState title="There is no such page">
        It may have moved, or belong to another clinic. <Link href="/">Go to Today</Link>
      </EmptyState>
    </Page>
  );
}
