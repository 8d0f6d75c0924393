/** The page on which a patient is opened in need, reached from wherever they were refused. */
import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { useZone } from '../api/me.ts';
import { usePatients } from '../patient/queries.ts';
import { sayTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { LoadingState } from '../ui/states.tsx';
import styles from './break-glass.module.css';
import { BreakGlass } from './break-glass.tsx';
import { useOwnGlass } from './queries.ts';

export default function BreakGlassPage({ patientId }: { patientId: string }) {
  const zone = useZone();
  const [, go] = useLocation();
  // By the list: the patient's own page may be what was refused.
  const name = usePatients().data?.patients.find(({ id }) => id === patientId)?.name;
  const own = useOwnGlass();
  const standing = own.data?.standing.find((one) => one.patientId === patientId);
  const record = `/patients/${patientId}`;
  return (
    <Page title={name ?? 'A record that is not yours'} before={<Link href="/patients">Patients</Link>}>
      {own.isLoading ? (
        <LoadingState says="Looking at what you have open" />
      ) : standing ? (
        <Panel title="You have this record open">
          <p className={styles.says}>You broke the glass. It stands until {sayTime(standing.until, zone)}.</p>
          <div className={styles.buttons}>
            <Button component={Link} href={record}>
              Go to the record
            </Button>
          </div>
        </Panel>
      ) : (
        <BreakGlass patientId={patientId} onOpened={() => go(record)} />
      )}
    </Page>
  );
}
