import { isJsonObject } from '../../../manifest';
import type { Json } from '../../../manifest';

/**
 * What a template does with a value:
 *
 * - `printed`: puts it into its output, alone or in a longer text;
 * - `yaml`: prints all of it, as `toYaml` does;
 * - `ranged`: goes through its elements;
 * - `tested`: asks about it only.
 */
export type TemplateUse = 'printed' | 'yaml' | 'ranged' | 'tested';

/** Any element of a list or map, where the default values have none to name. */
export const EVERY = Symbol('every element');

/** A step from a value to one inside it. */
export type Step = string | number | typeof EVERY;

/** Values inside values inside values: deeper ones are left out. */
const MOST_LEVELS = 30;

/** A place in the values, and what templates were seen to do with it. There is one node for each place. */
export class ValueNode {
  /** Files that use the value. */
  public readonly files = new Set<string>();
  /** What they do with it. */
  public readonly uses = new Set<TemplateUse>();
  /** Whether it was used in a list of pull secrets. */
  public isForPullSecrets = false;
  /** Whether it was used behind a key such as `image`. */
  public isForImage = false;
  /** What else may stand here by the time a template looks: templates can change values. */
  public readonly overlays: ValueNode[] = [];
  readonly #children = new Map<Step, ValueNode>();

  constructor(
    /** Steps from the values of the whole. */
    public readonly steps: readonly Step[],
    /** What stands here without a template's doing. */
    public readonly current: Json | undefined,
    /** A number of its own, to tell nodes apart in keys of maps. */
    public readonly id: { readonly next: () => number; readonly own: number },
    /** The values of the whole, when these are all the values of a chart: `global` of a sub-chart is that of the whole. */
    private readonly whole?: ValueNode,
  ) {}

  /** The values of a chart, at the top of what the templates see. */
  public static whole(values: Json): ValueNode {
    let count = 0;
    const next = (): number => (count += 1);
    return new ValueNode([], values, { next, own: next() });
  }

  /** The values of a sub-chart. Asked before anything else is, from the top down. */
  public scope(name: string): ValueNode {
    const whole = this.whole ?? this;
    return this.#child(name, whole);
  }

  /** The value inside this one, if it is not too deep. */
  public child(step: Step): ValueNode | undefined {
    if (this.whole !== undefined && step === 'global') {
      return this.whole.child(step);
    }
    return this.steps.length < MOST_LEVELS ? this.#child(step, undefined) : undefined;
  }

  /** All places below, this one first. */
  public *all(): Generator<ValueNode> {
    yield this;
    for (const child of this.#children.values()) {
      yield* child.all();
    }
  }

  /** The places right below. */
  public children(): Iterable<ValueNode> {
    return this.#children.values();
  }

  #child(step: Step, whole: ValueNode | undefined): ValueNode {
    const known = this.#children.get(step);
    if (known !== undefined) {
      return known;
    }
    const { next } = this.id;
    const child = new ValueNode([...this.steps, step], inside(this.current, step), { next, own: next() }, whole);
    this.#children.set(step, child);
    return child;
  }
}

function inside(value: Json | undefined, step: Step): Json | undefined {
  if (typeof step === 'number') {
    return Array.isArray(value) ? value[step] : undefined;
  }
  return typeof step === 'string' && isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
