import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The file that a name on the PATH leads to, for messages: of several programs of one name only the first is run.
 *
 * @returns the name itself when it is a path already, or leads nowhere.
 */
export function findExecutable(name: string, environment: Readonly<Record<string, string | undefined>>): string {
  if (/[\\/]/.test(name)) {
    return name;
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? name;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
