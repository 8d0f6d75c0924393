/** Invites somebody: their name, e-mail and roles, and then the link, which is shown this once. */
import type { Role } from '@holdspace/care';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { Form } from '../ui/form.tsx';
import { sayDate } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { CopyText } from './copy-text.tsx';
import styles from './people.module.css';
import { type InvitationShown, useChangePeople } from './queries.ts';
import { Roles } from './roles.tsx';

interface NewInvitation {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
}
interface Invited {
  readonly invitation: InvitationShown;
  readonly secret: string;
  /** It was also sent by e-mail. */
  readonly mailed: boolean;
}

export function Invite({ onLeave }: { onLeave: () => void }) {
  const zone = useZone();
  const invite = useChangePeople<NewInvitation, Invited>('/api/invitations');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  if (invite.data) {
    const { invitation, secret, mailed } = invite.data;
    return (
      <Panel title={`The link for ${invitation.name}`}>
        <p className={styles.says}>
          {mailed ? `It was sent to ${invitation.email}. If it does not arrive, give` : 'Give'} it to {invitation.name}{' '}
          alone, in a way that you trust. It is good once, until {sayDate(invitation.expiresAt, zone)}, and it is not
          shown again. If it is lost, invite them again: the lost one is then good no longer.
        </p>
        <CopyText label="Invitation link" text={`${location.origin}/join#${secret}`} />
        <div className={styles.after}>
          <Button variant="default" onClick={onLeave}>
            Done
          </Button>
        </div>
      </Panel>
    );
  }
  return (
    <Panel title="Invite somebody">
      <Form
        send="Make the link"
        isSending={invite.isPending}
        error={invite.error}
        onLeave={onLeave}
        onSend={() => invite.mutate({ id: crypto.randomUUID(), name, email, roles })}
      >
        <TextInput
          label="Name"
          description="As it stands on records"
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="E-mail"
          description="They sign in with it"
          type="email"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Roles roles={roles} onChange={setRoles} />
      </Form>
    </Panel>
  );
}
