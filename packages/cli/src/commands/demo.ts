/** `holdspace demo`: makes the demo's clinics; with --live, plays a session on the running demo. */
import { mkdirSync } from 'node:fs';
import { playLive } from '../demo/live.ts';
import { seedDemo } from '../demo/seed.ts';
import { open } from '../opened.ts';
import { readSecret, readSettings, type SettingFlags } from '../settings.ts';
import { demoMode } from './start.ts';

export interface DemoFlags extends SettingFlags {
  readonly live?: boolean;
  readonly speed: string;
  readonly protocol: string;
  readonly seed: string;
  readonly url?: string;
  readonly json?: boolean;
}

export async function runDemo(flags: DemoFlags): Promise<void> {
  const settings = readSettings(flags);
  mkdirSync(settings.folder, { recursive: true });
  const opened = await open(settings);
  const say = (line: string) => (flags.json ? console.error(line) : console.log(line));
  try {
    await demoMode(opened.store, { demo: true });
    if (flags.live) {
      const url = flags.url ?? `http://${settings.host}:${settings.port}`;
      const played = await playLive(opened.store, {
        url,
        speed: Number(flags.speed),
        protocolId: flags.protocol,
        seed: Number(flags.seed),
        say,
      });
      if (flags.json) console.log(JSON.stringify(played));
      else say(`Played to the end. Its chart: npx holdspace session replay ${played.sessionId}`);
      return;
    }
    await seedDemo(opened.store, { now: Date.now(), secret: readSecret(settings.folder), say });
    if (flags.json) console.log(JSON.stringify({ made: true }));
    else say('The demo is there. Start it with: npm start');
  } finally {
    await opened.close();
  }
}
