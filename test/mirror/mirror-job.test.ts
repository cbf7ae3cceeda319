import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../../src/audit';
import { printDockerConfig, SecretValue } from '../../src/credential';
import { parseManifests } from '../../src/manifest';
import type { JsonObject } from '../../src/manifest';
import { mirrorJob, mirrorJobObjects, planMirror } from '../../src/mirror';
import type { MirrorJobOptions } from '../../src/mirror';
import { Registry } from '../../src/registry';
import { Layout, Relocation } from '../../src/relocate';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { expectGoldenFiles, RELOCATION, samplePlan } from './sample';
import { World } from './world';

const OPTIONS: MirrorJobOptions = { relocation: RELOCATION, namespace: 'tools', pullSecretNames: ['pull'], pushSecretName: 'push' };

/** A list of many images. */
function manyImages(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `quay.io/acme/component-${index}/with-a-name-of-usual-length:v1.${index}.0`);
}

function jobOf(objects: readonly JsonObject[]) {
  return objects.at(-1) as unknown as {
    metadata: { name: string };
    spec: Record<string, unknown> & {
      template: { spec: { containers: [{ args: string[]; image: string }]; volumes: { projected?: { sources: unknown[] } }[] } };
    };
  };
}

test('a short list is a Job of one pod', () => {
  expectGoldenFiles('job', mirrorJob(samplePlan(), OPTIONS));
});

test('a longer one is an Indexed Job, with a pod for each part', () => {
  expectGoldenFiles('indexed-job', mirrorJob(samplePlan(), { ...OPTIONS, chunkSize: 2, parallelism: 2, caConfigMapName: 'ca', name: 'fill' }));
});

describe('the audit', () => {
  const registries = RELOCATION.registries;
  const declaredSecrets = [{ name: 'pull', registries: ['harbor.example.com'], namespaces: ['tools'] }];

  test.each([['one pod', 100], ['several', 1]])('proves a Job of %s', (_name, chunkSize) => {
    const text = mirrorJob(samplePlan(), { ...OPTIONS, chunkSize }).files[0]?.text ?? '';
    const stream = parseManifests(text);
    const echoes = stream.resources.filter(({ kind }) => kind === 'ConfigMap').map(({ name }) => ({ kind: 'ConfigMap', namespace: 'tools', name, reason: 'it lists what is copied' }));
    const verdict = audit(stream, { registries, declaredSecrets });

    expect(verdict).toMatchObject({ proven: true, pods: [{ canPull: true }] });
    // That the configuration names sources is worth a warning, which can be accepted by name.
    expect(new Set(verdict.findings.map(({ rule, severity }) => `${severity} ${rule}`))).toEqual(new Set(['warning image-not-private']));
    expect(audit(stream, { registries, declaredSecrets, echoes, strict: true })).toMatchObject({ proven: true, findings: [] });
  });

  test('refuses one whose nodes get no pull secret', () => {
    const { files } = mirrorJob(samplePlan(), { ...OPTIONS, pullSecretNames: [] });

    expect(audit(parseManifests(files[0]?.text ?? ''), { registries }).proven).toBe(false);
  });
});

describe('many images', () => {
  const plan = planMirror({ relocation: RELOCATION, sources: [{ kind: 'images', images: manyImages(2000) }] });
  const { objects } = mirrorJobObjects(plan, OPTIONS);
  const maps = objects.slice(0, -1) as unknown as { metadata: { name: string }; data: Record<string, string> }[];

  test('go into several ConfigMaps, each small enough for kubectl apply', () => {
    expect(maps.length).toBeGreaterThan(1);
    maps.forEach((map) => expect(JSON.stringify(map).length).toBeLessThan(256 * 1024));
    expect(maps.flatMap(({ data }) => Object.keys(data))).toEqual(Array.from({ length: 20 }, (_, index) => `regsync-${index}.yaml`));
    expect(maps.flatMap(({ data }) => Object.values(data)).join('').match(/^ {2}- source:/gm)).toHaveLength(2000);
  });

  test('and all of them into every pod, which takes its part', () => {
    const { spec } = jobOf(objects);

    expect(spec).toMatchObject({ completionMode: 'Indexed', completions: 20, parallelism: 4, backoffLimitPerIndex: 4 });
    expect(spec.template.spec.volumes[0]?.projected?.sources).toEqual(maps.map(({ metadata: { name } }) => ({ configMap: { name } })));
    expect(spec.template.spec.containers[0].args).toEqual(['once', '--config', '/etc/regsync/regsync-$(CHUNK).yaml']);
  });
});

