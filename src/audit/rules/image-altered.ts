import { quote } from '../../error';
import { imageName, printReference } from '../../image';
import type { ImageReference } from '../../image';
import type { FoundReference, Resource } from '../../manifest';
import { bareNames } from '../bare-names';
import type { BareName } from '../bare-names';
import type { AuditContext } from '../context';
import type { Finding } from '../finding';
import type { ExpectedImages } from '../options';
import { locationOf, shownImage } from '../reference-location';
import type { Rule } from '../rule';
import { listSome } from '../words';

/**
 * A relocated image keeps its tag and digest: another tag is other software, which nobody tested or mirrored.
 *
 * Needs the expected references. A private image of another name is a path that went wrong when an expected image
 * ends the same; else it may be an addition of the user's, and is a warning, unless the expected ones are complete.
 */
export const imageAltered: Rule = {
  id: 'image-altered',
  title: 'Every relocated image keeps its path, its tag and its digest',
  check: (context) => {
    const byConstruct = new Map<string | undefined, Expectation>();
    for (const expected of context.options.expected ?? []) {
      const expectation = byConstruct.get(expected.construct) ?? new Expectation();
      expectation.add(expected);
      byConstruct.set(expected.construct, expectation);
    }
    const expectationsOf = ({ origin }: Resource): Expectation[] => scopesOf(origin.construct).flatMap((scope) => byConstruct.get(scope) ?? []);
    return byConstruct.size === 0 ? [] : [
      ...context.references.flatMap((found) => expectationsOf(found.resource).flatMap((expectation) => expectation.check(context, found))),
      ...bareNames(context).flatMap((bare) => expectationsOf(bare.resource).flatMap((expectation) => expectation.checkBare(context, bare))),
    ];
  },
};

/** What is expected of the objects below one construct, or of all. */
class Expectation {
  readonly #exact = new Set<string>();
  readonly #byName = new Map<string, string[]>();
  readonly #byEnd = new Map<string, string[]>();
  /** Whether there is nothing else that could be private. */
  #isComplete = false;

  public add({ references, complete }: ExpectedImages): void {
    this.#isComplete ||= complete === true;
    for (const reference of references) {
      const printed = printReference(reference);
      this.#exact.add(printed);
      push(this.#byName, imageName(reference), printed);
      push(this.#byEnd, lastComponent(reference), printed);
    }
  }

  public check(context: AuditContext, found: FoundReference): Finding[] {
    const { reference } = found;
    if (reference === undefined || context.registryOf(reference) === undefined || this.#exact.has(printReference(reference))) {
      return [];
    }
    const sameName = this.#byName.get(imageName(reference));
    const wanted = sameName ?? this.#byEnd.get(lastComponent(reference));
    const image = shownImage(found);
    return [{
      rule: 'image-altered',
      severity: (wanted === undefined && !this.#isComplete) || found.certainty === 'possible' ? 'warning' : 'error',
      location: locationOf(context, found),
      image,
      reason: wanted === undefined
        ? `${quote(image)} is not the relocation of any known image`
        : `${quote(image)} differs from the relocated ${listSome(wanted.map((one) => quote(one)))}`,
      remedy: wanted === undefined
        ? 'if it is an addition of your own, mirror it and acknowledge the finding; if not, its path went wrong'
        : REMEDY,
    }];
  }

  /** A name of a relocated image in an unknown place: it once had a tag, or it would not be known. */
  public checkBare(context: AuditContext, { reference, resource, path, text }: BareName): Finding[] {
    const wanted = this.#exact.has(printReference(reference)) ? undefined : this.#byName.get(imageName(reference));
    return wanted === undefined ? [] : [{
      rule: 'image-altered',
      severity: 'error',
      location: context.where(resource, path),
      image: text,
      reason: `${quote(text)} lacks the tag or digest of the relocated ${listSome(wanted.map((one) => quote(one)))}`,
      remedy: REMEDY,
    }];
  }
}

const REMEDY = 'keep the path, tag and digest of the relocation: mirror tools copy exactly those';

/** The paths of a construct and of everything around it, and `undefined` for what is expected everywhere. */
function scopesOf(construct: string | undefined): (string | undefined)[] {
  const steps = construct === undefined ? [] : construct.split('/');
  return [undefined, ...steps.map((_, index) => steps.slice(0, index + 1).join('/'))];
}

function lastComponent({ repository }: ImageReference): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [value]);
  } else if (!list.includes(value)) {
    list.push(value);
  }
}
