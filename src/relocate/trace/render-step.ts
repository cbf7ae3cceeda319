import type { JsonObject } from '../../manifest';

/** A render that tracing asks for. Whoever drives it runs Helm, at once or in time: the trace itself does no I/O. */
export interface RenderStep {
  /** The values: those of the user, with marks in them. */
  readonly values: JsonObject;
  /** What it is for, for people who wait: `the chart as it is`, `marks in 41 values`. */
  readonly purpose: string;
}

/** The chart rendered. */
export interface RenderSuccess {
  /** Tells the outcomes apart. */
  readonly type: 'rendered';
  /** What Helm printed. */
  readonly manifests: string;
}

/** The chart did not render. */
export interface RenderFailure {
  /** Tells the outcomes apart. */
  readonly type: 'failed';
  /** What Helm says about it, line by line. */
  readonly words: readonly string[];
}

/** What came of a render. */
export type RenderOutcome = RenderSuccess | RenderFailure;

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
