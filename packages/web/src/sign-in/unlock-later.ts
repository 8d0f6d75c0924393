/** Fetched when a screen is locked: the room and every other page stand without it, and nothing unlocks without the network. */
import { Fetched } from '../room/fetched.ts';
import { laterPart } from '../room/later-part.tsx';

export const Unlock = laterPart(new Fetched(() => import('./unlock.tsx')), (file) => file.Unlock);
