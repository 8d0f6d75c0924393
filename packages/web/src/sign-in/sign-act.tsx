/** Somebody shows who they are for one act, on this device: by their PIN, or by a passkey of their own. */
import { type Practitioner, ROLE_NAMES } from '@holdspace/care';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { InPlace } from '../room/part.tsx';
import parts from '../room/parts.module.css';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { hasPasskeys, passkeyFor } from './passkey.ts';

export interface Signed {
  readonly proof: string;
  readonly signer: Practitioner;
}

interface SignActProps {
  readonly title: string;
  /** Whose signature it is: the signed-in person's first of all, a colleague's first of all, or a colleague's alone. */
  readonly by: 'self' | 'another' | 'only-another';
  /** `${at}/signatures` takes it, `${at}/signature-challenge` says what to ask a passkey with. */
  readonly at: string;
  /** What is signed, as both take it: `{ command }`, `{ movement }`, `{ act }`. */
  readonly what: object;
  /** Those whose signature would not count, who are not offered. */
  readonly except?: readonly string[];
  readonly onSigned: (signed: Signed) => void;
  readonly onClose: () => void;
}

export function SignAct({ title, by, at, what, except = [], onSigned, onClose }: SignActProps) {
  const { practitioner, demo } = useMe();
  const id = useId();
  const people = useQuery({
    queryKey: ['practitioners'],
    queryFn: () => api.get<{ practitioners: readonly Practitioner[] }>('/api/practitioners'),
    staleTime: 60_000,
  });
  const [chosen, choose] = useState(by === 'self' ? practitioner.id : '');
  const [pin, setPin] = useState('');
  const others = (people.data?.practitioners ?? []).filter(({ id }) => id !== practitioner.id && !except.includes(id));
  const sign = useMutation({
    mutationFn: async (means: 'pin' | 'passkey') =>
      api.post<Signed>(`${at}/signatures`, {
        ...what,
        ...(means === 'pin'
          ? { practitioner: chosen, pin }
          : { ...(chosen && { practitioner: chosen }), passkey: await passkeyFor(at, what) }),
      }),
    onSuccess: ({ proof, signer }) => onSigned({ proof, signer }),
    onError: () => setPin(''),
  });
  return (
    <InPlace title={title} onClose={onClose}>
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
          {by !== 'self' && <option value="">Choose a person, or use a passkey</option>}
          {by !== 'only-another' && !except.includes(practitioner.id) && (
            <option value={practitioner.id}>{practitioner.name} (signed in)</option>
          )}
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
