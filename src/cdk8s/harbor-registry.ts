import { Construct } from 'constructs';
import { planHarborObjects } from '../provision';
import type { Registry } from '../registry';
import { atConstruct } from './construct-error';
import type { HarborProvisionProps } from './harbor-registry-props';
import { heldImages } from './held-images';
import { addRegistryObjects } from './registry-objects';

/**
 * A Harbor as code, for Crossplane's provider (`globallogicuki/provider-harbor`, version 3): the project of the registry, or
 * a proxy-cache project per registry that images come from, their policies, and a robot that pulls.
 *
 * The robot's password best comes from the store that the pull secrets read: then nothing has to carry it from Harbor to
 * them, and both change together.
 *
 * @example
 * const credential = Credential.externalSecret({ store: 'platform', key: 'registries/harbor/agents', username: 'robot$agents+puller' });
 * new PullSecret(chart, 'Pull', { registry, credential, namespaces: ['cloudzero-agent'] });
 * new HarborRegistry(chart, 'Registry', { registry, robot: { name: 'puller', credential } });
 */
export class HarborRegistry extends Construct {
  /** The Harbor, for pull secrets and installs. */
  public readonly registry: Registry;
  /** Names of the projects, in order. */
  public readonly projects: string[];
  /**
   * Login name of the robot, where the installation has the usual prefix `robot$`; an empty text without a robot. Harbor says
   * the real one in the status of its object.
   */
  public readonly robotUsername: string;

  /**
   * @param scope the chart or construct it belongs to.
   * @param id the id of the construct; it names no object.
   * @param props what it holds, and what it is like.
   * @throws PullproofError `provision-invalid` that lists everything which cannot be, `object-clash` when the chart holds one
   * of the objects already.
   */
  constructor(scope: Construct, id: string, props: HarborProvisionProps) {
    super(scope, id);
    const { registry, imagesOf = [], optionalImages = false, provision = true } = props;
    this.registry = registry;
    const plan = atConstruct(this, () => planHarborObjects({ ...props, images: heldImages(imagesOf, registry), optional: optionalImages }));
    this.projects = plan.projects.map(({ project }) => project.name);
    this.robotUsername = plan.robotName === undefined ? '' : `robot$${plan.robotName}`;
    if (provision) {
      addRegistryObjects(this, plan.objects);
    }
  }
}
