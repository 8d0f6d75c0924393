/** Somebody shows who they are, for one act: whoever is signed in, or a colleague who steps up to this device. */
import { type Command, type Practitioner, ROLE_NAMES, signedAct } from '@holdspace/care';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { hasPasskeys, passkeyForSigning } from '../sign-in/passkey.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import type { Signature } from './outbox.ts';
import { InPlace } from './part.tsx';
import parts from './parts.module.css';

interface SignHereProps extends Signing {
  readonly sessionId: string;
  readonly command: Command;
}
interface Signing {
  /** Whose signature it should be first of all. */
  readonly by: 'self' | 'another';
  readonly onSigned: (signature: Signature) => void;
  readonly onClose: () => void;
}

interface Signed {
  readonly proof: string;
  readonly signer: Practitioner;
}

export function SignHere({ sessionId, command, ...signing }: SignHereProps) {
  const says = signedAct(command) ?? 'this';
  return <SignFor place={`/api/sessions/${sessionId}`} thing={{ command }} says={says} {...signing} />;
}

interface SignForProps extends Signing {
  /** The address under which it is signed: a session's, or a course's. */
  readonly place: string;
  /** What is signed, to the letter. */
  readonly thing: object;
  /** "the course order" */
  readonly says: string;
}

export function SignFor({ place, thing, says, by, onSigned, onClose }: SignForProps) {
  const { practitioner, demo } = useMe();
  const id = useId();
  const people = useQuery({
    queryKey: ['practitioners'],
    queryFn: () => api.get<{ practitioners: readonly Practitioner[] }>('/api/practitioners'),
    staleTime: 60_000,
  });
  const [chosen, choose] = useState(by === 'self' ? practitioner.id : '');
  const [pin, setPin] = useState('');
  const others = (people.data?.practitioners ?? []).filter((one) => one.id !== practitioner.id);
  const sign = useMutation({
    mutationFn: async (means: 'pin' | 'passkey') =>
      api.post<Signed>(`${place}/signatures`, {
        ...thing,
        ...(means === 'pin'
          ? { practitioner: chosen, pin }
          : {
              ...(chosen && { practitioner: chosen }),
              passkey: await passkeyForSigning(place, thing),
            }),
      }),
    onSuccess: ({ proof, signer }) => onSigned({ proof, signer }),
    onError: () => setPin(''),
  });
  return (
    <InPlace title={`Sign ${says}`} onClose={onClose}>
      <p className={parts.hint}>
        Signed for this one act. It is recorded under the name of who signs.
        {demo && ' In the demo everybody’s PIN is 739264.'}
      </p>
      <div className={parts.field}>
        <label htmlFor={`${id}who`}>Who signs</label>
        <select
          id={`${id}who`}
          className={parts.input}
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {by === 'another' && <option value="">Choose a person, or use a passkey</option>}
          <option value={practitioner.id}>{practitioner.name} (signed in)</option>
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}, {one.roles.map((role) => ROLE_NAMES[role].toLowerCase()).join(', ')}
            </option>
          ))}
        </select>
      </div>
      <div className={parts.field}>
        <label htmlFor={`${id}pin`}>PIN</label>
        <input
          id={`${id}pin`}
          className={parts.input}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // This place may lie inside the form that asked for it.
            event.preventDefault();
            if (pin !== '' && chosen !== '') sign.mutate('pin');
          }}
        />
      </div>
      <ProblemAlert error={sign.error} />
      <div className={parts.row}>
        <button
          type="button"
          className={parts.primary}
          disabled={pin === '' || chosen === '' || sign.isPending}
          onClick={() => sign.mutate('pin')}
        >
          Sign with the PIN
        </button>
        {hasPasskeys() && (
          <button
            type="button"
            className={parts.button}
            disabled={sign.isPending}
            onClick={() => sign.mutate('passkey')}
          >
            Sign with a passkey
          </button>
        )}
      </div>
    </InPlace>
  );
}
