/** A part of the room with a heading, and forms that take its place until they are done with. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Sign } from '../ui/sign.tsx';
import parts from './parts.module.css';

export function Part({
  title,
  actions,
  children,
  className,
  isShut,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
  /** Only the heading is there. */
  isShut?: boolean;
}) {
  const id = useId();
  return (
    <section className={`${parts.panel} ${className ?? ''}`} aria-labelledby={id}>
      <div className={`${parts.panelHead} ${isShut ? parts.shut : ''}`}>
        <h2 className={parts.panelTitle} id={id}>
          {title}
        </h2>
        {actions}
      </div>
      {!isShut && children}
    </section>
  );
}

interface InPlaceProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Where the focus belongs to a field of the form itself. */
  readonly ownFocus?: boolean;
  readonly className?: string | undefined;
  /** The heading's level: 2 where the form stands by itself, 3 inside a part. */
  readonly level?: 2 | 3;
}

/**
 * A form opened in its place, never a window over the room: the emergency stop and the clock stay in reach. Takes
 * the focus, gives it back to the button that opened it, closes with Escape.
 */
export function InPlace({ title, onClose, children, ownFocus, className, level = 3 }: InPlaceProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    opener.current ??= document.activeElement;
    if (!ownFocus) heading.current?.focus({ preventScroll: true });
    heading.current?.closest('section')?.scrollIntoView({ block: level === 2 ? 'start' : 'nearest' });
    const from = opener.current;
    return () => {
      // The focus is lost with the form; a person on a keyboard goes on where they were.
      requestAnimationFrame(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true });
      });
    };
  }, [ownFocus, level]);
  return (
    <section
      className={className ?? parts.stack}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={parts.panelHead} style={{ marginBottom: 0, flexWrap: 'nowrap' }}>
        <Heading className={parts.panelTitle} id={id} tabIndex={-1} ref={heading}>
          {title}
        </Heading>
        <button type="button" className={parts.quiet} onClick={onClose} aria-label={`Close: ${title}`}>
          <Sign name="cross" />
        </button>
      </div>
      {children}
    </section>
  );
}
