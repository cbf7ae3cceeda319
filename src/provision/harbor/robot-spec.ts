import { quote } from '../../error';
import { harborNameProblems } from './harbor-names';

/** One thing that a robot may do. */
export interface HarborAccess {
  /** What with: `repository`, `artifact`, `tag`, `project` … */
  readonly resource: string;
  /** What: `pull`, `push`, `read`, `list` … */
  readonly action: string;
  /**
   * Whether it may, or may not even if another permission says so.
   *
   * @default "allow"
   */
  readonly effect?: 'allow' | 'deny';
}

/** What a robot may do in one project, or in the system. */
export interface HarborPermission {
  /** `project`, or `system` for what is about no project. */
  readonly kind: 'project' | 'system';
  /** Name of the project, `*` for all of them; `/` for the system. */
  readonly namespace: string;
  /** What it may do there. */
  readonly access: HarborAccess[];
}

/** A robot account as it should be, without its secret. */
export interface HarborRobotSpec {
  /** Short name, without prefix and project. */
  readonly name: string;
  /** `project`: it belongs to the project of its one permission, and goes with it. `system`: it belongs to the installation. */
  readonly level: 'project' | 'system';
  /**
   * What people see beside it.
   *
   * @default - nothing
   */
  readonly description?: string;
  /**
   * Days from its creation after which it expires, 1 to 2147483646.
   *
   * @default - never
   */
  readonly durationDays?: number;
  /**
   * Whether it is switched off.
   *
   * @default false
   */
  readonly disabled?: boolean;
  /** What it may do. */
  readonly permissions: HarborPermission[];
}

/** What Harbor, or reason, would refuse about a robot; empty when it is fine. */
export function robotSpecProblems({ name, level, durationDays, permissions }: HarborRobotSpec): string[] {
  return [
    ...harborNameProblems('robot name', name),
    ...(durationDays === undefined || (Number.isInteger(durationDays) && durationDays >= 1 && durationDays < 2 ** 31 - 1)
      ? [] : [`durationDays must be a whole number from 1 to 2147483646, or left out for a robot that never expires (got ${String(durationDays)})`]),
    ...(permissions.length === 0 ? ['a robot without permissions can do nothing'] : []),
    ...(level === 'project' && permissions.length > 1 ? [`a robot of a project has permissions in that project only (got ${permissions.length} blocks)`] : []),
    ...(level === 'project' && permissions.some(({ kind }) => kind === 'system') ? ['a robot of a project has no permissions in the system'] : []),
    ...(level === 'project' && permissions.some(({ namespace }) => namespace === '*') ? ['a robot of a project names that project, not "*"'] : []),
    ...permissions.flatMap(permissionProblems),
    ...repeated(permissions.map(({ kind, namespace }) => `${kind} ${namespace}`)).map((twice) => `permissions for ${quote(twice)} stand in two blocks`),
  ];
}

function permissionProblems({ kind, namespace, access }: HarborPermission): string[] {
  return [
    ...(kind === 'system' && namespace !== '/' ? [`permissions in the system have the namespace "/" (got ${quote(namespace)})`] : []),
    ...(kind === 'project' && namespace !== '*' ? harborNameProblems('project of a permission', namespace) : []),
    ...(access.length === 0 ? [`the permissions for ${quote(namespace)} allow nothing`] : []),
    ...access.filter(({ resource, action }) => !/^[a-z-]+$/.test(resource) || !/^[a-z-]+$/.test(action))
      .map(({ resource, action }) => `${quote(`${resource}:${action}`)} is no permission such as "repository:pull"`),
  ];
}

function repeated(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}

/**
 * Whether two lists of permissions allow the same: Harbor returns blocks and accesses in an order of its own, and another
 * one each time.
 */
export function samePermissions(a: readonly HarborPermission[], b: readonly HarborPermission[]): boolean {
  const [left, right] = [permissionKeys(a), permissionKeys(b)];
  return left.size === right.size && [...left].every((key) => right.has(key));
}

/** Every single permission as one text: `project agents repository:pull`; of one that is denied, with `!` behind it. */
export function permissionKeys(permissions: readonly HarborPermission[]): Set<string> {
  return new Set(permissions.flatMap(({ kind, namespace, access }) => access.map(({ resource, action, effect }) => `${kind} ${namespace} ${resource}:${action}${effect === 'deny' ? '!' : ''}`)));
}
