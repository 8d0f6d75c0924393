/** Music over HTTP: what is taken in and what is not, how sound is served, soundtracks by version, and what is recorded. */
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { MUSIC_PHASES, ROLES, SHIPPED_SOUNDTRACK, SHIPPED_TRACKS } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { silence } from '../walk/filled-music.ts';

let clinic: RunningClinic;
beforeAll(async () => {
  clinic = await runningClinic();
});
afterAll(() => clinic?.close());

const aTrack = (more: object = {}) => ({
  id: randomUUID(),
  title: 'Slow river',
  maker: 'The clinic',
  licence: 'Own recording',
  phases: ['peak'],
  energy: 2,
  lyrics: { has: false },
  lengthMilliseconds: 4000,
  loudness: -20,
  truePeak: -3,
  ...more,
});
const therapist = () => clinic.as('therapist');
async function entered(more: object = {}): Promise<string> {
  const track = aTrack(more);
  expect((await therapist().post('/api/music/tracks', track)).status).toBe(201);
  return track.id;
}
async function send(id: string, bytes: Buffer, headers: Record<string, string> = {}) {
  const answer = await fetch(`${clinic.server.url}/api/music/tracks/${id}/audio`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${therapist().token}`, 'content-type': 'audio/wav', ...headers },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as { errors?: { rule: string; message: string }[] } };
}
const hear = (id: string, headers: Record<string, string> = {}) =>
  fetch(`${clinic.server.url}/api/music/tracks/${id}/audio`, {
    headers: { authorization: `Bearer ${clinic.as('nurse').token}`, ...headers },
  });

describe('the sound of a track', () => {
  test('is kept in pieces and served whole, in ranges, and not again to who has it', async () => {
    const id = await entered();
    const sound = silence(40);
    for (let at = 44; at < sound.length; at++) sound[at] = (at * 7 + (at >> 8)) % 251;
    expect((await send(id, sound)).status).toBe(200);
    const whole = await hear(id);
    expect(whole.headers.get('content-type')).toBe('audio/wav');
    expect(whole.headers.get('cache-control')).toContain('private');
    expect(Buffer.from(await whole.arrayBuffer()).equals(sound)).toBe(true);
    const etag = whole.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    expect((await hear(id, { 'if-none-match': etag })).status).toBe(304);
    for (const [range, from, to] of [
      ['bytes=0-9', 0, 10],
      ['bytes=262140-262149', 262_140, 262_150],
      ['bytes=600000-', 600_000, sound.length],
      ['bytes=-5', sound.length - 5, sound.length],
    ] as const) {
      const part = await hear(id, { range });
      expect(part.status, range).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${sound.length}`);
      expect(Buffer.from(await part.arrayBuffer()).equals(sound.subarray(from, to)), range).toBe(true);
    }
    expect((await hear(id, { range: 'bytes=9999999-' })).status).toBe(416);
    expect((await hear(id, { range: 'bytes=0-9', 'if-range': '"another"' })).status).toBe(200);
  });

  test('sent twice is kept once; another sound is another track', async () => {
    const id = await entered();
    expect((await send(id, silence(2))).status).toBe(200);
    expect((await send(id, silence(2))).status).toBe(200);
    expect((await send(id, silence(3))).status).toBe(409);
  });

  test('that is none is refused by its bytes, whatever it is called', async () => {
    const id = await entered();
    const answer = await send(id, Buffer.from('%PDF-1.7 this is no music at all, only a letter'), {
      'content-type': 'audio/mpeg',
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.[0]?.rule).toBe('music-not-audio');
    expect((await send(id, Buffer.alloc(0))).status).toBe(400);
    expect((await hear(id)).status).toBe(404);
  });

  test('of three hours is refused with the numbers', async () => {
    const id = await entered();
    const sound = silence(1);
    sound.writeUInt32LE(3 * 3600 * 16_000, 40);
    const answer = await send(id, sound);
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.[0]).toMatchObject({ rule: 'music-too-long' });
    expect(answer.body.errors?.[0]?.message).toContain('180 minutes; the longest that is taken is 60 minutes');
  });

  test('of 500 MB is refused before it is read', async () => {
    const id = await entered();
    const url = new URL(`/api/music/tracks/${id}/audio`, clinic.server.url);
    const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sending = httpRequest(url, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${therapist().token}`,
          'content-type': 'audio/wav',
          'content-length': 500 * 1024 * 1024,
        },
      });
      sending.on('error', reject);
      sending.on('response', (response) => {
        let text = '';
        response.on('data', (more) => {
          text += more;
        });
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text });
          sending.destroy();
        });
      });
      // The head alone: the body never follows.
      sending.flushHeaders();
    });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('500 MB; a track may have 100 MB at most');
  });

  test('that grows beyond the limit without having said so is cut off, and nothing of it stays', async () => {
    const id = await entered();
    const head = silence(1);
    const piece = Buffer.alloc(1024 * 1024);
    async function* endless() {
      yield head;
      for (let count = 0; count < 104; count++) yield piece;
    }
    const sent = clinic.store.music.sounds.save(
      clinic.clinic.clinicId,
      id,
      'audio/wav',
      (async function* () {
        let bytes = 0;
        for await (const more of endless()) {
          bytes += more.length;
          if (bytes > 3 * 1024 * 1024) throw new Error('too much');
          yield more;
        }
      })(),
    );
    await expect(sent).rejects.toThrow('too much');
    expect((await hear(id)).status).toBe(404);
  });
});

describe('who may', () => {
  test('keep music: a therapist, a guide, the director and the administrator', async () => {
    for (const role of ROLES) {
      const { status } = await clinic.as(role).post('/api/music/tracks', aTrack());
      const may = ['therapist', 'guide', 'medical_director', 'clinic_admin'].includes(role);
      expect(status, role).toBe(may ? 201 : 403);
    }
  });
  test('hear it: clinical staff, and who keeps it', async () => {
    for (const role of ROLES)
      expect((await clinic.as(role).get('/api/music')).status, role).toBe(role === 'front_desk' ? 403 : 200);
  });
});

describe('soundtracks', () => {
  const document = (track: string, name = 'Our evening') => ({
    name,
    crossfade: 6,
    phases: MUSIC_PHASES.map((phase) => ({ phase, tracks: [track], ...(phase === 'peak' && { minutes: 30 }) })),
  });
  test('a fresh clinic has the project’s own, at −23 LUFS', async () => {
    const fresh = await runningClinic();
    try {
      const { body } = await fresh.as('guide').get('/api/music');
      expect(body.soundtracks).toEqual([SHIPPED_SOUNDTRACK]);
      expect(body.setting).toEqual({ soundtrackId: SHIPPED_SOUNDTRACK.id, target: -23, isDefault: true });
    } finally {
      await fresh.close();
    }
  });
  test('are saved as versions; what was played stays as it was', async () => {
    const id = randomUUID();
    const track = await entered();
    const at = `/api/music/soundtracks/${id}`;
    const save = (version: number, name: string) =>
      therapist().ask('PUT', at, { version, document: document(track, name) });
    expect((await save(1, 'Our evening')).status).toBe(200);
    expect((await save(1, 'Our evening')).status).toBe(200);
    expect((await save(1, 'Another evening')).status).toBe(409);
    expect((await save(2, 'Our night')).status).toBe(200);
    expect((await save(4, 'Too far')).problem.errors?.[0]?.message).toContain('the next is 3');
    expect((await therapist().get(`${at}/versions/1`)).body.soundtrack.name).toBe('Our evening');
    const listed = (await therapist().get('/api/music')).body.soundtracks;
    expect(listed.find((one: { id: string }) => one.id === id)).toMatchObject({ version: 2, name: 'Our night' });
  });
  test('name only tracks that are there, in every phase of the arc', async () => {
    const put = (body: object) => therapist().ask('PUT', `/api/music/soundtracks/${randomUUID()}`, body);
    expect((await put({ version: 1, document: document(randomUUID()) })).problem.errors?.[0]?.field).toBe(
      'phases.0.tracks',
    );
    const short = document(SHIPPED_TRACKS[0]?.id ?? '');
    expect((await put({ version: 1, document: { ...short, phases: short.phases.slice(1) } })).status).toBe(400);
  });
  test('a clinic may choose its own, and another loudness', async () => {
    const setting = { id: randomUUID(), soundtrackId: SHIPPED_SOUNDTRACK.id, target: -20 };
    expect((await clinic.as('clinic_admin').ask('PUT', '/api/music/setting', setting)).status).toBe(200);
    expect((await clinic.as('nurse').get('/api/music')).body.setting).toMatchObject({ target: -20, isDefault: false });
    expect((await therapist().ask('PUT', '/api/music/setting', { ...setting, target: -3 })).status).toBe(400);
  });
});

test('a retired track is chosen no more and still heard where it was', async () => {
  const id = await entered();
  await send(id, silence(2));
  expect((await therapist().post(`/api/music/tracks/${id}/retire`, {})).body.track.retiredAt).toBeDefined();
  expect((await hear(id)).status).toBe(200);
});

describe('in a session', () => {
  const player = randomUUID();
  const started = {
    type: 'RecordMusic' as const,
    action: 'started' as const,
    player,
    soundtrack: { id: SHIPPED_SOUNDTRACK.id, version: 1, name: 'Open water' },
    phase: 'settling' as const,
  };
  test('what is played is on the record; a second device is refused in words, and the emergency stop fades it', async () => {
    const session = await clinic.plannedSession('kap-im');
    await clinic.as('guide').does(session, { type: 'RecordArrival' });
    await clinic.as('guide').does(session, started);
    const second = await clinic.as('nurse').send(session, { ...started, player: randomUUID() });
    expect(second.status).toBe(422);
    expect(second.problem.detail).toContain('The music is played by');
    await clinic.as('nurse').does(session, { type: 'CallEmergencyStop' });
    const { body } = await clinic.as('guide').get(`/api/sessions/${session}/record`);
    const music = (body.record ?? body).sections.find((one: { id: string }) => one.id === 'music');
    expect(music.rows.map((row: { value: string }) => row.value)).toEqual([
      'Music started: “Open water”, version 1, at settling.',
      'Music faded to silence for the emergency stop.',
    ]);
  });
  test('what the patient should not hear is told to the room, with the reason, until it is ended', async () => {
    const session = await clinic.plannedSession('kap-im');
    const head = await clinic.store.sessions.head(clinic.clinic.clinicId, session);
    const visit = await clinic.store.visits.find(clinic.clinic.clinicId, head?.visitId ?? '');
    const at = `/api/courses/${visit?.courseId}/music-avoided`;
    const avoided = { id: randomUUID(), track: SHIPPED_TRACKS[2]?.id, reason: 'Too near to the accident' };
    const director = clinic.as('medical_director');
    expect((await director.post(at, avoided)).status).toBe(201);
    expect((await director.post(at, avoided)).status).toBe(201);
    const inRoom = async () => (await clinic.as('guide').get(`/api/sessions/${session}/music`)).body.avoided;
    expect(await inRoom()).toMatchObject([{ reason: 'Too near to the accident', track: avoided.track }]);
    expect((await director.post(`${at}/${avoided.id}/end`, {})).status).toBe(200);
    expect(await inRoom()).toEqual([]);
    expect((await clinic.as('front_desk').get(at)).status).toBe(403);
  });
});
