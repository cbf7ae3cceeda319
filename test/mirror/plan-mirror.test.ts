import fc from 'fast-check';
import { Agent, planInstall } from '../../src/agent';
import { imageName, parseReference, printReference } from '../../src/image';
import { parseManifests } from '../../src/manifest';
import { planMirror } from '../../src/mirror';
import type { MirrorCopy, MirrorPlan, MirrorSource } from '../../src/mirror';
import { Registry } from '../../src/registry';
import { Layout, Relocation } from '../../src/relocate';
import { chart, KUBE_VERSION } from '../support/charts';
import { HELM_4 } from '../support/tools';

const HARBOR = Registry.harbor('harbor.example.com', { project: 'agents' });
const RELOCATION = new Relocation({ registry: HARBOR });
const [ONE, TWO] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`];

const list = (...images: string[]): MirrorSource => ({ kind: 'images', images });
const plan = (sources: readonly MirrorSource[], rest: Partial<Parameters<typeof planMirror>[0]> = {}): MirrorPlan =>
  planMirror({ relocation: RELOCATION, sources, ...rest });
const copies = (...images: string[]): Pick<MirrorCopy, 'source' | 'target' | 'digest' | 'references'>[] =>
  plan([list(...images)]).copies.map(({ source, target, digest, references }) => (
    { source, target, ...(digest === undefined ? {} : { digest }), references }
  ));

const deployment = (image: string, name = 'app'): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: agents}
spec: {template: {spec: {containers: [{name: app, image: "${image}"}]}}}
`;

describe('one copy', () => {
  test('says what is read, what is written, which registry, and why', () => {
    expect(plan([list('quay.io/acme/app:1.2')])).toEqual({
      version: 1,
      mode: 'copy',
      registries: [{ registry: 'harbor.example.com/agents', host: 'harbor.example.com', kind: 'harbor', title: 'Harbor', mode: 'copy' }],
      copies: [{
        source: 'quay.io/acme/app:1.2', target: 'harbor.example.com/agents/acme/app:1.2', registry: 'harbor.example.com/agents', mode: 'copy',
        platforms: [], required: true, runtime: false, references: ['harbor.example.com/agents/acme/app:1.2'],
        reasons: [{ text: 'named by hand', required: true, runtime: false }],
      }],
      alreadyPrivate: [], unresolved: [], notes: [],
    });
  });

  test('without tag and digest is the tag latest, and serves the reference as it is', () => {
    expect(copies('nginx', 'docker.io/library/nginx:latest')).toEqual([{
      source: 'docker.io/library/nginx:latest', target: 'harbor.example.com/agents/library/nginx:latest',
      references: ['harbor.example.com/agents/library/nginx', 'harbor.example.com/agents/library/nginx:latest'],
    }]);
  });

  test('with tag and digest sets the tag', () => {
    expect(copies(`quay.io/acme/app:1@${ONE}`)).toEqual([{
      source: `quay.io/acme/app:1@${ONE}`, target: `harbor.example.com/agents/acme/app:1@${ONE}`, digest: ONE, references: [`harbor.example.com/agents/acme/app:1@${ONE}`],
    }]);
  });

  test('with a digest alone stays without a tag, unless a copy with a tag has the same digest', () => {
    expect(copies(`quay.io/acme/app@${ONE}`).map(({ target }) => target)).toEqual([`harbor.example.com/agents/acme/app@${ONE}`]);
    expect(copies(`quay.io/acme/app@${ONE}`, `quay.io/acme/app:1@${ONE}`)).toEqual([{
      source: `quay.io/acme/app:1@${ONE}`, target: `harbor.example.com/agents/acme/app:1@${ONE}`, digest: ONE,
      references: [`harbor.example.com/agents/acme/app:1@${ONE}`, `harbor.example.com/agents/acme/app@${ONE}`],
    }]);
  });
});

