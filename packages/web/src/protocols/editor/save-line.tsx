/** How the draft is kept at this moment, and what to choose where somebody else saved it too. */
import { Button } from '@mantine/core';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import type { DraftSaver, SaveState } from './draft-saver.ts';
import styles from './editor.module.css';

const SAYS: Record<SaveState['kind'], string> = {
  saved: 'Saved',
  writing: 'Writing…',
  saving: 'Saving…',
  conflict: 'Not saved: somebody else wrote in it',
  failed: 'Not saved',
};

interface SaveLineProps {
  readonly saving: SaveState;
  readonly saver: DraftSaver;
  onTakeTheirs(): void;
  onKeepMine(): void;
}

export function SaveLine({ saving, saver, onTakeTheirs, onKeepMine }: SaveLineProps) {
  return (
    <>
      <p className={styles.saved} role="status">
        {SAYS[saving.kind]}
      </p>
      {saving.kind === 'failed' && (
        <div className={styles.wholeRow}>
          <ProblemAlert error={saving.error} />
          <Button variant="default" onClick={() => void saver.flush()}>
            Save now
          </Button>
        </div>
      )}
      {saving.kind === 'conflict' && (
        <div className={styles.wholeRow}>
          <ProblemAlert error={saving.error} />
          <div className={styles.buttons}>
            <Button onClick={onTakeTheirs}>Look at theirs</Button>
            <Button variant="default" onClick={onKeepMine}>
              Keep mine, over theirs
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
