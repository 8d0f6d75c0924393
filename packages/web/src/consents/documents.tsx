/** The clinic's consent documents: what patients are asked to sign, and whose words they are. */
import { CONSENT_PURPOSE_WORDS } from '@holdspace/care';
import { Link } from 'wouter';
import { Page } from '../ui/page.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './consents.module.css';
import { useConsentDocuments } from './queries.ts';

export default function ConsentDocuments() {
  const shown = useConsentDocuments();
  if (shown.isPending) return <LoadingState says="Loading the documents" />;
  if (!shown.data)
    return (
      <Page title="Consent documents" ownHeading>
        <FailedState what="The documents" error={shown.error} retry={() => void shown.refetch()} />
      </Page>
    );
  return (
    <Page
      title="Consent documents"
      lead="What patients are asked to read and sign. The medical director publishes the clinic’s own versions."
    >
      <p className={styles.lawyer}>
        <strong>For your lawyer to check.</strong> {shown.data.lawyer}
      </p>
      <ul className={styles.signatures}>
        {shown.data.documents.map(({ document, purpose, title, version, isShipped }) => (
          <li key={document} className={styles.row}>
            <Link href={`/consent-documents/${document}`}>{title}</Link>
            <span>
              {CONSENT_PURPOSE_WORDS[purpose]}
              {document.includes('.') && `, ${document.split('.')[1]}`}, version {version}
            </span>
            <StatusBadge meaning={isShipped ? 'caution' : 'good'}>
              {isShipped ? 'as it came; not checked by your lawyer' : 'the clinic’s own'}
            </StatusBadge>
          </li>
        ))}
      </ul>
    </Page>
  );
}
