/** Where a certificate bundle is kept; told apart by `kind`. */
export interface CaBundleSource {
  /** Kind of the object. */
  readonly kind: 'configMap' | 'secret';
  /** Name of the object, in the namespace of the exporter. */
  readonly name: string;
  /** Key of the bundle. */
  readonly key: string;
}

/**
 * Certificates of authorities that registries are trusted by, beside those of the system.
 *
 * The exporter reads them when it starts: after a change it has to be restarted.
 */
export class CaBundle {
  /**
   * PEM certificates in a ConfigMap of the exporter's namespace.
   *
   * @param name Name of the ConfigMap.
   * @param key Its key.
   */
  public static configMap(name: string, key: string = 'ca.crt'): CaBundle {
    return new CaBundle({ kind: 'configMap', name, key });
  }

  /**
   * PEM certificates in a Secret of the exporter's namespace.
   *
   * @param name Name of the Secret.
   * @param key Its key.
   */
  public static secret(name: string, key: string = 'ca.crt'): CaBundle {
    return new CaBundle({ kind: 'secret', name, key });
  }

  /** @internal */
  public readonly _source: CaBundleSource;

  private constructor(source: CaBundleSource) {
    this._source = source;
  }
}
