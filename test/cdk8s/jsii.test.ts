import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const LINT = join(ROOT, 'tools', 'jsii-lint.mjs');

test('the cdk8s entry point stays inside the jsii subset', () => {
  expect(lint()).toEqual({ status: 0, output: '' });
});

test('the lint refuses what jsii refuses', () => {
  // GIVEN sources with a property that other languages cannot have
  const source = mkdtempSync(join(tmpdir(), 'pullproof-seeded-'));
  try {
    cpSync(join(ROOT, 'src'), source, { recursive: true });
    const file = join(source, 'cdk8s', 'deliver.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace('readonly apiVersions?: string[];', 'readonly apiVersions?: readonly string[];'));

    // WHEN
    const { status, output } = lint('--source', source);

    // THEN
    expect(status).toBe(1);
    expect(output).toContain('JSII');
    expect(output).toContain('apiVersions');
  } finally {
    rmSync(source, { recursive: true });
  }
});

function lint(...options: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LINT, ...options], { cwd: ROOT, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}
