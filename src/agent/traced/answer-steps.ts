import { PullproofError } from '../../error';
import type { JsonObject } from '../../manifest';
import type { RenderOutcome, RenderStep } from '../../relocate';

/** What a render printed. */
interface Rendered {
  readonly manifests: string;
}

/**
 * Answers the steps of a trace. The first is the chart as it is: when that does not render, Helm's own error is thrown,
 * which has a remedy. Later on, a chart that does not render is an answer; everything else that goes wrong is an error.
 *
 * @param render renders the chart with the values of the user, marks in them
 * @returns throws `helm-failed` for the first step, and for each what is not about the chart: Helm is missing, too old, or was ended
 */
export function answerSteps(render: (values: JsonObject) => Rendered): (step: RenderStep) => RenderOutcome {
  const judge = judgement();
  return ({ values }) => {
    const failed = judge();
    try {
      return outcome(render(values));
    } catch (error) {
      return failed(error);
    }
  };
}

/**
 * Answers the steps of a trace with renders that take their time.
 *
 * @see answerSteps
 */
export function answerStepsAsync(render: (values: JsonObject) => Promise<Rendered>): (step: RenderStep) => Promise<RenderOutcome> {
  const judge = judgement();
  return async ({ values }) => {
    const failed = judge();
    try {
      return outcome(await render(values));
    } catch (error) {
      return failed(error);
    }
  };
}

function outcome({ manifests }: Rendered): RenderOutcome {
  return { type: 'rendered', manifests };
}

/** Tells for each step what a failure of it means. */
function judgement(): () => (error: unknown) => RenderOutcome {
  let steps = 0;
  return () => {
    steps += 1;
    const isFirst = steps === 1;
    return (error) => {
      if (!isFirst && PullproofError.isPullproofError(error) && error.code === 'helm-failed') {
        return { type: 'failed', words: error.problems };
      }
      throw error;
    };
  };
}
