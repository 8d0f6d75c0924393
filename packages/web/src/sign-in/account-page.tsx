/** How one signs in, and where one is signed in: each person for themselves. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { Page } from '../ui/page.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import type { AccountShown } from './account-shapes.ts';
import { DevicePanel } from './device-panel.tsx';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { PinPanel } from './pin-panel.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import { SessionsPanel } from './sessions-panel.tsx';

const ACCOUNT = ['account'] as const;

export default function AccountPage() {
  const account = useQuery({ queryKey: ACCOUNT, queryFn: () => api.get<AccountShown>('/api/me/account') });
  return (
    <Page title="Sign-in and security" lead={account.data?.email}>
      {account.isPending && <LoadingState />}
      {account.isError && (
        <FailedState what="Your sign-in" error={account.error} retry={() => void account.refetch()} />
      )}
      {account.data && (
        <>
          <PasskeysPanel account={account.data} />
          <PinPanel account={account.data} />
          <PasswordPanel account={account.data} />
          <SecondFactorPanel account={account.data} />
          <DevicePanel />
          <SessionsPanel account={account.data} />
        </>
      )}
    </Page>
  );
}
