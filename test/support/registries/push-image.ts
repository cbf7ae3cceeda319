import { Agent } from 'undici';
import type { Content, TestImage } from './test-image';

/** Where an image is pushed to. */
export interface PushTarget {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly repository: string;
  readonly tag: string;
  /** `Authorization` header; none for an open registry. */
  readonly authorization?: string;
  /** Authority behind the certificate of the registry. */
  readonly ca?: string;
}

/** Pushes an image by the distribution protocol, and answers with its digest. */
export async function pushImage(image: TestImage, target: PushTarget): Promise<string> {
  const agent = new Agent({ connect: target.ca === undefined ? {} : { ca: target.ca } });
  try {
    for (const blob of image.blobs) {
      await pushBlob(agent, blob, target);
    }
    for (const manifest of image.manifests) {
      await pushManifest(agent, manifest, manifest.digest, target);
    }
    await pushManifest(agent, image.root, target.tag, target);
    return image.root.digest;
  } finally {
    await agent.destroy();
  }
}

async function pushBlob(agent: Agent, { bytes, digest }: Content, { origin, repository, authorization }: PushTarget): Promise<void> {
  const begun = await send(agent, 'POST', new URL(`/v2/${repository}/blobs/uploads/`, origin), authorization, 202);
  const url = new URL(begun, origin);
  url.searchParams.set('digest', digest);
  await send(agent, 'PUT', url, authorization, 201, bytes, 'application/octet-stream');
}

async function pushManifest(agent: Agent, { bytes, mediaType }: Content, reference: string, target: PushTarget): Promise<void> {
  const { origin, repository, authorization } = target;
  await send(agent, 'PUT', new URL(`/v2/${repository}/manifests/${reference}`, origin), authorization, 201, bytes, mediaType);
}

async function send(
  agent: Agent, method: 'POST' | 'PUT', url: URL, authorization: string | undefined, expected: number, body?: Buffer, contentType?: string,
): Promise<string> {
  const response = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers: { ...(authorization !== undefined && { authorization }), ...(contentType !== undefined && { 'content-type': contentType }) },
    body: body ?? null,
  });
  const text = await response.body.text();
  if (response.statusCode !== expected) {
    throw new Error(`${method} ${url.pathname}: HTTP ${response.statusCode}, expected ${expected}: ${text}`);
  }
  return [response.headers.location ?? ''].flat()[0] ?? '';
}
