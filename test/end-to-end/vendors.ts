import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseReference } from '../../src/image';
import type { Authority } from '../support/registries/certificates';
import { startConnectProxy } from '../support/registries/connect-proxy';
import type { ConnectProxy } from '../support/registries/connect-proxy';
import { pushImage } from '../support/registries/push-image';
import { startDockerRegistry } from '../support/registries/start-registry';
import type { RunningRegistry } from '../support/registries/start-registry';
import { standIn } from './stand-in';

/** Names under which the tools ask for a host: Docker Hub has more than one. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = { 'docker.io': ['registry-1.docker.io', 'index.docker.io'] };

/** The registries of the vendors, each a real one of its own behind a proxy, by their real names. */
export class Vendors {
  /** Starts a registry for each host, without logins. */
  public static async start(hosts: readonly string[], authority: Authority, folder: string): Promise<Vendors> {
    const names = hosts.flatMap((host) => ADDRESSES[host] ?? [host]);
    const tls = authority.sign('vendors', ['IP:127.0.0.1', ...names.map((name) => `DNS:${name}`)]);
    const registries = new Map(await Promise.all(hosts.map(async (host) => {
      const own = join(folder, host);
      mkdirSync(own, { recursive: true });
      return [host, await startDockerRegistry({ folder: own, tls })] as const;
    })));
    const ports = [...registries].flatMap(([host, { origin }]) => (
      (ADDRESSES[host] ?? [host]).map((name) => [name, Number(new URL(origin).port)] as const)));
    return new Vendors(registries, authority.certificate, await startConnectProxy(Object.fromEntries(ports)));
  }

  private constructor(
    private readonly registries: ReadonlyMap<string, RunningRegistry>, private readonly ca: string, private readonly proxy: ConnectProxy,
  ) {}

  /** What `HTTPS_PROXY` says for programs that shall meet these registries. */
  public get proxyOrigin(): string {
    return this.proxy.origin;
  }

  /** The hosts that were asked for since the last call, by the names that references have. */
  public asked(): string[] {
    const names = [...this.proxy.asked].map((name) => Object.entries(ADDRESSES).find(([, addresses]) => addresses.includes(name))?.[0] ?? name);
    this.proxy.asked.clear();
    return [...new Set(names)].sort();
  }

  /** Publishes the stand-ins of references. */
  public async publish(references: readonly string[]): Promise<void> {
    for (const text of references) {
      const { registry, repository, tag = 'published' } = parseReference(text);
      const { origin } = this.registries.get(registry) as RunningRegistry;
      await pushImage(standIn(text), { origin, repository, tag, ca: this.ca });
    }
  }

  public async stop(): Promise<void> {
    await Promise.all([this.proxy.stop(), ...[...this.registries.values()].map((registry) => registry.stop())]);
  }
}
