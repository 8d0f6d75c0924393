/** A sealed value that does not open. It says where and why, and never a byte of what is inside. */
export type SealFaultReason =
  | 'not a sealed value'
  | 'sealed in a version that is not known'
  | 'the key is not there'
  | 'the key was retired'
  | 'the root key is not there'
  | 'it was altered, cut, or moved here from elsewhere';

export class SealFault extends Error {
  readonly reason: SealFaultReason;

  constructor(where: string, reason: SealFaultReason) {
    super(`${where} does not open: ${reason}`);
    this.name = 'SealFault';
    this.reason = reason;
  }
}
