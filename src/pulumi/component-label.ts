import type { ComponentResource } from '@pulumi/pulumi';

/** How a component is called in messages and reports. */
const LABELS = new WeakMap<ComponentResource, string>();

/** Type token of a component of this package. It is part of every URN, so it never changes. */
export type TypeToken = `pullproof:index:${string}`;

/** Remembers how a component is called: `PullSecret pull`. Its objects are `PullSecret pull/…`. */
export function labelComponent(component: ComponentResource, type: TypeToken, name: string): string {
  const label = `${type.slice('pullproof:index:'.length)} ${name}`;
  LABELS.set(component, label);
  return label;
}

/** How a component is called. */
export function labelOf(component: ComponentResource): string {
  return LABELS.get(component) ?? component.constructor.name;
}
