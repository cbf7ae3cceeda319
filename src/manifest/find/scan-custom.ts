import { isJsonObject, property, stringProperty } from '../json';
import type { Json, JsonObject } from '../json';
import type { ReferencePlace } from './found-reference';
import { isRepositoryKey, keysOf, readImageMap, readImageWithTag } from './image-map';
import { imageName } from './image-names';
import { SKIPPED_ANYWHERE } from './kinds';
import { namedReferences } from './named-value';
import { isContainer, isContainerList, isSingleContainer } from './pod-shape';
import type { Scan } from './scan';
import { scanArgument, scanArguments } from './scan-arguments';
import { scanEnvironment } from './scan-environment';
import { CONTAINER_LISTS, eachObject, scanContainer, scanVolume } from './scan-pod';
import { isProse, scanStrict, scanStrictString } from './scan-strict';
import { scanText } from './scan-text';
import { readListedImage, readLoneName, readSplitImage } from './split-image';

/** Keys of a map of images that say something of all of them. */
const NO_IMAGES: ReadonlySet<string> = new Set(['registry', 'repository', 'host', 'prefix', 'tag', 'version', 'digest', 'pullPolicy', 'pullSecret']);

/**
 * Looks at data whose fields we do not know, by their names and structure: containers, fields such as `image` and
 * `sidecarImage`, maps that spell an image, variables, command lines, documents inside strings.
 */
export class CustomScanner {
  readonly #skipped: ReadonlySet<string>;
  readonly #scan: Scan;
  /** The objects around the value that is being looked at, the nearest last. */
  readonly #around: JsonObject[] = [];

  /** @param skipped keys to leave out besides labels and annotations */
  constructor(scan: Scan, skipped: ReadonlySet<string>) {
    this.#scan = scan;
    this.#skipped = skipped;
  }

  /** Looks at the properties of an object, some left out. */
  public scanProperties(object: JsonObject, except: ReadonlySet<string>): void {
    for (const [key, value] of Object.entries(object)) {
      if (!except.has(key) && !SKIPPED_ANYWHERE.has(key) && !this.#skipped.has(key)) {
        this.#scan.into(key, () => this.scanValue(value, key));
      }
    }
  }

  /** @param key name of the nearest field */
  public scanValue(value: Json, key: string): void {
    if (typeof value === 'string') {
      this.#string(value, key);
    } else if (Array.isArray(value)) {
      this.#list(value, key);
    } else if (isJsonObject(value)) {
      this.#object(value, key);
    }
  }

