import { refuseSkipped } from './refuse-skipped';
import type { Relocation } from './relocation';
import { rewriteManifest } from './rewrite-manifest';
import type { RewrittenStream } from './rewrite-request';

/** A vendor's manifest, and what it is installed with. */
export interface VendorManifestRequest {
  /** Where its images go. */
  readonly relocation: Relocation;
  /** Names of the pull secrets that its accounts, pods and nested templates name. */
  readonly pullSecretNames: readonly string[];
  /**
   * Name of the file, for locations.
   *
   * @default - locations name the line only
   */
  readonly file?: string;
  /** Whether parts may stay as they were. */
  readonly acceptSkipped: boolean;
}

/**
 * Rewrites a vendor's manifest with any number of pull secrets.
 *
 * @throws PullproofError what {@link rewriteManifest} throws; `manifest-invalid` that lists what was skipped, unless that is accepted.
 */
export function rewriteVendorManifest(manifest: string, request: VendorManifestRequest): RewrittenStream {
  const { relocation, pullSecretNames, file, acceptSkipped } = request;
  const [first, ...others] = pullSecretNames.map((name) => ({ name }));
  const once = rewriteManifest(manifest, { relocation, file, pullSecret: first });
  const all = others.reduce((before: RewrittenStream, pullSecret): RewrittenStream => {
    const { text, changes } = rewriteManifest(before.text, { relocation, file, pullSecret });
    return { ...before, text, changes: [...before.changes, ...changes] };
  }, once);
  refuseSkipped(all, acceptSkipped);
  return all;
}
