/** A patient's documents: the record of each session as a PDF, and the consents. */

import { useZone } from '../api/me.ts';
import type { DocumentShown } from '../api/shapes.ts';
import { sayDate } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { Sign } from '../ui/sign.tsx';
import styles from './patient.module.css';

export function Documents({ documents }: { documents: readonly DocumentShown[] }) {
  const zone = useZone();
  return (
    <Panel title="Documents">
      <ul className={styles.documents}>
        {documents.map((document) => (
          <li key={document.id}>
            <Sign name="document" size={18} />
            <span>
              {document.href ? (
                <a href={document.href}>
                  {document.title}
                  {document.href.endsWith('.pdf') && ' (PDF)'}
                </a>
              ) : (
                document.title
              )}
              <span className={styles.stateWord}> {sayDate(document.at, zone)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