describe('a private tag leads to one image', () => {
  test('so two digests of one tag are both copied without it', () => {
    expect(copies(`quay.io/acme/app:1@${ONE}`, `quay.io/acme/app:1@${TWO}`).map(({ target }) => target))
      .toEqual([`harbor.example.com/agents/acme/app@${ONE}`, `harbor.example.com/agents/acme/app@${TWO}`]);
  });

  test('so a tag alone follows the source, and the same tag with a digest does without it', () => {
    expect(copies(`quay.io/acme/app:1@${ONE}`, 'quay.io/acme/app:1').map(({ source, target }) => [source, target])).toEqual([
      ['quay.io/acme/app:1', 'harbor.example.com/agents/acme/app:1'],
      [`quay.io/acme/app:1@${ONE}`, `harbor.example.com/agents/acme/app@${ONE}`],
    ]);
  });

  test('so both are one copy where the digest of the tag is known', () => {
    const { copies: made } = plan([list(`quay.io/acme/app:1@${ONE}`, 'quay.io/acme/app:1')], { digests: { 'quay.io/acme/app:1': ONE } });

    expect(made.map(({ target, digest, references }) => ({ target, digest, references })))
      .toEqual([{
        target: `harbor.example.com/agents/acme/app:1@${ONE}`, digest: ONE,
        references: ['harbor.example.com/agents/acme/app:1', `harbor.example.com/agents/acme/app:1@${ONE}`],
      }]);
  });

  test('whatever the order of the sources', () => {
    const pool = ['quay.io/acme/app', 'quay.io/acme/app:1', 'quay.io/acme/app:2', `quay.io/acme/app:1@${ONE}`, `quay.io/acme/app:1@${TWO}`, `quay.io/acme/app:2@${ONE}`,
      `quay.io/acme/app@${ONE}`, `quay.io/acme/app@${TWO}`, 'ghcr.io/other/tool:1', `ghcr.io/other/tool:1@${ONE}`];
    fc.assert(fc.property(fc.shuffledSubarray(pool, { minLength: 1 }), fc.boolean(), (images, known) => {
      const options = known ? { digests: { 'quay.io/acme/app:1': ONE, 'ghcr.io/other/tool:1': TWO } } : {};
      const made = plan([list(...images)], options);

      expect(made.copies).toEqual(plan([list(...images.toReversed())], options).copies);
      // Every reference is served once, by an image of its digest; every tag is set once.
      const wanted = images.map((image) => printReference(RELOCATION.relocate(parseReference(image))));
      expect(made.copies.flatMap(({ references }) => references).sort()).toEqual(wanted.sort());
      for (const { references, target, digest } of made.copies) {
        for (const reference of references.map(parseReference)) {
          expect(imageName(reference)).toBe(imageName(parseReference(target)));
          expect([undefined, digest]).toContain(reference.digest);
          if (reference.digest === undefined) {
            expect(parseReference(target).tag).toBe(reference.tag ?? 'latest');
          }
        }
      }
      const tags = made.copies.map(({ target }) => parseReference(target)).flatMap((target) => (
        target.tag === undefined ? [] : [`${imageName(target)}:${target.tag}`]
      ));
      expect(new Set(tags).size).toBe(tags.length);
    }), { numRuns: 300 });
  });
});

describe('known digests', () => {
  test('pin what is read, and the tag stays', () => {
    const { copies: made } = plan([list('quay.io/acme/app:1', 'nginx')], { digests: { 'quay.io/acme/app:1': ONE, 'docker.io/library/nginx': TWO } });

    expect(made.map(({ source, target, digest }) => ({ source, target, digest })))
      .toEqual([
        { source: 'quay.io/acme/app:1', target: 'harbor.example.com/agents/acme/app:1', digest: ONE },
        { source: 'docker.io/library/nginx:latest', target: 'harbor.example.com/agents/library/nginx:latest', digest: TWO },
      ]);
  });

  test('of images that are not in the plan are a note', () => {
    expect(plan([list('quay.io/acme/app:1')], { digests: { 'quay.io/acme/ap:1': ONE } }).notes).toEqual(['no image of the plan is quay.io/acme/ap:1, whose digest is given']);
  });

  test('and platforms that cannot be are all told at once', () => {
    expect(() => plan([], { platforms: ['linux', 'linux/amd64'], digests: { 'quay.io/acme/app:1': 'sha256:1', [`a@${ONE}`]: ONE, 'A:1': ONE } })).toThrow(expect.objectContaining({
      code: 'mirror-invalid',
      problems: [
        '"linux" is no platform, expected os/architecture[/variant] such as linux/arm64',
        'the digest of "quay.io/acme/app:1" is none (got "sha256:1"), expected sha256: and 64 hexadecimal digits',
        `"a@${ONE}" has a digest of its own, leave it out`,
        expect.stringMatching(/^the digest of "A:1": /),
      ],
    }));
  });
});

