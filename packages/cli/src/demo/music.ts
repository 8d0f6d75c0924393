/** What was played on a usual journey, by minutes after the dose: the project's own soundtrack, by the guide. */
import { type MusicPhase, SHIPPED_SOUNDTRACK, SHIPPED_TRACKS } from '@holdspace/care';
import type { DemoSession, DemoStaff } from './driver.ts';

/** The tablet that played; nobody's browser has this id, so that a session that is open can be taken over. */
const PLAYER = '6d757369-6300-4000-8000-0000000000ff';

const AT: readonly { readonly minute: number; readonly phase: MusicPhase }[] = [
  { minute: 1, phase: 'onset' },
  { minute: 16, phase: 'peak' },
  { minute: 47, phase: 'return' },
];
/** The minute at which it is stopped. */
const ENDS = 58;

/** Plays what belongs to a minute. */
export async function playMusic(session: DemoSession, { guide }: DemoStaff, minute: number): Promise<void> {
  const record = { type: 'RecordMusic', player: PLAYER } as const;
  if (minute === ENDS) return session.does(guide, { ...record, action: 'stopped' });
  const now = AT.find((one) => one.minute === minute);
  const track = SHIPPED_TRACKS.find(({ phases }) => now && phases.includes(now.phase));
  if (!now || !track) return;
  const { phase } = now;
  const { id, version, name } = SHIPPED_SOUNDTRACK;
  if (now === AT[0])
    await session.does(guide, { ...record, action: 'started', soundtrack: { id, version, name }, phase });
  else
    await session.does(guide, {
      ...{ ...record, action: 'shortened', phase },
      followed: phase === 'peak' ? 'peak' : 'return',
    });
  await session.does(guide, { ...record, action: 'track', track: { id: track.id, title: track.title }, phase });
}
