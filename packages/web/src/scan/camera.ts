/** The camera: asked for when a scanner opens, let go when it closes, and what stands in the way said in words. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { FoundCode, Looked } from './code-reader.ts';

export type CameraState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'on'; readonly hasLight: boolean }
  /** `says`: what is so and what can be done; `again`: whether asking once more can help. */
  | { readonly kind: 'off'; readonly says: string; readonly again: boolean };

/** Codes on vials are small: as many pixels as the camera gives without being slow, from the camera at the back. */
const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } },
};
/** Between two looks, in milliseconds: quick to a person, and the battery lasts. */
const BETWEEN_LOOKS = 80;
/** Pictures are looked at in at most this width. */
const WIDEST = 1600;

const OTHERWISE = 'Use a hand scanner, or type what stands under the code.';
function whyNot(fault: unknown): CameraState {
  const name = fault instanceof DOMException ? fault.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError')
    return {
      kind: 'off',
      again: true,
      says: `The camera is not allowed for this page. Allow it beside the browser's address and try again. ${OTHERWISE}`,
    };
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return { kind: 'off', again: true, says: `This device has no camera that the browser can find. ${OTHERWISE}` };
  if (name === 'NotReadableError' || name === 'AbortError')
    return {
      kind: 'off',
      again: true,
      says: `Another program is using the camera. Close it and try again. ${OTHERWISE}`,
    };
  return { kind: 'off', again: true, says: `The camera could not be started. ${OTHERWISE}` };
}

/** Lamps are no part of the types yet. */
type WithTorch<T> = T & { readonly torch?: boolean };
const hasTorch = (track: MediaStreamTrack): boolean =>
  (track.getCapabilities?.() as WithTorch<MediaTrackCapabilities> | undefined)?.torch === true;

interface Camera {
  readonly state: CameraState;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly isLit: boolean;
  light(on: boolean): void;
  tryAgain(): void;
}

/** `onCodes` hears each look that found some. */
export function useCamera(onCodes: (codes: readonly FoundCode[]) => void): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream>();
  const [state, setState] = useState<CameraState>({ kind: 'asking' });
  const [isLit, setLit] = useState(false);
  const [tries, setTries] = useState(0);
  const latest = useRef(onCodes);
  useEffect(() => {
    latest.current = onCodes;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: each try opens anew
  useEffect(() => {
    let gone = false;
    let opened: MediaStream | undefined;
    setState({ kind: 'asking' });
    if (!navigator.mediaDevices?.getUserMedia) {
      setState({
        kind: 'off',
        again: false,
        says: `The browser gives no camera to a page that came without encryption (https). ${OTHERWISE}`,
      });
      return;
    }
    navigator.mediaDevices.getUserMedia(WANTED).then(
      (found) => {
        opened = found;
        const [track] = found.getVideoTracks();
        if (gone || !track) return letGo(found);
        track.addEventListener('ended', () => {
          setStream(undefined);
          setState({ kind: 'off', again: true, says: `The camera was switched off. ${OTHERWISE}` });
        });
        setLit(false);
        setStream(found);
        setState({ kind: 'on', hasLight: hasTorch(track) });
      },
      (fault: unknown) => {
        if (!gone) setState(whyNot(fault));
      },
    );
    return () => {
      gone = true;
      if (opened) letGo(opened);
      setStream(undefined);
    };
  }, [tries]);

  useEffect(() => {
    const view = video.current;
    if (!view || !stream) return;
    view.srcObject = stream;
    // A view that is taken away while it starts is no fault.
    view.play().catch(() => undefined);
    return () => {
      view.srcObject = null;
    };
  }, [stream]);

  useEffect(() => {
    const view = video.current;
    if (!view || !stream) return;
    return look(
      view,
      (codes) => latest.current(codes),
      () => setState({ kind: 'off', again: true, says: `The reader of codes could not be started. ${OTHERWISE}` }),
    );
  }, [stream]);

  return {
    state,
    video,
    isLit,
    light(on) {
      const [track] = stream?.getVideoTracks() ?? [];
      const lit: WithTorch<MediaTrackConstraintSet> = { torch: on };
      track?.applyConstraints({ advanced: [lit] }).then(
        () => setLit(on),
        () => setState({ kind: 'on', hasLight: false }),
      );
    },
    tryAgain: () => setTries((count) => count + 1),
  };
}

const letGo = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** One picture after another to the worker, the next only when the last is answered. */
function look(
  view: HTMLVideoElement,
  onCodes: (codes: readonly FoundCode[]) => void,
  onFailure: () => void,
): () => void {
  const reader = new Worker(new URL('./code-reader.ts', import.meta.url), { type: 'module' });
  const paper = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  let timer: ReturnType<typeof setTimeout>;
  const takePicture = () => {
    const scale = Math.min(1, WIDEST / view.videoWidth);
    const [width, height] = [Math.floor(view.videoWidth * scale), Math.floor(view.videoHeight * scale)];
    const isReady = view.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && width > 0 && height > 0;
    if (!paper || !isReady) {
      timer = setTimeout(takePicture, BETWEEN_LOOKS);
      return;
    }
    paper.canvas.width = width;
    paper.canvas.height = height;
    paper.drawImage(view, 0, 0, width, height);
    const picture = paper.getImageData(0, 0, width, height);
    reader.postMessage(picture, [picture.data.buffer]);
  };
  reader.addEventListener('message', ({ data }: MessageEvent<Looked>) => {
    if (data.failed !== undefined) return onFailure();
    if (data.codes?.length) onCodes(data.codes);
    timer = setTimeout(takePicture, BETWEEN_LOOKS);
  });
  reader.addEventListener('error', onFailure);
  takePicture();
  return () => {
    clearTimeout(timer);
    reader.terminate();
  };
}
