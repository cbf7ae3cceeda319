import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Agent } from 'undici';
import type { MirrorFile } from '../../src/mirror';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { makeAuthority } from '../support/registries/certificates';
import { pushImage } from '../support/registries/push-image';
import { startDockerRegistry, startGoRegistry } from '../support/registries/start-registry';
import type { RunningRegistry } from '../support/registries/start-registry';
import { content, makeTestImage } from '../support/registries/test-image';
import type { Content, TestImage } from '../support/registries/test-image';
import { runScript } from '../support/run-script';
import type { ScriptRun } from '../support/run-script';

/** What a registry answers for one reference. */
export interface Held {
  readonly digest: string;
  readonly mediaType: string;
  readonly body: string;
}

/** An open registry without TLS as the vendors' one, and a private one with TLS, a private CA and a login. */
export class World {
  public static async start(): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'pullproof-mirror-'));
    const authority = makeAuthority(join(folder, 'ca'));
    const certificate = authority.sign('registry', ['IP:127.0.0.1', 'DNS:localhost']);
    mkdirSync(join(folder, 'private'));
    const own = await startDockerRegistry({
      folder: join(folder, 'private'), htpasswd: { [CANARY_USERNAME]: CANARY_PASSWORD }, tls: certificate,
    });
    const vendor = await startGoRegistry();
    return new World(folder, authority.certificateFile, authority.certificate, vendor, own);
  }

  /** An index of two platforms with an attestation, as BuildKit makes them. */
  public readonly multi = makeTestImage({ platforms: ['linux/amd64', 'linux/arm64'], attestation: true, seed: 'multi' });
  /** The same with the media types of Docker. */
  public readonly docker = makeTestImage({ platforms: ['linux/amd64', 'linux/arm64/v8', 'linux/arm/v7'], docker: true, seed: 'docker' });
  /** A manifest without an index. */
  public readonly single = makeTestImage({ platforms: ['linux/amd64'], single: true, seed: 'single' });
  /** An index for another platform than that of the machine. */
  public readonly foreign = makeTestImage({ platforms: ['linux/s390x'], seed: 'foreign' });

  /** What stands in for a signature in a tag. */
  public readonly signature = makeTestImage({ platforms: ['linux/amd64'], single: true, seed: 'signature' });

  readonly #agent: Agent;
  #runs = 0;

  private constructor(
    public readonly folder: string, public readonly caFile: string, ca: string,
    public readonly vendor: RunningRegistry, public readonly own: RunningRegistry,
  ) {
    this.#agent = new Agent({ connect: { ca } });
  }

  /** Pushes the images of the vendor. */
  public async fill(): Promise<void> {
    const { origin } = this.vendor;
    await pushImage(this.multi, { origin, repository: 'acme/multi', tag: 'v1' });
    await pushImage(this.docker, { origin, repository: 'acme/docker', tag: 'v2' });
    await pushImage(this.single, { origin, repository: 'acme/tools/single', tag: 'v3' });
    await pushImage(this.foreign, { origin, repository: 'acme/foreign', tag: 'v4' });
    // An SBOM of the index, a signature of one of its images, and a signature as cosign kept them before referrers existed.
    await this.#refer('acme/multi', this.multi.root, 'application/spdx+json');
    await this.#refer('acme/multi', this.multi.manifests[0] as Content, 'application/vnd.dev.sigstore.bundle.v0.3+json');
    await pushImage(this.signature, { origin, repository: 'acme/multi', tag: `${fallbackTag(this.multi.root)}.sig` });
  }

  /** What a registry holds; nothing for what it does not have. */
  public async held(registry: RunningRegistry, repository: string, reference: string): Promise<Held | undefined> {
    const authorization = registry !== this.vendor ? `Basic ${Buffer.from(`${CANARY_USERNAME}:${CANARY_PASSWORD}`).toString('base64')}` : undefined;
    const response = await this.#agent.request({
      origin: registry.origin,
      path: `/v2/${repository}/manifests/${reference}`,
      method: 'GET',
      headers: {
        accept: ['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json',
          'application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'].join(','),
        ...(authorization === undefined ? {} : { authorization }),
      },
    });
    const body = await response.body.text();
    if (response.statusCode !== 200) {
      return undefined;
    }
    const mediaType = String(response.headers['content-type']);
    return { digest: content(Buffer.from(body, 'utf8'), mediaType).digest, mediaType, body };
  }

  /** Digests of what refers to an image, by the tags that registries without an API for it use. */
  public async referrers(registry: RunningRegistry, repository: string, subject: Content): Promise<string[]> {
    const index = await this.held(registry, repository, fallbackTag(subject));
    return index === undefined ? [] : (JSON.parse(index.body) as { manifests: { digest: string }[] }).manifests.map(({ digest }) => digest).sort();
  }

  /** Writes files and runs one of them with `sh`, in an empty environment with every tool behind a recorder of its arguments. */
  public async run(files: readonly MirrorFile[], name: string, environment: Readonly<Record<string, string>> = {}): Promise<ScriptRun> {
    this.#runs += 1;
    const folder = join(this.folder, `run-${this.#runs}`);
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return this.runIn(folder, name, environment);
  }

  /** Runs a file of a folder that is there already. */
  public runIn(folder: string, name: string, environment: Readonly<Record<string, string>> = {}): Promise<ScriptRun> {
    return runScript(folder, name, { SSL_CERT_FILE: this.caFile, ...environment });
  }

  public async stop(): Promise<void> {
    await this.#agent.destroy();
    await Promise.all([this.vendor.stop(), this.own.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #refer(repository: string, subject: Content, artifactType: string): Promise<void> {
    const referrer = makeReferrer(subject, artifactType);
    const { origin } = this.vendor;
    await pushImage(referrer, { origin, repository, tag: 'referrer' });
    const { root } = referrer;
    const index = content(Buffer.from(JSON.stringify({
      schemaVersion: 2, mediaType: INDEX, manifests: [{ mediaType: root.mediaType, digest: root.digest, size: root.bytes.length, artifactType }],
    })), INDEX);
    await pushImage({ root: index, manifests: [], blobs: [] }, { origin, repository, tag: fallbackTag(subject) });
  }
}

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** The tag under which registries without an API for referrers keep them. */
function fallbackTag({ digest }: Content): string {
  return digest.replace(':', '-');
}

function makeReferrer(subject: Content, artifactType: string): TestImage {
  const config = content(Buffer.from('{}'), 'application/vnd.oci.empty.v1+json');
  const layer = content(Buffer.from(`${artifactType} of ${subject.digest}`), artifactType);
  const describe = ({ mediaType, digest, bytes }: Content): object => ({ mediaType, digest, size: bytes.length });
  const root = content(Buffer.from(JSON.stringify({
    schemaVersion: 2, mediaType: MANIFEST, artifactType, config: describe(config), layers: [describe(layer)], subject: describe(subject),
  })), MANIFEST);
  return { root, manifests: [], blobs: [config, layer] };
}
