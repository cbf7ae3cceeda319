import { execFileSync } from 'node:child_process';
import { dashboardPanels } from '../../src/agent/image-availability-exporter/dashboard-panels';
import { exporterFacts } from '../../src/agent/image-availability-exporter/exporter-facts';
import { printAvailabilityJson, printAvailabilityMetrics, printAvailabilityText } from '../../src/preflight';
import type { AvailabilityReport } from '../../src/preflight';
import { account, COLOURS, deployment, dockerConfig, externalSecret, pullSecret } from '../audit/support';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { tool } from '../support/tools';
import { checkYaml, expectSound, PRESENT } from './support';

const LOGIN = `Basic ${Buffer.from(`${CANARY_USERNAME}:${CANARY_PASSWORD}`).toString('base64')}`;

/** A registry that has what is called so, for one login. */
const registry = (path: string, authorization: string | undefined): { status: number; body?: object } => (
  path.startsWith('public/') || (authorization === LOGIN && path.includes('/good')) ? PRESENT
    : authorization === LOGIN ? { status: 404, body: { errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] } }
      : { status: 401, body: { errors: [{ code: 'UNAUTHORIZED', message: `you sent ${authorization ?? 'nothing'}` }] } });

const image = (name: string): string => `harbor.example.com/agents/${name}:1`;

let report: AvailabilityReport;

beforeAll(async () => {
  report = await checkYaml([
    pullSecret(),
    deployment({ image: image('good') }), deployment({ image: image('good'), name: 'again' }),
    ...['a', 'b', 'c', 'd', 'e'].map((name) => deployment({ image: image('missing'), name })),
    deployment({ image: image('lost'), name: 'lost' }),
    externalSecret({ namespace: 'later' }), deployment({ namespace: 'later', image: image('good'), name: 'promised' }),
    pullSecret(dockerConfig('quay.io'), { namespace: 'other' }), deployment({ namespace: 'other', image: image('good'), name: 'elsewhere' }),
    pullSecret('broken', { namespace: 'spoilt' }), deployment({ namespace: 'spoilt', image: image('good'), name: 'spoilt' }),
    account('', { namespace: 'free' }), deployment({ namespace: 'free', image: 'harbor.example.com/public/app:1', secrets: '', name: 'public' }),
    deployment({ namespace: 'free', image: '"BAD//\\u001b[31mname"', secrets: '', name: 'bad' }),
    'apiVersion: v1\nkind: Pod\nmetadata: {name: local, namespace: free}\nspec: {containers: [{name: c, image: "built:1", imagePullPolicy: Never}]}',
  ], registry);
});

test('the reports are sound', () => expectSound(report));

test('the text groups images by answer, with cause and remedy once', () => {
  expect(printAvailabilityText(report)).toBe(`NOT AVAILABLE  8 images in 13 places: 2 absent, 1 bad image format, 1 authentication failure, 1 unusable credential, 1 unknown credential, 2 available

absent  "harbor.example.com" has no image with this tag or digest
  the registry says: "manifest unknown"
  → copy the image, or correct the name
  harbor.example.com/agents/missing:1
    Deployment agents/a, main (rendered.yaml:47): with Secret agents/pull
    Deployment agents/b, main (rendered.yaml:60): with Secret agents/pull
    Deployment agents/c, main (rendered.yaml:73): with Secret agents/pull
    and 2 more
  harbor.example.com/agents/lost:1
    Deployment agents/lost, main (rendered.yaml:112): with Secret agents/pull

bad image format  the text is no image reference: the path begins with a slash; path component "\\u001b[31mname" may not hold "\\u001b["
  → write host[:port]/path[:tag][@digest]
  BAD//\\u001b[31mname
    Deployment free/bad, main (rendered.yaml:219)

authentication failure  "harbor.example.com" asks for a login, and no credential matches the image (HTTP 401)
  the registry says: "you sent nothing"
  → give the pods a pull secret with an entry for this host
  harbor.example.com/agents/good:1
    Deployment other/elsewhere, main (rendered.yaml:165): Secret other/pull has entries for "quay.io" only

unusable credential  it does not come to a pull: a pull secret of the pods cannot be used, and spoils the others
  → mend the Secret, or take it off the list of the pods
  harbor.example.com/agents/good:1
    Deployment spoilt/spoilt, main (rendered.yaml:187): Secret spoilt/pull cannot be read, which spoils every other pull secret of the pod

unknown credential  the login that the pods have for "harbor.example.com" cannot be seen here
  → give it in a Docker configuration (--auth), or have the Secrets of the cluster read (--kube-context)
  harbor.example.com/agents/good:1
    Deployment later/promised, main (rendered.yaml:143): Secret later/pull is made by ExternalSecret later/pull, in the cluster only

available
  harbor.example.com/agents/good:1 ×2
  harbor.example.com/public/app:1

not checked:
  - built:1: its pull policy is Never
`);
});

test('on a terminal: colours around words, never inside them', () => {
  const coloured = printAvailabilityText(report, COLOURS);

  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(printAvailabilityText(report));
  expect(coloured).toContain('\u001b[31mabsent\u001b[39m  "harbor.example.com" has no image');
});

