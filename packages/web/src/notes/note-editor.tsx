/** Where a note is written: its kind plainly said, saved as it is written, and signed when it is done. */
import { emptySections, NOTE_KIND_WORDS, NOTE_TEMPLATE_WORDS, noteText, sectionsOf } from '@holdspace/care';
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useZone } from '../api/me.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { sayTimeToSecond } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import type { DeviceDraft } from './device-drafts.ts';
import styles from './notes.module.css';
import { type SavingState, useDraft } from './use-draft.ts';

interface NoteEditorProps {
  readonly begun: DeviceDraft;
  readonly isUnsent: boolean;
  /** Signed, or left as a draft. */
  readonly onDone: () => void;
}

export function NoteEditor({ begun, isUnsent, onDone }: NoteEditorProps) {
  const { text, sections = {}, saving, write, send } = useDraft(begun, isUnsent);
  const words = NOTE_KIND_WORDS[begun.kind];
  const { template } = begun;
  const name = template ? `${words.name}: ${NOTE_TEMPLATE_WORDS[template].name}` : words.name;
  const isEmpty = (template ? noteText(template, sections) : text).trim() === '';
  const missing = template && !isEmpty ? emptySections(template, sections) : [];
  const sign = useMutation({
    mutationFn: async () => {
      const note = await send();
      const version = note?.version ?? begun.version;
      await api.post(`/api/notes/${begun.kind}/${begun.id}/sign`, { version });
    },
    onSuccess: onDone,
  });
  return (
    <Panel
      title={begun.amends ? `Amendment: ${name}` : name}
      actions={<StatusBadge meaning={begun.kind === 'psychotherapy' ? 'accent' : 'neutral'}>{words.who}</StatusBadge>}
    >
      <p className={styles.what}>{words.what}</p>
      {template ? (
        <div className={styles.sections}>
          {sectionsOf(template).map((section, index) => (
            <Textarea
              key={section.id}
              label={section.name}
              description={section.holds}
              autosize
              minRows={3}
              maxRows={20}
              data-autofocus={index === 0 || undefined}
              value={sections[section.id] ?? ''}
              onChange={(event) => write({ sections: { ...sections, [section.id]: event.currentTarget.value } })}
            />
          ))}
        </div>
      ) : (
        <Textarea
          label="Text"
          autosize
          minRows={10}
          maxRows={28}
          data-autofocus
          value={text}
          onChange={(event) => write({ text: event.currentTarget.value })}
        />
      )}
      <p className={styles.saving} role="status">
        <Saved saving={saving} />
      </p>
      {missing.length > 0 && (
        <p className={styles.quiet}>
          Nothing yet under {missing.map((section) => section.name).join(', ')}. It can be signed like this.
        </p>
      )}
      {saving.state === 'refused' && <ProblemAlert error={saving.error} />}
      <ProblemAlert error={sign.error} />
      <div className={styles.buttons}>
        <ConfirmButton
          asks="Sign? It stays as it is"
          disabled={isEmpty}
          loading={sign.isPending}
          onConfirm={() => sign.mutate()}
        >
          Sign
        </ConfirmButton>
        <Button
          variant="default"
          onClick={() => {
            void send().then(onDone);
          }}
        >
          Leave as a draft
        </Button>
      </div>
    </Panel>
  );
}

function Saved({ saving }: { saving: SavingState }) {
  const zone = useZone();
  switch (saving.state) {
    case 'new':
      return <>Saved as you write.</>;
    case 'writing':
      return <>Writing …</>;
    case 'saved':
      return <>Saved at {sayTimeToSecond(saving.note.changedAt, zone)}.</>;
    case 'waiting':
      return <>The server cannot be reached. Kept on this device, encrypted, and sent when it is back.</>;
    case 'refused':
      return <>Not saved on the server. What you wrote is kept on this device.</>;
  }
}
