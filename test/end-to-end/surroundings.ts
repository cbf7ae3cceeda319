import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Credential, printDockerConfig, SecretValue } from '../../src';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { makeAuthority } from '../support/registries/certificates';
import { startDockerRegistry } from '../support/registries/start-registry';
import type { RunningRegistry } from '../support/registries/start-registry';
import { Vendors } from './vendors';

/** Fills the registry. Its password holds the canary, so that whatever looks for the one finds the other. */
export const PUSHER = { username: 'robot$test+app-push', password: `push ${CANARY_PASSWORD}` };

const PULLER = { username: CANARY_USERNAME, password: SecretValue.unsafePlainText(CANARY_PASSWORD) };

/** The credential of the cluster: as it is, or where a store has it. */
export const CLEAR_TEXT = Credential.unsafePlainText(PULLER);
export const STORED = Credential.externalSecret({ store: 'platform', key: 'registries/own' });

/** The registries of the vendors, and a private one with TLS, a private CA and two logins. */
export class Surroundings {
  public static async start(vendorHosts: readonly string[]): Promise<Surroundings> {
    const folder = mkdtempSync(join(tmpdir(), 'pullproof-end-to-end-'));
    const authority = makeAuthority(join(folder, 'authority'));
    mkdirSync(join(folder, 'own'));
    const own = await startDockerRegistry({
      folder: join(folder, 'own'), tls: authority.sign('own', ['IP:127.0.0.1']),
      htpasswd: { [CANARY_USERNAME]: CANARY_PASSWORD, [PUSHER.username]: PUSHER.password },
    });
    const logins = join(folder, 'logins.json');
    writeFileSync(logins, printDockerConfig([{ registry: own.host, ...PULLER }]).unsafeUnwrap());
    return new Surroundings(folder, authority.certificateFile, logins, own, await Vendors.start(vendorHosts, authority, join(folder, 'vendors')));
  }

  private constructor(
    private readonly folder: string,
    /** Certificate of the authority behind every registry. */
    public readonly caFile: string,
    /** Docker configuration of the robot that pulls. */
    public readonly loginsFile: string,
    public readonly own: RunningRegistry,
    public readonly vendors: Vendors,
  ) {}

  /** An empty folder. */
  public newFolder(): string {
    return mkdtempSync(join(this.folder, 'install-'));
  }

  public async stop(): Promise<void> {
    await Promise.all([this.own.stop(), this.vendors.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
