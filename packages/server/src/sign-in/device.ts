/** A device that several people use under one sign-in, such as a treatment room's tablet: it says so in a cookie of its own. */

export const SHARED_DEVICE_COOKIE = 'holdspace_shared_device';
const YEAR_SECONDS = 365 * 24 * 3600;

export const isOnSharedDevice = (cookies: string): boolean =>
  cookies.split(';').some((part) => part.trim() === `${SHARED_DEVICE_COOKIE}=1`);

/** The header that marks a device, or takes its mark off. */
export const markDevice = (isShared: boolean, secure: boolean): string =>
  `${SHARED_DEVICE_COOKIE}=${isShared ? 1 : ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${isShared ? YEAR_SECONDS : 0}${secure ? '; Secure' : ''}`;
