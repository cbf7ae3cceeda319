import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './markdown';

const OPTIONS = join(ROOT, 'typedoc.json');

/** What TypeDoc has against the documentation that a configuration speaks of. */
function complaints(options: string): { readonly ok: boolean; readonly lines: string[] } {
  const { status, stdout, stderr } = spawnSync(
    // Types are the compiler's job: `npm test` runs it before.
    process.execPath,
    [join(ROOT, 'node_modules', 'typedoc', 'bin', 'typedoc'), '--options', options, '--emit', 'none', '--skipErrorChecking'],
    { cwd: dirname(options), encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  const text = `${stdout}${stderr}`.replace(/\u001b\[[0-9;]*m/g, '');
  return { ok: status === 0, lines: text.split('\n').filter((line) => /^\[(?:warning|error)\]/.test(line) && !/Found \d+ errors/.test(line)) };
}

test('every exported symbol and property is documented, every link leads somewhere, and every type that it needs is exported', () => {
  expect(complaints(OPTIONS)).toEqual({ ok: true, lines: [] });
});

describe('the check itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullproof-api-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('finds what is not documented, or links to nothing', () => {
    writeFileSync(join(folder, 'index.ts'), `
      /** Documented, with a property that is not; see {@link Nowhere}. */
      export interface Shown { readonly b: string }
      export function undocumented(): void {}
    `);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, target: 'ES2022', module: 'node16', types: [] }, include: ['*.ts'] }));
    writeFileSync(join(folder, 'typedoc.json'), JSON.stringify({
      extends: [OPTIONS], entryPoints: ['index.ts'], tsconfig: 'tsconfig.json', readme: 'none', intentionallyNotExported: [],
    }));
    const { ok, lines } = complaints(join(folder, 'typedoc.json'));

    expect(ok).toBe(false);
    expect(lines.map((line) => line.replace(/, defined in [^,]+,/, '')).sort()).toEqual([
      '[warning] Failed to resolve link to "Nowhere" in comment for Shown',
      '[warning] Shown.b (Property) does not have any documentation',
      '[warning] undocumented (CallSignature) does not have any documentation',
    ]);
  });
});
