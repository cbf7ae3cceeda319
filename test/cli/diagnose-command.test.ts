import { event, list, pod, waiting } from '../diagnose/support';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { ClusterStandIn } from '../support/cluster-stand-in';
import type { ClusterObject } from '../support/cluster-stand-in';
import { holdsCanary } from '../support/holds-canary';
import { tool } from '../support/tools';
import { pullproof, scratchFolder } from './support';
import type { Outcome, Setting } from './support';

const scratch = scratchFolder();
const stops: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

const IMAGE = 'harbor.example.com/agents/server:1.2';
const DENIED = `failed to resolve reference "${IMAGE}": unexpected status from HEAD request to https://harbor.example.com/v2/agents/server/manifests/1.2: 401 Unauthorized`;
const FAILING = pod('web-0', [{ state: waiting('ErrImagePull', DENIED) }], { imagePullSecrets: [{ name: 'pull' }] });
const SECRET: ClusterObject = {
  apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/dockerconfigjson', metadata: { name: 'pull', namespace: 'agents' },
  data: { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths: { 'harbor.example.com': { username: CANARY_USERNAME, password: CANARY_PASSWORD } } })).toString('base64') },
};

async function run(args: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const outcome = await pullproof(['diagnose', ...args], { workingDirectory: scratch.path, environment: { PATH: process.env.PATH, HOME: scratch.path }, ...setting });
  expect(holdsCanary(outcome.out + outcome.err)).toBe(false);
  return outcome;
}

test('reads what kubectl prints, and says cause and remedy', async () => {
  expect(await run([], { input: list(FAILING, event('web-0', 'Failed', 'Error: ErrImagePull')) })).toEqual({
    code: 1, err: '', out: `TROUBLE  1 cause in 1 place, of 1 pod

unauthorized  the registry refuses the pull (401): there is no login, a wrong one, or one that may not see this image
  → \`pullproof check\` asks the registry with the same pull secret and says which of the three it is
  → https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
  ${IMAGE}
    Pod agents/web-0, main: ErrImagePull: ${DENIED}
      credential: the pod names Secret agents/pull, which is not among the objects given here
`,
  });
});

test('--manifests tell more of the credential', async () => {
  scratch.write('secrets.json', list(SECRET));
  scratch.write('pods.json', list(FAILING));
  const { out } = await run(['pods.json', '--manifests', 'secrets.json']);

  expect(out).toContain('credential: the pod names Secret agents/pull, whose entry "harbor.example.com" matches: its content is what the registry judges');
});

test('several files, in different forms', async () => {
  scratch.write('one.json', list(FAILING));
  scratch.write('two.txt', 'Failed to pull image "nginx:9": toomanyrequests: Rate exceeded\n');
  const { code, out } = await run(['one.json', 'two.txt', '--json']);
  const json = JSON.parse(out) as { pods: number; findings: { id: string }[] };

  expect({ code, pods: json.pods, ids: json.findings.map(({ id }) => id) }).toEqual({ code: 1, pods: 1, ids: ['rate-limited', 'unauthorized'] });
});

test('nothing wrong ends with 0', async () => {
  expect(await run(['-'], { input: list(pod('web-0', [{ state: { running: {} } }], {}, { phase: 'Running' })) })).toEqual({
    code: 0, err: '', out: 'NOTHING WRONG  no trouble with images in 1 pod\n',
  });
});

test.each([
  [[], ' \n', 'the input is empty; check the command that it comes from'],
  [[], '{"kind": "List", "items": [', '[stdin] the JSON cannot be read: '],
  [['file.json', '--kube-context', 'x'], '', 'files and --kube-context are two places for the pods; leave one of them out; --manifests goes with both'],
  [['--kubeconfig', 'x'], '', '--kubeconfig needs --kube-context; name the context: a cluster is only read when it is named'],
  [['no-such-file'], '', '[no-such-file] the input cannot be read (no such file or folder); check the path'],
])('%j with input %j is refused', async (args, input, message) => {
  const { code, out, err } = await run(args, { input });

  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(`pullproof: ${message}`);
});

describe('with a cluster', () => {
  async function cluster(forbidden: readonly string[] = []): Promise<{ standIn: ClusterStandIn; args: string[] }> {
    const objects = [FAILING, pod('other', [{ image: 'nginx:9', state: waiting('ErrImagePull', 'toomanyrequests') }]), event('web-0', 'Failed', 'Error: ErrImagePull'), SECRET];
    const standIn = await ClusterStandIn.start(scratch.path, objects as ClusterObject[], forbidden);
    stops.push(() => standIn.stop());
    return { standIn, args: ['--kube-context', 'test', '--kubeconfig', standIn.kubeconfig, '--kubectl', tool('kubectl')] };
  }

  test('pods, events and pull secrets are read, and nothing else', async () => {
    const { standIn, args } = await cluster();
    const { code, out, err } = await run([...args, '-n', 'agents'], { inputIsTerminal: true });

    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('TROUBLE  2 causes in 2 places, of 2 pods');
    expect(out).toContain('whose entry "harbor.example.com" matches');
    expect(new Set(standIn.seen.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(standIn.lists).toEqual([
      '/api/v1/namespaces/agents/pods', '/api/v1/namespaces/agents/events', '/api/v1/namespaces/agents/serviceaccounts',
      '/api/v1/namespaces/agents/secrets?fieldSelector=type=kubernetes.io/dockerconfigjson', '/api/v1/namespaces/agents/secrets?fieldSelector=type=kubernetes.io/dockercfg',
    ]);
  });

  test('without the right to read Secrets it goes on, and says so', async () => {
    const { args } = await cluster(['secrets']);
    const { code, out, err } = await run(args);

    expect({ code, err }).toEqual({ code: 1, err: 'note: the user of context "test" may not list secrets in all namespaces: pull secrets are not looked at\n' });
    expect(out).toContain('the pod names Secret agents/pull, which is not among the objects given here');
  });

  test('without the right to read pods it cannot', async () => {
    const { args } = await cluster(['pods']);

    expect((await run(args)).err).toContain('the user of context "test" may not list pods in all namespaces');
  });
});
