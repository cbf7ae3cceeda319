import { cacheableHosts, cacheableUpstream } from '../../src';
import { rowsOf, sectionOf } from './section';

test('docs/registry-as-code.md names every host that ECR caches, with what it takes', () => {
  const [free = [], secret = [], role = []] = rowsOf(sectionOf('docs/registry-as-code.md', 'upstreams'));
  const hosts = ([cell = '']: readonly string[]): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, host = '']) => host);
  const listed = (login: string): string[] => cacheableHosts().filter((host) => cacheableUpstream(host)?.login === login);

  expect(new Set(hosts(free))).toEqual(new Set(listed('none')));
  expect(new Set(hosts(secret))).toEqual(new Set([...listed('secret'), '<name>.azurecr.io']));
  expect([cacheableUpstream('acme.azurecr.io')?.login, role[0], listed('role')]).toEqual(['secret', 'another ECR', []]);
});
