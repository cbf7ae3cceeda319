import { completeRendered } from '../agent';
import { audit } from '../audit';
import type { Acknowledgement, AuditOptions, Verdict } from '../audit';
import { printReference, tryParseReference } from '../image';
import type { ImageReference } from '../image';
import { ManifestReader } from '../manifest';
import { traceChart } from '../relocate';
import type { Relocation, Rendering, RewrittenStream, TraceRequest, TraceResult } from '../relocate';

/** The install of a chart from private registries. */
export interface ChartInstallRequest extends TraceRequest {
  /** Where its images go. */
  readonly relocation: Relocation;
  /** Names of the pull secrets; none when nodes pull with their own identity. */
  readonly pullSecretNames: readonly string[];
  /**
   * Hosts that nodes pull from with their own identity; a `*` matches one label.
   *
   * @default - the hosts of the registries when there are no pull secrets, else none
   */
  readonly nodeIdentityHosts?: readonly string[];
  /**
   * Whether warnings refute the proofs too.
   *
   * @default false
   */
  readonly strict?: boolean;
  /**
   * Findings that somebody accepted, with the reasons.
   *
   * @default - none
   */
  readonly acknowledgements?: readonly Acknowledgement[];
}

/** An install of a chart, and what holds about it. */
export interface ChartInstall {
  /** What was measured, and the overrides. */
  readonly traced: TraceResult;
  /** What holds when the chart is installed with the overrides, and nothing else is done. */
  readonly byValues: Verdict;
  /** The rendered objects with everything done in them that values could not do. */
  readonly completed: RewrittenStream;
  /** What holds about those. */
  readonly byRewriting: Verdict;
}

/**
 * Traces a chart, solves it for a registry, completes what values could not do in the rendered objects, and audits both.
 *
 * @throws PullproofError `helm-failed` when the chart does not render with the given values, and what the relocation
 * refuses, all images at once
 */
export function* installChart(request: ChartInstallRequest): Rendering<ChartInstall> {
  const { relocation, pullSecretNames, namespace } = request;
  const reader = new ManifestReader();
  const traced = yield* traceChart(request);
  const targets = targetsOf(traced, relocation);
  const completed = completeRendered(traced.rendered, { relocation, solution: traced.solution, pullSecretNames, bindMissingAccounts: true, reader });
  const options = auditOptions(request, targets);
  return {
    traced,
    byValues: audit(reader.parse(traced.rendered), { ...options, namespace }),
    completed,
    byRewriting: audit(reader.parse(completed.text), { ...options, namespace }),
  };
}

/** All references at once first: what a registry refuses, or two images that would become one, is then one error. */
function targetsOf({ trace }: TraceResult, relocation: Relocation): ImageReference[] {
  const sources = new Map(trace.references
    .filter(({ certainty }) => certainty !== 'possible')
    .flatMap(({ text }) => tryParseReference(text) ?? [])
    .map((reference) => [printReference(reference), reference]));
  return relocation.relocateAll([...sources.values()]).map(({ privateReference }) => privateReference);
}

function auditOptions(request: ChartInstallRequest, targets: ImageReference[]): AuditOptions {
  const { relocation, pullSecretNames, nodeIdentityHosts, strict, acknowledgements } = request;
  const hosts = relocation.registries.map(({ authKey }) => authKey);
  return {
    registries: relocation.registries,
    expected: [{ references: targets }],
    declaredSecrets: pullSecretNames.map((name) => ({ name, registries: hosts })),
    nodeIdentityHosts: nodeIdentityHosts ?? (pullSecretNames.length === 0 ? hosts : []),
    clearText: 'warning',
    strict: strict ?? false,
    ...(acknowledgements === undefined ? {} : { acknowledgements }),
  };
}
