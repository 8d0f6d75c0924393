/** A section that is written on this page: what stands in it, how its saving goes, and what was left on the device. */
import { type Filler, mayFillField } from '@holdspace/care';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../api/client.ts';
import { onLeave } from '../api/leaving.ts';
import { newId } from '../api/new-id.ts';
import { type OwnBox, ownBox } from '../api/own-box.ts';
import { SectionSaver, type UnsentSection } from './section-saver.ts';
import type { PreparationShown, SectionShown } from './shapes.ts';

/** Who writes: at which addresses, and in which box on the device. */
export interface Writer {
  readonly filler: Filler;
  pathOf(courseId: string): string;
  readonly box: OwnBox;
}
export const PATIENT: Writer = {
  filler: 'patient',
  pathOf: (courseId) => `/api/reader/courses/${courseId}/preparation`,
  box: ownBox('holdspace.preparation.', '/api/reader/draft-key'),
};
export const CLINIC: Writer = {
  filler: 'practitioner',
  pathOf: (courseId) => `/api/courses/${courseId}/preparation`,
  box: ownBox('holdspace.preparing.', '/api/me/draft-key'),
};

/** What lies on this device of a course and was never sent; none where it cannot be opened now. */
export async function unsentOf({ box }: Writer, courseId: string): Promise<readonly UnsentSection[]> {
  const all = (await box.all().catch(() => [])) as readonly UnsentSection[];
  return all.filter((one) => one.courseId === courseId);
}

/** Those that still have something to send, whether their page is open or not. */
const sending = new Map<string, SectionSaver>();
/** What lay on the device is taken up once; from then on it is sent, or lies there anew. */
const takenUp = new Set<UnsentSection>();

/** Somebody leaves: nobody who comes after them sends, or reads, what is theirs. */
onLeave(() => {
  for (const saver of sending.values()) saver.stop();
  sending.clear();
  takenUp.clear();
});

export const isLeftOver = (unsent: UnsentSection | undefined): unsent is UnsentSection =>
  unsent !== undefined && !takenUp.has(unsent);

export function useSection(
  writer: Writer,
  courseId: string,
  section: SectionShown,
  unsent: UnsentSection | undefined,
  onSaved: (section: SectionShown) => void,
) {
  const [saver] = useState(() => {
    const name = `${courseId}.${section.id}`;
    const path = writer.pathOf(courseId);
    const before = sending.get(`${path} ${name}`);
    if (before?.hasUnsent) return before;
    const left = isLeftOver(unsent) ? unsent : undefined;
    if (left) takenUp.add(left);
    const made = new SectionSaver(
      {
        courseId,
        section,
        mayFill: section.fields.filter((field) => mayFillField(section, field, writer.filler)).map(({ id }) => id),
        send: async (saving) => (await api.post<{ section: SectionShown }>(path, saving)).section,
        look: async () => {
          const about = await api.get<{ preparation: PreparationShown }>(path);
          return about.preparation.sections.find(({ id }) => id === section.id);
        },
        keep: (one) => writer.box.keep(name, one),
        forget: () => writer.box.forget(name),
        newId,
        onSaved,
      },
      left,
    );
    sending.set(`${path} ${name}`, made);
    return made;
  });
  const shown = useSyncExternalStore(saver.subscribe, saver.read);
  useEffect(() => {
    // Left on this device, or written before the page was left: it was never sent, so it is now.
    if (saver.hasUnsent) void saver.flush();
    const goOn = () => void saver.flush();
    window.addEventListener('online', goOn);
    window.addEventListener('pagehide', goOn);
    return () => {
      window.removeEventListener('online', goOn);
      window.removeEventListener('pagehide', goOn);
      void saver.flush();
    };
  }, [saver]);
  return { saver, ...shown };
}
