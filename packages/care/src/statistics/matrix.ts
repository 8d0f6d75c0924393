/**
 * Small symmetric matrices, row by row in one array. A handful of covariates needs no library of linear algebra, and the
 * mixed model wants to know at which column a matrix turns out to be singular.
 */
export type Matrix = Float64Array;

/** A = L Lᵀ, or the first column that follows from those before it (its pivot is below `tolerance` of its diagonal). */
export const cholesky = (
  matrix: Matrix,
  size: number,
  tolerance = 0,
): { readonly factor: Matrix } | { readonly singularAt: number } => {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++)
        rest -= (factor[row * size + k] as number) * (factor[column * size + k] as number);
      if (row !== column) {
        factor[row * size + column] = rest / (factor[column * size + column] as number);
        continue;
      }
      if (!(rest > tolerance * (matrix[row * size + row] as number))) return { singularAt: row };
      factor[row * size + row] = Math.sqrt(rest);
    }
  }
  return { factor };
};

/** The inverse of A from its Cholesky factor. */
export const inverseOf = (factor: Matrix, size: number): Matrix => {
  const inverse = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let at = 0; at < size; at++) {
    for (let row = 0; row < size; row++) {
      let rest = row === at ? 1 : 0;
      for (let k = 0; k < row; k++) rest -= (factor[row * size + k] as number) * (column[k] as number);
      column[row] = rest / (factor[row * size + row] as number);
    }
    for (let row = size - 1; row >= 0; row--) {
      let rest = column[row] as number;
      for (let k = row + 1; k < size; k++) rest -= (factor[k * size + row] as number) * (column[k] as number);
      column[row] = rest / (factor[row * size + row] as number);
      inverse[row * size + at] = column[row] as number;
    }
  }
  return inverse;
};

export const times = (matrix: Matrix, vector: ArrayLike<number>, size: number): Float64Array => {
  const result = new Float64Array(size);
  for (let row = 0; row < size; row++)
    for (let k = 0; k < size; k++)
      result[row] = (result[row] as number) + (matrix[row * size + k] as number) * (vector[k] as number);
  return result;
};

export const dot = (left: ArrayLike<number>, right: ArrayLike<number>): number => {
  let sum = 0;
  for (let k = 0; k < left.length; k++) sum += (left[k] as number) * (right[k] as number);
  return sum;
};

/** leftᵀ A right. */
export const form = (left: ArrayLike<number>, matrix: Matrix, right: ArrayLike<number>, size: number): number =>
  dot(left, times(matrix, right, size));

/** The trace of A B, both symmetric. */
export const traceOfProduct = (a: Matrix, b: Matrix): number => dot(a, b);

export const product = (a: Matrix, b: Matrix, size: number): Matrix => {
  const result = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      for (let k = 0; k < size; k++)
        result[row * size + column] =
          (result[row * size + column] as number) + (a[row * size + k] as number) * (b[k * size + column] as number);
  return result;
};
