/** In what the releases of the CloudZero Agent differ, as far as images and pull secrets go. */
export interface CloudZeroFacts {
  /** Version of the chart, which is also the tag of the agent's image. */
  readonly version: string;
  /** Tag of Prometheus. The chart makes it from its appVersion; from 1.2.10 on with `-distroless` at the end. */
  readonly prometheusTag: string;
  /** Tag of the config reloader; absent from 1.2.13 on, where the reloader is part of the agent's image. */
  readonly reloaderTag?: string;
  /** Whether Grafana Alloy is an image of its own, as in 1.2.9. Later the agent's image contains it. */
  readonly ownAlloyImage: boolean;
  /** Whether pods inherit pull secrets from `defaults.image.pullSecrets`, as from 1.2.10 on. */
  readonly inheritsPullSecrets: boolean;
  /** Whether `server.image.tag` wins over `components.prometheus.image.tag`, as in 1.2.9. */
  readonly serverTagWins: boolean;
  /** Whether `components.webhookServer.enabled` and the Secrets Store driver exist, as from 1.2.12 on. */
  readonly webhookSwitch: boolean;
}

/**
 * Read from the charts at the tags v1.2.9 to v1.2.13 of the vendor's repository, and checked by rendering them.
 *
 * @see https://github.com/Cloudzero/cloudzero-agent/tree/v1.2.13/helm
 */
export const CLOUDZERO_FACTS: readonly CloudZeroFacts[] = [
  {
    version: '1.2.9', prometheusTag: 'v3.7.3', reloaderTag: 'v0.87.0',
    ownAlloyImage: true, inheritsPullSecrets: false, serverTagWins: true, webhookSwitch: false,
  },
  {
    version: '1.2.10', prometheusTag: 'v3.10.0-distroless', reloaderTag: 'v0.87.0',
    ownAlloyImage: false, inheritsPullSecrets: true, serverTagWins: false, webhookSwitch: false,
  },
  {
    version: '1.2.11', prometheusTag: 'v3.10.0-distroless', reloaderTag: 'v0.87.0',
    ownAlloyImage: false, inheritsPullSecrets: true, serverTagWins: false, webhookSwitch: false,
  },
  {
    version: '1.2.12', prometheusTag: 'v3.10.0-distroless', reloaderTag: 'v0.91.0',
    ownAlloyImage: false, inheritsPullSecrets: true, serverTagWins: false, webhookSwitch: true,
  },
  {
    version: '1.2.13', prometheusTag: 'v3.10.0-distroless',
    ownAlloyImage: false, inheritsPullSecrets: true, serverTagWins: false, webhookSwitch: true,
  },
];
