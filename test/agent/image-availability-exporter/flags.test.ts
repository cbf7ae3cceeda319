import { CaBundle, EXPORTER_RELEASES, ImagePattern } from '../../../src/agent';
import type { CheckedKind, ExporterDeclaration } from '../../../src/agent';
import { FLAG_SINCE } from '../../../src/agent/image-availability-exporter';
import { deploymentOf, errorOf, plan } from './support';

const CORPORATE_CA = CaBundle.configMap('corporate-ca');

/** Every flag, with its option and what becomes of it. */
const FLAGS: readonly (readonly [string, Partial<ExporterDeclaration>, readonly string[]])[] = [
  ['check-interval', { checkInterval: '90s' }, ['-check-interval=90s']],
  ['default-registry', { defaultRegistry: 'harbor.example.com' }, ['-default-registry=harbor.example.com']],
  ['namespace-label', { namespaceLabel: 'example.com/check-images' }, ['-namespace-label=example.com/check-images']],
  ['force-check-disabled-controllers', { forceCheckDisabledControllers: ['StatefulSet', 'CronJob', 'StatefulSet'] },
    ['-force-check-disabled-controllers=StatefulSet,CronJob']],
  ['ignored-images', { ignoredImages: [ImagePattern.repository('quay.io/a/b'), ImagePattern.regularExpression('x~y')] },
    ['-ignored-images=^quay\\.io/a/b(?:[:@].*)?$~x\\x7ey']],
  ['allowed-images', { allowedImages: [ImagePattern.below('reg.example.com')] }, ['-allowed-images=^reg\\.example\\.com/']],
  ['image-mirror', { imageMirrors: { 'docker.io/': 'reg.example.com/hub/', 'quay.io/a/b:': 'reg.example.com/b:' } },
    ['-image-mirror=docker.io/=reg.example.com/hub/', '-image-mirror=quay.io/a/b:=reg.example.com/b:']],
  ['capath', { caBundles: [CORPORATE_CA, CaBundle.secret('other', 'bundle.pem')] }, ['-capath=/etc/registry-ca/0.crt', '-capath=/etc/registry-ca/1.crt']],
  ['allow-plain-http', { allowPlainHttp: true }, ['-allow-plain-http']],
  ['skip-registry-cert-verification', { skipRegistryCertVerification: true }, ['-skip-registry-cert-verification']],
];

test.each(FLAGS)('-%s', (_flag, options, expected) => {
  expect(plan(options).arguments).toEqual(['-bind-address=:8080', ...expected]);
});

test('-bind-address is the port of everything', () => {
  const planned = plan({ port: 9090, monitor: { kind: 'ServiceMonitor' } });
  expect(planned.arguments).toEqual(['-bind-address=:9090']);
  expect(deploymentOf(planned).spec.template.spec.containers[0].ports).toEqual([{ name: 'http', containerPort: 9090, protocol: 'TCP' }]);
  expect(planned.objects.find(({ id }) => id === 'service')?.object).toMatchObject({ spec: { ports: [{ name: 'http', port: 9090, targetPort: 'http' }] } });
});

test('without options there is no flag but the port, and options that are off write none', () => {
  const off = { allowPlainHttp: false, skipRegistryCertVerification: false, ignoredImages: [], imageMirrors: {}, caBundles: [] };
  expect(plan(off).arguments).toEqual(['-bind-address=:8080']);
});

test('an image is allowed when one of the patterns matches, although the flag asks for all of them', () => {
  const [, argument = ''] = plan({ allowedImages: [ImagePattern.below('a.example.com'), ImagePattern.below('b.example.com')] }).arguments;
  expect(argument).toBe('-allowed-images=(?:^a\\.example\\.com/)|(?:^b\\.example\\.com/)');
  const expression = new RegExp(argument.slice('-allowed-images='.length));
  expect(['a.example.com/x', 'b.example.com/x', 'c.example.com/x'].map((image) => expression.test(image))).toEqual([true, true, false]);
});

test('Kubernetes hands the arguments over unchanged', () => {
  const written = deploymentOf(plan({ ignoredImages: [ImagePattern.regularExpression('^a$(b)$$|\\$c$')] })).spec.template.spec.containers[0].args;
  expect(written[1]).toBe('-ignored-images=^a$$(b)$$$|\\$c$');
  // What the kubelet does: `$$` is `$`, and `$(NAME)` a variable; see third_party/forked/golang/expansion.
  expect(written[1]?.replace(/\$\$/g, '$')).toBe('-ignored-images=^a$(b)$$|\\$c$');
});

