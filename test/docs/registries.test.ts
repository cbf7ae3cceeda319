import { Registry } from '../../src';
import { rowsOf, sectionOf } from './section';

/** One registry of every kind, by what the first column of the page says. */
const KINDS: Readonly<Record<string, Registry>> = {
  '`harbor`': Registry.harbor('harbor.example.com', { project: 'agents' }),
  '`harbor`, `proxyCache`': Registry.harbor('harbor.example.com', { project: 'agents', proxyCache: true }),
  '`ecr`': Registry.ecr({ account: '123456789012', region: 'eu-west-1' }),
  '`ecr`, `pullThrough`': Registry.ecr({ account: '123456789012', region: 'eu-west-1', pullThrough: true }),
  '`ecrPublic`': Registry.ecrPublic('acme'),
  '`alibabaAcrEnterprise`': Registry.alibabaAcrEnterprise('acme-registry.eu-central-1.cr.aliyuncs.com', { namespace: 'agents' }),
  '`alibabaAcrPersonal`': Registry.alibabaAcrPersonal('registry.eu-central-1.aliyuncs.com', { namespace: 'agents' }),
  '`huaweiSwr`': Registry.huaweiSwr('swr.eu-west-101.myhuaweicloud.com', { organization: 'agents' }),
  '`googleArtifactRegistry`': Registry.googleArtifactRegistry({ location: 'europe-west1', project: 'acme-prod', repository: 'agents' }),
  '`googleGcr`': Registry.googleGcr({ project: 'acme-prod' }),
  '`azureAcr`': Registry.azureAcr('acmeprod.azurecr.io'),
  '`ghcr`': Registry.ghcr({ owner: 'acme' }),
  '`quay`': Registry.quay({ organization: 'acme' }),
  '`gitlab`': Registry.gitlab({ project: 'acme/agents' }),
  '`jfrog`': Registry.jfrog('acme.jfrog.io', { repositoryKey: 'docker-virtual' }),
  '`dockerHub`': Registry.dockerHub({ namespace: 'acme' }),
  '`generic`': Registry.generic('registry.example.com'),
};

const CREATION = { 'on-push': /^on push(?! where)/, 'on-pull': /^on pull/, 'template': /^on push where/, 'never': /^never/ };

const rows = new Map(rowsOf(sectionOf('docs/registries.md', 'kinds')).map((row) => [row[0], row]));

test('docs/registries.md has a row for every factory', () => {
  const factories = Object.getOwnPropertyNames(Registry)
    .filter((name) => !['length', 'name', 'prototype', 'of', 'parse'].includes(name)).map((name) => `\`${name}\``);

  expect(new Set(Object.keys(KINDS).map((key) => key.replace(/,.*/, '')))).toEqual(new Set(factories));
  expect([...rows.keys()]).toEqual(Object.keys(KINDS));
});

test.each(Object.entries(KINDS))('%s: the row says what the kind says', (factory, { kind }) => {
  const [, id, , , users, life, identity, creation] = rows.get(factory) ?? [];

  expect(id).toBe(`\`${kind.id}\``);
  expect(life).toBe(kind.tokenLifetimeSeconds === undefined ? '–' : `${kind.tokenLifetimeSeconds / 3600} h`);
  expect(identity).toBe(kind.nodeIdentity ?? '–');
  expect(creation).toMatch(CREATION[kind.createsRepositories]);
  for (const username of (kind.tokenUsernames ?? []).filter((name) => !name.startsWith('0000') && users !== 'as above')) {
    expect(users).toContain(`\`${username}\``);
  }
});
