import { DOCKER_HUB_HOST } from '../image';
import type { ImageReference } from '../image';
import { checkPlace } from './check-place';
import { placeAlibabaAcrEnterprise, placeAlibabaAcrPersonal } from './kinds/alibaba-acr';
import type { AlibabaAcrRegistryProps } from './kinds/alibaba-acr';
import { placeAzureAcr } from './kinds/azure-acr';
import type { AzureAcrRegistryProps } from './kinds/azure-acr';
import { placeDockerHub } from './kinds/docker-hub';
import type { DockerHubRegistryProps } from './kinds/docker-hub';
import { placeEcr } from './kinds/ecr';
import type { EcrRegistryProps } from './kinds/ecr';
import { placeEcrPublic } from './kinds/ecr-public';
import type { EcrPublicRegistryProps } from './kinds/ecr-public';
import { placeGeneric } from './kinds/generic';
import type { GenericRegistryProps } from './kinds/generic';
import { placeGhcr } from './kinds/ghcr';
import type { GhcrRegistryProps } from './kinds/ghcr';
import { placeGitlab } from './kinds/gitlab';
import type { GitlabRegistryProps } from './kinds/gitlab';
import { placeGoogleArtifactRegistry, placeGoogleGcr } from './kinds/google';
import type { GoogleArtifactRegistryProps, GoogleGcrRegistryProps } from './kinds/google';
import { placeHarbor } from './kinds/harbor';
import type { HarborRegistryProps } from './kinds/harbor';
import { placeHuaweiSwr } from './kinds/huawei-swr';
import type { HuaweiSwrRegistryProps } from './kinds/huawei-swr';
import { placeJfrog } from './kinds/jfrog';
import type { JfrogRegistryProps } from './kinds/jfrog';
import { placeQuay } from './kinds/quay';
import type { QuayRegistryProps } from './kinds/quay';
import { placeOfText } from './parse-place';
import type { IRegistryKind } from './registry-kind';
import { joinPath } from './registry-place';
import type { RegistryPlace } from './registry-place';

/**
 * A place to pull private images from: a kind, a host, and a path in front of all images.
 *
 * Every factory checks what it is given, and throws one `registry-invalid` error that lists all problems.
 *
 * @example
 * Registry.harbor('harbor.example.com', { project: 'agents' });
 * Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' });
 */
export class Registry {
  /** Amazon ECR, private: an account in a region, in any partition, with or without pull-through cache rules. */
  public static ecr(props: EcrRegistryProps): Registry {
    return new Registry(placeEcr(props));
  }

  /** Amazon ECR Public: the repositories under an alias. */
  public static ecrPublic(alias: string, props: EcrPublicRegistryProps = {}): Registry {
    return new Registry(placeEcrPublic(alias, props));
  }

  /** A Harbor: one project, one proxy-cache project, or a proxy-cache project per source host. */
  public static harbor(host: string, props: HarborRegistryProps): Registry {
    return new Registry(placeHarbor(host, props));
  }

  /** Alibaba Cloud Container Registry, Enterprise Edition. With a domain of one's own, use {@link Registry.generic}. */
  public static alibabaAcrEnterprise(host: string, props: AlibabaAcrRegistryProps): Registry {
    return new Registry(placeAlibabaAcrEnterprise(host, props));
  }

  /** Alibaba Cloud Container Registry, Personal Edition. */
  public static alibabaAcrPersonal(host: string, props: AlibabaAcrRegistryProps): Registry {
    return new Registry(placeAlibabaAcrPersonal(host, props));
  }

  /** Huawei Cloud SWR: an organization in a region. */
  public static huaweiSwr(host: string, props: HuaweiSwrRegistryProps): Registry {
    return new Registry(placeHuaweiSwr(host, props));
  }

  /** Google Artifact Registry: a Docker repository of a project. */
  public static googleArtifactRegistry(props: GoogleArtifactRegistryProps): Registry {
    return new Registry(placeGoogleArtifactRegistry(props));
  }

  /** A gcr.io host of Google Artifact Registry. */
  public static googleGcr(props: GoogleGcrRegistryProps): Registry {
    return new Registry(placeGoogleGcr(props));
  }