test('platforms are wanted of every image, each once and by the name that images use', () => {
  expect(plan([list('a/b:1', 'c/d:1')], { platforms: ['linux/amd64', 'linux/aarch64', 'linux/arm64/v8', 'linux/arm/7', 'LINUX/amd64/v1'] }).copies.map(({ platforms }) => platforms))
    .toEqual([['linux/amd64', 'linux/arm64', 'linux/arm/v7'], ['linux/amd64', 'linux/arm64', 'linux/arm/v7']]);
});

describe('images that cannot move are refused, all at once', () => {
  test('paths and places', () => {
    const relocation = new Relocation({ registry: Registry.huaweiSwr('swr.eu-west-101.myhuaweicloud.com', { organization: 'agents' }) });
    expect(() => planMirror({ relocation, sources: [list('quay.io/acme/app:1'), list('ghcr.io/deep/er/tool:1')] })).toThrow(expect.objectContaining({
      code: 'relocation-path', problems: [expect.stringContaining('quay.io/acme/app'), expect.stringContaining('ghcr.io/deep/er/tool')],
    }));
  });

  test('collisions, across sources', () => {
    const relocation = new Relocation({ registry: HARBOR, layout: Layout.flat() });
    expect(() => planMirror({
      relocation, sources: [list('quay.io/acme/app:1'), { kind: 'manifests', stream: parseManifests(deployment('ghcr.io/other/app:2')) }],
    })).toThrow(expect.objectContaining({ code: 'relocation-collision', problems: ['harbor.example.com/agents/app would hold different images: quay.io/acme/app, ghcr.io/other/app'] }));
  });

  test('texts of a list', () => {
    expect(() => plan([list('A', 'quay.io/acme/app:1', 'b:c:d')])).toThrow(expect.objectContaining({ code: 'reference-invalid', problems: [expect.stringContaining('"A"'), expect.stringContaining('"b:c:d"')] }));
  });
});

describe('caches are warmed', () => {
  test.each([
    ['a proxy cache of a Harbor', Registry.harbor('harbor.example.com', { proxyCache: true }), 'harbor.example.com/quay/acme/app:1', 'harbor-proxy-cache'],
    ['one proxy-cache project', Registry.harbor('harbor.example.com', { project: 'quay', proxyCache: true }), 'harbor.example.com/quay/acme/app:1', 'harbor-proxy-cache'],
    ['a pull-through rule of ECR', Registry.ecr({ account: '123456789012', region: 'eu-west-1', pullThrough: true }), '123456789012.dkr.ecr.eu-west-1.amazonaws.com/quay/acme/app:1', 'ecr-pull-through'],
  ])('%s', (_name, registry, target, kind) => {
    const made = planMirror({ relocation: new Relocation({ registry }), sources: [list('quay.io/acme/app:1')] });

    expect(made).toMatchObject({ mode: 'warm', registries: [{ kind, mode: 'warm' }], copies: [{ mode: 'warm', target }] });
  });

  test('next to a registry that is pushed to', () => {
    const cache = Registry.harbor('harbor.example.com', { project: 'quay', proxyCache: true });
    const made = planMirror({ relocation: new Relocation({ registry: HARBOR, routes: { 'quay.io': { registry: cache } } }), sources: [list('quay.io/acme/app:1', 'nginx:1')] });

    expect([made.mode, ...made.copies.map(({ target, mode }) => `${mode} ${target}`)]).toEqual([
      'mixed', 'copy harbor.example.com/agents/library/nginx:1', 'warm harbor.example.com/quay/acme/app:1',
    ]);
    expect(made.registries.map(({ registry, mode }) => `${mode} ${registry}`)).toEqual(['copy harbor.example.com/agents', 'warm harbor.example.com/quay']);
  });
});

