import { printReference, tryParseReference } from '../../image';
import type { ImageReference } from '../../image';
import { solveTrace } from '../../relocate';
import type { ChartTrace, OverrideNote, SolvedPod, SolvedReference, TracedObject, TraceSolution } from '../../relocate';
import type { InstallPlan, PlannedAccount, PlannedContainer, PlannedImage, PlannedWorkload } from '../install-plan';
import type { InstallRequest } from '../plan-install';
import type { ChartTracer } from './chart-tracer';

/** A hook of `helm test`: nothing of it runs when a release is installed. */
const TEST_HOOKS: readonly string[] = ['test', 'test-success', 'test-failure'];

/**
 * Plans the install of a traced chart.
 *
 * @throws PullproofError what the relocation refuses, all images at once, and what the tracer refuses.
 */
export function planTraced(tracer: ChartTracer, request: InstallRequest): InstallPlan {
  const { relocation, namespace, pullSecretName = [], releaseName = tracer.contents.name } = request;
  const pullSecretNames = typeof pullSecretName === 'string' ? [pullSecretName] : pullSecretName;
  const values = tracer.valuesFor(request.values);
  const trace = tracer.trace({ values, releaseName, namespace, relocation });
  // All references at once first: what a registry refuses, or two images that would become one, is then one error.
  relocation.relocateAll(trace.references.filter(({ certainty }) => certainty !== 'possible').flatMap(({ text }) => tryParseReference(text) ?? []));
  const solution = solveTrace(trace, { relocation, pullSecretNames, values });
  return {
    namespace,
    overrides: solution.overrides,
    values: solution.values,
    images: imagesOf(solution),
    workloads: solution.pods.map((pod) => workloadOf(pod, solution)),
    accounts: accountsOf(solution, trace, namespace, pullSecretNames),
    echoes: [],
    conflicts: solution.conflicts,
    missing: [],
    notes: notesOf(solution, trace),
    traced: { solution, pullSecretNames },
  };
}

/** Whether a reference is pulled when the release is installed, as far as the chart says. */
export function isRequired({ reference }: SolvedReference): boolean {
  const { hooks } = reference.object;
  return reference.certainty !== 'possible' && (hooks === undefined || !hooks.every((hook) => TEST_HOOKS.includes(hook)));
}

/** The name of an object for people: `Deployment agent`. */
export function nameOf({ kind, name }: TracedObject): string {
  return `${kind} ${name}`;
}

/** One entry for each reference that pods get, and one for each that no value moves. */
function imagesOf({ references }: TraceSolution): PlannedImage[] {
  const images = new Map<string, PlannedImage>();
  for (const solved of references) {
    const { reference, target, unmoved } = solved;
    const source = tryParseReference(reference.text);
    if (target === undefined || source === undefined) {
      continue;
    }
    const key = JSON.stringify([printReference(source), unmoved === undefined]);
    const known = images.get(key);
    const required = isRequired(solved);
    images.set(key, {
      id: reference.text,
      ...(printReference(source) === printReference(target) ? {} : { source }),
      target,
      required: required || known?.required === true,
      reason: known === undefined ? nameOf(reference.object) : joined(known.reason, nameOf(reference.object)),
      ...(unmoved === undefined ? {} : {
        unmovable: { reason: unmoved, standsIn: joined(known?.unmovable?.standsIn, `${nameOf(reference.object)}, ${reference.path}`) },
      }),
    });
  }
  return [...images.values()];
}

function joined(known: string | undefined, more: string): string {
  return known === undefined ? more : known.split('; ').includes(more) ? known : `${known}; ${more}`;
}

function workloadOf({ pod }: SolvedPod, { references }: TraceSolution): PlannedWorkload {
  return {
    id: pod.path === 'spec.template.spec' || pod.path === 'spec' ? nameOf(pod.object) : `${nameOf(pod.object)} ${pod.path}`,
    kind: pod.object.kind,
    name: pod.object.name,
    serviceAccountName: pod.account,
    hooks: pod.object.hooks ?? [],
    containers: references.flatMap(({ reference }): PlannedContainer[] => {
      const isOfPod = sameObject(reference.object, pod.object) && (pod.path === '' || reference.path.startsWith(`${pod.path}.`));
      const init = reference.place === 'initContainer';
      return isOfPod && (init || reference.place === 'container')
        ? [{ name: reference.path.slice(pod.path.length).replace(/^\.|\.image$/g, ''), image: reference.text, init }] : [];
    }).sort((one, other) => Number(other.init) - Number(one.init)),
  };
}

/** Whether two places are in one object. */
export function sameObject(one: TracedObject, other: TracedObject): boolean {
  return one.apiVersion === other.apiVersion && one.kind === other.kind && one.namespace === other.namespace && one.name === other.name;
}

function accountsOf({ pods }: TraceSolution, trace: ChartTrace, namespace: string, pullSecretNames: readonly string[]): PlannedAccount[] {
  const accounts = new Map<string, SolvedPod[]>();
  for (const solved of pods) {
    const key = JSON.stringify([solved.pod.object.namespace ?? namespace, solved.pod.account]);
    accounts.set(key, [...accounts.get(key) ?? [], solved]);
  }
  return [...accounts.values()].map((users): PlannedAccount => {
    const { account: name, object } = (users[0] as SolvedPod).pod;
    const place = object.namespace ?? namespace;
    return {
      name,
      namespace: place,
      createdByChart: trace.accounts.some((account) => account.object.name === name && (account.object.namespace ?? namespace) === place),
      create: false,
      pullSecretNames: users.some(({ how }) => how === 'bind') ? pullSecretNames : [],
      hooks: [...new Set(users.flatMap(({ pod }) => pod.object.hooks ?? []))],
      workloads: [...new Set(users.map(({ pod }) => nameOf(pod.object)))],
    };
  });
}

function notesOf(solution: TraceSolution, { permissions }: ChartTrace): OverrideNote[] {
  return [
    ...permissions.filter(({ path }) => solution.keys.some((key) => key.path === path))
      .map(({ path, value, reason }) => ({ path, text: `set to ${value}, because the chart refuses other images without it: ${reason}` })),
    ...solution.references.filter((solved) => solved.unmoved !== undefined && isRequired(solved)).map(({ reference, unmoved }) => ({
      text: `no value moves ${reference.text} (${nameOf(reference.object)}, ${reference.path}): ${unmoved}; it has to be rewritten in the rendered objects`,
    })),
    ...solution.pods.filter(({ how }) => how === 'bind').map(({ pod }) => ({
      text: `no value brings a pull secret to the pods of ${nameOf(pod.object)}: their account ${pod.account} has to name it, or the rendered pod`,
    })),
  ];
}

/** The reference that pods get in a place: where it goes, or where it stays. */
export function settledText({ reference, target, unmoved }: SolvedReference): ImageReference | undefined {
  return target === undefined || unmoved !== undefined ? tryParseReference(reference.text) : target;
}
