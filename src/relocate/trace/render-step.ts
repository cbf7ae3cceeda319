import type { JsonObject } from '../../manifest';

/** A render that tracing asks for. Whoever drives it runs Helm, at once or in time: the trace itself does no I/O. */
export interface RenderStep {
  /** The values: those of the user, with marks in them. */
  readonly values: JsonObject;
  /** What it is for, for people who wait: `the chart as it is`, `marks in 41 values`. */
  readonly purpose: string;
}

/** What came of it. */
export type RenderOutcome =
  | { readonly type: 'rendered'; readonly manifests: string }
  | { readonly type: 'failed'; readonly words: readonly string[] };

/** A computation that asks for renders, and goes on with what came of them. */
export type Rendering<T> = Generator<RenderStep, T, RenderOutcome>;

/** Runs a computation with a render function that blocks. */
export function driveSync<T>(rendering: Rendering<T>, render: (step: RenderStep) => RenderOutcome): T {
  for (let next = rendering.next(); ; ) {
    if (next.done === true) {
      return next.value;
    }
    next = rendering.next(render(next.value));
  }
}

/** Runs a computation with a render function that takes its time. */
export async function drive<T>(rendering: Rendering<T>, render: (step: RenderStep) => Promise<RenderOutcome>): Promise<T> {
  for (let next = rendering.next(); ; ) {
    if (next.done === true) {
      return next.value;
    }
    next = rendering.next(await render(next.value));
  }
}
