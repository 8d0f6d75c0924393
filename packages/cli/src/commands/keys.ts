/** `holdspace keys`: what seals here, and replacing it while the clinics work. */
import { open } from '../opened.ts';
import { keptRootKeys } from '../root-keys.ts';
import { CannotError, readSettings, type SettingFlags } from '../settings.ts';

export interface RotateFlags extends SettingFlags {
  readonly root?: boolean;
  readonly json?: boolean;
}

/** Replaces the data keys, or with --root the root key. Cut off, the same again finishes it. */
export async function rotateKeys(flags: RotateFlags): Promise<void> {
  const settings = readSettings(flags);
  const opened = await open(settings);
  const answer = (value: object, text: string) => console.log(flags.json ? JSON.stringify(value) : text);
  try {
    const { keys } = opened.store;
    if (flags.root) {
      const kept = keptRootKeys(settings.folder);
      // A rotation that was cut off has its new root key already; another would leave that one without use.
      const unfinished = (await keys.rootKeysInUse()).some((id) => id !== kept.rootKeys.currentId);
      if (!unfinished) kept.add();
      const rewrapped = await keys.rewrap();
      answer(
        { rootKey: kept.rootKeys.currentId, rewrapped },
        `${rewrapped} data keys are wrapped by ${kept.rootKeys.currentId} now, and by no other root key.\nKeep a copy of ${kept.place} apart from the backups. Backups from before need the older root key in it.`,
      );
      return;
    }
    const rotated = await keys.rotate((resealed) => {
      if (!flags.json) console.error(`  ${resealed} rows sealed anew …`);
    });
    answer(
      rotated,
      `${rotated.made} new data keys seal from now on, ${rotated.resealed} rows were sealed anew, ${rotated.retired} old keys were destroyed.`,
    );
  } finally {
    await opened.close();
  }
}

/** Turns missing root keys into a sentence that says where they belong. */
export const withoutRootKey = (ids: readonly string[], place: string): CannotError =>
  new CannotError(
    `This database was sealed under ${ids.join(' and ')}, which ${place} does not hold. Put the root key back from where its copy is kept; without it, patients' identities and notes cannot be read by anybody. Nothing was changed.`,
  );
