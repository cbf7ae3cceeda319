import { nameProblems, namespaceProblems } from '../../credential';
import { Problems, quote } from '../../error';
import { environmentProblems } from './check-environment';
import { flagProblems, tooOld } from './check-flags';
import type { ExporterDeclaration } from './exporter-declaration';
import { knowsFlag } from './exporter-facts';
import type { ExporterFacts } from './exporter-facts';
import type { ExporterOptions } from './exporter-options';

/** A name that Services may have as well, short enough for names that are made of it. */
const NAME = /^[a-z](?:[-a-z0-9]{0,48}[a-z0-9])?$/;

/** A duration as Prometheus writes it; zero and an empty text are none here. */
const PROMETHEUS_DURATION = /^(?=\d)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;

/** Source: `GetImagePullSecrets` in `pkg/registry/indexers.go`, which reads from an index that was never made. */
const PANICS = 'the exporter panics when it meets a workload with a pull secret';

/**
 * Checks a declaration as a whole.
 *
 * @throws PullproofError `exporter-invalid` that lists everything that is wrong.
 */
export function checkDeclaration(declaration: ExporterDeclaration, facts: ExporterFacts, name: string): void {
  const { namespace, pullSecretNames = [], blindSpots = [] } = declaration;
  new Problems()
    .add(...NAME.test(name) ? [] : [`name must be made of at most 50 lower-case letters, digits and "-", starting with a letter: a Service has it too (got ${quote(name)})`])
    .add(...namespaceProblems(namespace))
    .add(...pullSecretNames.flatMap((secret) => nameProblems(secret, 'pull secret name')))
    .add(...flagProblems(facts, declaration))
    .add(...blindSpots.length > 0 && !knowsFlag(facts, 'force-check-disabled-controllers')
      ? [`canaries have no pods, and ${tooOld(facts, 'force-check-disabled-controllers')}`] : [])
    .add(...declaration.unsafeWithoutSecretAccess === true ? withoutSecrets(declaration, facts) : [])
    .add(...environmentProblems(declaration.env))
    .add(...monitoringProblems(declaration))
    .throwIfAny({ code: 'exporter-invalid', what: `the image availability exporter ${quote(name)} would not work like this` });
}

function withoutSecrets({ pullSecretNames = [], blindSpots = [] }: ExporterDeclaration, facts: ExporterFacts): string[] {
  const what = 'unsafeWithoutSecretAccess';
  return [
    ...facts.startsWithoutSecrets ? [] : [`${what}: release ${facts.release} never becomes ready when it may not list secrets`],
    ...pullSecretNames.length === 0 ? [] : [`${what}: ${PANICS}, and its own pod has ${pullSecretNames.map((name) => quote(name)).join(', ')}`],
    ...blindSpots.some((spot) => spot.pullSecretNames.length > 0) ? [`${what}: ${PANICS}, and the canaries have some`] : [],
  ];
}

function monitoringProblems({ monitor, alerts, dashboard }: ExporterOptions): string[] {
  const namespaces = { 'monitor.namespace': monitor?.namespace, 'alerts.namespace': alerts?.namespace, 'dashboard.namespace': dashboard?.namespace };
  const durations = { 'monitor.interval': monitor?.interval, 'monitor.scrapeTimeout': monitor?.scrapeTimeout, 'alerts.pendingFor': alerts?.pendingFor };
  return [
    ...Object.entries(namespaces).flatMap(([what, namespace]) => (namespace === undefined ? [] : namespaceProblems(namespace, what))),
    ...Object.entries(durations).filter(([, text]) => text !== undefined && !PROMETHEUS_DURATION.test(text))
      .map(([what, text]) => `${what} must be a duration of Prometheus, such as "15m" or "1h30m" (got ${quote(String(text))})`),
    ...alerts?.severity === '' ? ['alerts.severity must not be empty'] : [],
    ...alerts?.runbookUrl === undefined || /^https?:\/\/[^\s{}]+$/.test(alerts.runbookUrl)
      ? [] : [`alerts.runbookUrl must be an address such as "https://wiki.example.com/images" (got ${quote(alerts.runbookUrl)})`],
  ];
}
