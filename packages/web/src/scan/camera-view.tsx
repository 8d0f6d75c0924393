/** What the camera sees, with its lamp; or why there is nothing to see, and what can be done. */
import { Sign } from '../ui/sign.tsx';
import { useCamera } from './camera.ts';
import type { FoundCode } from './code-reader.ts';
import styles from './scanner.module.css';

interface CameraViewProps {
  /** Whether a reading stands, and the next code waits. */
  readonly hasRead: boolean;
  readonly onCodes: (codes: readonly FoundCode[]) => void;
}

export function CameraView({ hasRead, onCodes }: CameraViewProps) {
  const { state, video, isLit, light, tryAgain } = useCamera(onCodes);
  if (state.kind === 'off')
    return (
      <div className={styles.off} role="status">
        <p className={styles.notice}>
          <Sign name="triangle" />
          <span>{state.says}</span>
        </p>
        {state.again && (
          <button type="button" className={styles.button} onClick={tryAgain}>
            Try the camera again
          </button>
        )}
      </div>
    );
  return (
    <div className={styles.view}>
      <video ref={video} className={styles.video} muted playsInline aria-label="What the camera sees" />
      <p className={styles.state} role="status">
        {state.kind === 'asking' ? 'Waiting for the camera.' : hasRead ? 'A code was read.' : 'Looking for a code.'}
      </p>
      {state.kind === 'on' && state.hasLight && (
        <button type="button" className={styles.lamp} aria-pressed={isLit} onClick={() => light(!isLit)}>
          <Sign name="sun" />
          Lamp
        </button>
      )}
    </div>
  );
}
