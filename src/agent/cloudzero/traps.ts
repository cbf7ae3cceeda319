import type { ValueCondition } from '../../relocate';
import type { AgentTrap } from '../agent-release';
import { CLUSTERED } from './conditions';
import type { CloudZeroFacts } from './facts';

const HELPERS = 'templates/_helpers.tpl of the chart';
const ALLOY = 'components.agent.clusteredNode.image';

/** Every map of the chart that has the shape of an image. */
const IMAGE_MAPS = [
  'defaults.image', 'components.agent.image', ALLOY, 'components.prometheus.image', 'components.prometheusReloader.image', 'validator.image',
  'server.image', 'aggregator.image', 'insightsController.server.image', 'initCertJob.image', 'configmapReload.prometheus.image',
];

/** What surprises people about a release. Those with `when` are told to whoever runs into them. */
export function cloudZeroTraps(facts: CloudZeroFacts): AgentTrap[] {
  return [
    {
      id: 'registry-ignored',
      text: 'the key `registry` of the chart’s own images passes the schema and is never read: the registry belongs into `repository`',
      remedy: 'remove it; the relocation writes `repository`',
      source: `${HELPERS}, cloudzero-agent.generateImage`,
      when: anySet(IMAGE_MAPS.map((path) => `${path}.registry`)),
    },
    {
      id: 'state-metrics-pull-secrets',
      text: '`kubeStateMetrics.pullSecrets`, which the vendor’s guide names, passes the schema and is never read; the sub-chart reads `kubeStateMetrics.imagePullSecrets`',
      remedy: 'remove it; the relocation writes the key that works',
      source: 'templates/deployment.yaml of the sub-chart kube-state-metrics 5.36.0',
      when: anySet(['kubeStateMetrics.pullSecrets', 'kubeStateMetrics.image.pullSecrets']),
    },
    {
      id: 'defaults-digest',
      text: '`defaults.image.digest` replaces the tag of every container of the chart, those of Prometheus included, so most of them get a digest of another image',
      remedy: 'remove it; pin each image with its own `digest`',
      source: `${HELPERS}, cloudzero-agent.generateImage`,
      when: anySet(['defaults.image.digest']),
      severity: 'conflict',
    },
    {
      id: 'defaults-image-ignored',
      text: '`defaults.image.repository` and `defaults.image.tag` never win, because every component has values of its own',
      remedy: 'remove them',
      source: `${HELPERS}, cloudzero-agent.generateImage`,
      when: anySet(['defaults.image.repository', 'defaults.image.tag']),
    },
    {
      id: 'pull-secrets-ignored',
      text: 'a pull secret list that the templates of this release do not read',
      remedy: 'remove it; the relocation writes the lists that are read',
      source: `${HELPERS}, cloudzero-agent.generateImagePullSecrets and where it is included`,
      when: anySet(deadPullSecretLists(facts)),
    },
    {
      id: 'job-image-ignored',
      text: '`initBackfillJob.image` and `initScrapeJob.image` are never read: the jobs run `insightsController.server.image`, else the agent’s image',
      remedy: 'remove them',
      source: 'templates/backfill-job.yaml of the chart',
      when: anySet(['initBackfillJob.image.repository', 'initBackfillJob.image.tag', 'initScrapeJob.image.repository', 'initScrapeJob.image.tag']),
    },
    {
      id: 'api-key-in-values',
      text: '`apiKey` becomes a Secret among the rendered objects, so everybody who can read those can read the key',
      remedy: 'create the Secret by other means and name it with `existingSecretName`',
      source: 'templates/aggregator-secret.yaml of the chart',
      when: anySet(['apiKey']),
    },
    {
      id: 'account-not-created',
      text: 'with `serviceAccount.create: false` the chart takes the name of the account from `server.serviceAccount.name`, and `default` when that is not set',
      remedy: 'set `server.serviceAccount.name`',
      source: `${HELPERS}, cloudzero-agent.serviceAccountName`,
      when: { allOf: [{ path: 'serviceAccount.create', truthy: false }, { path: 'server.serviceAccount.name', truthy: false }] },
    },
    {
      id: 'default-account',
      text: 'the job `{release}-helmless-*` names no service account, so a pull secret that is bound to the accounts of the chart does not reach it',
      remedy: 'give pods the pull secret themselves, which the overrides do, or bind the account `default` too',
      source: 'templates/helmless-job.yaml of the chart',
    },
    {
      id: 'values-in-config-map',
      text: 'the ConfigMap `{release}-helmless-cm` holds all values as text, image names among them; nothing pulls from there',
      remedy: 'none needed',
      source: 'templates/helmless-cm.yaml of the chart',
    },
    {
      id: 'prometheus-tag-prefix',
      text: 'the chart chooses a command line option of Prometheus by whether the tag starts with `v2.`',
      remedy: 'keep the upstream tags when mirroring',
      source: `${HELPERS}, cloudzero-agent.prometheusAgentFlag`,
    },
    ...(facts.ownAlloyImage ? [] : alloyTraps()),
    ...(facts.serverTagWins ? [] : [{
      id: 'server-tag-ignored',
      text: '`server.image.tag` no longer sets the tag of Prometheus; it only appears in a ConfigMap',
      remedy: 'use `components.prometheus.image.tag`',
      source: 'templates/agent-deploy.yaml of the chart',
      when: anySet(['server.image.tag']),
    }]),
    ...(facts.reloaderTag === undefined ? [{
      id: 'reloader-ignored',
      text: 'the reloader is part of the agent’s image in this release; the keys of its own image are never read',
      remedy: 'remove them',
      source: 'values.schema.yaml of the chart, components.prometheusReloader',
      when: anySet(['components.prometheusReloader.image.repository', 'components.prometheusReloader.image.tag',
        'configmapReload.prometheus.image.repository', 'configmapReload.prometheus.image.tag']),
    }] : []),
  ];
}

