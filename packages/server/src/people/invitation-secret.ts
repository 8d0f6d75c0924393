/** The secret in an invitation's link: 256 random bits; only its hash is kept. */
import { randomBytes } from 'node:crypto';

const PREFIX = 'hsi_';
export const newInvitationSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64url')}`;
/** In the fragment, which browsers send to nobody: no log on the way keeps it. */
export const invitationPath = (secret: string): string => `/join#${secret}`;
