import fc from 'fast-check';
import { registryBase } from '../../../src/availability/client/addresses';
import type { AddressRules } from '../../../src/availability/client/addresses';
import { judgeRealm } from '../../../src/availability/client/token-hosts';

const RULES: AddressRules = { plainHttpHosts: [], allowLoginOverPlainHttp: false, trustedTokenHosts: [] };
const judge = (registry: string, realm: string, rules: Partial<AddressRules> = {}): string => {
  const all = { ...RULES, ...rules };
  return judgeRealm(realm, registryBase(registry, all), all).kind;
};

describe('judgeRealm trusts', () => {
  test.each([
    ['docker.io', 'https://auth.docker.io/token'],
    ['registry.gitlab.com', 'https://gitlab.com/jwt/auth'],
    ['gitlab.example.com:5050', 'https://gitlab.example.com/jwt/auth'],
    ['registry.example.com', 'https://gitlab.example.com/jwt/auth'],
    ['registry.example.co.uk', 'https://auth.example.co.uk/token'],
    ['harbor.example.com', 'https://harbor.example.com/service/token'],
    ['ghcr.io', 'https://ghcr.io/token'],
    ['lscr.io', 'https://ghcr.io/token'],
    ['rg.fr-par.scw.cloud', 'https://api.scaleway.com/registry-internal/v1/regions/fr-par/tokens'],
    ['registry.connect.redhat.com', 'https://sso.redhat.com/auth'],
    ['quay.io', 'https://quay.io/v2/auth'],
    ['acme.azurecr.io', 'https://acme.azurecr.io/oauth2/token'],
    ['europe-docker.pkg.dev', 'https://europe-docker.pkg.dev/v2/token'],
    ['docker.elastic.co', 'https://docker-auth.elastic.co/auth'],
    ['registry.cn-hangzhou.aliyuncs.com', 'https://dockerauth.cn-hangzhou.aliyuncs.com/auth'],
    ['demo-registry.cn-hangzhou.cr.aliyuncs.com', 'https://dockerauth-ee.cn-hangzhou.aliyuncs.com/auth'],
    ['demo-registry-vpc.cn-shanghai.cr.aliyuncs.com', 'https://dockerauth-ee-vpc.cn-shanghai.aliyuncs.com/auth'],
    ['crpi-x.cn-shenzhen.personal.cr.aliyuncs.com', 'https://dockerauth.cn-shenzhen.aliyuncs.com/auth'],
    ['registry.cn-zhangjiakou.aliyuncs.com', 'https://dockerauth-cn-zhangjiakou.aliyuncs.com/auth'],
    ['10.0.0.7:5000', 'https://10.0.0.7:5001/token'],
    ['localhost:5000', 'https://localhost:5001/token'],
  ])('for %s: %s', (registry, realm) => {
    expect(judge(registry, realm)).toBe('trusted');
  });

  test('hosts that the user names, with or without a port', () => {
    expect(judge('harbor.example.com', 'https://tokens.example.net:8443/t', { trustedTokenHosts: ['tokens.example.net'] })).toBe('trusted');
    expect(judge('harbor.example.com', 'https://tokens.example.net:8443/t', { trustedTokenHosts: ['tokens.example.net:8443'] })).toBe('trusted');
    expect(judge('harbor.example.com', 'https://tokens.example.net:8443/t', { trustedTokenHosts: ['tokens.example.net:9443'] })).toBe('foreign');
  });

  test('plain HTTP on the host of a registry of plain HTTP, and on hosts of plain HTTP', () => {
    expect(judge('localhost:5000', 'http://localhost:5001/t', { plainHttpHosts: ['localhost:5000'] })).toBe('trusted');
    expect(judge('registry.example.com', 'http://auth.example.com/t', { plainHttpHosts: ['registry.example.com', 'auth.example.com'] })).toBe('trusted');
  });
});

describe('judgeRealm calls foreign', () => {
  test.each([
    ['docker.io', 'https://auth.docker.io.evil.example/token'],
    ['docker.io', 'https://evil.example/token?x=auth.docker.io'],
    ['registry.gitlab.com', 'https://gitlab.com.evil.example/jwt/auth'],
    ['harbor.example.com', 'https://harbor.example.org/service/token'],
    ['harbor.example.com', 'https://example.com.evil.example/'],
    ['registry.example.co.uk', 'https://evil.co.uk/token'],
    ['registry.example.com.cn', 'https://evil.com.cn/token'],
    ['acme.azurecr.io', 'https://evil.azurecr.io/oauth2/token'],
    ['acme.jfrog.io', 'https://evil.jfrog.io/token'],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'https://evil.s3.amazonaws.com/token'],
    ['team.github.io', 'https://evil.github.io/token'],
    ['registry.team.svc.cluster.local', 'https://evil.other.svc.cluster.local/token'],
    ['registry.cn-hangzhou.aliyuncs.com', 'https://dockerauth.oss-cn-hangzhou.aliyuncs.com/auth'],
    ['registry.cn-hangzhou.aliyuncs.com', 'https://dockerauth.cn-beijing.aliyuncs.com/auth'],
    ['registry.cn-hangzhou.aliyuncs.com', 'https://evil.cn-hangzhou.aliyuncs.com/auth'],
    ['10.0.0.7:5000', 'https://10.0.0.8:5000/token'],
    ['10.1.0.7:5000', 'https://10.2.0.7:5000/token'],
    ['[2001:db8::1]:5000', 'https://[2001:db8::2]:5000/token'],
  ])('for %s: %s', (registry, realm) => {
    expect(judge(registry, realm)).toBe('foreign');
  });
});

describe('judgeRealm takes for unusable', () => {
  test.each([
    ['', 'no address'],
    ['/token', 'a path'],
    ['http://harbor.example.com/token', 'plain HTTP'],
    ['ftp://harbor.example.com/token', 'another protocol'],
    ['javascript:alert(1)', 'a script'],
    ['https://a:b@harbor.example.com/token', 'a login in the address'],
    ['https://127.0.0.1/token', 'this machine'],
    ['https://127.9.9.9/token', 'this machine'],
    ['https://localhost/token', 'this machine'],
    ['https://api.localhost/token', 'this machine'],
    ['https://localhost./token', 'this machine'],
    ['https://[::1]/token', 'this machine'],
    ['https://[::]/token', 'this machine'],
    ['https://0.0.0.0/token', 'this machine'],
    ['https://[::ffff:127.0.0.1]/token', 'this machine, inside IPv6'],
    ['https://2130706433/token', 'this machine, as a number'],
    ['https://0x7f.1/token', 'this machine, in hexadecimal'],
  ])('%s: %s', (realm) => {
    expect(judge('harbor.example.com', realm)).toBe('unusable');
    expect(judge('harbor.example.com', realm, { trustedTokenHosts: ['127.0.0.1', 'localhost'] })).toBe('unusable');
  });
});

test('no realm on another domain is ever trusted', () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
  fc.assert(fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), (labels) => {
    expect(judge('harbor.example.com', `https://${labels.join('.')}.evil.test/token`)).toBe('foreign');
  }));
});

test('any text has a verdict', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl()), (realm) => {
    expect(['foreign', 'unusable']).toContain(judge('harbor.registry.test', realm));
  }));
});
