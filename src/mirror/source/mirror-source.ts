import type { Agent, InstallPlan, InstallRequest } from '../../agent';
import type { ManifestStream } from '../../manifest';

/** An agent, planned with the relocation of the mirror: what it pulls with the given values, and what it may pull. */
export interface AgentSource {
  /** Tells the sources apart. */
  readonly kind: 'agent';
  /** The install; relocation and pull secrets are the mirror's and the install's own business. */
  readonly install: Omit<InstallRequest, 'relocation' | 'pullSecretName' | 'scope'>;
}

/** An install that was planned before, with the same relocation as the mirror. */
export interface InstallSource {
  /** Tells the sources apart. */
  readonly kind: 'install';
  /** What is installed. */
  readonly agent: Agent;
  /** What `planInstall` made of it. */
  readonly plan: InstallPlan;
}

/** Manifests as a vendor publishes them, or as a chart renders them without overrides. */
export interface ManifestSource {
  /** Tells the sources apart. */
  readonly kind: 'manifests';
  /** The objects. */
  readonly stream: ManifestStream;
}

/** A list of images. */
export interface ImageListSource {
  /** Tells the sources apart. */
  readonly kind: 'images';
  /** References as their vendors publish them. */
  readonly images: readonly string[];
  /**
   * Who needs them.
   *
   * @default "named by hand"
   */
  readonly reason?: string;
  /**
   * Whether they are pulled as things are declared.
   *
   * @default true
   */
  readonly required?: boolean;
  /**
   * Whether they stand in no manifest and only show up in the cluster.
   *
   * @default false
   */
  readonly runtime?: boolean;
}

/** Where a plan learns which images are needed. A chart comes as an agent: `Agent.fromChart`. */
export type MirrorSource = AgentSource | InstallSource | ManifestSource | ImageListSource;