describe('releases', () => {
  const since = Object.entries(FLAG_SINCE);

  test('are those of the repository, the oldest first', () => {
    expect(EXPORTER_RELEASES).toEqual(['0.5.0', '0.5.1', '0.6.0', '0.6.1', '0.7.0', '0.8.0', '0.9.0', '0.10.0', '0.11.0', '0.12.0', '0.13.0', '0.14.0', '0.15.0']);
  });

  test.each(since)('-%s is known from %s on, and refused before', (flag, first) => {
    const [, options] = FLAGS.find(([name]) => name === flag) ?? [];
    for (const release of EXPORTER_RELEASES) {
      const isKnown = EXPORTER_RELEASES.indexOf(release) >= EXPORTER_RELEASES.indexOf(first);
      if (isKnown) {
        expect(plan({ ...options, release }).arguments.some((argument) => argument.startsWith(`-${flag}`))).toBe(true);
      } else {
        const { problems } = errorOf(() => plan({ ...options, release }));
        expect(problems).toEqual([`-${flag} needs release ${first} of the exporter or newer, this is ${release}`]);
      }
    }
  });

  test('every other flag is known to all of them', () => {
    for (const [, options] of FLAGS.filter(([name]) => !since.some(([flag]) => flag === name))) {
      EXPORTER_RELEASES.forEach((release) => expect(() => plan({ ...options, release })).not.toThrow());
    }
  });

  test('an unknown one is refused with what is known', () => {
    expect(errorOf(() => plan({ release: '0.4.0' }))).toMatchObject({
      code: 'release-unknown',
      message: expect.stringContaining('release "0.4.0" of k8s-image-availability-exporter is not known, expected one of: 0.5.0, 0.5.1, 0.6.0'),
    });
  });

  test('may be written with a v', () => {
    expect(plan({ release: 'v0.14.0' }).source.tag).toBe('v0.14.0');
  });
});

describe('what cannot work is refused, all at once', () => {
  test.each<[string, Partial<ExporterDeclaration>, readonly unknown[]]>([
    ['a duration without a unit', { checkInterval: '60' }, ['checkInterval must be a duration of a second or more, such as "1m" or "90s" (got "60")']],
    ['a duration that never waits', { checkInterval: '0s' }, ['checkInterval must be a duration of a second or more, such as "1m" or "90s" (got "0s")']],
    ['a port that only root opens', { port: 80 }, ['port must be a number from 1024 to 65535: the exporter is not root (got 80)']],
    ['a label with a value', { namespaceLabel: 'check=true' }, ['namespaceLabel must be the key of a label, without a value (got "check=true")']],
    ['a kind that is not checked', { forceCheckDisabledControllers: ['Job' as CheckedKind] },
      ['forceCheckDisabledControllers must be of Deployment, StatefulSet, DaemonSet, CronJob (got "Job")']],
    ['a registry with a scheme', { defaultRegistry: 'https://reg.example.com' },
      ['defaultRegistry: host "https://reg.example.com" has a scheme in front, leave it out']],
    ['a mirror that stands for longer names', { imageMirrors: { 'docker.io/nginx': 'reg.example.com/nginx' } },
      ['imageMirrors "docker.io/nginx" must end in "/", ":" or "@", or it also stands for longer names']],
    ['a mirror whose end differs', { imageMirrors: { 'docker.io/': 'reg.example.com/hub' } },
      ['imageMirrors "docker.io/" ends in "/", so its mirror must too (got "reg.example.com/hub")']],
    ['a mirror that the flag splits twice', { imageMirrors: { 'docker.io/': 'reg.example.com/a=b/' } },
      ['imageMirrors "docker.io/" must not hold "=" or spaces, nor may its mirror']],
    ['mirrors between which chance decides', { imageMirrors: { 'docker.io/': 'a.example.com/', 'docker.io/library/': 'b.example.com/' } },
      ['imageMirrors "docker.io/" and "docker.io/library/" both match some images, and the exporter chooses at random']],
    ['an expression that ends the exporter', { ignoredImages: [ImagePattern.regularExpression('(')] }, ['image pattern "(" is no regular expression']],
    ['a bundle with a bad name and key', { caBundles: [CaBundle.secret('A', 'a/b')] }, [
      'name of the Secret with a CA bundle must be made of lower-case letters, digits, "-" and ".", starting and ending with a letter or digit (got "A")',
      'key of a CA bundle must be made of letters, digits, "-", "_" and "." (got "a/b")',
    ]],
    ['trust in everybody next to a bundle', { skipRegistryCertVerification: true, caBundles: [CORPORATE_CA] },
      ['skipRegistryCertVerification makes the exporter ignore caBundles: leave one of them out']],
    ['several things', { port: 1, checkInterval: 'x' }, [expect.stringContaining('checkInterval'), expect.stringContaining('port')]],
  ])('%s', (_what, options, problems) => {
    expect(errorOf(() => plan(options))).toMatchObject({ code: 'exporter-invalid', problems });
  });
});
