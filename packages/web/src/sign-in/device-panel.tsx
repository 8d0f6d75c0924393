/** Whether this device is one's own, or a room's. */
import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { Panel } from '../ui/panel.tsx';
import styles from './account.module.css';
import { useChange } from './use-change.tsx';

export function DevicePanel() {
  const { screen } = useMe();
  const queries = useQueryClient();
  const marking = useChange(
    (shared: boolean) => api.post('/api/me/device', { shared }),
    () => void queries.invalidateQueries({ queryKey: ['me'] }),
  );
  return (
    <Panel title="This device">
      <div className={styles.stack}>
        <Switch
          label="Several people use this device"
          description="Then each order, check, override and discharge is signed for itself, by PIN or passkey of whoever answers for it."
          checked={screen.isShared}
          disabled={marking.isChanging}
          onChange={(event) => marking.make(event.currentTarget.checked)}
        />
        <p className={styles.says}>
          This screen locks after {Math.round(screen.lockAfterSeconds / 60)} minutes without a touch. The session room
          goes on behind the lock.
        </p>
        {marking.outcome}
      </div>
    </Panel>
  );
}
