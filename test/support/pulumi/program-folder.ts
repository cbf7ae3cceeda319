import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** A folder of its own with the compiled package and its peers installed, as the project of a user has them. */
export class ProgramFolder {
  /** Its path. */
  public readonly path: string = mkdtempSync(join(tmpdir(), 'pullproof-program-'));

  constructor() {
    mkdirSync(join(this.path, 'node_modules'));
    symlinkSync(ROOT, join(this.path, 'node_modules', 'pullproof'), 'dir');
    for (const name of readdirSync(join(ROOT, 'node_modules')).filter((one) => one.startsWith('@pulumi'))) {
      symlinkSync(join(ROOT, 'node_modules', name), join(this.path, 'node_modules', name), 'dir');
    }
  }

  /** Writes a file; folders on the way are made. */
  public write(file: string, text: string, mode?: number): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    writeFileSync(join(this.path, file), text, mode === undefined ? {} : { mode });
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