/** From 1.2.10 on Alloy is a binary of the agent's image, and the keys of its former image change that container only. */
function alloyTraps(): AgentTrap[] {
  return [
    {
      id: 'alloy-repository-alone',
      text: 'a repository for Alloy without a tag is rendered with the tag of the agent, and runs a command that only the agent’s image has',
      remedy: `remove ${ALLOY}.repository: the agent’s image contains Alloy; for another image set its tag too, and components.agent.clusteredNode.command to []`,
      source: 'templates/agent-deploy.yaml of the chart',
      when: { allOf: [CLUSTERED, { path: `${ALLOY}.repository`, truthy: true }, { path: `${ALLOY}.tag`, truthy: false }, { path: `${ALLOY}.digest`, truthy: false }] },
      severity: 'conflict',
    },
    {
      id: 'alloy-command',
      text: 'an Alloy image of one’s own is started with /app/cloudzero-alloy, which official images do not have',
      remedy: 'set components.agent.clusteredNode.command to []',
      source: 'templates/agent-deploy.yaml of the chart',
      when: { allOf: [CLUSTERED, { path: `${ALLOY}.repository`, truthy: true }, { path: 'components.agent.clusteredNode.command', oneOf: [null] }] },
    },
    {
      id: 'agent-digest-beats-alloy',
      text: '`components.agent.image.digest` also replaces the tag of the Alloy container, whatever image that runs',
      remedy: `remove the keys under ${ALLOY}, or give it a digest of its own`,
      source: `${HELPERS}, cloudzero-agent.generateImage`,
      when: {
        allOf: [
          CLUSTERED,
          { path: 'components.agent.image.digest', truthy: true },
          { path: `${ALLOY}.digest`, truthy: false },
          anySet([`${ALLOY}.repository`, `${ALLOY}.tag`]),
        ],
      },
      severity: 'conflict',
    },
  ];
}

function deadPullSecretLists(facts: CloudZeroFacts): string[] {
  const never = ['server.image', 'aggregator.image', 'insightsController.server.image', 'initCertJob.image', 'configmapReload.prometheus.image',
    'components.prometheusReloader.image', ALLOY].map((path) => `${path}.pullSecrets`);
  return facts.inheritsPullSecrets
    ? [...never, 'insightsController.server.imagePullSecrets', 'initBackfillJob.imagePullSecrets', 'initScrapeJob.imagePullSecrets', 'initCertJob.imagePullSecrets']
    : [...never, 'components.prometheus.image.pullSecrets'];
}

function anySet(paths: readonly string[]): ValueCondition {
  return { anyOf: paths.map((path) => ({ path, truthy: true })) };
}
