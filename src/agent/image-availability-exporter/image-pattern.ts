import { DOCKER_HUB_HOST, parseReference } from '../../image';
import { goRegularExpressionProblems, quoteGoRegularExpression } from './go-regular-expression';

/** A host in front of a name on Docker Hub, which pods mostly leave out. */
const HUB = '(?:(?:index\\.)?docker\\.io/)?';

/** The path component that Docker Hub adds to short names. */
const LIBRARY = 'library/';

/** A tag, a digest, both or nothing. */
const ANY_VERSION = '(?:[:@].*)?';

/**
 * Images, as the exporter's flags choose them: by a regular expression over the text that pods have as `image`.
 *
 * The flags take bare expressions that match anywhere, so that `nginx` also stands for `acme/nginx-exporter`. These
 * patterns are anchored and escaped, and know that pods spell images of Docker Hub in several ways.
 */
export class ImagePattern {
  /**
   * One image, with its tag or digest.
   *
   * @param reference Such as `nginx:1.27`. Without a tag and a digest, `:latest` is meant too.
   * @throws PullproofError `reference-invalid`
   */
  public static image(reference: string): ImagePattern {
    const { registry, repository, tag, digest } = parseReference(reference);
    const version = `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
    return new ImagePattern(`^${nameExpression(registry, repository)}${version === '' ? '(?::latest)?' : quoteGoRegularExpression(version)}$`);
  }

  /**
   * Every tag and digest of a repository.
   *
   * @param name Such as `quay.io/team/app`, without a tag.
   * @throws PullproofError `reference-invalid`
   */
  public static repository(name: string): ImagePattern {
    const { registry, repository } = parseReference(name);
    return new ImagePattern(`^${nameExpression(registry, repository)}${ANY_VERSION}$`);
  }

  /**
   * Everything in a registry, or below a path of it.
   *
   * @param place Such as `harbor.example.com`, or `harbor.example.com/team`; a slash at the end changes nothing.
   * @throws PullproofError `reference-invalid`
   */
  public static below(place: string): ImagePattern {
    const path = place.replace(/\/+$/, '');
    // A name below the place tells how the place itself is spelled.
    const { registry, repository } = parseReference(`${path}/x`);
    const prefix = repository.slice(0, -1);
    if (registry !== DOCKER_HUB_HOST) {
      return new ImagePattern(`^${quoteGoRegularExpression(`${registry}/${prefix}`)}`);
    }
    // A name of one component is on Docker Hub, and so is one whose first component is no host.
    const alone = '[a-z0-9._-]+(?:[:@][^/]*)?$';
    if (/^(?:index\.)?docker\.io$/.test(path)) {
      return new ImagePattern(`^(?:(?:index\\.)?docker\\.io/|[a-z0-9_-]+/|${alone})`);
    }
    return new ImagePattern(`^${HUB}(?:${quoteGoRegularExpression(prefix)}${prefix === LIBRARY ? `|${alone}` : ''})`);
  }

  /**
   * A regular expression of Go, as it is: it matches anywhere in the text unless it has `^` and `$`.
   *
   * @see https://pkg.go.dev/regexp/syntax
   */
  public static regularExpression(expression: string): ImagePattern {
    return new ImagePattern(expression);
  }

  /** The regular expression. */
  public readonly expression: string;

  private constructor(expression: string) {
    this.expression = expression;
  }

  /** What is wrong with the expression, in the words of an error message; none when it is fine. */
  public problems(): string[] {
    return goRegularExpressionProblems(this.expression);
  }
}

/** A name as pods may spell it. */
function nameExpression(registry: string, repository: string): string {
  if (registry !== DOCKER_HUB_HOST) {
    return quoteGoRegularExpression(`${registry}/${repository}`);
  }
  return repository.startsWith(LIBRARY)
    ? `${HUB}(?:${LIBRARY})?${quoteGoRegularExpression(repository.slice(LIBRARY.length))}`
    : `${HUB}${quoteGoRegularExpression(repository)}`;
}
