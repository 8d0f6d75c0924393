/** A clinician fills in a scale, or asks a patient's measure aloud: one question at a time, on a tablet, at the time it was. */
import { momentOfClock } from '@holdspace/care';
import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { useZone } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { NotFound } from '../shell/not-found.tsx';
import { Page } from '../ui/page.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { Filling } from './filling.tsx';
import styles from './measures.module.css';
import { scaleOf, useScale } from './queries.ts';
import { ScoresOf } from './scores-of.tsx';
import type { DraftShown, ResponseShown } from './shapes.ts';
import type { HelpSaid } from './steps.ts';
import { StopAtHand } from './stop-at-hand.tsx';

interface Kept {
  readonly help: boolean;
  readonly response: ResponseShown;
}

export default function ScalePage({ requestId }: { readonly requestId: string }) {
  const zone = useZone();
  const queries = useQueryClient();
  const shown = useScale(requestId);
  const [kept, keep] = useState<Kept>();
  const [clock, setClock] = useState('');
  if (shown.isPending)
    return (
      <Page title="Measure" ownHeading>
        <LoadingState says="Loading the measure" />
      </Page>
    );
  if (!shown.data) {
    if (shown.error instanceof Problem && shown.error.status === 404) return <NotFound />;
    return (
      <Page title="Measure" ownHeading>
        <FailedState what="The measure" error={shown.error} retry={() => void shown.refetch()} />
      </Page>
    );
  }
  const { request, patient, form } = shown.data;
  const back = (
    <>
      <Link href={`/patients/${patient.id}`}>{patient.name}</Link>
      {request.sessionId && (
        <>
          {' · '}
          <Link href={`/sessions/${request.sessionId}`}>The session</Link>
        </>
      )}
    </>
  );
  const moment = clock === '' ? undefined : momentOfClock(clock, zone);
  if (kept || !form)
    return (
      <Page title={request.title} before={back}>
        {kept?.help && <DoesNotWait how="notAlone" />}
        <div role="status" className={styles.said}>
          <h2 className={styles.text}>
            {kept || request.standing === 'answered' ? 'Kept' : 'This cannot be filled in'}
          </h2>
          {kept && <ScoresOf response={kept.response} />}
          {!kept && request.standing !== 'answered' && (
            <p>Its words are not loaded here, or it is not asked any more. Look at the patient’s measures.</p>
          )}
          <Link href={`/patients/${patient.id}`}>Back to the patient</Link>
        </div>
      </Page>
    );
  return (
    <Page
      title={request.title}
      before={back}
      actions={request.sessionId && <StopAtHand sessionId={request.sessionId} />}
    >
      <div className={styles.scale}>
        <Filling
          form={form}
          help={(how) => <DoesNotWait how={how} />}
          save={async (draft) =>
            (await api.post<{ draft: DraftShown }>(`/api/measure-requests/${requestId}/draft`, draft)).draft
          }
          look={async () => {
            const { form: now } = await scaleOf(requestId);
            return now && (now.draft ?? { version: 0, savedAt: request.opensAt, answers: {} });
          }}
          send={async (sent) => {
            if (moment && !moment.known)
              throw new Problem({
                status: 400,
                title: 'This was not kept',
                errors: [{ field: 'at', message: `When it was answered: ${moment.because}.` }],
              });
            keep(
              await api.post<Kept>(`/api/measure-requests/${requestId}/answers`, {
                ...sent,
                ...(moment && { at: moment.at }),
              }),
            );
            void queries.invalidateQueries({ queryKey: ['measures', patient.id] });
            void queries.invalidateQueries({ queryKey: ['measure-requests', patient.id] });
          }}
          onElsewhere={() => void shown.refetch()}
          beforeSending={
            <TextInput
              type="datetime-local"
              label="When it was answered, where that is not now"
              value={clock}
              error={moment && !moment.known && moment.because}
              onChange={({ currentTarget }) => setClock(currentTarget.value)}
            />
          }
        />
      </div>
    </Page>
  );
}

const PAGED: Readonly<Record<HelpSaid, string>> = {
  notAlone: 'Whoever is on call is paged.',
  notAloneSending: 'Paging whoever is on call. If this does not change in a moment, call them yourself.',
  notAloneOffline: 'There is no connection: nobody is paged yet. Call whoever is on call yourself.',
  notAloneUntold: 'Nobody could be paged from here. Call whoever is on call yourself.',
};
function DoesNotWait({ how }: { readonly how: HelpSaid }) {
  return (
    <p role="alert" className={styles.given}>
      This does not wait. {PAGED[how]} Stay with the patient, and ask about safety.
    </p>
  );
}
