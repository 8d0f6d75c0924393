/**
 * How a part of the room is shown that is fetched after it: while it is on its way, when it could not be fetched, and when
 * it breaks. None of these reaches the rest of the room.
 */
import {
  Component,
  type ComponentType,
  type ErrorInfo,
  type ReactNode,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { useAfter } from '../ui/after.ts';
import type { Fetched } from './fetched.ts';
import parts from './parts.module.css';

/** A quick answer does not flicker. */
const SAID_AFTER = 250;

/** A component out of a file that is fetched, and after how many milliseconds it is said that it is; its props are its own. */
export function laterPart<M, P extends object>(
  file: Fetched<M>,
  of: (module: M) => ComponentType<P>,
  saidAfter = SAID_AFTER,
): (props: P) => ReactNode {
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, as `lazy` is
  return function LaterPart(props) {
    const { module, isFetching, failures } = useSyncExternalStore(file.subscribe, file.read);
    useEffect(() => {
      void file.fetch();
    }, []);
    const { onClose, onDone } = props as { readonly onClose?: () => void; readonly onDone?: () => void };
    const close = onClose ?? onDone;
    if (!module)
      return failures === 0 ? (
        <OnItsWay saidAfter={saidAfter} />
      ) : (
        <NotFetched
          isTrying={isFetching}
          failures={failures}
          onAgain={() => void file.fetch()}
          onClose={close && (() => close())}
        />
      );
    const Shown = of(module);
    return (
      <KeepsToItself>
        <Shown {...props} />
      </KeepsToItself>
    );
  };
}

function OnItsWay({ saidAfter }: { saidAfter: number }) {
  return useAfter(saidAfter) && <p className={parts.hint}>Fetching this part…</p>;
}

interface NotFetchedProps {
  readonly isTrying: boolean;
  readonly failures: number;
  readonly onAgain: () => void;
  readonly onClose: (() => void) | undefined;
}

function NotFetched({ isTrying, failures, onAgain, onClose }: NotFetchedProps) {
  useEffect(() => {
    window.addEventListener('online', onAgain);
    return () => window.removeEventListener('online', onAgain);
  });
  return (
    <div className={parts.stack}>
      <p className={parts.hint} role="status">
        This part could not be fetched. The rest of this page works.{isTrying && ' Trying again…'}
      </p>
      <div className={parts.row}>
        <button type="button" className={parts.button} aria-disabled={isTrying} onClick={onAgain}>
          Try again
        </button>
        {failures > 1 && <LoadAnew />}
        {onClose && (
          <button type="button" className={parts.quiet} onClick={onClose}>
            Close
          </button>
        )}
      </div>
    </div>
  );
}

/** After a new version was put in place a part may be gone for good. Without a network, to load anew would lose the page. */
function LoadAnew() {
  const [isCut, setCut] = useState(false);
  const load = async () => {
    try {
      if ((await fetch(location.href, { cache: 'no-store' })).ok) return location.reload();
    } catch {
      // There is no network: said below.
    }
    setCut(true);
  };
  return (
    <>
      <button type="button" className={parts.button} onClick={() => void load()}>
        Load this page anew
      </button>
      {isCut && (
        <p className={parts.hint} role="status">
          The server does not answer, so this page stays as it is.
        </p>
      )}
    </>
  );
}

/** A fault while a part is drawn stays in it; the fault itself goes to the console. */
class KeepsToItself extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error('A fault while drawing', error, info.componentStack);
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return (
      <div className={parts.stack} role="alert">
        <p className={parts.hint}>Something broke in this part. The rest of this page works.</p>
        <div className={parts.row}>
          <button type="button" className={parts.button} onClick={() => this.setState({ isBroken: false })}>
            Show it again
          </button>
        </div>
      </div>
    );
  }
}
