import * as fc from 'fast-check';
import { parseReference } from '../../src/image';
import { Registry, WELL_KNOWN_SOURCE_PREFIXES } from '../../src/registry';
import type { IRegistryKind } from '../../src/registry';
import { hosts, repositories } from '../image/arbitraries';
import { CANARY_PASSWORD } from '../support/canary';
import { errorOf, problemsOf } from './problems-of';

/** A kind from outside the package. */
class ShoutingKind implements IRegistryKind {
  public readonly id = 'shouting';
  public readonly title = 'Shouting';
  public readonly createsRepositories = 'never';
  public readonly tokenLifetimeSeconds = 60;

  public checkHost(host: string): string[] {
    return host.endsWith('.shout.example') ? [] : ['no host of ours'];
  }

  public checkPrefix(prefix: string): string[] {
    return prefix === 'quiet' ? ['too quiet'] : [];
  }

  public checkRepository(): string[] {
    return [];
  }

  public checkUsername(): string[] {
    return [];
  }
}

describe('Registry', () => {
  test('has host, prefix and the key of docker configurations', () => {
    const registry = Registry.generic('registry.example.com:5000', { prefix: 'mirror/agents' });
    expect(registry.host).toBe('registry.example.com:5000');
    expect(registry.prefix).toBe('mirror/agents');
    expect(registry.authKey).toBe('registry.example.com:5000');
    expect(registry.toString()).toBe('registry.example.com:5000/mirror/agents');
    expect(registry.kind.id).toBe('generic');
  });

  test('Docker Hub has the key that every client looks for, under either of its names', () => {
    expect(Registry.dockerHub({ namespace: 'acme' }).authKey).toBe('https://index.docker.io/v1/');
    const generic = Registry.generic('index.docker.io', { prefix: 'acme' });
    expect(generic.host).toBe('docker.io');
    expect(generic.authKey).toBe('https://index.docker.io/v1/');
  });

  test.each([
    ['registry.example.com/agents/app:1', true],
    ['registry.example.com/agents/team/app', true],
    ['registry.example.com/agents', true],
    ['registry.example.com/agents-b/app', false],
    ['registry.example.com/agent/s', false],
    ['registry.example.com/other/agents/app', false],
    ['registry.example.com:443/agents/app', false],
    ['docker.io/agents/app', false],
  ])('the prefix "agents" ends at a slash: %s is covered: %s', (text, covered) => {
    expect(Registry.generic('registry.example.com', { prefix: 'agents' }).covers(parseReference(text))).toBe(covered);
  });

  test('without a prefix the whole host is covered', () => {
    const registry = Registry.generic('registry.example.com');
    expect(registry.covers(parseReference('registry.example.com/app'))).toBe(true);
    expect(registry.covers(parseReference('registry.example.com.evil.example/app'))).toBe(false);
  });

  test('two registries are the same by kind, host and prefix', () => {
    const harbor = Registry.harbor('harbor.example.com', { project: 'agents' });
    expect(harbor.sameAs(Registry.harbor('harbor.example.com', { project: 'agents' }))).toBe(true);
    expect(harbor.sameAs(Registry.harbor('harbor.example.com', { project: 'agents-b' }))).toBe(false);
    expect(harbor.sameAs(Registry.harbor('harbor2.example.com', { project: 'agents' }))).toBe(false);
    expect(harbor.sameAs(Registry.generic('harbor.example.com', { prefix: 'agents' }))).toBe(false);
  });

  test('a kind from outside brings its own rules', () => {
    const registry = Registry.of(new ShoutingKind(), 'a.shout.example', 'loud');
    expect(registry.kind.title).toBe('Shouting');
    expect(registry.prefix).toBe('loud');
    expect(Registry.of(new ShoutingKind(), 'a.shout.example').prefix).toBe('');
    expect(registry.tokenLifetimeOf('anybody')).toBe(60);
    expect(problemsOf(() => Registry.of(new ShoutingKind(), 'a.example.com', 'quiet'))).toEqual(['no host of ours', 'too quiet']);
  });

  test('the rules of the image grammar hold for a kind from outside too', () => {
    expect(problemsOf(() => Registry.of(new ShoutingKind(), 'https://A.shout.example', 'Loud/'))).toEqual([
      'the host has a scheme in front ("https://"), leave it out',
      'host "A.shout.example" has upper-case letters, and the kubelet compares hosts letter by letter: use "a.shout.example"',
      'the path ends with a slash',
      'path component "Loud" has upper-case letters',
    ]);
  });
});

