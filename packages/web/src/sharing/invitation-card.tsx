/** A link and its code, shown once: the two go by different ways, so that neither is enough alone. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWordsAround } from '../language/around.tsx';
import type { Invitation } from './shapes.ts';
import styles from './sharing.module.css';
import { SHARING_WORDS } from './words.ts';

interface InvitationCardProps {
  readonly invitation: Invitation;
  /** "the patient", "Odd Outside" */
  readonly to: string;
  readonly onDone: () => void;
}

export function InvitationCard({ invitation, to, onDone }: InvitationCardProps) {
  const say = useWordsAround(SHARING_WORDS);
  const [copied, setCopied] = useState(false);
  const link = `${location.origin}${invitation.link}`;
  return (
    <div className={styles.invitation} role="status">
      <h3 className={styles.small}>{say('shownOnce', { to })}</h3>
      <p className={styles.quiet}>{say('twoWays')}</p>
      <TextInput label={say('link')} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      <p className={styles.code}>
        <span className={styles.quiet}>{say('code')}</span>{' '}
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
          <span aria-live="polite">{say(copied ? 'copied' : 'copy')}</span>
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {say('done')}
        </Button>
      </div>
    </div>
  );
}
