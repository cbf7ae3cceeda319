import { join } from 'node:path';
import { parse } from 'yaml';
import { Agent } from '../../src/agent';
import { CANARY_PASSWORD } from '../support/canary';
import { expectGolden } from '../support/golden';
import { pullproof, scratchFolder } from './support';

const folder = scratchFolder();
const CLOUDZERO = ['--agent', 'cloudzero', '--release', '1.2.13', '-r', 'harbor.example.com/agents'];
const KEY = 'note: the chart also needs existingSecretName or components.apiKey.secretProviderClass or apiKey: '
  + 'the API key of CloudZero, best in a Secret that exists already\n';

const values = (args: readonly string[] = []): ReturnType<typeof pullproof> => pullproof(['values', ...CLOUDZERO, ...args], { workingDirectory: folder.path });

beforeAll(() => {
  folder.write('mine.yaml', 'clusterName: prod-1\nexistingSecretName: key\n');
});

/** A registry that goes with each layout. */
const LAYOUTS = [
  ['keep', 'harbor.example.com/agents'],
  ['flat', 'swr.eu-west-101.myhuaweicloud.com/agents'],
  ['bySource', 'harbor.example.com'],
] as const;

describe.each(Agent.releases('cloudzero'))('CloudZero %s', (release) => {
  test.each(LAYOUTS)('in the layout %s', async (layout, registry) => {
    const { code, out } = await pullproof(['values', '--agent', 'cloudzero', '--release', release, '-r', registry, '--layout', layout, '--pull-secret', 'pull']);

    expect(code).toBe(0);
    expectGolden(join(__dirname, 'golden', 'values', `${release}-${layout}.yaml`), out);
  });
});

