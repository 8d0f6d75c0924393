import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Engine, startEngine } from './engine.ts';
import { isAlive, processesIn, readPostmasterFile, wait } from './processes.ts';

let folder: string;
const engines: Engine[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-engine-'));
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop();
  for (const pid of processesIn(join(folder, 'cluster'))) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
const start = async () => {
  const engine = await startEngine({ folder });
  engines.push(engine);
  return engine;
};
const query = async (engine: Engine, statement: string) => {
  const client = new pg.Client({ connectionString: engine.databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  return client.query(statement).finally(() => client.end());
};
const postmaster = () => readPostmasterFile(join(folder, 'cluster'))?.pid ?? Number.NaN;
const until = async (holds: () => boolean | Promise<boolean>) => {
  for (let waited = 0; waited < 20_000; waited += 50) {
    if (await holds()) return;
    await wait(50);
  }
  throw new Error('it did not come to hold');
};

describe('the engine', () => {
  test('commits durably: fsync and synchronous_commit are on', async () => {
    const engine = await start();
    expect((await query(engine, 'show fsync')).rows).toEqual([{ fsync: 'on' }]);
    expect((await query(engine, 'show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
  });

  test('is stopped in order and comes back with its data', async () => {
    const first = await start();
    await query(first, 'create table kept (id integer)');
    await first.stop();
    engines.pop();
    expect((await query(await start(), 'select count(*)::int as count from kept')).rows).toEqual([{ count: 0 }]);
  });

  test('that was killed comes back by itself, with everything committed', async () => {
    const engine = await start();
    await query(engine, 'create table kept as select 7 as id');
    process.kill(postmaster(), 'SIGKILL');
    await until(async () =>
      query(engine, 'select id from kept').then(
        ({ rows }) => rows.length === 1,
        () => false,
      ),
    );
  });

  test('left running by a killed owner is taken over', async () => {
    const engine = await start();
    const pid = postmaster();
    const second = await start();
    expect(postmaster()).toBe(pid);
    expect(second.port).toBe(engine.port);
  });

  test('starts over a stale process file whose number now belongs to another program', async () => {
    const first = await start();
    await first.stop();
    engines.pop();
    writeFileSync(
      join(folder, 'cluster', 'postmaster.pid'),
      `${process.pid}\n${folder}/cluster\n1\n5432\n\n127.0.0.1\n\nready\n`,
    );
    expect((await query(await start(), 'select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('starts when the killed postmaster has left its process file', async () => {
    const first = await start();
    const pid = postmaster();
    await query(first, 'create table kept as select 7 as id');
    engines.pop();
    // Neither the owner's watch nor an orderly end: the file stays behind.
    const stopping = first.stop();
    await stopping;
    writeFileSync(
      join(folder, 'cluster', 'postmaster.pid'),
      `${pid}\n${folder}/cluster\n1\n${first.port}\n\n127.0.0.1\n\nready\n`,
    );
    expect(isAlive(pid)).toBe(false);
    expect((await query(await start(), 'select id from kept')).rows).toEqual([{ id: 7 }]);
  });

  test('is in the charge of one process at a time, and stays up for the other', async () => {
    const first = await start();
    expect(await first.claim()).toBe(true);
    const second = await startEngine({ folder });
    expect(await second.claim()).toBe(false);
    await second.stop();
    expect((await query(first, 'select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('takes another port where its own was given to somebody else', async () => {
    const first = await start();
    const { port } = first;
    await first.stop();
    engines.pop();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', () => resolve()));
    const second = await start();
    squatter.close();
    expect(second.port).not.toBe(port);
    expect((await query(second, 'select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('clears away a making that was broken off, and starts whole', async () => {
    mkdirSync(join(folder, 'cluster.new-1'));
    writeFileSync(join(folder, 'cluster.new-1', 'half'), '');
    expect((await query(await start(), 'select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(existsSync(join(folder, 'cluster.new-1'))).toBe(false);
  });

  test('does not make a new database over one whose password is lost', async () => {
    const first = await start();
    await first.stop();
    engines.pop();
    rmSync(join(folder, 'engine.json'));
    await expect(startEngine({ folder })).rejects.toThrow('backup');
  });
});
