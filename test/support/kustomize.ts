import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { tool } from './tools';

/** A file of a folder that Kustomize builds. */
interface File {
  readonly path: string;
  readonly content: string;
}

/** What the real Kustomize, the one in kubectl, makes of some files. */
export function kustomize(files: readonly File[], options: readonly string[] = []): { readonly out: string; readonly problem: string } {
  const folder = mkdtempSync(join(tmpdir(), 'pullproof-kustomize-'));
  try {
    for (const { path, content } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const { status, stdout, stderr } = spawnSync(tool('kubectl'), ['kustomize', ...options, folder], { encoding: 'utf8' });
    return { out: stdout, problem: status === 0 ? '' : stderr.replaceAll(folder, '…') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