describe('what no registry can be', () => {
  test('one error lists every problem', () => {
    const error = errorOf(() => Registry.harbor('https://Harbor.example.com/agents', { project: 'Agents' }));
    expect(error.code).toBe('registry-invalid');
    expect(error.message).toBe([
      '"https://Harbor.example.com/agents/Agents" is not a valid registry (Harbor)',
      '  - the host has a scheme in front ("https://"), leave it out',
      '  - the host holds a path ("agents"), which belongs in the prefix',
      '  - host "Harbor.example.com" has upper-case letters, and the kubelet compares hosts letter by letter: use "harbor.example.com"',
      '  - path component "Agents" has upper-case letters',
    ].join('\n'));
  });

  test.each([
    ['', 'the host is empty'],
    ['registry', 'host "registry" has neither a dot nor a port, and would be read as a path of Docker Hub'],
    ['registry.example.com/', 'the host ends with a slash'],
    ['registry.example.com:0', 'host "registry.example.com:0" has a port outside 1 to 65535'],
    ['registry.example.com:65536', 'host "registry.example.com:65536" has a port outside 1 to 65535'],
    ['registry.example.com:', 'host "registry.example.com:" has a colon without a port'],
    ['my_registry.example.com', 'host "my_registry.example.com" has "_", a host name is made of letters, digits, dots and dashes'],
    ['2001:db8::1', 'host "2001:db8::1" looks like an IPv6 address, which needs brackets'],
  ])('host %j: %s', (host, problem) => {
    expect(problemsOf(() => Registry.generic(host))).toEqual([problem]);
  });

  test.each(['localhost', 'localhost:5000', 'registry:5000', '[2001:db8::1]:5000', '10.0.0.1', 'registry.example.com:65535'])('host %s is fine', (host) => {
    expect(Registry.generic(host).host).toBe(host);
  });

  test.each([
    ['/agents', ['the path begins with a slash']],
    ['agents/', ['the path ends with a slash']],
    ['a//b', ['the path has two slashes in a row']],
    ['agents:1', ['path component "agents:1" may not hold ":"']],
    ['a..b', ['path component "a..b" has separators in a row (one dot, one or two underscores, or dashes may join its parts)']],
  ])('prefix %s is refused', (prefix, problems) => {
    expect(problemsOf(() => Registry.generic('registry.example.com', { prefix }))).toEqual(problems);
  });

  test('a prefix must leave room for an image', () => {
    expect(Registry.generic('r.example', { prefix: 'a'.repeat(243) }).prefix).toHaveLength(243);
    expect(problemsOf(() => Registry.generic('r.example', { prefix: 'a'.repeat(244) }))).toEqual([
      'host and prefix leave no room for an image: at least 256 characters, at most 255 are allowed',
    ]);
  });

  test.each([
    [() => Registry.generic(`https://bob:${CANARY_PASSWORD}@registry.example.com`)],
    [() => Registry.generic(`bob:x/${CANARY_PASSWORD}@registry.example.com`)],
    [() => Registry.generic(`${CANARY_PASSWORD}@localhost`)],
    [() => Registry.parse(`https://bob:${CANARY_PASSWORD}@registry.example.com/agents`)],
    [() => Registry.parse(`bob:${CANARY_PASSWORD}@registry.example.com/agents`)],
    [() => Registry.parse(`bob:x/${CANARY_PASSWORD}@registry.example.com/agents`)],
    [() => Registry.parse(`bob:${CANARY_PASSWORD}@localhost:5000`)],
  ])('a login in front of the host is refused without showing it (case %#)', (declare) => {
    const error = errorOf(declare);
    expect(error.problems).toContain('the host has a login in front; credentials are declared apart from the registry');
    expect(error.message).not.toContain(CANARY_PASSWORD);
  });
});