describe('manifests', () => {
  const source = (text: string): MirrorSource => ({ kind: 'manifests', stream: parseManifests(text, 'app.yaml') });

  test('give their images, with the place of each; the same image is one copy', () => {
    expect(plan([source(`${deployment('quay.io/acme/app:1')}---${deployment('quay.io/acme/app:1', 'other')}`)]).copies).toEqual([expect.objectContaining({
      source: 'quay.io/acme/app:1', required: true, runtime: false,
      reasons: [
        { text: 'Deployment agents/app: spec.template.spec.containers[0].image (app.yaml:5)', required: true, runtime: false },
        { text: 'Deployment agents/other: spec.template.spec.containers[0].image (app.yaml:10)', required: true, runtime: false },
      ],
    })]);
  });

  test('and what only shows up in the cluster: arguments, templates of webhooks', () => {
    const [made] = plan([source(`
apiVersion: v1
kind: ConfigMap
metadata: {name: injector, namespace: agents}
data:
  mutate.yaml: |
    initContainers:
      - name: agent
        image: quay.io/acme/injected:1
`)]).copies;

    expect(made).toMatchObject({ source: 'quay.io/acme/injected:1', required: true, runtime: true });
  });

  test('an image that stands in a pod, too, is none of those', () => {
    const text = `${deployment('quay.io/acme/app:1')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {image: "quay.io/acme/app:1"}\n`;

    expect(plan([source(text)]).copies).toMatchObject([{ runtime: false, reasons: [{ runtime: true }, { runtime: false }] }]);
  });

  test('private references are noted, not copied', () => {
    const made = plan([source(deployment('harbor.example.com/agents/acme/app:1'))]);

    expect([made.copies, made.alreadyPrivate]).toEqual([[], [{
      reference: 'harbor.example.com/agents/acme/app:1',
      reasons: [{ text: 'Deployment agents/app: spec.template.spec.containers[0].image (app.yaml:5)', required: true, runtime: false }],
    }]]);
  });

  test('what is no reference is told, and what only looks like one', () => {
    const made = plan([source(`${deployment('{{ .image }}')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {note: "as in quay.io/acme/other:1"}\n`)]);

    expect([made.copies, made.unresolved]).toEqual([[], [
      { location: 'Deployment agents/app: spec.template.spec.containers[0].image (app.yaml:5)', reason: 'it is no image reference: a template, or a typing error', incomplete: true },
      { location: 'ConfigMap a: data.note line 1 (app.yaml:10)', reason: 'it only looks like an image reference, so it was left out', incomplete: false },
    ]]);
  });

  test('that cannot be read as a whole are refused', () => {
    expect(() => plan([source('a: b: c')])).toThrow(expect.objectContaining({ code: 'manifest-invalid', problems: [expect.stringMatching(/^app\.yaml:1: /)] }));
  });
});

