import * as pulumi from '@pulumi/pulumi';
import type { BlindSpot, CanaryImage, CheckedKind, DescribedImage, ExporterOptions, ExporterPlan } from '../agent';
import { checkCoverage } from '../credential';
import { printReference } from '../image';
import type { Registry } from '../registry';
import type { Layout, RelocationRoute } from '../relocate';
import { addObject } from './add-object';
import { atResource } from './at-resource';
import { labelComponent } from './component-label';
import { core } from './core-modules';
import { Proof } from './proof';
import type { IPullSecret } from './pull-secret-reference';

/** What an exporter is made of. */
export interface ImageAvailabilityExporterArgs extends ExporterOptions {
  /** The registry its image comes from. */
  readonly registry: Registry;
  /**
   * How private paths are made.
   *
   * @default - `keep`; for a registry of proxy caches, `bySource`
   */
  readonly layout?: Layout;
  /**
   * Source host to the registry for the images from there.
   *
   * @default - its image comes from the one registry
   */
  readonly routes?: { [sourceHost: string]: RelocationRoute };
  /**
   * The pull secrets of its pod.
   *
   * @default - none: the nodes pull with their own identity, or the audit says what is missing
   */
  readonly pullSecrets?: readonly IPullSecret[];
  /** Namespace it runs in. */
  readonly namespace: string;
  /**
   * Installs and manifests of this package whose init containers, jobs, hooks and operator-run images it shall check too, by
   * way of canaries.
   *
   * @default - it checks what it sees by itself
   */
  readonly watch?: readonly pulumi.ComponentResource[];
  /**
   * Further images that it shall check, by way of canaries.
   *
   * @default - none
   */
  readonly canaryImages?: CanaryImage[];
}

/**
 * k8s-image-availability-exporter: a metric for every image of every workload that says whether it can still be pulled.
 *
 * It comes from the private registry itself, with the rights it needs and no others.
 *
 * @example
 * new ImageAvailabilityExporter('exporter', {
 *   registry: Registry.harbor('harbor.example.com', { project: 'agents' }),
 *   pullSecrets: [pull],
 *   namespace: 'monitoring',
 *   monitor: { labels: { release: 'kube-prometheus-stack' } },
 *   watch: [cloudZero],
 * });
 */
export class ImageAvailabilityExporter extends pulumi.ComponentResource {
  /** Its image. */
  public readonly images: DescribedImage[];
  /** Its command line. */
  public readonly commandLine: string[];
  /** The Deployments that show it more images, as `namespace/name`. */
  public readonly canaries: string[];
  /** The scrape configuration for a Prometheus without its operator: a file for `scrape_config_files`. */
  public readonly scrapeConfig: string;
  /** The alerts for a Prometheus without its operator: a file for `rule_files`. */
  public readonly ruleFile: string;

  /**
   * @param name the name of the component, with which the names of its resources start.
   * @param args what it is made of.
   * @param opts options of the component.
   * @throws pulumi.ResourceError that lists everything which cannot work, and what the relocation refuses.
   */
  constructor(name: string, args: ImageAvailabilityExporterArgs, opts?: pulumi.ComponentResourceOptions) {
    super('pullproof:index:ImageAvailabilityExporter', name, {}, opts);
    const label = labelComponent(this, 'pullproof:index:ImageAvailabilityExporter', name);
    const { namespace, pullSecrets = [], watch = [], canaryImages = [], forceCheckDisabledControllers = [] } = args;
    const { plan, relocation } = atResource(this, label, () => {
      const made = new (core.relocate().Relocation)(args);
      checkCoverage(pullSecrets, namespace);
      const pullSecretNames = pullSecrets.filter((secret) => secret.needed).map((secret) => secret.name);
      const { declaredSpot, planExporter } = core.agent();
      const blindSpots = [...watchedImages(watch, forceCheckDisabledControllers), ...canaryImages.map((image) => declaredSpot(image, made))];
      return { plan: planExporter({ ...args, relocation: made, pullSecretNames, blindSpots }), relocation: made };
    });
    this.images = [{ id: 'exporter', source: printReference(plan.source), target: printReference(plan.target), required: true, reason: 'always' }];
    this.commandLine = [...plan.arguments];
    this.canaries = plan.canaries.map(({ object }) => placeOf(object));
    this.scrapeConfig = plan.scrapeConfig;
    this.ruleFile = plan.ruleFile;
    this.#write(name, plan, pullSecrets.flatMap((secret) => secret.dependenciesIn(namespace)));
    const proof = Proof._of(this);
    relocation.registries.forEach((registry) => proof.allowRegistry(registry));
    proof._expect({ references: plan.references, construct: label });
    proof._switchOn();
    this.registerOutputs({ image: printReference(plan.target), canaries: this.canaries });
  }

  /** Accounts and rights come before the Deployment that uses them. */
  #write(name: string, { objects, canaries }: ExporterPlan, dependencies: readonly pulumi.Resource[]): void {
    const before: pulumi.Resource[] = [];
    for (const { id, object } of objects) {
      const isWorkload = object.kind === 'Deployment';
      const resource = addObject(this, name, { id: id === 'Resource' ? 'deployment' : id, object }, [...dependencies, ...isWorkload ? before : []]);
      if (['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].includes(String(object.kind))) {
        before.push(resource);
      }
    }
    canaries.forEach(({ id, object }) => addObject(this, name, { id, object }, dependencies));
  }
}

/** A component whose pods are not, or not all, in objects of the program. */
interface WithBlindSpots {
  _blindSpots(forced: readonly CheckedKind[]): BlindSpot[];
}

/** By what it can do: it may be of another copy of this package. */
function hasBlindSpots(component: pulumi.ComponentResource): component is pulumi.ComponentResource & WithBlindSpots {
  return typeof (component as Partial<WithBlindSpots>)._blindSpots === 'function';
}

function watchedImages(watched: readonly pulumi.ComponentResource[], forced: readonly CheckedKind[]): BlindSpot[] {
  return [...new Set(watched)].filter(hasBlindSpots).flatMap((component) => component._blindSpots(forced));
}

function placeOf({ metadata }: ExporterPlan['canaries'][number]['object']): string {
  const { namespace, name } = metadata as { readonly namespace: string; readonly name: string };
  return `${namespace}/${name}`;
}
