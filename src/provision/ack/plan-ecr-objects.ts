import { namespaceProblems } from '../../credential';
import { Problems, quote } from '../../error';
import type { Registry } from '../../registry';
import { creationTemplates } from '../ecr/creation-template';
import type { CreationTemplate, TemplateScenario } from '../ecr/creation-template';
import { ecrAddress } from '../ecr/ecr-address';
import type { EcrAddress } from '../ecr/ecr-address';
import { ecrRepositories } from '../ecr/ecr-repositories';
import { ecrPullPolicy } from '../ecr/pull-policies';
import { pullThroughRules } from '../ecr/pull-through-rules';
import { metadataOf, objectName } from '../object-name';
import type { RegistryObject } from '../object-name';
import { controllerAnnotations, repositorySpec, ruleSpec, templateSpec } from './ack-objects';
import type { EcrObjectsDeclaration, EcrObjectsPlan } from './ecr-objects-declaration';

const API = 'ecr.services.k8s.aws/v1alpha1';

/**
 * Plans the objects of an ECR, for the controller of AWS Controllers for Kubernetes: a repository per private path, or the
 * rules and templates of its pull-through caches.
 *
 * @throws PullproofError `provision-invalid` that lists everything which cannot be.
 */
export function planEcrObjects(declaration: EcrObjectsDeclaration): EcrObjectsPlan {
  const { registry, images, namespace, optional, upstreamLogins = {}, upstreamRoles: roleArns = {} } = declaration;
  const address = ecrAddress(registry);
  const choice = { optional: optional === true };
  checkSettings(declaration, address);
  const repositories = ecrRepositories(registry, images, choice);
  const credentialArns = Object.fromEntries(Object.entries(upstreamLogins).map(([host, { credentialArn }]) => [host, credentialArn]));
  const rules = pullThroughRules(registry, images, { credentialArns, roleArns }, choice);
  const annotations = { ...declaration.annotations, ...controllerAnnotations(declaration, address) };
  const object = (kind: string, name: string, spec: object): RegistryObject => ({
    id: `${kind.toLowerCase()}-${objectName(name)}`,
    object: { apiVersion: API, kind, spec, metadata: metadataOf({ name: objectName(name), namespace, labels: declaration.labels, annotations }) },
  });
  const cachePrefixes = rules.map(({ ecrRepositoryPrefix }) => ecrRepositoryPrefix);
  return {
    repositories, rules,
    pullPolicy: ecrPullPolicy({ address, repositories: repositories.map(({ name }) => name), cachePrefixes }),
    objects: [
      // Templates first: what a cache makes before its template exists keeps the settings of ECR.
      ...planTemplates(declaration, cachePrefixes)
        .map((template) => object('RepositoryCreationTemplate', template.prefix, templateSpec(declaration, address, template))),
      ...rules.map((rule) => object('PullThroughCacheRule', rule.ecrRepositoryPrefix, ruleSpec(rule, address))),
      ...repositories.map((repository) => object('Repository', repository.name, repositorySpec(declaration, address, repository))),
    ],
  };
}

function planTemplates(declaration: EcrObjectsDeclaration, cachePrefixes: readonly string[]): CreationTemplate[] {
  const { registry } = declaration;
  const appliedFor = scenariosOf(declaration);
  const prefixes = isCache(registry) ? cachePrefixes : [registry.prefix === '' ? 'ROOT' : registry.prefix];
  return appliedFor.length === 0 ? [] : creationTemplates(prefixes, appliedFor);
}

function scenariosOf({ registry, templates }: EcrObjectsDeclaration): readonly TemplateScenario[] {
  return templates ?? (isCache(registry) ? ['PULL_THROUGH_CACHE'] : []);
}

function isCache({ kind }: Registry): boolean {
  return kind.createsRepositories === 'on-pull';
}

function checkSettings(declaration: EcrObjectsDeclaration, { region, partition }: EcrAddress): void {
  const { namespace, kmsKey, templateRole, tags = {}, registry } = declaration;
  const templates = scenariosOf(declaration);
  const needsRole = (kmsKey !== undefined || Object.keys(tags).length > 0) && templates.length > 0;
  new Problems()
    .add(...namespaceProblems(namespace))
    .add(...(kmsKey === undefined || new RegExp(`^arn:${partition}:kms:${region}:\\d{12}:(?:key|alias)/\\S+$`).test(kmsKey)
      ? [] : [`${quote(kmsKey)} is no ARN of a KMS key in ${region}`]))
    .add(...(templateRole === undefined || /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(templateRole) ? [] : [`${quote(templateRole)} is no ARN of a role`]))
    .add(...(needsRole && templateRole === undefined ? ['templates with tags or a KMS key need a role that ECR takes: templateRole'] : []))
    .add(...(isCache(registry) && templates.includes('CREATE_ON_PUSH') ? ['a cache takes no pushes, so a template for them has no meaning'] : []))
    .add(...(!isCache(registry) && templates.includes('PULL_THROUGH_CACHE')
      ? ['the registry has no pull-through caches, so a template for them has no meaning'] : []))
    .throwIfAny({ code: 'provision-invalid', what: `the objects of ${registry.toString()} cannot be made` });
}
