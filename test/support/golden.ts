import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Asserts that a text equals a golden file.
 *
 * The file is written by `npm run test:update` only, as snapshots are; any other run compares, and a missing file fails.
 */
export function expectGolden(file: string, actual: string): void {
  if (isUpdating()) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  if (!existsSync(file)) {
    throw new Error(`there is no golden file ${file}: \`npm run test:update\` writes it`);
  }
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

/** Whether jest was asked to update its snapshots. */
export function isUpdating(): boolean {
  const { snapshotState } = expect.getState() as unknown as { snapshotState?: { readonly _updateSnapshot?: string } };
  return snapshotState?._updateSnapshot === 'all';
}
