/** One permission block of a robot, as it is stored: projects by their ids, so that a rename or deletion shows. */
export interface StoredPermission {
  readonly scope: string;
  readonly resource: string;
  readonly action: string;
  readonly effect: string;
}

export interface StoredRobot {
  readonly id: number;
  /** `project+name`, or `name` for the system; the prefix is put in front when it is read. */
  readonly storedName: string;
  readonly projectId: number;
  readonly createdAt: number;
  description: string;
  duration: number;
  expiresAt: number;
  disabled: boolean;
  secret: string;
  permissions: StoredPermission[];
}

export interface StoredProject {
  readonly id: number;
  readonly name: string;
  readonly endpointId: number;
  readonly metadata: Record<string, string>;
  storageLimit: number;
  repositories: number;
}

export interface StoredEndpoint {
  readonly id: number;
  readonly type: string;
  name: string;
  url: string;
  description: string;
  insecure: boolean;
  credential: { type: string; accessKey: string; accessSecret: string };
}

export interface StoredRetention {
  readonly id: number;
  policy: Record<string, unknown>;
}

export interface StoredImmutableRule {
  readonly id: number;
  readonly projectId: number;
  rule: Record<string, unknown>;
}

/** Everything that a Harbor knows. */
export class HarborState {
  /** Administrators may change the prefix, and every robot has another name from then on. */
  public robotPrefix = 'robot$';
  /** Seconds since 1970. */
  public now = Date.UTC(2026, 0, 1) / 1000;
  /** Types of endpoints that may be cached, as in `PERMITTED_REGISTRY_TYPES_FOR_PROXY_CACHE`. */
  public proxyTypes: readonly string[] = [
    'docker-hub', 'harbor', 'azure-acr', 'ali-acr', 'aws-ecr', 'google-gcr', 'docker-registry', 'github-ghcr', 'jfrog-artifactory',
  ];

  /** Addresses of registries that Harbor does not reach. */
  public readonly unreachable = new Set<string>();
  /** Storage that a project gets when nothing is said; -1 is without limit. */
  public defaultStorageLimit = -1;
  public readonly robots = new Map<number, StoredRobot>();
  public readonly projects = new Map<number, StoredProject>();
  public readonly endpoints = new Map<number, StoredEndpoint>();
  public readonly retentions = new Map<number, StoredRetention>();
  public readonly immutableRules = new Map<number, StoredImmutableRule>();
  /** How often robots were read: their permissions come in another order each time. */
  public reads = 0;
  #lastId = 0;

  public nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** Ids and names look alike: a number in a path is an id, unless the request says that it is a name. */
  public findProject(nameOrId: string, isName: boolean): StoredProject | undefined {
    return !isName && /^\d+$/.test(nameOrId) ? this.projects.get(Number(nameOrId)) : [...this.projects.values()].find(({ name }) => name === nameOrId);
  }
}
