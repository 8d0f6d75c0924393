/** Links that can still be used. */
import { useZone } from '../api/me.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { sayDate } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './people.module.css';
import { type InvitationShown, useChangePeople } from './queries.ts';
import { sayRolesOf } from './roles.tsx';

export function Invitations({ invitations }: { invitations: readonly InvitationShown[] }) {
  if (invitations.length === 0) return null;
  return (
    <Panel title="Invited, not here yet">
      <ul className={styles.list}>
        {invitations.map((invitation) => (
          <Invitation key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </Panel>
  );
}

function Invitation({ invitation }: { invitation: InvitationShown }) {
  const zone = useZone();
  const withdraw = useChangePeople<object>(`/api/invitations/${invitation.id}/withdraw`);
  return (
    <li className={styles.person}>
      <div>
        <div className={styles.name}>{invitation.name}</div>
        <div className={styles.aside}>
          {invitation.email} · {sayRolesOf(invitation.roles)}
        </div>
      </div>
      <div className={styles.aside}>
        {invitation.invitedBy && `By ${invitation.invitedBy.name}, `}good until {sayDate(invitation.expiresAt, zone)}
      </div>
      <ConfirmButton
        variant="default"
        asks="Withdraw it?"
        loading={withdraw.isPending}
        onConfirm={() => withdraw.mutate({})}
      >
        Withdraw<span className="hs-visually-hidden"> the invitation of {invitation.name}</span>
      </ConfirmButton>
      <ProblemAlert error={withdraw.error} />
    </li>
  );
}
