/** A person's course as one picture, with the same in a table below it, and as a file: PNG, SVG or PDF. */
import { type CourseFacts, courseSvg } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { useZone } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { NotForYou } from '../patient/not-for-you.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { sayDate, sayDay } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './course-picture.module.css';
import { Scores } from './scores.tsx';

interface PictureShown {
  readonly patient: { readonly id: string; readonly name: string };
  readonly isFlagged: boolean;
  readonly facts: CourseFacts;
}

export default function CoursePicture({ patientId }: { patientId: string }) {
  const shown = useQuery({
    queryKey: ['course-picture', patientId],
    queryFn: () => api.get<PictureShown>(`/api/patients/${patientId}/course-picture`),
  });
  if (shown.data) return <Drawn {...shown.data} />;
  const { error } = shown;
  if (error instanceof Problem && error.status === 404) return <NotFound />;
  return (
    <Page title="The course" ownHeading>
      {shown.isPending ? (
        <LoadingState says="Drawing the course" />
      ) : error instanceof Problem && error.status === 403 ? (
        <NotForYou what="clinical record" problem={error} />
      ) : (
        <FailedState what="The course" error={error} retry={() => void shown.refetch()} />
      )}
    </Page>
  );
}

function Drawn({ patient, isFlagged, facts }: PictureShown) {
  const zone = useZone();
  const svg = useMemo(() => courseSvg(facts, zone), [facts, zone]);
  const url = useObjectUrl(svg);
  return (
    <Page
      title={facts.title}
      before={<Link href={`/patients/${patient.id}`}>{patient.name}</Link>}
      lead={
        <p className={styles.lead}>What happened, on the days on which it happened. Why it did, no picture can say.</p>
      }
      actions={isFlagged || !url ? undefined : <Files url={url} patientId={patient.id} />}
    >
      {isFlagged && (
        <p className={styles.lead}>
          This record is about treatment for substance use (42 CFR Part 2). It leaves the clinic as a session’s record
          does: on a consent that names who receives it.
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide picture scrolls, by keyboard too */}
      <section className={styles.scroll} tabIndex={0} aria-label="The course as a picture">
        {url && (
          <img
            className={styles.picture}
            {...sizeOf(svg)}
            src={url}
            alt="The course as a picture; the same is said below it."
          />
        )}
      </section>
      <Panel title="Scores">
        {facts.lines.length === 0 ? <p>Nothing has been measured yet.</p> : <Scores lines={facts.lines} zone={zone} />}
      </Panel>
      <Panel title="On the way">
        <ul className={styles.list}>
          {wayOf(facts, zone).map(({ key, on, says }) => (
            <li key={key}>
              <span className="hs-numbers">{on}</span> {says}
            </li>
          ))}
        </ul>
      </Panel>
    </Page>
  );
}

/** Everything of the picture but the scores, a line each in the order of time. */
function wayOf({ doses, visits, practices, medicines }: CourseFacts, zone: string) {
  const day = (one: string) => new Date(`${one}T12:00:00Z`).toISOString();
  const kept = practices.filter(({ isKept }) => isKept);
  return [
    ...doses.map(({ at, says, systolicPeak, isImported }) => ({
      at: at as string,
      on: sayDate(at, zone),
      says: `${says}${systolicPeak === undefined ? '' : `; highest systolic ${systolicPeak} mmHg`}${isImported ? ' (imported)' : ''}`,
    })),
    ...visits.map(({ at, outcome }) => ({
      at: at as string,
      on: sayDate(at, zone),
      says: `integration visit${outcome ? `, ${outcome.replaceAll('_', ' ')}` : ', not held yet'}`,
    })),
    ...medicines.map(({ day: one, says }) => ({ at: day(one), on: sayDay(one), says })),
    ...kept.map(({ day: one }) => ({ at: day(one), on: sayDay(one), says: 'a practice kept' })),
  ]
    .sort((one, other) => one.at.localeCompare(other.at))
    .map((one, index) => ({ ...one, key: `${index} ${one.at}` }));
}

/** The picture's own size, so that the page keeps its place before it is drawn. */
function sizeOf(svg: string): { width?: string; height?: string } {
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return width && height ? { width, height } : {};
}

/** A file of this page's own, there before the page is painted; it is given back when another takes its place. */
function useObjectUrl(svg: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useLayoutEffect(() => {
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return url;
}

const SHARPNESS = 2;
async function pngOf(url: string): Promise<Blob> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * SHARPNESS;
  canvas.height = image.naturalHeight * SHARPNESS;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture came of it'))), 'image/png'),
  );
}
function saveAs(name: string, url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}

function Files({ url, patientId }: { url: string; patientId: string }) {
  // It is on the patient's list before it is a file.
  const taking = useMutation({
    mutationFn: async (kind: 'png' | 'svg') => {
      await api.post(`/api/patients/${patientId}/course-picture/taken`, {});
      if (kind === 'svg') return saveAs('course.svg', url);
      const png = URL.createObjectURL(await pngOf(url));
      saveAs('course.png', png);
      URL.revokeObjectURL(png);
    },
  });
  const button = (kind: 'png' | 'svg') => (
    <Button
      variant="default"
      loading={taking.isPending && taking.variables === kind}
      onClick={() => taking.mutate(kind)}
    >
      {kind.toUpperCase()}
    </Button>
  );
  return (
    <div className={styles.files}>
      {button('png')}
      {button('svg')}
      <Button
        variant="default"
        component="a"
        href={`/api/patients/${patientId}/course-picture.pdf`}
        target="_blank"
        rel="noreferrer"
      >
        PDF
      </Button>
      <span role="status">{taking.isSuccess ? 'Saved.' : ''}</span>
      {taking.isError &&
        (taking.error instanceof Problem ? (
          <ProblemAlert error={taking.error} />
        ) : (
          <span role="alert">This browser could not make the file. The PDF shows the same.</span>
        ))}
    </div>
  );
}