  /** Azure Container Registry. The host is its login server: ask the API for it, newer ones carry a suffix. */
  public static azureAcr(host: string, props: AzureAcrRegistryProps = {}): Registry {
    return new Registry(placeAzureAcr(host, props));
  }

  /** GitHub container registry: the packages of a user or organization. */
  public static ghcr(props: GhcrRegistryProps): Registry {
    return new Registry(placeGhcr(props));
  }

  /** Quay, hosted or one's own: an organization. */
  public static quay(props: QuayRegistryProps): Registry {
    return new Registry(placeQuay(props));
  }

  /** GitLab, hosted or one's own: the registry of a project. */
  public static gitlab(props: GitlabRegistryProps): Registry {
    return new Registry(placeGitlab(props));
  }

  /** JFrog Artifactory: a Docker repository, named by the path or by the host. */
  public static jfrog(host: string, props: JfrogRegistryProps): Registry {
    return new Registry(placeJfrog(host, props));
  }

  /** Docker Hub: a namespace of one's own. */
  public static dockerHub(props: DockerHubRegistryProps): Registry {
    return new Registry(placeDockerHub(props));
  }

  /** Any registry that speaks the distribution protocol. */
  public static generic(host: string, props: GenericRegistryProps = {}): Registry {
    return new Registry(placeGeneric(host, props));
  }

  /**
   * A registry of a kind from outside this package.
   *
   * @param kind rules of the kind
   * @param host `host[:port]`
   * @param prefix path in front of all private images, without slashes around it
   */
  public static of(kind: IRegistryKind, host: string, prefix: string = ''): Registry {
    return new Registry({ kind, host, prefix });
  }

  /**
   * Reads `HOST[/PREFIX]`, as the command line takes it. Hosts of public clouds tell their kind; others are generic.
   *
   * The result covers the whole of what is named: `harbor.example.com` alone means every project of that host.
   */
  public static parse(text: string): Registry {
    return new Registry(placeOfText(text));
  }

  /** What is known about registries of this kind. */
  public readonly kind: IRegistryKind;
  /** `host[:port]`, in lower case; `docker.io` for Docker Hub. */
  public readonly host: string;
  /** Path in front of all private images, without slashes around it; empty when there is none. */
  public readonly prefix: string;
  /**
   * The key of this registry in a Docker configuration: the host with its port, and for Docker Hub
   * `https://index.docker.io/v1/`, which is the only key that every client looks for.
   */
  public readonly authKey: string;

  private constructor(place: RegistryPlace) {
    const host = place.host === 'index.docker.io' ? DOCKER_HUB_HOST : place.host;
    checkPlace({ ...place, host });
    this.kind = place.kind;
    this.host = host;
    this.prefix = place.prefix;
    this.authKey = host === DOCKER_HUB_HOST ? 'https://index.docker.io/v1/' : host;
  }

  /**
   * Whether a reference points into this registry: same host, and a path that is the prefix or lies under it.
   *
   * The prefix `agents` covers `agents/app`, and not `agents-b/app`.
   */
  public covers(reference: ImageReference): boolean {
    const { registry, repository } = reference;
    const { prefix } = this;
    return registry === this.host && repository.startsWith(prefix)
      && (prefix === '' || repository.length === prefix.length || repository.charAt(prefix.length) === '/');
  }

  /**
   * How long the password of a login lives.
   *
   * @param username name of the user or robot
   * @returns seconds, or nothing when the password stays until somebody revokes it
   */
  public tokenLifetimeOf(username: string): number | undefined {
    const { tokenLifetimeSeconds, tokenUsernames } = this.kind;
    return tokenUsernames === undefined || tokenUsernames.includes(username) ? tokenLifetimeSeconds : undefined;
  }

  /** Whether another registry is the same place: same kind, host and prefix. */
  public sameAs(other: Registry): boolean {
    return this.kind.id === other.kind.id && this.host === other.host && this.prefix === other.prefix;
  }

  /** `HOST[/PREFIX]`, the form that {@link Registry.parse} reads. */
  public toString(): string {
    return joinPath(this.host, this.prefix);
  }
}