describe('names', () => {
  test('change with the plan and with the options, because a Job cannot be changed', () => {
    const names = [
      mirrorJobObjects(samplePlan(), OPTIONS), mirrorJobObjects(samplePlan({ sources: [{ kind: 'images', images: ['a/b:1'] }] }), OPTIONS),
      mirrorJobObjects(samplePlan(), { ...OPTIONS, pushSecretName: 'other' }), mirrorJobObjects(samplePlan(), { ...OPTIONS, image: 'ghcr.io/regclient/regsync:v0.12.0' }),
    ].map(({ objects }) => jobOf(objects).metadata.name);

    expect(new Set(names).size).toBe(4);
    expect(jobOf(mirrorJobObjects(samplePlan(), { ...OPTIONS }).objects).metadata.name).toBe(names[0]);
  });

  test('and numbers that cannot be are all told at once', () => {
    expect(() => mirrorJobObjects(samplePlan(), {
      relocation: RELOCATION, namespace: 'Tools', name: 'x'.repeat(41), pullSecretNames: ['Pull'], pushSecretName: '_', caConfigMapName: 'C', chunkSize: 0, parallelism: 1.5,
    })).toThrow(expect.objectContaining({
      code: 'mirror-invalid',
      problems: ['namespace must be ', 'the name of the Job has 41 characters', 'pull secret name must be', 'push secret name must be', 'name of the ConfigMap must be', 'chunkSize 0 is', 'parallelism 1.5 is']
        .map((start) => expect.stringContaining(start) as unknown),
    }));
  });
});

describe('regsync itself', () => {
  test('comes from the same registry, by the same layout, and has to be there before', () => {
    const { objects, caveats } = mirrorJobObjects(samplePlan(), OPTIONS);

    expect(jobOf(objects).spec.template.spec.containers[0].image).toBe('harbor.example.com/agents/regclient/regsync:v0.11.5');
    expect(caveats[0]).toBe('harbor.example.com/agents/regclient/regsync:v0.11.5 runs the Job, so it has to be in the registry before: copy it there from ghcr.io/regclient/regsync:v0.11.5');
    expect(mirrorJobObjects(samplePlan(), { ...OPTIONS, image: 'harbor.example.com/agents/tools/regsync:1' }).caveats[0]).not.toContain('before');
  });

  test('does not take the place of an image', () => {
    const relocation = new Relocation({ registry: Registry.generic('r.example'), layout: Layout.flat() });
    const plan = planMirror({ relocation, sources: [{ kind: 'images', images: ['quay.io/other/regsync:1'] }] });

    expect(() => mirrorJobObjects(plan, { relocation, namespace: 'tools' })).toThrow(expect.objectContaining({
      code: 'relocation-collision', problems: ['quay.io/other/regsync:1 goes to r.example/regsync, too'],
    }));
  });

  test('copies every part, with the logins of a Docker configuration', async () => {
    const world = await World.start();
    try {
      await world.fill();
      const relocation = new Relocation({ registry: Registry.generic(world.own.host, { prefix: 'job' }) });
      const images = ['acme/multi:v1', `acme/docker:v2@${world.docker.root.digest}`, 'acme/foreign:v4'].map((image) => `${world.vendor.host}/${image}`);
      const { objects } = mirrorJobObjects(planMirror({ relocation, sources: [{ kind: 'images', images }] }), {
        relocation, namespace: 'tools', chunkSize: 2, plainHttp: [world.vendor.host],
      });
      const logins = join(world.folder, 'logins');
      mkdirSync(logins);
      writeFileSync(join(logins, 'config.json'), printDockerConfig([
        { registry: world.own.host, username: CANARY_USERNAME, password: SecretValue.unsafePlainText(CANARY_PASSWORD) },
      ]).unsafeUnwrap());
      const parts = Object.entries((objects[0] as { data: Record<string, string> }).data).map(([path, text]) => ({ path, text, executable: false }));
      const files = [...parts, { path: 'run.sh', text: 'set -eu\nfor part in regsync-*.yaml; do regsync once --config "$part"; done\n', executable: true }];

      expect(parts.map(({ path }) => path)).toEqual(['regsync-0.yaml', 'regsync-1.yaml']);
      expect((await world.run(files, 'run.sh', { DOCKER_CONFIG: logins })).code).toBe(0);
      for (const [repository, tag, image] of [['multi', 'v1', world.multi], ['docker', 'v2', world.docker], ['foreign', 'v4', world.foreign]] as const) {
        expect((await world.held(world.own, `job/acme/${repository}`, tag))?.digest).toBe(image.root.digest);
      }
    } finally {
      await world.stop();
    }
  });
});
