/** Consent: confirmed by the signatures on record, which name themselves; or the signed paper was seen. */
import {
  type ConsentsOnRecord,
  type GateOf,
  missingConsents,
  sayConsentOnRecord,
  signedOnRecord,
} from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { dayOf, sayDay } from '../../ui/moment.ts';
import parts from '../parts.module.css';
import { Text } from '../text-field.tsx';
import { useClient, useLoaded, useSessionZone } from '../use-session.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function Consent({ gate, onFound }: FormProps<GateOf<'consent'>>) {
  const { session, consents: loaded } = useLoaded();
  const client = useClient();
  const zone = useSessionZone();
  // It may have been signed, or withdrawn, since the room was opened.
  const fresh = useQuery({
    queryKey: ['room-consents', session.id],
    queryFn: async () => {
      const { consents } = await api.get<{ consents: ConsentsOnRecord }>(`/api/sessions/${session.id}`);
      client.knowConsents(consents);
      return consents;
    },
    staleTime: 0,
    refetchInterval: 30_000,
  });
  const consents = fresh.data ?? loaded ?? [];
  const missing = missingConsents(consents);
  const [isPaper, paper] = useState(false);
  const day = (at: string) => dayOf(new Date(at), zone);
  const say = (one: ConsentsOnRecord[number]) => sayConsentOnRecord(one, (at) => sayDay(day(at)));
  const signed = consents.flatMap(({ documentId, standing }) =>
    standing.kind === 'signed' ? [{ documentId, ...standing }] : [],
  );
  const isOnRecord = consents.length > 0 && missing.length === 0;
  return (
    <>
      {consents.length > 0 && (
        <ul className={parts.stack}>
          {consents.map((one) => (
            <li key={one.documentId}>{say(one)}</li>
          ))}
        </ul>
      )}
      {isOnRecord && !isPaper ? (
        <GateFields
          send="Confirm by these signatures"
          onSend={() =>
            onFound({
              gate: 'consent',
              document: gate.document,
              // The oldest of them is how long they hold.
              signedOn: signedOnRecord(consents, day) ?? '',
              signatures: signed.map(({ signature, documentId, version }) => ({
                id: signature,
                document: documentId,
                version,
              })),
            })
          }
        >
          <p className={parts.hint}>“{gate.document}”</p>
          <button type="button" className={parts.quiet} onClick={() => paper(true)}>
            Confirm a paper instead
          </button>
        </GateFields>
      ) : (
        <Paper gate={gate} onFound={onFound} isMissing={missing.length > 0} />
      )}
    </>
  );
}

function Paper({ gate, onFound, isMissing }: FormProps<GateOf<'consent'>> & { isMissing: boolean }) {
  const [signedOn, setSignedOn] = useState('');
  return (
    <GateFields
      send="The signed paper was seen"
      onSend={() => onFound({ gate: 'consent', document: gate.document, signedOn })}
    >
      {isMissing && (
        <p className={parts.hint}>
          The patient can sign on their own page, on a phone too. If they have signed on paper, record it here.
        </p>
      )}
      <p className={parts.hint}>“{gate.document}”</p>
      <Text label="Signed on" type="date" value={signedOn} onChange={setSignedOn} />
    </GateFields>
  );
}
