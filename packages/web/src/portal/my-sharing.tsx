/** What a patient has agreed to, and can agree to or take back, from their own page. */
import { OUTSIDE_SCOPE_WORDS } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useLanguage, useWords } from '../language/use-language.ts';
import { useMoments } from '../language/use-moments.ts';
import { CrisisChoice } from '../sharing/crisis-choice.tsx';
import { InvitationCard } from '../sharing/invitation-card.tsx';
import { Messages } from '../sharing/messages.tsx';
import { OutsideMemberForm } from '../sharing/outside-member-form.tsx';
import { type AuthorizationShown, coveredWords, type Invitation, type OutsideMemberShown } from '../sharing/shapes.ts';
import { StandingBadge } from '../sharing/standing-badge.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { LoadingState } from '../ui/states.tsx';
import { AuthorizeForm } from './authorize-form.tsx';
import { MINE_WORDS } from './mine-words.ts';
import { NotShown } from './not-shown.tsx';
import styles from './reader.module.css';
import { Section } from './section.tsx';

export interface MySharingShown {
  readonly authorizations: readonly AuthorizationShown[];
  readonly outsideMembers: readonly OutsideMemberShown[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly mayKeepNotes: boolean }[];
}

export function MySharing({ zone }: { zone: string }) {
  const say = useWords(MINE_WORDS);
  const language = useLanguage();
  const moments = useMoments(zone);
  const queries = useQueryClient();
  const shown = useQuery({ queryKey: ['my sharing'], queryFn: () => api.get<MySharingShown>('/api/reader/sharing') });
  const again = () =>
    Promise.all(
      ['my sharing', 'my notes', 'where it went'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    );
  const end = useMutation({ mutationFn: (path: string) => api.post(path), onSuccess: again });
  const [doing, setDoing] = useState<'member' | 'authorization'>();
  const [made, setMade] = useState<{ invitation: Invitation; to: string }>();
  if (shown.isPending) return <LoadingState says={say('loading')} />;
  if (shown.isError) return <NotShown says={say('failed')} error={shown.error} retry={() => void shown.refetch()} />;
  const { authorizations, outsideMembers, people } = shown.data;
  return (
    <Section title={say('sharing')}>
      <p className={styles.lead}>{say('sharingSays')}</p>
      <ProblemAlert error={end.error} />
      <ul className={styles.agreed}>
        {outsideMembers.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{one.name}</strong>, {one.profession}
              <div className={styles.quiet}>
                {one.scopes.map((scope) => OUTSIDE_SCOPE_WORDS[scope][language].name).join(', ')};{' '}
                {say('until', { day: moments.date(one.expiresAt) })}
              </div>
              {one.standing === 'in_force' && <CrisisChoice member={one} onChosen={() => void again()} />}
            </div>
            <StandingBadge standing={one.standing} />
            {one.standing === 'in_force' && (
              <ConfirmButton
                variant="default"
                asks={say('endAsks')}
                onConfirm={() => end.mutate(`/api/reader/outside-members/${one.id}/revoke`)}
              >
                {say('end')}
              </ConfirmButton>
            )}
          </li>
        ))}
        {authorizations.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{coveredWords(one, language)}</strong> {say('to', { recipient: one.recipient })}
              <div className={styles.quiet}>
                {one.purpose}; {say('until', { day: moments.date(one.expiresAt) })}
              </div>
            </div>
            <StandingBadge standing={one.standing} />
            {one.standing === 'in_force' && (
              <ConfirmButton
                variant="default"
                asks={say('takeBackAsks')}
                onConfirm={() => end.mutate(`/api/reader/authorizations/${one.id}/revoke`)}
              >
                {say('takeBack')}
              </ConfirmButton>
            )}
          </li>
        ))}
      </ul>
      {outsideMembers.length > 0 && (
        <>
          <h3 className={styles.small}>{say('wrote')}</h3>
          <p className={styles.lead}>{say('wroteSays')}</p>
          <Messages path="/api/reader/outside-messages" zone={zone} side="patient" />
        </>
      )}
      {made && <InvitationCard {...made} onDone={() => setMade(undefined)} />}
      {doing === 'member' && (
        <OutsideMemberForm
          path="/api/reader/outside-members"
          zone={zone}
          by="patient"
          onMade={({ invitation, member }) => {
            setDoing(undefined);
            setMade({ invitation, to: member.name });
            void again();
          }}
          onLeave={() => setDoing(undefined)}
        />
      )}
      {doing === 'authorization' && (
        <AuthorizeForm
          zone={zone}
          people={people}
          members={outsideMembers}
          onDone={() => {
            setDoing(undefined);
            void again();
          }}
        />
      )}
      {!doing && (
        <div className={styles.buttons}>
          <Button size="md" variant="default" onClick={() => setDoing('member')}>
            {say('letSee')}
          </Button>
          <Button size="md" variant="default" onClick={() => setDoing('authorization')}>
            {say('authorize')}
          </Button>
        </div>
      )}
    </Section>
  );
}
