import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from '../tools';
import type { Authority, Certificate } from './certificates';
import type { TokenServer } from './token-server';

/** A real registry on a free port of this machine. */
export interface RunningRegistry {
  /** `127.0.0.1:port`, as references name it. */
  readonly host: string;
  /** `http://127.0.0.1:port` or `https://…`. */
  readonly origin: string;
  /** Ends it, and waits until it has. */
  stop(): Promise<void>;
}

/** How a Docker registry asks for logins and is reached. */
export interface DockerRegistryOptions {
  /** A folder for its files. */
  readonly folder: string;
  /** Users and passwords that may do everything. */
  readonly htpasswd?: Readonly<Record<string, string>>;
  /** The token server that it trusts, and the authority behind it. */
  readonly token?: { readonly server: TokenServer; readonly authority: Authority };
  /** Certificate to speak TLS with. */
  readonly tls?: Certificate;
  /** Address of the registry that it caches; it takes no pushes then. */
  readonly proxyOf?: string;
  /** Port of this machine on which it counts its requests, for Prometheus. */
  readonly metricsPort?: number;
}

/** Starts the Docker registry of Debian, with its images in memory. */
export function startDockerRegistry({ folder, htpasswd, token, tls, proxyOf, metricsPort }: DockerRegistryOptions): Promise<RunningRegistry> {
  const auth: Record<string, object> = {};
  if (htpasswd !== undefined) {
    const path = join(folder, 'htpasswd');
    // Only bcrypt is understood; the lowest cost will do, and the passwords go through standard input.
    const lines = Object.entries(htpasswd).map(([user, password]) => (
      execFileSync(tool('htpasswd'), ['-niBC', '4', user], { input: `${password}\n`, encoding: 'utf8' }).trim()));
    writeFileSync(path, `${lines.join('\n')}\n`);
    auth.htpasswd = { realm: 'test registry', path };
  }
  if (token !== undefined) {
    const { realm, service, issuer } = token.server;
    auth.token = { realm, service, issuer, rootcertbundle: token.authority.certificateFile };
  }
  const config = join(folder, 'registry.json');
  // JSON is YAML, too.
  writeFileSync(config, JSON.stringify({
    version: 0.1,
    log: { accesslog: { disabled: true }, level: 'info' },
    storage: { inmemory: {} },
    http: {
      addr: '127.0.0.1:0',
      ...(metricsPort !== undefined && { debug: { addr: `127.0.0.1:${metricsPort}`, prometheus: { enabled: true } } }),
      ...(tls !== undefined && { tls: { certificate: tls.certificateFile, key: tls.keyFile } }),
    },
    ...(Object.keys(auth).length > 0 && { auth }),
    ...(proxyOf !== undefined && { proxy: { remoteurl: proxyOf } }),
  }));
  return start(tool('docker-registry'), ['serve', config], /listening on 127\.0\.0\.1:(\d+)/, tls === undefined ? 'http' : 'https');
}

/** Starts the registry of go-containerregistry: open, in memory. */
export function startGoRegistry(): Promise<RunningRegistry> {
  return start(tool('go-registry'), ['-port', '0'], /serving on port (\d+)/, 'http');
}

async function start(executable: string, args: readonly string[], ready: RegExp, scheme: string): Promise<RunningRegistry> {
  const child = spawn(executable, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH ?? '' } });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  const port = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += output.length < 100_000 ? chunk.toString('utf8') : '';
      const match = ready.exec(output);
      if (match?.[1] !== undefined) {
        resolve(match[1]);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`${executable} ended:\n${output}`)));
  });
  const host = `127.0.0.1:${port}`;
  return {
    host,
    origin: `${scheme}://${host}`,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