describe('what is written', () => {
  test('data to standard output, notes to standard error', async () => {
    folder.write('empty.yaml', '');
    const { code, out, err } = await values(['-f', 'empty.yaml']);

    expect({ code, err }).toEqual({ code: 0, err: KEY });
    expect(out.split('\n')[0]).toBe('# Overrides for CloudZero Agent 1.2.13: images from harbor.example.com/agents.');
    expect(parse(out)).toEqual({
      components: {
        agent: { image: { repository: 'harbor.example.com/agents/cloudzero/cloudzero-agent/cloudzero-agent' } },
        prometheus: { image: { repository: 'harbor.example.com/agents/prometheus/prometheus' } },
      },
      kubeStateMetrics: {
        image: { registry: 'harbor.example.com/agents' },
        kubeRBACProxy: { image: { registry: 'harbor.example.com/agents' } },
      },
    });
  });

  test('what the chart needs is not asked for where no values are given', async () => {
    const { code, err } = await values();

    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('the same to a file, and nothing to standard output', async () => {
    const { out } = await values(['-f', 'mine.yaml']);

    expect(await values(['-f', 'mine.yaml', '-o', 'private.yaml'])).toEqual({ code: 0, out: '', err: '' });
    expect(folder.read('private.yaml')).toBe(out);
  });

  test('several pull secrets, in their order', async () => {
    const { out } = await values(['--pull-secret', 'one', '--pull-secret', 'two']);

    expect(parse(out)).toMatchObject({
      defaults: { image: { pullSecrets: [{ name: 'one' }, { name: 'two' }] } }, kubeStateMetrics: { imagePullSecrets: [{ name: 'one' }, { name: 'two' }] },
    });
  });

  test('an explicit layout', async () => {
    const sources = ['ghcr.io/cloudzero/cloudzero-agent/cloudzero-agent', 'quay.io/prometheus/prometheus', 'quay.io/brancz/kube-rbac-proxy',
      'registry.k8s.io/kube-state-metrics/kube-state-metrics'];
    const { code, out } = await values(['--layout', `explicit:${sources.map((source, index) => `${source}=cz/image-${index}`).join(',')}`]);

    expect(code).toBe(0);
    expect(out).toContain('    image:\n      repository: harbor.example.com/agents/cz/image-0\n');
  });

  test('values of the user are taken into account, the last file first', async () => {
    folder.write('a.yaml', '\ufeffcomponents: { agent: { image: { tag: "1.2.14" } } }\nimagePullSecrets: [{ name: mine }]\n');
    folder.write('b.yaml', '# nothing\n');
    const { code, out, err } = await values(['-f', 'a.yaml', '-f', 'b.yaml', '--pull-secret', 'pull']);

    expect(code).toBe(0);
    expect(out).toContain('    pullSecrets:\n      - name: mine\n      - name: pull\n');
    expect(err).toContain('note: defaults.image.pullSecrets: Helm replaces lists, so the whole list was written: mine from imagePullSecrets and pull\n');
  });
});

describe('an agent whose accounts the chart does not make', () => {
  const K8SSANDRA = ['values', '--agent', 'k8ssandra', '--release', '1.3.0', '-r', 'harbor.example.com/db', '--pull-secret', 'pull'];

  test('says which accounts to create, by the name of the release', async () => {
    const { code, out, err } = await pullproof([...K8SSANDRA, '--release-name', 'prod']);

    expect(code).toBe(0);
    expect(parse(out)).toMatchObject({ cassandra: { serviceAccount: 'prod-cassandra' }, cleaner: { serviceAccount: 'prod-cleaner-k8ssandra' } });
    expect(err.split('\n').filter((line) => line.includes('create ServiceAccount')).map((line) => /ServiceAccount (\S+) with imagePullSecrets pull before/.exec(line)?.[1]))
      .toEqual(['prod-cassandra', 'prod-stargate', 'prod-reaper', 'prod-cleaner-k8ssandra', 'prod-crd-upgrader-k8ssandra']);
  });

  test('needs no account where nodes pull by themselves', async () => {
    const { err } = await pullproof(K8SSANDRA.slice(0, -2));

    expect(err).not.toContain('create ServiceAccount');
  });

  test('refuses a name that Helm would not take', async () => {
    const { code, out, err } = await pullproof([...K8SSANDRA, '--release-name', 'Prod_1']);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^pullproof: \[--release-name\] there can be no such Helm release\n.*"Prod_1"/);
  });
});

describe('what is refused', () => {
  const refused = async (args: readonly string[], err: string): Promise<void> => {
    expect(await values(args)).toEqual({ code: 2, out: '', err: `pullproof: ${err}\n` });
  };

  test('an agent or a release that the catalogue does not know', async () => {
    expect((await pullproof(['values', '--agent', 'cloudzer', '--release', '1', '-r', 'harbor.example.com'])).err).toBe(
      `pullproof: the catalogue has no agent "cloudzer", expected one of: ${Agent.names().join(', ')}; describe another agent with \`Agent.custom\`\n`);
    expect((await pullproof(['values', '--agent', 'cloudzero', '--release', '1.3', '-r', 'harbor.example.com'])).err).toMatch(
      /^pullproof: the catalogue does not know release "1\.3" of CloudZero Agent, expected one of: 1\.2\.9, 1\.2\.10, 1\.2\.11, 1\.2\.12, 1\.2\.13; /);
  });

  test('a layout that is none', async () => {
    await refused(['--layout', 'keeep'], '[--layout] "keeep" is not a layout, expected keep, flat, bySource, bySource:HOST=PREFIX,… or explicit:SOURCE=PATH,…');
  });

  test('a pull secret that cannot be one', async () => {
    await refused(['--pull-secret', 'Pull'],
      '[--pull-secret] "Pull" cannot be used\n  - secret name must be made of lower-case letters, digits, "-" and ".", starting and ending with a letter or digit (got "Pull")');
  });

  test('paths that the registry cannot have', async () => {
    const { code, out, err } = await pullproof(['values', '--agent', 'cloudzero', '--release', '1.2.13', '-r', 'swr.eu-west-101.myhuaweicloud.com/agents']);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^pullproof: some images cannot move to their registry\n {2}- ghcr\.io\/cloudzero\/.+ is too deep: /);
    expect(err).toMatch(/\n {2}the layout flat gives the shortest paths, an explicit one gives any\n$/);
  });

  test('an output file that holds something else', async () => {
    folder.write('taken.yaml', 'mine: true\n');

    await refused(['-o', 'taken.yaml'], '[taken.yaml] nothing was written: it exists and holds something else; give another name, or --force to replace it');
    expect((await values(['-o', 'taken.yaml', '--force'])).code).toBe(0);
    expect(folder.read('taken.yaml')).toMatch(/^# Overrides for /);
  });

  test.each([
    ['no map', '- a\n- b\n', '[bad.yaml] the file holds no map, expected one YAML map of values; give the file that `helm install -f` would take'],
    ['two documents', 'a: 1\n---\nb: 2\n', '[bad.yaml] the file holds 2 documents, expected one YAML map of values; give the file that `helm install -f` would take'],
    ['no YAML', 'a: 1\nb: c: d\n', '[bad.yaml:2] the values cannot be read: it is not valid YAML: a mapping begins where only a value fits, as in "a: b: c"; mend the file'],
  ])('values that are %s', async (_name, text, err) => {
    folder.write('bad.yaml', text);

    await refused(['-f', 'bad.yaml'], err);
  });

  test('values that contradict the relocation, all of them, and nothing is written', async () => {
    folder.write('conflict.yaml', 'components: { agent: { image: { repository: quay.io/other/agent } } }\nkubeStateMetrics: { image: { repository: other/ksm } }\n');

    await refused(['-f', 'conflict.yaml', '-o', 'never.yaml'], [
      'the given values contradict the relocation, so nothing was written',
      '  - components.agent.image.repository: given "quay.io/other/agent", wanted harbor.example.com/agents/cloudzero/cloudzero-agent/cloudzero-agent: '
        + 'the value names another image, which is not in the private registry; remove the value, or declare the registry that it names',
      '  - kubeStateMetrics.image.repository: given "other/ksm", wanted harbor.example.com/agents/kube-state-metrics/kube-state-metrics: '
        + 'the value names another image, which is not in the private registry; remove the value, or declare the registry that it names',
    ].join('\n'));
    expect(() => folder.read('never.yaml')).toThrow('ENOENT');
  });
});

describe('credentials in values stay there', () => {
  test.each([
    ['a login in front of a host', `components: { agent: { image: { repository: "https://robot:${CANARY_PASSWORD}@harbor.example.com/app" } } }`],
    ['a map where names belong', `defaults: { image: { pullSecrets: { registry: harbor.example.com, password: ${CANARY_PASSWORD} } } }`],
    ['a login in a list of names', `imagePullSecrets: [{ registry: harbor.example.com, credentials: { token: ${CANARY_PASSWORD} } }]`],
    ['a map where the sub-chart takes names', `kubeStateMetrics: { imagePullSecrets: { auth: ${CANARY_PASSWORD} } }`],
    ['the API key', `apiKey: ${CANARY_PASSWORD}\ndefaults: { image: { digest: "sha256:${'0'.repeat(64)}" } }`],
    ['broken YAML', `apiKey: "${CANARY_PASSWORD}\nb: ]`],
  ])('%s', async (_name, text) => {
    folder.write('secret.yaml', text);
    const { out, err } = await values(['-f', 'secret.yaml', '--pull-secret', 'pull']);

    expect(err).not.toBe('');
    expect(out + err).not.toContain(CANARY_PASSWORD);
  });
});
