/** A page: its title, named in the tab too, what may be done at its head, and the focus when it is come to. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import styles from './page.module.css';

/** The path whose heading last took the focus; none on first load, when the browser's own start is right. */
let focusedPath: string | undefined;

interface PageProps {
  readonly title: string;
  /** Above the title: where this page belongs. */
  readonly before?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Takes the whole width; for the session room and charts. */
  readonly wide?: boolean;
  /** The page draws a heading of its own and only needs the tab's title. */
  readonly ownHeading?: boolean;
}

export function Page({ title, before, lead, actions, children, wide, ownHeading }: PageProps) {
  const heading = usePageTitle(title);
  return (
    <div className={`${styles.page} ${wide ? styles.wide : ''}`}>
      {ownHeading ? (
        <h1 className="hs-visually-hidden" tabIndex={-1} ref={heading}>
          {title}
        </h1>
      ) : (
        <header className={styles.head}>
          <div>
            {before && <div className={styles.before}>{before}</div>}
            <h1 className={styles.title} tabIndex={-1} ref={heading}>
              {title}
            </h1>
            {lead && <div className={styles.lead}>{lead}</div>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </div>
  );
}

/** Names the tab, and gives the heading it answers the focus when the path has changed. */
export function usePageTitle(title: string) {
  const [path] = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Holdspace`;
  }, [title]);
  useEffect(() => {
    if (focusedPath !== undefined && focusedPath !== path) heading.current?.focus();
    focusedPath = path;
  }, [path]);
  return heading;
}
