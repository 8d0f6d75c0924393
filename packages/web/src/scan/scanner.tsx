/**
 * Reads the code of a vial or a pack by camera, by a scanner that types, or by hand. What was read is said before it is
 * used, and a person presses to use it. Loaded when it is first opened: `lazy(() => import('../scan/scanner.tsx'))`.
 */
import { readLabel, type ScannedLabel } from '@holdspace/care';
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { Sign } from '../ui/sign.tsx';
import { CameraView } from './camera-view.tsx';
import { chooseCode } from './choose-code.ts';
import { Once } from './once.ts';
import { type NamedProduct, sayLabel } from './say-label.ts';
import styles from './scanner.module.css';
import { Typed } from './typed.tsx';
import { useWedge } from './use-wedge.ts';

/** What a label is to whoever asked for it. */
export interface Weighed {
  readonly isUsable: boolean;
  readonly says: string;
}

interface ScannerProps {
  /** "Scan the vial" */
  readonly title: string;
  /** The formulary, by which a code gets its product's name. */
  readonly products?: readonly NamedProduct[];
  /** Says what the label is here, or why it cannot be used: "The order is for 50 mg/mL, and this is 100 mg/mL." */
  readonly weigh?: (label: ScannedLabel) => Weighed | undefined;
  /** The words of the button: "Use this vial". */
  readonly use?: string;
  /** The scanner stays open for the next code until whoever opened it takes it away. */
  readonly onUse: (label: ScannedLabel) => void;
  readonly onClose: () => void;
  /** The heading's level: 2 where it stands by itself, 3 inside a part. */
  readonly level?: 2 | 3;
}

export default function Scanner({ title, products, weigh, use = 'Use this', onUse, onClose, level = 3 }: ScannerProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [label, setLabel] = useState<ScannedLabel>();
  const [hint, setHint] = useState<string>();
  const [once] = useState(() => new Once());
  useFocusBack(heading);

  const take = (text: string): boolean => {
    const reading = readLabel(text);
    setHint(reading.known ? undefined : reading.because);
    setLabel(reading.known ? reading.label : undefined);
    return reading.known;
  };
  useWedge(take, { scope: panel });
  /** The buttons of the reading go with it, and the focus with them. */
  const lookAgain = () => {
    setLabel(undefined);
    heading.current?.focus({ preventScroll: true });
  };

  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.head}>
        <Heading className={styles.title} id={id} tabIndex={-1} ref={heading}>
          {title}
        </Heading>
        <button type="button" className={styles.quiet} onClick={onClose} aria-label={`Close: ${title}`}>
          <Sign name="cross" />
        </button>
      </div>
      <CameraView
        hasRead={label !== undefined}
        onCodes={(codes) => {
          const chosen = chooseCode(codes);
          const at = performance.now();
          if (label !== undefined) {
            if (chosen.kind === 'label') once.staysInView(chosen.text, at);
            return;
          }
          if (chosen.kind === 'unsure') setHint(chosen.says);
          if (chosen.kind !== 'label' || !once.isNew(chosen.text, at)) return;
          setHint(undefined);
          setLabel(chosen.label);
        }}
      />
      <div role="status" className={styles.hint}>
        {label === undefined && hint}
      </div>
      {label === undefined ? (
        <Typed onTyped={take} />
      ) : (
        <Reading
          label={label}
          products={products}
          weighed={weigh?.(label)}
          use={use}
          onUse={() => {
            lookAgain();
            onUse(label);
          }}
          onAgain={lookAgain}
        />
      )}
    </section>
  );
}

/**
 * Takes the focus while it is open, and gives it back to the button that opened it; where that made room for the scanner,
 * to what stands in the scanner's place afterwards.
 */
function useFocusBack(heading: RefObject<HTMLElement | null>): void {
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    opener.current ??= document.activeElement;
    const panel = heading.current?.closest('section');
    const [parent, before] = [panel?.parentElement, panel?.previousElementSibling];
    heading.current?.focus({ preventScroll: true });
    panel?.scrollIntoView({ block: 'nearest' });
    const from = opener.current;
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement !== null && document.activeElement !== document.body) return;
        const inPlace = before?.isConnected ? before.nextElementSibling : parent?.firstElementChild;
        const isThere = from instanceof HTMLElement && from !== document.body && from.isConnected;
        const target = isThere ? from : (focusableIn(inPlace) ?? focusableIn(parent));
        target?.focus({ preventScroll: true });
      });
    };
  }, [heading]);
}

const FOCUSABLE = 'button:enabled, input:enabled, select:enabled, textarea:enabled, a[href]';
const focusableIn = (place: Element | null | undefined): HTMLElement | null | undefined =>
  place instanceof HTMLElement && place.matches(FOCUSABLE) ? place : place?.querySelector<HTMLElement>(FOCUSABLE);

interface ReadingProps {
  readonly label: ScannedLabel;
  readonly products: readonly NamedProduct[] | undefined;
  readonly weighed: Weighed | undefined;
  readonly use: string;
  readonly onUse: () => void;
  readonly onAgain: () => void;
}

/** What was read; the focus goes to it, so that it is heard before anything is pressed. */
function Reading({ label, products, weighed, use, onUse, onAgain }: ReadingProps) {
  const id = useId();
  const read = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another label is another reading
  useEffect(() => {
    read.current?.focus();
  }, [label]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for questions, and this is an answer
    <div
      ref={read}
      role="group"
      tabIndex={-1}
      aria-labelledby={id}
      aria-describedby={`${id}says`}
      className={styles.read}
    >
      <p className={styles.what} id={id}>
        Read from the code
      </p>
      <div id={`${id}says`}>
        <dl className={styles.lines}>
          {sayLabel(label, products).map(({ what, says }) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd className="hs-numbers">{says}</dd>
            </div>
          ))}
        </dl>
        {label.doubt && <Notice sign="triangle">{label.doubt}</Notice>}
        {weighed && <Notice sign={weighed.isUsable ? 'check' : 'octagon'}>{weighed.says}</Notice>}
      </div>
      <div className={styles.row}>
        {weighed?.isUsable !== false && (
          <button type="button" className={styles.primary} onClick={onUse}>
            {use}
          </button>
        )}
        <button type="button" className={styles.button} onClick={onAgain}>
          Scan another
        </button>
      </div>
    </div>
  );
}

function Notice({ sign, children }: { sign: 'check' | 'triangle' | 'octagon'; children: ReactNode }) {
  const look = { check: styles.good, triangle: styles.caution, octagon: styles.danger }[sign];
  return (
    <p className={`${styles.notice} ${look}`}>
      <Sign name={sign} />
      <span>{children}</span>
    </p>
  );
}