test('a good report is short', async () => {
  expect(printAvailabilityText(await checkYaml([pullSecret(), deployment({ image: image('good') })], registry)))
    .toBe('AVAILABLE  1 image in 1 place: all can be pulled\n\navailable\n  harbor.example.com/agents/good:1\n');
  expect(printAvailabilityText(await checkYaml([pullSecret()], registry))).toBe('AVAILABLE  0 images in 0 places: nothing to pull\n');
});

test('the JSON has every place, and what the registry said', () => {
  const json = JSON.parse(printAvailabilityJson(report)) as { states: object; images: Record<string, unknown>[] };

  expect(json.states).toEqual({
    available: 2, absent: 2, unknown_credential: 1, authentication_failure: 1, unusable_credential: 1, bad_image_format: 1,
  });
  expect(json.images[0]).toEqual({
    image: image('good'), state: 'available', exporterState: 'available', reason: 'present', cause: '"harbor.example.com" has the image', remedy: 'nothing to do',
    errorCodes: [], digest: `sha256:${'a'.repeat(64)}`, mediaType: 'application/vnd.oci.image.index.v1+json',
    attempts: [{ registry: 'harbor.example.com', state: 'available', reason: 'present', cause: '"harbor.example.com" has the image' }],
    uses: ['server', 'again'].map((name) => ({
      image: image('good'), namespace: 'agents', container: 'main', credential: 'Secret agents/pull', obstacles: [],
      location: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'agents', name, path: 'spec.template.spec.containers[0].image', file: 'rendered.yaml', line: name === 'server' ? 21 : 34 },
    })),
  });
  expect(json.images[1]).toMatchObject({ state: 'absent', status: 404, errorCodes: ['MANIFEST_UNKNOWN'], said: '"manifest unknown"' });
  expect((json.images[1]?.uses as unknown[]).length).toBe(5);
});

describe('the metrics', () => {
  const metrics = (of: AvailabilityReport): string[] => printAvailabilityMetrics(of).split('\n');

  test('have the names and labels of the exporter; each series is in one state', () => {
    const lines = metrics(report);

    expect(lines.filter((line) => line.startsWith('# TYPE'))).toEqual([
      'available', 'absent', 'bad_image_format', 'registry_unavailable', 'authentication_failure', 'authorization_failure', 'unknown_error',
    ].map((state) => `# TYPE k8s_image_availability_exporter_${state} gauge`));
    expect(lines).toContain(`k8s_image_availability_exporter_absent{container="main",image="${image('missing')}",kind="deployment",name="a",namespace="agents"} 1`);
    expect(lines).toContain(`k8s_image_availability_exporter_available{container="main",image="${image('missing')}",kind="deployment",name="a",namespace="agents"} 0`);
    expect(lines.filter((line) => line.endsWith(' 1')).map((line) => [/exporter_(\w+)/.exec(line)?.[1], /name="([^"]+)"/.exec(line)?.[1]])).toEqual([
      ['available', 'again'], ['available', 'server'], ['available', 'public'],
      ['absent', 'lost'], ['absent', 'a'], ['absent', 'b'], ['absent', 'c'], ['absent', 'd'], ['absent', 'e'],
      ['bad_image_format', 'bad'], ['authentication_failure', 'elsewhere'], ['authentication_failure', 'spoilt'], ['unknown_error', 'promised'],
    ]);
    expect(lines.filter((line) => line.endsWith(' 0'))).toHaveLength(13 * 6);
  });

  test('are what Prometheus reads', () => {
    expect(execFileSync(tool('promtool'), ['check', 'metrics'], { input: printAvailabilityMetrics(report), encoding: 'utf8' })).toBe('');
  });

  test('are what the dashboard of the exporter shows as failed', () => {
    const panels = dashboardPanels(exporterFacts('0.15.0')) as { title: string; targets: { expr: string }[] }[];
    const query = panels.find(({ title }) => title === 'Images that cannot be pulled')?.targets[0]?.expr ?? '';
    const shown = new RegExp(`^(${/__name__=~"([^"]+)"/.exec(query)?.[1] ?? ''})$`);
    const names = metrics(report).filter((line) => line.startsWith('# TYPE')).map((line) => line.split(' ')[2] ?? '');

    expect(names.filter((name) => !shown.test(name))).toEqual(['k8s_image_availability_exporter_available']);
  });

  test('escape what labels cannot hold', async () => {
    const odd = await checkYaml([account('', { namespace: 'free' }), deployment({ namespace: 'free', secrets: '', image: '"a\\"b\\\\c\\nd"' })], registry);

    expect(metrics(odd)).toContain('k8s_image_availability_exporter_bad_image_format{container="main",image="a\\"b\\\\c\\nd",kind="deployment",name="server",namespace="free"} 1');
    expect(execFileSync(tool('promtool'), ['check', 'metrics'], { input: printAvailabilityMetrics(odd), encoding: 'utf8' })).toBe('');
  });

  test('have one series for a container that is declared twice', async () => {
    const twice = await checkYaml([pullSecret(), deployment({ image: image('missing') }), deployment({ image: image('missing') })], registry);

    expect(metrics(twice).filter((line) => line.startsWith('k8s_image_availability_exporter_absent{'))).toHaveLength(1);
  });
});
