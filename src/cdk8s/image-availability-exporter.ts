import { Construct } from 'constructs';
import { declaredSpot, planExporter } from '../agent';
import type { ExporterPlan } from '../agent';
import { checkCoverage } from '../credential';
import { printReference } from '../image';
import { Relocation } from '../relocate';
import type { InstalledImage } from './agent-install-props';
import { atConstruct } from './construct-error';
import type { ImageAvailabilityExporterProps } from './image-availability-exporter-props';
import { addObjects, writeAfter } from './objects';
import { Proof } from './proof';
import { watchedImages } from './watched-images';

/**
 * k8s-image-availability-exporter: a metric for every image of every workload that says whether it can still be pulled.
 *
 * It comes from the private registry itself, with the rights it needs and no others. Its Deployment is the child `Resource`,
 * so `ApiObject.of` finds it.
 *
 * @example
 * new ImageAvailabilityExporter(chart, 'Exporter', {
 *   registry: Registry.harbor('harbor.example.com', { project: 'agents' }),
 *   pullSecrets: [pull],
 *   namespace: 'monitoring',
 *   monitor: { labels: { release: 'kube-prometheus-stack' } },
 *   alerts: { severity: 'critical' },
 *   watch: [cloudZero],
 * });
 */
export class ImageAvailabilityExporter extends Construct {
  /** Its image. */
  public readonly images: InstalledImage[];
  /** Its command line. */
  public readonly commandLine: string[];
  /** The Deployments that show it more images, as `namespace/name`. */
  public readonly canaries: string[];
  /** The scrape configuration for a Prometheus without its operator: a file for `scrape_config_files`. */
  public readonly scrapeConfig: string;
  /** The alerts for a Prometheus without its operator: a file for `rule_files`. */
  public readonly ruleFile: string;

  /**
   * @param scope the chart or construct it belongs to.
   * @param id the id of the construct; it names no object.
   * @param props what it is made of.
   * @throws PullproofError `exporter-invalid` that lists everything which cannot work, `release-unknown`, `namespace-invalid` when
   * a pull secret is not delivered to its namespace, `object-clash` when the chart holds one of its objects already, and what
   * the relocation refuses.
   */
  constructor(scope: Construct, id: string, props: ImageAvailabilityExporterProps) {
    super(scope, id);
    const { namespace, pullSecrets = [], watch = [], canaryImages = [], forceCheckDisabledControllers = [] } = props;
    const relocation = atConstruct(this, () => new Relocation(props));
    const plan = atConstruct(this, () => {
      checkCoverage(pullSecrets, namespace);
      const pullSecretNames = pullSecrets.filter((secret) => secret.needed).map((secret) => secret.name);
      const blindSpots = [...watchedImages(watch, forceCheckDisabledControllers), ...canaryImages.map((image) => declaredSpot(image, relocation))];
      return planExporter({ ...props, relocation, pullSecretNames, blindSpots });
    });
    this.images = [{ id: 'exporter', source: printReference(plan.source), target: printReference(plan.target), required: true, reason: 'always' }];
    this.commandLine = [...plan.arguments];
    this.canaries = plan.canaries.map(({ object }) => placeOf(object));
    this.scrapeConfig = plan.scrapeConfig;
    this.ruleFile = plan.ruleFile;

    const dependencies = pullSecrets.flatMap((secret) => secret.dependenciesIn(namespace));
    addObjects(this, [...plan.objects, ...plan.canaries]).forEach((object) => writeAfter(object, dependencies));
    const proof = Proof._of(this);
    relocation.registries.forEach((registry) => proof.allowRegistry(registry));
    proof._expect({ references: plan.references, construct: this.node.path });
    proof._switchOn();
  }
}

function placeOf({ metadata }: ExporterPlan['canaries'][number]['object']): string {
  const { namespace, name } = metadata as { readonly namespace: string; readonly name: string };
  return `${namespace}/${name}`;
}
