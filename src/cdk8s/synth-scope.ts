import type { IConstruct } from 'constructs';

const IN_SYNTH = Symbol.for('pullproof.synthScope');

/** What is known of a running synthesis: a value that lives exactly as long as it. */
interface SynthScope<T> {
  value: T | undefined;
}

/**
 * Remembers a value for the length of one synthesis.
 *
 * cdk8s validates the whole app once per chart and once more, so a check of the whole app would make synthesis
 * quadratic. Between those calls nothing of the user runs, and one computation serves them all. Outside a
 * synthesis, as with `Testing.synth`, every call computes afresh: an answer must never be older than the app.
 *
 * cdk8s has no hook around a synthesis (see `App.synth` and `App._synthChart`), so the two methods of this one app
 * object are wrapped, once.
 */
export function oncePerSynth<T>(root: IConstruct, compute: () => T): () => T {
  const scopes: SynthScope<T>[] = [];
  for (const method of ['synth', 'synthYaml'] as const) {
    wrap(root, method, scopes);
  }
  return () => {
    const scope = scopes.at(-1);
    if (scope === undefined) {
      return compute();
    }
    scope.value ??= compute();
    return scope.value;
  };
}

type Synthesizer = Record<string | symbol, unknown>;

function wrap<T>(root: IConstruct, method: 'synth' | 'synthYaml', scopes: SynthScope<T>[]): void {
  const app = root as unknown as Synthesizer;
  const original = app[method];
  if (typeof original !== 'function' || (original as unknown as Synthesizer)[IN_SYNTH] !== undefined) {
    return;
  }
  const wrapped = function (this: unknown, ...args: unknown[]): unknown {
    scopes.push({ value: undefined });
    try {
      return Reflect.apply(original, this, args);
    } finally {
      scopes.pop();
    }
  };
  app[method] = Object.assign(wrapped, { [IN_SYNTH]: true });
}
