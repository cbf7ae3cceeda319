import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of its own for every test of the file, removed afterwards. Call it at the top of a `describe`. */
export function temporaryFolder(): { readonly path: () => string } {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pullproof-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return { path: () => folder };
}

/** Writes files into a folder, with the folders on the way. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
