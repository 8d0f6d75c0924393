/** A protocol as a page to read: its label and why, then section by section, with sources as footnotes. */
import { explainProtocol } from '@holdspace/care';
import { NativeSelect } from '@mantine/core';
import { useEffect } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { Problem } from '../api/problem.ts';
import type { LabelShown } from '../api/shapes.ts';
import { NotFound } from '../shell/not-found.tsx';
import { Page } from '../ui/page.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { CompareForm } from './compare-form.tsx';
import { Comparison } from './comparison.tsx';
import { DownloadButton } from './download.tsx';
import { LabelReasons } from './label-reasons.tsx';
import styles from './protocols.module.css';
import { type ProtocolVersion, useProtocols, useProtocolVersion, type VersionShown } from './queries.ts';
import { Section } from './section.tsx';
import { Sources } from './sources.tsx';
import { StandingLine } from './standing.tsx';
import { VersionHistory } from './version-history.tsx';
import { byVersion } from './versions.ts';

export default function ProtocolPage({ protocolId }: { protocolId: string }) {
  const [search] = useSearchParams();
  const all = useProtocols();
  const versions = (all.data?.protocols ?? [])
    .filter((one) => one.id === protocolId)
    .sort((one, other) => byVersion(one.version, other.version));
  const version =
    search.get('version') ?? (versions.find((one) => one.standing === 'effective') ?? versions[0])?.version;
  const shown = useProtocolVersion(version === undefined ? undefined : { id: protocolId, version });
  const error = all.error ?? shown.error;
  const isMissing =
    (error instanceof Problem && error.status === 404) || (all.data && !shown.data && versions.length === 0);
  if (isMissing) return <NotFound />;
  if (error)
    return (
      <Page title="Protocol" ownHeading>
        <FailedState
          what="The protocol"
          error={error}
          retry={() => void Promise.all([all.refetch(), shown.refetch()])}
        />
      </Page>
    );
  if (!shown.data || !all.data)
    return (
      <Page title="Protocol" ownHeading>
        <LoadingState says="Loading the protocol" />
      </Page>
    );
  const [withId, withVersion] = (search.get('with') ?? '').split('@');
  const other = withId && withVersion ? { id: withId, version: withVersion } : undefined;
  return <ReadProtocol shown={shown.data} versions={versions} all={all.data.protocols} other={other} />;
}

interface ReadProtocolProps {
  readonly shown: ProtocolVersion;
  readonly versions: readonly VersionShown[];
  readonly all: readonly VersionShown[];
  readonly other: { readonly id: string; readonly version: string } | undefined;
}

function ReadProtocol({ shown, versions, all, other }: ReadProtocolProps) {
  const [, go] = useLocation();
  const { protocol, label } = shown;
  const version = versions.find((one) => one.version === protocol.version);
  const here = `/protocols/${protocol.id}?version=${protocol.version}`;
  return (
    <Page
      title={protocol.name}
      before={
        <>
          <Link href="/protocols">Protocols</Link> · version {protocol.version}
        </>
      }
      lead={protocol.summary}
      actions={
        <>
          {versions.length > 1 && (
            <NativeSelect
              aria-label="Version"
              data={versions.map((one) => ({ value: one.version, label: `Version ${one.version}` }))}
              value={protocol.version}
              onChange={(event) => go(`/protocols/${protocol.id}?version=${event.currentTarget.value}`)}
            />
          )}
          <DownloadButton document={shown.document} name={`${protocol.id}-${protocol.version}`} />
        </>
      }
    >
      {other ? (
        <Comparison from={protocol} to={other} back={here} />
      ) : (
        <>
          {version && <StandingLine version={version} />}
          <Label label={label} />
          <Reading shown={shown} />
          <section className={styles.section} aria-labelledby="compare">
            <h2 id="compare">Compare</h2>
            <CompareForm protocols={all} from={protocol} />
          </section>
          <section className={styles.section} aria-labelledby="history">
            <h2 id="history">Versions, and who signed them</h2>
            <VersionHistory versions={versions} />
          </section>
        </>
      )}
    </Page>
  );
}

function Label({ label }: { label: LabelShown }) {
  return (
    <section className={styles.label} aria-labelledby="label">
      <p className={styles.kicker}>May be called</p>
      <h2 id="label">{label.name}</h2>
      <p>{label.statement}</p>
      <LabelReasons reasons={label.reasons} />
      <p className={styles.versions}>
        Computed from this document. To be called ketamine-assisted psychotherapy, all three must be met.
      </p>
    </section>
  );
}

function Reading({ shown: { protocol } }: { shown: ProtocolVersion }) {
  const sections = explainProtocol(protocol);
  // The page is drawn after the browser has looked for the address's anchor.
  useEffect(() => {
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }, []);
  const notes = new Map(protocol.sources.map((source, index) => [source.id, index + 1]));
  return (
    <div className={styles.reading}>
      <nav className={styles.contents} aria-labelledby="contents">
        <h2 id="contents">On this page</h2>
        <ol>
          {[...sections, { id: 'sources', title: 'Sources' }].map((section) => (
            <li key={section.id}>
              <a href={`#${section.id}`}>{section.title}</a>
            </li>
          ))}
        </ol>
      </nav>
      <div>
        {sections.map((section) => (
          <Section key={section.id} section={section} notes={notes} />
        ))}
        <Sources sources={protocol.sources} />
      </div>
    </div>
  );
}
