import { PullproofError } from '../../src/error';

/** The error that a declaration is refused with. */
export function errorOf(declare: () => unknown): PullproofError {
  try {
    declare();
  } catch (error) {
    if (PullproofError.isPullproofError(error)) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The problems that a registry is refused for. */
export function problemsOf(declare: () => unknown): readonly string[] {
  const error = errorOf(declare);
  expect(error.code).toBe('registry-invalid');
  return error.problems;
}
