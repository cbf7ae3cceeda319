import { answerSteps, answerStepsAsync } from '../../../src/agent';
import { PullproofError } from '../../../src/error';
import type { RenderOutcome, RenderStep } from '../../../src/relocate';

const STEP: RenderStep = { values: {}, purpose: 'the chart as it is' };
const REFUSED = new PullproofError({ code: 'helm-failed', what: 'chart "agent" does not render; Helm says', problems: ['Error: no'], remedy: 'set it' });
const MISSING = new PullproofError({ code: 'helm-missing', what: 'Helm is needed' });

/** Answers with what is listed, one render after the other. */
function renders(...results: (string | PullproofError)[]): () => { readonly manifests: string } {
  return () => {
    const result = results.shift() ?? '';
    if (typeof result === 'string') {
      return { manifests: result };
    }
    throw result;
  };
}

describe.each<[string, (render: () => { readonly manifests: string }) => (step: RenderStep) => Promise<RenderOutcome>]>([
  ['at once', (render) => {
    const answer = answerSteps(render);
    return (step) => new Promise((resolve) => resolve(answer(step)));
  }],
  ['in time', (render) => answerStepsAsync(() => new Promise((resolve) => resolve(render())))],
])('renders %s', (_, answering) => {
  it('what Helm prints is the answer', async () => {
    const answer = answering(renders('a: 1', 'a: 2'));

    expect([await answer(STEP), await answer(STEP)]).toEqual([{ type: 'rendered', manifests: 'a: 1' }, { type: 'rendered', manifests: 'a: 2' }]);
  });

  it('the chart as it is has to render: the error says what to do', async () => {
    await expect(answering(renders(REFUSED))(STEP)).rejects.toBe(REFUSED);
  });

  it('a chart that refuses marks is an answer', async () => {
    const answer = answering(renders('a: 1', REFUSED));
    await answer(STEP);

    expect(await answer(STEP)).toEqual({ type: 'failed', words: ['Error: no'] });
  });

  it('what is not about the chart is an error at any time', async () => {
    const answer = answering(renders('a: 1', MISSING));
    await answer(STEP);

    await expect(answer(STEP)).rejects.toBe(MISSING);
  });
});
