/** Division of whole numbers without a detour through doubles. */

/** The quotient to the nearest whole number, half up. Both are whole and not negative; a divisor of zero throws. */
export const divideHalfUp = (dividend: bigint, divisor: bigint): number =>
  Number((2n * dividend + divisor) / (2n * divisor));
