/**
 * How servers tell each other that something happened. Sent after the commit, gathered over a moment, from outside the
 * writing transaction (inside it, NOTIFY would make commits wait for each other). Nothing rests on a notice arriving:
 * readers also look for themselves.
 */
import pg from 'pg';

const SESSIONS = 'holdspace_session';
const REVOCATIONS = 'holdspace_revocation';
const BROKEN_GLASS = 'holdspace_broken_glass';
const TASKS = 'holdspace_task';
/** Notices of this long are gathered into one statement; nobody sees a screen change faster. */
const GATHER_MS = 40;
/** Notices that go in one payload: each takes 84 bytes at most, and PostgreSQL takes payloads under 8000. */
const MOST_IN_PAYLOAD = 90;
const RECONNECT_MS = 1_000;

const ANNOUNCE = {
  name: 'announce',
  text: `select set_config('synchronous_commit', 'off', true), pg_notify($1, payload) from unnest($2::text[]) as payload`,
};

export interface SessionNotice {
  readonly clinicId: string;
  readonly sessionId: string;
  readonly seq: number;
}
export interface GlassNotice {
  readonly clinicId: string;
  readonly id: string;
}
export interface TaskNotice {
  readonly clinicId: string;
  readonly id: string;
}
export interface Listener {
  onSession(notice: SessionNotice): void;
  onRevocation(): void;
  /** At a clinic a glass was broken, ended or reviewed. */
  onBrokenGlass(notice: GlassNotice): void;
  /** At a clinic a task was raised, paged, taken, handed on or finished. */
  onTask(notice: TaskNotice): void;
  /** The connection was lost and is back: notices may have been missed. */
  onReconnected(): void;
}

export function createNotices(pool: pg.Pool, databaseUrl: string) {
  const pending = new Map<string, SessionNotice>();
  let timer: NodeJS.Timeout | undefined;

  const flush = async () => {
    timer = undefined;
    const lines = [...pending.values()].map((notice) => `${notice.clinicId} ${notice.sessionId} ${notice.seq}`);
    pending.clear();
    const payloads: string[] = [];
    while (lines.length > 0) payloads.push(lines.splice(0, MOST_IN_PAYLOAD).join('\n'));
    // A notice that cannot be sent is made good by the readers' own looking, so its commit need not wait for the disk.
    await pool.query({ ...ANNOUNCE, values: [SESSIONS, payloads] }).catch(() => undefined);
  };

  return {
    /** Tells the other servers that a session has reached `seq`; soon, not at once. */
    announce(notice: SessionNotice): void {
      pending.set(notice.sessionId, notice);
      timer ??= setTimeout(() => void flush(), GATHER_MS);
    },
    async announceRevocation(): Promise<void> {
      await pool.query('select pg_notify($1, $2)', [REVOCATIONS, '']);
    },
    /** Tells every server, this one too, that something about broken glass has changed at a clinic. */
    async announceBrokenGlass({ clinicId, id }: GlassNotice): Promise<void> {
      await pool.query('select pg_notify($1, $2)', [BROKEN_GLASS, `${clinicId} ${id}`]);
    },
    /** The same of a task. */
    async announceTask({ clinicId, id }: TaskNotice): Promise<void> {
      await pool.query('select pg_notify($1, $2)', [TASKS, `${clinicId} ${id}`]);
    },
    /** Listens on a connection of its own, and comes back when it breaks. Answers how to stop. */
    listen(listener: Listener): () => Promise<void> {
      let client: pg.Client | undefined;
      let stopped = false;
      let wasConnected = false;
      const connect = async (): Promise<void> => {
        if (stopped) return;
        const next = new pg.Client({
          connectionString: databaseUrl,
          application_name: 'holdspace listening',
          keepAlive: true,
        });
        let again = false;
        const reconnect = () => {
          if (again || stopped) return;
          again = true;
          setTimeout(() => void connect(), RECONNECT_MS).unref();
        };
        next.on('error', reconnect);
        next.on('end', reconnect);
        next.on('notification', ({ channel, payload }) => {
          if (channel === REVOCATIONS) return listener.onRevocation();
          if (channel === BROKEN_GLASS || channel === TASKS) {
            const [clinicId = '', id = ''] = (payload ?? '').split(' ');
            return channel === TASKS ? listener.onTask({ clinicId, id }) : listener.onBrokenGlass({ clinicId, id });
          }
          for (const line of (payload ?? '').split('\n')) {
            const [clinicId, sessionId, seq] = line.split(' ');
            if (clinicId && sessionId) listener.onSession({ clinicId, sessionId, seq: Number(seq) });
          }
        });
        try {
          await next.connect();
          await next.query(`listen ${SESSIONS}`);
          await next.query(`listen ${REVOCATIONS}`);
          await next.query(`listen ${BROKEN_GLASS}`);
          await next.query(`listen ${TASKS}`);
          client = next;
          if (wasConnected) listener.onReconnected();
          wasConnected = true;
        } catch {
          // PostgreSQL is away; it is tried again until it is back.
          reconnect();
        }
      };
      void connect();
      return async () => {
        stopped = true;
        await client?.end().catch(() => undefined);
      };
    },
    stop(): void {
      clearTimeout(timer);
    },
  };
}