  #string(text: string, key: string): void {
    const lone = this.#scan.depth > 0 && imageName(key)?.bare === true ? readLoneName(text, this.#around) : undefined;
    if (lone !== undefined) {
      this.#scan.emit({ ...lone, place: 'field', certainty: 'likely' });
      return;
    }
    const hits = isProse(key) && imageName(key) === undefined ? [] : namedReferences(key, text, 'field');
    for (const hit of hits) {
      // A field that says nothing: only the form of its text makes it a reference.
      this.#scan.emit(imageName(key) === undefined ? { ...hit, certainty: 'possible' } : hit);
    }
    if (hits.length === 0 && (text.includes('\n') || /^\s*[[{]/.test(text))) {
      this.#text(text, key);
    }
  }

  /** Text for people is left alone, unless it is a whole document in a field such as `values` or `config`. */
  #text(text: string, key: string): void {
    if (!isProse(key)) {
      scanText(text, 'field', this.#scan);
    }
  }

  #list(list: Json[], key: string): void {
    const place: ReferencePlace | undefined = Object.hasOwn(CONTAINER_LISTS, key) ? CONTAINER_LISTS[key] : undefined;
    if (place !== undefined && isContainerList(list)) {
      eachObject(list, this.#scan, (item) => this.#container(item, place));
    } else if (key === 'volumes') {
      eachObject(list, this.#scan, (volume) => scanVolume(volume, false, this.#scan));
    } else if (/(?:args|command|arguments)$/i.test(key)) {
      scanArguments(list, this.#scan);
      eachObject(list, this.#scan, (item) => this.#object(item, key));
    } else if (/env(?:vars?|ironment)?$/i.test(key)) {
      scanEnvironment(list, this.#scan);
      eachObject(list, this.#scan, (item) => scanStrict(property(item, 'valueFrom') ?? null, key, this.#scan));
    } else {
      for (const [index, item] of list.entries()) {
        this.#scan.into(index, () => this.#item(item, key));
      }
    }
  }

  /** A flag tells a command line, whatever the list is called. */
  #item(item: Json, key: string): void {
    if (typeof item === 'string' && /^--?[A-Za-z][\w.-]*=/.test(item)) {
      scanArgument(item, '', this.#scan);
    } else {
      this.scanValue(item, key);
    }
  }

  #container(item: JsonObject, place: ReferencePlace): void {
    if (isContainer(item)) {
      scanContainer(item, place, false, this.#scan);
    } else {
      this.#object(item, place);
    }
  }

  #object(object: JsonObject, key: string): void {
    this.#around.push(object);
    this.#lookInto(object, key);
    this.#around.pop();
  }

  #lookInto(object: JsonObject, key: string): void {
    if (key === 'rbd') {
      // A disk of Ceph, whose `image` is the name of a block device.
      scanStrict(object, key, this.#scan);
      return;
    }
    const composed = readSplitImage(object) ?? readImageMap(object, key);
    if (composed !== undefined) {
      this.#scan.emit({ ...composed, place: 'field', certainty: 'likely' });
      this.scanProperties(object, new Set(keysOf(composed.parts)));
      return;
    }
    if (isSingleContainer(object, key)) {
      scanContainer(object, 'container', false, this.#scan);
      return;
    }
    if (imageName(key)?.list === true) {
      this.#named(object, key);
      return;
    }
    this.#fields(object);
  }

  /** `images: { proxy: quay.io/a/proxy:v1 }`: the map says what its values are, whatever their keys are called. */
  #named(object: JsonObject, key: string): void {
    const done = new Set<string>();
    for (const [name, value] of Object.entries(object)) {
      const listed = isJsonObject(value) ? readListedImage(value, this.#around) : undefined;
      const hits = listed !== undefined ? [{ ...listed, place: 'field' as const, certainty: 'likely' as const }]
        : typeof value === 'string' && !NO_IMAGES.has(name) ? namedReferences(key, value, 'field') : [];
      if (hits.length > 0) {
        done.add(name);
        this.#scan.into(name, () => hits.forEach((hit) => this.#scan.emit(hit)));
      }
    }
    this.#fields(object, done);
  }

  #fields(object: JsonObject, found: ReadonlySet<string> = new Set()): void {
    const done = new Set<string>(found);
    for (const key of Object.keys(object).filter((one) => !found.has(one))) {
      const tagged = (imageName(key) === undefined && !isRepositoryKey(key)) || this.#skipped.has(key) ? undefined : readImageWithTag(object, key);
      if (tagged !== undefined) {
        this.#scan.emit({ ...tagged, place: 'field', certainty: 'likely' });
        keysOf(tagged.parts).forEach((part) => done.add(part));
      }
    }
    const name = stringProperty(object, 'name');
    for (const key of name === undefined ? [] : ['value', 'default']) {
      const value = stringProperty(object, key);
      if (value !== undefined) {
        done.add(key);
        this.#scan.into(key, () => this.#parameter(name ?? '', value));
      }
    }
    this.scanProperties(object, done);
  }

  /** `{ name, value }` or `{ name, default }` of a parameter: the name says what the value is, as with a variable. */
  #parameter(name: string, value: string): void {
    const hits = namedReferences(name, value, 'field');
    for (const hit of hits) {
      this.#scan.emit(hit);
    }
    if (hits.length === 0) {
      scanStrictString(value, 'value', this.#scan);
      if (value.includes('\n')) {
        this.#text(value, 'value');
      }
    }
  }
}