describe('Registry.parse', () => {
  test.each([
    ['docker.io/acme', 'docker-hub', 'docker.io', 'acme'],
    ['index.docker.io/acme', 'docker-hub', 'docker.io', 'acme'],
    ['ghcr.io/acme', 'ghcr', 'ghcr.io', 'acme'],
    ['quay.io/acme/agents', 'quay', 'quay.io', 'acme/agents'],
    ['registry.gitlab.com/acme/agents', 'gitlab', 'registry.gitlab.com', 'acme/agents'],
    ['acme.jfrog.io/docker-virtual', 'jfrog', 'acme.jfrog.io', 'docker-virtual'],
    ['acme-docker-virtual.jfrog.io', 'jfrog', 'acme-docker-virtual.jfrog.io', ''],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/agents', 'ecr', '123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'agents'],
    ['public.ecr.aws/acme', 'ecr-public', 'public.ecr.aws', 'acme'],
    ['acme-registry.cn-hangzhou.cr.aliyuncs.com/agents', 'alibaba-acr-enterprise', 'acme-registry.cn-hangzhou.cr.aliyuncs.com', 'agents'],
    ['registry.cn-hangzhou.aliyuncs.com/agents', 'alibaba-acr-personal', 'registry.cn-hangzhou.aliyuncs.com', 'agents'],
    ['swr.cn-north-4.myhuaweicloud.com/agents', 'huawei-swr', 'swr.cn-north-4.myhuaweicloud.com', 'agents'],
    ['europe-west1-docker.pkg.dev/acme-prod/agents', 'google-artifact-registry', 'europe-west1-docker.pkg.dev', 'acme-prod/agents'],
    ['eu.gcr.io/acme-prod', 'google-gcr', 'eu.gcr.io', 'acme-prod'],
    ['acmeprod.azurecr.io/agents', 'azure-acr', 'acmeprod.azurecr.io', 'agents'],
    ['harbor.example.com/agents', 'generic', 'harbor.example.com', 'agents'],
    ['harbor.example.com/agents/', 'generic', 'harbor.example.com', 'agents'],
    ['harbor.example.com/', 'generic', 'harbor.example.com', ''],
    ['localhost:5000', 'generic', 'localhost:5000', ''],
    ['[::1]:5000/mirror/agents', 'generic', '[::1]:5000', 'mirror/agents'],
  ])('%s is of the kind %s', (text, kind, host, prefix) => {
    const registry = Registry.parse(text);
    expect([registry.kind.id, registry.host, registry.prefix]).toEqual([kind, host, prefix]);
  });

  test.each([
    ['', ['the host is empty']],
    ['/', ['the host is empty']],
    ['harbor/agents', ['host "harbor" has neither a dot nor a port, and would be read as a path of Docker Hub']],
    ['https://harbor.example.com/agents', ['the host has a scheme in front ("https://"), leave it out']],
    ['harbor.example.com/agents/app:1', ['path component "app:1" may not hold ":"']],
    ['harbor.example.com/app@sha256:abc', ['path component "app@sha256:abc" may not hold "@:"']],
    ['harbor.example.com//', ['the path begins with a slash', 'the path ends with a slash']],
    ['docker.io/acme/agents', ['prefix "acme/agents" is too deep: Docker Hub takes paths of 2 components (namespace/repository), and the last is the image']],
    ['swr.cn-north-4.myhuaweicloud.com/Acme/agents', [
      'path component "Acme" has upper-case letters',
      'prefix "Acme/agents" is too deep: Huawei SWR takes paths of 2 components (organization/repository), and the last is the image',
    ]],
  ])('%j is refused', (text, problems) => {
    expect(problemsOf(() => Registry.parse(text))).toEqual(problems);
  });

  test('property: a registry reads back from its own text', () => {
    fc.assert(fc.property(hosts, repositories, (host, prefix) => {
      fc.pre(host !== 'UPPER' && !host.endsWith(':0') && host !== 'docker.io');
      const registry = Registry.generic(host, { prefix });
      const again = Registry.parse(registry.toString());
      expect([again.host, again.prefix]).toEqual([host, prefix]);
    }));
  });

  test('property: nothing but PullproofError is thrown, whatever the text', () => {
    const pieces = fc.array(fc.constantFrom('a', 'A', '.', '/', ':', '@', '-', '_', '5000', 'https://', '[', ']', ' ', 'docker.io', 'ü')).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.oneof(pieces, fc.string()), (text) => {
      try {
        expect(Registry.parse(text).kind.checkHost(text)).toBeDefined();
      } catch (error) {
        expect(errorOf(() => {
          throw error;
        }).problems).not.toEqual([]);
      }
    }), { numRuns: 1_000 });
  });
});

describe('customary prefixes', () => {
  test('no two source hosts share one', () => {
    const prefixes = Object.values(WELL_KNOWN_SOURCE_PREFIXES);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});
