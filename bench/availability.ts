import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAuthority } from '../test/support/registries/certificates';
import { pushImage } from '../test/support/registries/push-image';
import { startDockerRegistry } from '../test/support/registries/start-registry';
import type { RunningRegistry } from '../test/support/registries/start-registry';
import { makeTestImage } from '../test/support/registries/test-image';
import { startTokenServer } from '../test/support/registries/token-server';
import { tool } from '../test/support/tools';
import type { Figures } from './measure';
import type { Result } from './result';

const REFERENCES = 2_000;
const NAMES = Array.from({ length: 40 }, (_, index) => `agents/app-${index}`);
const CONCURRENCY = 16;
const ROUNDS = 5;
/** One process for each reference takes a while: these are timed on a part, and reckoned per reference. */
const SAMPLE = { skopeo: 60, parallel: 480 };

/**
 * Thousands of references against registries of Debian on this machine: one that is open, and one with a token server.
 *
 * Others are used as people use them, a process for each reference: skopeo in a loop, crane and regctl as many at a time as we
 * have requests under way. They are compared at the open registry, since crane takes no tokens from a server on this machine.
 */
export async function benchAvailability(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pullproof-bench-'));
  const stops: (() => Promise<void>)[] = [];
  try {
    return [...await compare(folder, stops), ...await count(folder, stops)];
  } finally {
    await Promise.all(stops.map((stop) => stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long it takes, and how long it takes others. */
async function compare(folder: string, stops: (() => Promise<void>)[]): Promise<Result[]> {
  const registry = await startDockerRegistry({ folder: mkdtempSync(join(folder, 'open-')) });
  stops.push(() => registry.stop());
  const references = await fill(registry, () => ({}));
  const started = performance.now();
  const { wall = NaN } = await ask(registry, references, 1);
  const whole = performance.now() - started;

  const skopeo = await eachOf(spread(references, SAMPLE.skopeo), 1, tool('skopeo'), ['inspect', '--tls-verify=false'], 'docker://');
  const crane = await eachOf(spread(references, SAMPLE.parallel), CONCURRENCY, tool('crane'), ['digest']);
  const regctl = await eachOf(spread(references, SAMPLE.parallel), CONCURRENCY, tool('regctl'), ['--host', `reg=${registry.host},tls=disabled`, 'manifest', 'head']);
  const each = whole / REFERENCES;
  return [
    { what: `availability of ${REFERENCES} references, ${CONCURRENCY} at a time, against "skopeo inspect" in a loop`, measured: each / skopeo, unit: '×', atMost: 0.1 },
    { what: `the same, against crane, ${CONCURRENCY} processes at a time`, measured: each / crane, unit: '×', atMost: 1 },
    { what: `the same, against regctl, ${CONCURRENCY} processes at a time`, measured: each / regctl, unit: '×', atMost: 1 },
    { what: `availability of ${REFERENCES} references, start of Node.js included`, measured: whole / 1000, unit: 's' },
    { what: 'the same without it', measured: wall / 1000, unit: 's' },
    { what: `"skopeo inspect", for each of ${SAMPLE.skopeo} references`, measured: skopeo, unit: 'ms' },
    { what: `"crane digest", for each of ${SAMPLE.parallel}, ${CONCURRENCY} at a time`, measured: crane, unit: 'ms' },
    { what: `"regctl manifest head", for each of ${SAMPLE.parallel}, ${CONCURRENCY} at a time`, measured: regctl, unit: 'ms' },
  ];
}

/** How many requests it takes with tokens, as the servers count them, and how much memory. */
async function count(folder: string, stops: (() => Promise<void>)[]): Promise<Result[]> {
  const authority = makeAuthority(join(folder, 'authority'));
  const tokens = await startTokenServer({
    service: 'bench', issuer: 'bench', certificate: authority.sign('token', ['DNS:token']), users: {},
    anonymous: Object.fromEntries(NAMES.map((name) => [name, ['pull']])),
  });
  const metricsPort = await freePort();
  const registry = await startDockerRegistry({ folder: mkdtempSync(join(folder, 'tokens-')), token: { server: tokens, authority }, metricsPort });
  stops.push(() => registry.stop(), () => tokens.server.stop());
  const references = await fill(registry, (name) => ({ authorization: `Bearer ${tokens.tokenFor(name)}` }));
  const before = await requests(metricsPort) + tokens.server.seen.length;
  const { start = NaN, end = NaN } = await ask(registry, references, ROUNDS);
  const asked = await requests(metricsPort) + tokens.server.seen.length - before;
  return [
    { what: 'requests for each reference, those for tokens included', measured: asked / (REFERENCES * ROUNDS), unit: '', atMost: 2 },
    { what: `memory after ${ROUNDS} rounds of ${REFERENCES} references against after one`, measured: end / start, unit: '×', atMost: 1.25 },
    { what: 'memory after one round', measured: start, unit: 'MB' },
    { what: `memory after ${ROUNDS} rounds`, measured: end, unit: 'MB' },
  ];
}

/** Puts an image into each repository, under many tags. */
async function fill(registry: RunningRegistry, headersFor: (name: string) => { authorization?: string }): Promise<string[]> {
  const image = makeTestImage({ platforms: ['linux/amd64', 'linux/arm64'] });
  const references: string[] = [];
  for (const repository of NAMES) {
    const headers = headersFor(repository);
    const tags = Array.from({ length: REFERENCES / NAMES.length }, (_, index) => `1.${index}`);
    await pushImage(image, { origin: registry.origin, repository, tag: 'latest', ...headers });
    for (const tag of tags) {
      const response = await fetch(`${registry.origin}/v2/${repository}/manifests/${tag}`, {
        method: 'PUT', headers: { 'content-type': image.root.mediaType, ...headers }, body: new Uint8Array(image.root.bytes),
      });
      if (response.status !== 201) {
        throw new Error(`the registry takes no images: HTTP ${response.status}`);
      }
      references.push(`${registry.host}/${repository}:${tag}`);
    }
  }
  return references;
}

/** Asks for all of them, in a process of its own. */
async function ask(registry: RunningRegistry, references: readonly string[], rounds: number): Promise<Figures> {
  const program = join(__dirname, 'programs', 'availability.mjs');
  return JSON.parse(await run(process.execPath, ['--expose-gc', program, registry.host, String(CONCURRENCY), String(rounds)], references)) as Figures;
}

/** Milliseconds for each of some references, a process for each, so many at a time: what `xargs -P` does. */
async function eachOf(references: readonly string[], concurrency: number, executable: string, args: readonly string[], prefix = ''): Promise<number> {
  const queue = [...references];
  const started = performance.now();
  await Promise.all(Array.from({ length: concurrency }, async () => {
    for (let reference = queue.pop(); reference !== undefined; reference = queue.pop()) {
      await run(executable, [...args, `${prefix}${reference}`], []);
    }
  }));
  return (performance.now() - started) / references.length;
}

/** A part of a list, from all over it. */
function spread(references: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => references[Math.floor(index * references.length / count)] ?? '');
}

/** Runs a program to its end; the token server lives in this process, so nothing here may block it. */
function run(executable: string, args: readonly string[], lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(executable, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`${executable} ${args.join(' ')} failed: ${err}`))));
    child.stdin.on('error', () => undefined);
    child.stdin.end(lines.join('\n'));
  });
}

/** How many requests the registry has answered so far. */
async function requests(metricsPort: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return [...text.matchAll(/^registry_http_requests_total\{[^}]*\} (\S+)$/gm)].reduce((sum, match) => sum + Number(match[1]), 0);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
