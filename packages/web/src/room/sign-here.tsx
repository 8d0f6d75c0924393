/** Somebody shows who they are, for one command: whoever is signed in, or a colleague who steps up to this device. */
import { type Command, signedAct } from '@holdspace/care';
import { SignAct } from '../sign-in/sign-act.tsx';
import type { Signature } from './outbox.ts';

interface SignHereProps {
  readonly sessionId: string;
  readonly command: Command;
  /** Whose signature it should be first of all. */
  readonly by: 'self' | 'another';
  readonly except?: readonly string[];
  readonly onSigned: (signature: Signature) => void;
  readonly onClose: () => void;
}

export const SignHere = ({ sessionId, command, ...rest }: SignHereProps) => (
  <SignAct
    title={`Sign ${signedAct(command) ?? 'this'}`}
    at={`/api/sessions/${sessionId}`}
    what={{ command }}
    {...rest}
  />
);