describe('agents', () => {
  const k8ssandra: MirrorSource = { kind: 'agent', install: { agent: Agent.k8ssandra('1.3.0'), namespace: 'db', releaseName: 'prod' } };

  test('every image of the install is in the plan, at the place that its pods get', () => {
    const agent = Agent.cloudZero('1.2.13');
    const install = planInstall({ agent, relocation: RELOCATION, namespace: 'cz', scope: 'all' });
    const made = plan([{ kind: 'agent', install: { agent, namespace: 'cz' } }]);

    const wanted = new Set(install.images.map(({ target }) => printReference(target)));
    expect(made.copies.flatMap(({ references }) => references).sort()).toEqual([...wanted].sort());
    expect(made.copies).toEqual(plan([{ kind: 'install', agent, plan: install }]).copies);
    expect(made.copies.find(({ source }) => source.startsWith('quay.io/prometheus/'))).toMatchObject({
      required: true, runtime: false,
      reasons: [{ text: 'CloudZero Agent 1.2.13: Deployment cloudzero-agent-cz-server, container cloudzero-agent-server', required: true, runtime: false }],
    });
  });

  test('what operators start is there, and marked', () => {
    const { copies: made } = plan([k8ssandra]);
    const byName = (name: string): MirrorCopy | undefined => made.find(({ source }) => source.includes(name));

    expect(byName('k8ssandra/cass-management-api')).toMatchObject({ required: true, runtime: true });
    expect(byName('cass-config-builder')).toMatchObject({ required: true, runtime: true });
    expect(byName('k8ssandra/cass-operator')).toMatchObject({ required: true, runtime: false });
    expect(byName('k8ssandra/medusa:')).toMatchObject({ required: false, runtime: true });
    expect(made.flatMap(({ reasons }) => reasons).some(({ text, runtime }) => runtime && text.includes('compiled in'))).toBe(true);
  });

  test('only what is required, on request', () => {
    const all = plan([k8ssandra]).copies;
    const required = plan([k8ssandra], { optional: false }).copies;

    expect(required.map(({ source }) => source)).toEqual(all.filter((copy) => copy.required).map(({ source }) => source));
    expect(required.length).toBeLessThan(all.length);
    expect(required.flatMap(({ reasons }) => reasons).every((reason) => reason.required)).toBe(true);
  });

  test('values of the user count, and contradictions are refused', () => {
    const agent = Agent.cloudZero('1.2.13');
    const source = (repository: string): MirrorSource => {
      const image = { tag: 'v9', ...(repository === '' ? {} : { repository }) };
      return { kind: 'agent', install: { agent, namespace: 'cz', values: { components: { prometheus: { image } } } } };
    };

    expect(plan([source('')]).copies.map(({ source: from }) => from)).toContain('quay.io/prometheus/prometheus:v9');
    expect(() => plan([source('quay.io/other/prometheus')])).toThrow(expect.objectContaining({ code: 'values-conflict' }));
  });

  test('an install that was planned for another registry is refused', () => {
    const agent = Agent.cloudZero('1.2.13');
    const install = planInstall({ agent, relocation: new Relocation({ registry: Registry.generic('other.example.com') }), namespace: 'cz' });

    expect(() => plan([{ kind: 'install', agent, plan: install }])).toThrow(expect.objectContaining({
      code: 'mirror-invalid',
      problems: expect.arrayContaining(['its pods pull other.example.com/prometheus/prometheus:v3.10.0-distroless, which is in none of the registries']) as unknown,
    }));
  });

  test('an image that a user has put in place of the vendor\'s is noted, and nothing is copied over it', () => {
    const agent = Agent.cloudZero('1.2.13');
    const made = plan([{
      kind: 'agent', install: { agent, namespace: 'cz', values: { components: { prometheus: { image: { repository: 'harbor.example.com/agents/mine/prometheus' } } } } },
    }]);

    expect(made.alreadyPrivate.map(({ reference }) => reference)).toEqual(['harbor.example.com/agents/mine/prometheus:v3.10.0-distroless']);
    expect(made.copies.map(({ source }) => source).filter((source) => source.includes('prometheus/prometheus'))).toEqual([]);
    expect(made.notes).toEqual([
      'pods pull harbor.example.com/agents/mine/prometheus:v3.10.0-distroless in place of quay.io/prometheus/prometheus:v3.10.0-distroless: '
        + 'it is taken for an image of your own, and not filled',
    ]);
  });
});

describe('a chart that is traced', () => {
  const agent = Agent.fromChart({ chart: chart('k8ssandra-1.5.2'), kubeVersion: KUBE_VERSION, helmExecutable: HELM_4 });
  const made = plan([{ kind: 'agent', install: { agent, namespace: 'db' } }]);
  const byName = (name: string): MirrorCopy | undefined => made.copies.find(({ source }) => source.includes(name));

  test('gives what it renders, and what its operators start', () => {
    expect(byName('k8ssandra/cass-operator')).toMatchObject({
      required: true, runtime: false, reasons: [{ text: 'k8ssandra 1.5.2: Deployment k8ssandra-cass-operator, container containers[0]' }],
    });
    expect(byName('k8ssandra/cass-management-api')).toMatchObject({ required: true, runtime: true });
    expect(byName('system-logger:v1.13.1')).toMatchObject({
      required: true, runtime: true, reasons: [{ text: 'k8ssandra 1.5.2: ConfigMap k8ssandra-cass-operator-manager-config' }],
    });
    expect(byName('bats/bats')).toMatchObject({ required: false, runtime: false });
  });

  test('gives no image that only looks like one', () => {
    const guessing = Agent.fromChart({ chart: chart('cloudzero-agent-1.2.13'), kubeVersion: KUBE_VERSION, helmExecutable: HELM_4 });
    const { copies: found, unresolved } = plan([{ kind: 'agent', install: { agent: guessing, namespace: 'cz', values: { existingSecretName: 'key', clusterName: 'a' } } }]);

    expect(found.every(({ required }) => required)).toBe(true);
    expect(unresolved.every(({ incomplete }) => !incomplete)).toBe(true);
    expect(unresolved.map(({ reason }) => reason)).toContain('quay.io/brancz/kube-rbac-proxy:v0.19.1 only looks like an image reference, so it was left out');
  });
});

test('nothing at all is a plan without copies', () => {
  expect(plan([])).toMatchObject({ mode: 'copy', copies: [], alreadyPrivate: [] });
});
