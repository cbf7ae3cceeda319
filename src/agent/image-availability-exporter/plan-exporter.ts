import { parseReference, printReference, tryParseReference } from '../../image';
import type { ImageReference } from '../../image';
import type { DeliveryObject } from '../delivery/helm-release-intent';
import { accessObjects } from './access-objects';
import { canaryDeployments } from './canary-deployments';
import { checkDeclaration } from './check-declaration';
import { dashboardObject } from './dashboard-object';
import type { ExporterDeclaration } from './exporter-declaration';
import { EXPORTER_NAME, EXPORTER_REPOSITORY, exporterFacts, NEWEST_EXPORTER } from './exporter-facts';
import type { CheckedKind } from './exporter-flags';
import { exporterIdentity } from './exporter-identity';
import { flagArguments } from './flag-arguments';
import { monitorObject } from './monitor-object';
import { prometheusRule, ruleFileText } from './rule-objects';
import { scrapeConfigText } from './scrape-config';
import { workloadObjects } from './workload-objects';

/** Everything that installs an exporter. */
export interface ExporterPlan {
  /** Its image as the vendor publishes it. */
  readonly source: ImageReference;
  /** The private reference that its pod gets. */
  readonly target: ImageReference;
  /** Every private reference of its objects: its own, and those of the canaries. */
  readonly references: readonly ImageReference[];
  /** Its command line. */
  readonly arguments: readonly string[];
  /** Its objects, in the order in which they are needed; the Deployment has the id `Resource`. */
  readonly objects: readonly DeliveryObject[];
  /** The Deployments without pods that show it more images. */
  readonly canaries: readonly DeliveryObject[];
  /** The scrape configuration for a Prometheus without its operator. */
  readonly scrapeConfig: string;
  /** The alerts as a rule file for a Prometheus without its operator. */
  readonly ruleFile: string;
}

/**
 * Plans k8s-image-availability-exporter from a private registry, with what makes it useful: monitoring, alerts and canaries.
 *
 * @throws PullproofError `release-unknown`; `exporter-invalid` that lists everything that is wrong; `reference-invalid` for an
 * image that is none; and what the relocation refuses.
 */
export function planExporter(declaration: ExporterDeclaration): ExporterPlan {
  const { namespace, relocation, name = EXPORTER_NAME, labels, pullSecretNames = [], blindSpots = [] } = declaration;
  const facts = exporterFacts(declaration.release ?? NEWEST_EXPORTER);
  checkDeclaration(declaration, facts, name);
  const source = parseReference(declaration.image ?? `${EXPORTER_REPOSITORY}:v${facts.release}`);
  const target = relocation.relocate(source);
  const forced: CheckedKind[] = blindSpots.length === 0 ? [] : ['Deployment'];
  const options = { ...declaration, forceCheckDisabledControllers: [...forced, ...declaration.forceCheckDisabledControllers ?? []] };
  const identity = exporterIdentity(name, namespace, facts.release, labels);
  const { monitor, alerts, dashboard } = declaration;
  return {
    source,
    target,
    references: [target, ...blindSpots.flatMap(({ image }) => tryParseReference(image) ?? [])],
    arguments: flagArguments(options),
    objects: [
      ...accessObjects(identity, { secrets: declaration.unsafeWithoutSecretAccess !== true, annotations: declaration.serviceAccountAnnotations }),
      ...workloadObjects(identity, { ...options, privateImage: printReference(target), pullSecretNames }),
      ...(monitor === undefined ? [] : [{ id: 'monitor', object: monitorObject(identity, monitor) }]),
      ...(alerts === undefined ? [] : [{ id: 'rules', object: prometheusRule(identity, facts, alerts) }]),
      ...(dashboard === undefined ? [] : [{ id: 'dashboard', object: dashboardObject(identity, facts, dashboard) }]),
    ],
    canaries: canaryDeployments(blindSpots, labels).map((object) => ({ id: canaryId(object), object })),
    scrapeConfig: scrapeConfigText(identity),
    ruleFile: ruleFileText(identity, facts, alerts ?? {}),
  };
}

function canaryId({ metadata }: DeliveryObject['object']): string {
  const { name, namespace } = metadata as { readonly name: string; readonly namespace: string };
  return `canary-${namespace}-${name}`;
}
