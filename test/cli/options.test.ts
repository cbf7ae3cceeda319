import { atOption, collect, parseAcknowledgement, parseDeclaredSecret, parseHostPattern, parseNamespace, parseSecretName, requireOptions } from '../../src/cli/options';
import { PullproofError } from '../../src/error';
import { CANARY_PASSWORD } from '../support/canary';

describe('--declare-secret', () => {
  test('a secret of every namespace', () => {
    expect(parseDeclaredSecret('pull=harbor.example.com')).toEqual({ name: 'pull', registries: ['harbor.example.com'] });
  });

  test('a secret of one namespace, with several hosts', () => {
    expect(parseDeclaredSecret('agents/pull=harbor.example.com:5000,https://index.docker.io/v1/,*.example.com')).toEqual({
      name: 'pull', namespaces: ['agents'], registries: ['harbor.example.com:5000', 'https://index.docker.io/v1/', '*.example.com'],
    });
  });

  test.each(['', 'pull', 'pull=', '=harbor.example.com', 'a/b/pull=harbor.example.com'])('%j is none', (text) => {
    expect(() => parseDeclaredSecret(text)).toThrow(`"${text}" does not declare a secret, expected [NAMESPACE/]NAME=HOST[,HOST]; for example agents/pull=harbor.example.com`);
  });

  test('everything that is wrong is listed', () => {
    expect(() => parseDeclaredSecret('Agents/Pull=harbor.example.com:*,,x')).toThrow([
      '"Agents/Pull=harbor.example.com:*,,x" cannot be used',
      '  - namespace must be made of lower-case letters, digits and "-", starting and ending with a letter or digit (got "Agents")',
      '  - secret name must be made of lower-case letters, digits, "-" and ".", starting and ending with a letter or digit (got "Pull")',
      '  - "harbor.example.com:*" is no key that the kubelet reads',
      '  - "" is no key that the kubelet reads',
    ].join('\n'));
  });

  test('a login is refused and not repeated', () => {
    expect(() => parseDeclaredSecret(`pull=robot:${CANARY_PASSWORD}@harbor.example.com`)).toThrow(
      '"…@harbor.example.com" cannot be used\n  - "…@harbor.example.com" is no key that the kubelet reads');
  });
});

describe('--acknowledge', () => {
  test('all findings of a rule', () => {
    expect(parseAcknowledgement('image-floating-tag=the vendor publishes no other tag')).toEqual({
      rule: 'image-floating-tag', reason: 'the vendor publishes no other tag',
    });
  });

  test('those of one object; the reason may hold anything', () => {
    expect(parseAcknowledgement('image-floating-tag@Deployment agents/app=see https://example.com/?a=b')).toEqual({
      rule: 'image-floating-tag', resource: 'Deployment agents/app', reason: 'see https://example.com/?a=b',
    });
  });

  test.each(['', 'image-floating-tag', 'image-floating-tag=', '=reason', 'Rule=reason', 'image-floating-tag@=reason'])('%j is none', (text) => {
    expect(() => parseAcknowledgement(text)).toThrow(`"${text}" does not acknowledge a rule, expected RULE[@KIND NAMESPACE/NAME]=REASON; for example`);
  });
});

describe('--node-identity', () => {
  test.each(['harbor.example.com', 'harbor.example.com:5000', '*.dkr.ecr.*.amazonaws.com', '[2001:db8::1]:5000', 'localhost'])('%s is a host', (text) => {
    expect(parseHostPattern(text)).toBe(text);
  });

  test.each([
    ['', '"" cannot be used\n  - the host is empty'],
    ['https://harbor.example.com', '"https://harbor.example.com" cannot be used\n  - host "https://harbor.example.com" has a scheme in front, leave it out'],
    ['harbor.example.com/agents', '"harbor.example.com/agents" cannot be used\n  - host "harbor.example.com/agents" holds a path, leave it out'],
    [`u:${CANARY_PASSWORD}@h.example.com`, '"…@h.example.com" cannot be used\n  - host "…@h.example.com" has a login in front, leave it out'],
    ['*.example.com:*', '"*.example.com:*" cannot be used\n  - the pattern fits no host'],
  ])('%j is none', (text, message) => {
    expect(() => parseHostPattern(text)).toThrow(message);
  });
});

describe('names', () => {
  test('of namespaces and Secrets', () => {
    expect(parseNamespace('cloudzero-agent')).toBe('cloudzero-agent');
    expect(parseSecretName('pull.harbor')).toBe('pull.harbor');
  });

  test('that Kubernetes refuses', () => {
    expect(() => parseNamespace('Agents')).toThrow('"Agents" cannot be used\n  - namespace must be made of');
    expect(() => parseSecretName('')).toThrow('"" cannot be used\n  - secret name must not be empty');
  });
});

describe('helpers', () => {
  test('an error of the core names its option', () => {
    const read = (): never => {
      throw new PullproofError({ code: 'usage', what: 'x is no y' });
    };

    expect(() => atOption('--y', read)).toThrow('[--y] x is no y');
  });

  test('a defect stays a defect', () => {
    const read = (): never => {
      throw new TypeError('x is not a function');
    };

    expect(() => atOption('--y', read)).toThrow(TypeError);
  });

  test('values of an option that is repeated are collected', () => {
    expect(collect('b', collect('a'))).toEqual(['a', 'b']);
  });

  test('missing options are named as they are written', () => {
    expect(() => requireOptions('values', { agent: 'cloudzero', pullSecret: undefined })).toThrow('an option is missing: --pull-secret; see "pullproof help values"');
    expect(() => requireOptions('values', { agent: 'cloudzero' })).not.toThrow();
  });
});
