import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HELM_3 = { module: 'example.com/helm/v3', version: 'v3.22.0', executable: 'helm', major: 3, oldest: '3.14.0' };
const HELM_4 = { module: 'example.com/helm/v4', version: 'v4.3.1', executable: 'helm', major: 4, oldest: '4.0.0' };

let root: string;
let path: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pullproof-test-'));
  path = join(root, 'path');
  mkdirSync(path);
  mkdirSync(join(root, 'tools'));
  copyFileSync(join(__dirname, '..', '..', 'tools', 'install.mjs'), join(root, 'tools', 'install.mjs'));
  list({ helm3: HELM_3, helm4: HELM_4 });
});
afterEach(() => rmSync(root, { recursive: true }));

/** The list of tools, cut down to what a test is about. */
function list(tools: Record<string, unknown>): void {
  writeFileSync(join(root, 'tools', 'tools.json'), JSON.stringify(tools));
}

function install() {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'tools', 'install.mjs')], { env: { PATH: path }, encoding: 'utf8' });
  return { status, stderr };
}

/** Puts something called helm on the PATH that says which version it is, and leaves a trace when it is run. */
function provide(directory: string, version: string): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'helm'), `#!/bin/sh\necho run >> ${join(root, 'trace')}\necho ${version}\n`);
  chmodSync(join(directory, 'helm'), 0o755);
}

function installed(): string[] {
  return existsSync(join(root, '.tools', 'bin')) ? readdirSync(join(root, '.tools', 'bin')).sort() : [];
}

test('binaries of the PATH that fit are linked, and a second run does not even start them', () => {
  provide(join(path, 'three'), 'v3.14.0+gabc');
  provide(join(path, 'four'), 'v4.0.1+gabc');
  path = `${join(path, 'three')}:${join(path, 'four')}`;
  expect(install().status).toBe(0);
  expect(installed()).toEqual(['helm3', 'helm4']);
  expect(lstatSync(join(root, '.tools', 'bin', 'helm3')).isSymbolicLink()).toBe(true);
  const { size } = statSync(join(root, 'trace'));
  expect(install()).toEqual({ status: 0, stderr: '' });
  expect(statSync(join(root, 'trace')).size).toBe(size);
});

test('a link that has lost its target is made again', () => {
  provide(join(path, 'three'), 'v3.15.0');
  provide(join(path, 'four'), 'v4.1.0');
  const both = `${join(path, 'three')}:${join(path, 'four')}`;
  const moved = join(path, 'moved');
  path = both;
  install();
  rmSync(join(root, 'path', 'three'), { recursive: true });
  provide(moved, 'v3.16.0');
  path = `${moved}:${both}`;
  expect(install().status).toBe(0);
  expect(statSync(join(root, '.tools', 'bin', 'helm3')).isFile()).toBe(true);
});

test('a changed pin installs again', () => {
  provide(join(path, 'three'), 'v3.14.0');
  provide(join(path, 'four'), 'v4.0.0');
  path = `${join(path, 'three')}:${join(path, 'four')}`;
  install();
  list({ helm3: { ...HELM_3, version: 'v3.99.0' } });
  expect(install().stderr).toContain('tools: helm3 is ');
});

test('without a fitting Helm and without Go the error says what to install, for each tool', () => {
  provide(path, 'v3.13.9');
  const { status, stderr } = install();
  expect(status).toBe(1);
  expect(stderr).toMatch(/^tools: helm3 v3\.22\.0: neither helm 3 \(3\.14\.0 or newer\) nor Go.* is on the PATH.*https:\/\/go\.dev/m);
  expect(stderr).toMatch(/^tools: helm4 v4\.3\.1: neither helm 4 \(4\.0\.0 or newer\) nor Go/m);
  expect(installed()).toEqual([]);
});

test('what Go says about a failed build is shown, and nothing half-made stays', () => {
  writeFileSync(join(path, 'go'), '#!/bin/sh\necho "no such module" >&2\nexit 1\n');
  chmodSync(join(path, 'go'), 0o755);
  const { status, stderr } = install();
  expect(status).toBe(1);
  expect(stderr).toContain('go install example.com/helm/v3@v3.22.0 failed:\nno such module');
  expect(readdirSync(join(root, '.tools')).filter((name) => name.startsWith('build-'))).toEqual([]);
});

test('what Go builds is moved into place', () => {
  writeFileSync(join(path, 'go'), '#!/bin/sh\n: > "$GOBIN/helm"\n');
  chmodSync(join(path, 'go'), 0o755);
  expect(install().status).toBe(0);
  expect(installed()).toEqual(['helm3', 'helm4']);
});

test('a tool with build tags is built as a need of another module, and only its binary stays', () => {
  list({ promtool: { module: 'example.com/prometheus/cmd/promtool', version: 'v0.315.0', tags: 'a,b', executable: 'promtool' } });
  writeFileSync(join(path, 'go'), `#!/bin/sh\necho "$@" >> ${join(root, 'trace')}\n[ "$1" != build ] || : > "$5"\n`);
  chmodSync(join(path, 'go'), 0o755);
  expect(install().status).toBe(0);
  expect(installed()).toEqual(['promtool']);
  expect(readFileSync(join(root, 'trace'), 'utf8').replace(/\/\S*\/build-[^/]*\//, '<work>/')).toBe([
    'mod init tools', 'get example.com/prometheus/cmd/promtool@v0.315.0', 'build -tags a,b -o <work>/promtool example.com/prometheus/cmd/promtool', '',
  ].join('\n'));
  expect(readdirSync(join(root, '.tools')).sort()).toEqual(['bin', 'promtool.stamp']);
});

test('a tool with the module that it is a part of is built by naming that module, without a look at its other versions', () => {
  list({ oras: { module: 'example.com/oras/cmd/oras', root: 'example.com/oras', version: 'v1.3.3', executable: 'oras' } });
  writeFileSync(join(path, 'go'), `#!/bin/sh\necho "$@" >> ${join(root, 'trace')}\n[ "$1" != build ] || : > "$4"\n`);
  chmodSync(join(path, 'go'), 0o755);
  expect(install().status).toBe(0);
  expect(installed()).toEqual(['oras']);
  expect(readFileSync(join(root, 'trace'), 'utf8').replace(/\/\S*\/build-[^/]*\//, '<work>/')).toBe([
    'mod init tools', 'mod edit -require=example.com/oras@v1.3.3', 'build -mod=mod -o <work>/oras example.com/oras/cmd/oras', '',
  ].join('\n'));
});

test('modules that a tool replaces for itself are replaced where it is built', () => {
  list({ tool: { module: 'example.com/tool/cmd/tool', root: 'example.com/tool', version: 'v1.0.0', replace: { 'example.com/a': 'example.com/b@v2.0.0' }, executable: 'tool' } });
  writeFileSync(join(path, 'go'), `#!/bin/sh\necho "$@" >> ${join(root, 'trace')}\n[ "$1" != build ] || : > "$4"\n`);
  chmodSync(join(path, 'go'), 0o755);
  expect(install().status).toBe(0);
  expect(readFileSync(join(root, 'trace'), 'utf8')).toContain('mod edit -require=example.com/tool@v1.0.0 -replace=example.com/a=example.com/b@v2.0.0\n');
});
