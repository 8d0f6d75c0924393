/** One consent document: every version stays readable, and the medical director writes and signs the next. */
import { mayEver } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './consents.module.css';
import { type DocumentShown, useConsentDocument } from './queries.ts';
import { WriteVersion } from './write-version.tsx';

export default function ConsentDocumentPage({ documentId }: { documentId: string }) {
  const shown = useConsentDocument(documentId);
  const { practitioner } = useMe();
  const [isWriting, write] = useState(false);
  if (shown.isPending) return <LoadingState says="Loading the document" />;
  const current = shown.data?.versions.at(-1);
  if (!shown.data || !current)
    return (
      <Page title="Consent document" ownHeading>
        <FailedState what="This document" error={shown.error} retry={() => void shown.refetch()} />
      </Page>
    );
  const mayPublish = mayEver('publish consent documents', practitioner.roles);
  return (
    <Page
      title={current.content.title.en}
      before={<Link href="/consent-documents">Consent documents</Link>}
      actions={mayPublish && !isWriting && <Button onClick={() => write(true)}>Write the clinic’s own version</Button>}
    >
      <p className={styles.lawyer}>
        <strong>For your lawyer to check.</strong> {shown.data.lawyer}
      </p>
      {isWriting && (
        <WriteVersion
          key={current.version}
          documentId={documentId}
          follows={current.version}
          content={current.content}
          onLeave={() => write(false)}
        />
      )}
      {[...shown.data.versions].reverse().map((one) => (
        <Version key={one.version} version={one} isCurrent={one === current} />
      ))}
    </Page>
  );
}

function Version({ version: one, isCurrent }: { version: DocumentShown['versions'][number]; isCurrent: boolean }) {
  const zone = useZone();
  const { version, content, published } = one;
  return (
    <Panel title={`Version ${version}${isCurrent ? ', asked for now' : ''}`}>
      <p className={styles.says}>
        {published
          ? `Published by ${published.by}, ${sayDayAndTime(published.at, zone)}.`
          : 'As it came with Holdspace.'}{' '}
        {content.witnessed && 'A witness signs. '}
        {version > 1 &&
          (content.asksAgain ? 'Who signed an earlier version is asked again.' : 'Earlier signatures stand.')}
      </p>
      <details className={styles.version} open={isCurrent}>
        <summary>Read it</summary>
        {(['en', 'es'] as const).map((language) => (
          <div key={language} lang={language}>
            <h3>{content.title[language]}</h3>
            {content.pieces.map(({ id, title, text, question }) => (
              <div key={id}>
                <h3>{title[language]}</h3>
                <p>{text[language]}</p>
                {question && (
                  <p className={styles.says}>
                    {question.asks[language]}{' '}
                    {question.choices.map(({ says, isRight }) => `${says[language]}${isRight ? ' ✓' : ''}`).join(' · ')}
                  </p>
                )}
              </div>
            ))}
            <p className={styles.says}>{content.ifWithdrawn[language]}</p>
          </div>
        ))}
      </details>
    </Panel>
  );
}
