/** A link and its code, shown once: the two go by different ways, so that neither is enough alone. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Invitation } from './shapes.ts';
import styles from './sharing.module.css';

interface InvitationCardProps {
  readonly invitation: Invitation;
  /** "the patient", "Odd Outside" */
  readonly to: string;
  readonly onDone: () => void;
}

export function InvitationCard({ invitation, to, onDone }: InvitationCardProps) {
  const [copied, setCopied] = useState(false);
  const link = `${location.origin}${invitation.link}`;
  return (
    <div className={styles.invitation} role="status">
      <h3 className={styles.small}>For {to}, shown this once</h3>
      <p className={styles.quiet}>
        Send the link one way and tell the code another, such as by telephone. The link works once, for a week.
      </p>
      <TextInput label="Link" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      <p className={styles.code}>
        <span className={styles.quiet}>Code</span>{' '}
        <strong className="hs-numbers">{`${invitation.code.slice(0, 4)} ${invitation.code.slice(4)}`}</strong>
      </p>
      <div className={styles.buttons}>
        <Button
          variant="default"
          onClick={() =>
            void navigator.clipboard.writeText(link).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          <span aria-live="polite">{copied ? 'Copied' : 'Copy the link'}</span>
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
