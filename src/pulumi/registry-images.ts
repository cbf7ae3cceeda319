import type { Agent } from '../agent';
import type { ProvisionedImage, ProvisionedImageText } from '../provision';
import type { Registry } from '../registry';
import type { Layout, RelocationRoute } from '../relocate';
import { core } from './core-modules';

/** An agent whose images a registry holds. */
export interface RegistryAgent {
  /** What is installed. */
  readonly agent: Agent;
  /**
   * The values that it is installed with: they decide which images it needs.
   *
   * @default - the defaults of the chart
   */
  readonly values?: { readonly [key: string]: unknown };
}

/** A component that says which images it needs: `AgentInstall`, `ImageAvailabilityExporter`. */
export interface ComponentWithImages {
  /** Its images. */
  readonly images: readonly ProvisionedImageText[];
}

/** Which images a registry holds. */
export interface RegistryImagesArgs {
  /** The registry. */
  readonly registry: Registry;
  /**
   * How private paths are made, as in the installs.
   *
   * @default - `keep`; for a registry of caches, `bySource`
   */
  readonly layout?: Layout;
  /**
   * Source host to the registry for the images from there, as in the installs.
   *
   * @default - all images come from the one registry
   */
  readonly routes?: { [sourceHost: string]: RelocationRoute };
  /**
   * The agents whose images it holds.
   *
   * @default - none
   */
  readonly agents?: readonly RegistryAgent[];
  /**
   * Components whose images it holds, such as an `AgentInstall`. What a registry needs to exist before is given in `agents`.
   *
   * @default - none
   */
  readonly imagesOf?: readonly ComponentWithImages[];
  /**
   * Further images: private references of one’s own.
   *
   * @default - none
   */
  readonly images?: readonly ProvisionedImageText[];
  /**
   * Whether images that other values would pull are provided for too.
   *
   * @default false
   */
  readonly optionalImages?: boolean;
}

/**
 * The images that a registry has to hold, from the same relocation that moves them.
 *
 * @throws PullproofError what planning and the relocation refuse; `reference-invalid` for an image that is no reference.
 */
export function registryImages({ agents = [], images = [], imagesOf = [], registry, layout, routes }: RegistryImagesArgs): ProvisionedImage[] {
  const { Relocation } = core.relocate();
  const relocation = new Relocation({ registry, ...(layout === undefined ? {} : { layout }), ...(routes === undefined ? {} : { routes }) });
  const imagesFor = ({ agent, values }: RegistryAgent): ProvisionedImage[] =>
    [...core.agent().planInstall({ agent, relocation, namespace: 'default', ...(values === undefined ? {} : { values }) }).images];
  return [
    ...agents.flatMap(imagesFor),
    ...core.provision().parseProvisionedImages([...imagesOf.flatMap((component) => component.images), ...images]),
  ];
}
