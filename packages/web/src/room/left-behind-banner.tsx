/** Outside the room: says which entries still wait, sends them, and leads back to their room. */
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { Sign } from '../ui/sign.tsx';
import { sendLeftBehind } from './left-behind.ts';
import styles from './left-behind-banner.module.css';
import { browserOutbox, type Entry } from './outbox.ts';

const AGAIN_AFTER = 15_000;

export function LeftBehindBanner() {
  const authorId = useMe().practitioner.id;
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  useEffect(() => {
    const outbox = browserOutbox();
    const opened = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isSending = false;
    async function send() {
      if (isSending) return;
      isSending = true;
      clearTimeout(timer);
      try {
        const remaining = await sendLeftBehind({ outbox, post: api.post, authorId, signal: opened.signal });
        if (opened.signal.aborted) return;
        setEntries((shown) => (shown.length === 0 && remaining.length === 0 ? shown : remaining));
      } catch (error) {
        // A browser that keeps nothing (a private window) has left nothing behind either.
        console.warn('entries of closed rooms could not be looked for', error);
      } finally {
        isSending = false;
      }
      if (!opened.signal.aborted) timer = setTimeout(send, AGAIN_AFTER);
    }
    void send();
    window.addEventListener('online', send);
    return () => {
      opened.abort();
      clearTimeout(timer);
      window.removeEventListener('online', send);
    };
  }, [authorId]);

  const sessions = [...new Set(entries.map((one) => one.sessionId))];
  return (
    <div role="status">
      {sessions.map((sessionId) => {
        const own = entries.filter((one) => one.sessionId === sessionId);
        const refused = own.filter((one) => one.refused).length;
        const waiting = own.length - refused;
        return (
          <p key={sessionId} className={styles.banner}>
            <Sign name="triangle" />
            <span>
              {waiting > 0 && (
                <>
                  <strong>
                    {waiting} {waiting === 1 ? 'entry of yours waits' : 'entries of yours wait'} to be sent.
                  </strong>{' '}
                </>
              )}
              {refused > 0 && (
                <>
                  <strong>
                    {refused} {refused === 1 ? 'entry of yours was' : 'entries of yours were'} not taken by the server.
                  </strong>{' '}
                </>
              )}
              <Link href={`/sessions/${sessionId}`}>Open the room</Link>
            </span>
          </p>
        );
      })}
    </div>
  );
}
