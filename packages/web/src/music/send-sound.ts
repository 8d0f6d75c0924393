/** Sends the sound of a track as it is, with how much has gone. */
import { Problem } from '../api/problem.ts';

interface Told {
  readonly title?: string;
  readonly detail?: string;
}

/** Resolves once the server has kept it; the same sound sent again is kept once. */
export function sendSound(
  trackId: string,
  file: File,
  mediaType: string,
  onPart: (part: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    // `fetch` does not tell how much of a body has gone.
    const sending = new XMLHttpRequest();
    sending.open('PUT', `/api/music/tracks/${trackId}/audio`);
    sending.setRequestHeader('content-type', mediaType);
    sending.upload.onprogress = ({ loaded, total }) => onPart(total > 0 ? loaded / total : 0);
    sending.onerror = () => reject(new Problem({ status: 0, title: 'The clinic’s server cannot be reached' }));
    sending.onabort = () => reject(signal.reason);
    sending.onload = () => {
      if (sending.status < 300) return resolve();
      const type = sending.getResponseHeader('content-type') ?? '';
      const told: Told = type.includes('json') ? JSON.parse(sending.responseText) : {};
      const title = told.title ?? `The server answered ${sending.status}`;
      reject(new Problem({ status: sending.status, title, detail: told.detail }));
    };
    signal.addEventListener('abort', () => sending.abort(), { once: true });
    sending.send(file);
  });
}
