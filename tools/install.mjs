// Puts the binaries of tools.json into .tools/bin, which is not under version control.
//
// A binary of the PATH is linked when it has the pinned major version and is not older than `oldest`; anything else is
// built from `module@version`, with `tags` if there are some. `root` is the module that the program is a part of, for those
// that are built by naming it; `replace` are the modules that its own go.mod replaces, which counts there only. A tool with
// `apt` is linked from the PATH in whatever version, and the Debian package is installed where the PATH lacks it. A second
// run reads one small file per tool and ends. Several runs at once are safe: each builds into a folder of its own, and a
// finished binary is moved into place in one step.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '..', '.tools');
const BIN = join(ROOT, 'bin');
const WINDOWS = process.platform === 'win32';
const SUFFIX = WINDOWS ? '.exe' : '';

const tools = JSON.parse(readFileSync(join(HERE, 'tools.json'), 'utf8'));
let failed = false;
installPackages(Object.entries(tools).filter(([name, tool]) => tool.apt !== undefined && !isInstalled(name, tool)).map(([, tool]) => tool));
for (const [name, tool] of Object.entries(tools)) {
  if (isInstalled(name, tool)) {
    continue;
  }
  try {
    install(name, tool);
  } catch (error) {
    console.error(`tools: ${[name, tool.version].filter(Boolean).join(' ')}: ${error.message}`);
    failed = true;
  }
}
process.exitCode = failed ? 1 : 0;

/** What makes an installation valid: it changes with every field of tools.json. */
function stampOf(tool) {
  return `${JSON.stringify(tool)}\n`;
}

function isInstalled(name, tool) {
  const stamp = join(ROOT, `${name}.stamp`);
  // existsSync follows links: a linked binary that has gone is installed again.
  return existsSync(join(BIN, name + SUFFIX)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(tool);
}

function install(name, tool) {
  mkdirSync(BIN, { recursive: true });
  const workDirectory = mkdtempSync(join(ROOT, 'build-'));
  try {
    const built = join(workDirectory, tool.executable + SUFFIX);
    const found = findOnPath(tool);
    if (found === undefined && tool.apt !== undefined) {
      throw new Error(`there is no ${tool.executable} on the PATH; install the Debian package ${tool.apt}, or what your system calls it`);
    }
    if (found === undefined) {
      build(tool, workDirectory);
    } else {
      console.error(`tools: ${name} is ${found}`);
      symlinkSync(found, built);
    }
    renameSync(built, join(BIN, name + SUFFIX));
    const stamp = join(workDirectory, 'stamp');
    writeFileSync(stamp, stampOf(tool));
    renameSync(stamp, join(ROOT, `${name}.stamp`));
  } finally {
    rmSync(workDirectory, { recursive: true, force: true });
  }
}

/** A binary of the PATH that will do, if there is one. */
function findOnPath(tool) {
  if (WINDOWS || (tool.apt === undefined && tool.major === undefined)) {
    return undefined; // links need privileges there; a name without a version can be anything
  }
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(directory, tool.executable);
    if (directory === '' || !isFile(candidate)) {
      continue;
    }
    if (tool.apt !== undefined) {
      return realpathSync(candidate);
    }
    const version = versionOf(candidate);
    if (version !== undefined && version[0] === tool.major && compare(version, tool.oldest.split('.').map(Number)) >= 0) {
      return realpathSync(candidate);
    }
  }
  return undefined;
}

function isFile(path) {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function versionOf(executable) {
  try {
    const output = execFileSync(executable, ['version', '--short'], { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] });
    const match = /v(\d+)\.(\d+)(?:\.(\d+))?/.exec(output);
    return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  } catch {
    return undefined;
  }
}

function compare(a, b) {
  const index = a.findIndex((part, position) => part !== b[position]);
  return index === -1 ? 0 : a[index] - b[index];
}

/** Installs the Debian packages of tools that the PATH lacks, all at once. What fails shows when the tool is linked. */
function installPackages(needed) {
  const missing = needed.filter((tool) => findOnPath(tool) === undefined).map((tool) => tool.apt);
  if (missing.length === 0) {
    return;
  }
  console.error(`tools: installing ${missing.join(' ')} with apt-get`);
  const aptGet = (...args) => {
    const command = ['apt-get', ...args];
    const [program, ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
    execFileSync(program, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  };
  const install = () => aptGet('install', '-y', '--no-install-recommends', ...missing);
  try {
    try {
      install();
    } catch (error) {
      if (error.code === 'ENOENT') {
        throw error;
      }
      aptGet('update'); // a fresh machine has no lists of packages
      install();
    }
  } catch (error) {
    const why = error.code === 'ENOENT' ? 'apt-get (or sudo) is not available here' : String(error.stderr ?? error.message).trim().split('\n').slice(-3).join('\n');
    console.error(`tools: cannot install ${missing.join(' ')}: ${why}`);
  }
}

function build(tool, directory) {
  const what = `${tool.module}@${tool.version}`;
  console.error(`tools: building ${what} (takes minutes, once)`);
  const run = (...args) => execFileSync('go', args, {
    cwd: directory,
    // A GOFLAGS of the machine may ask for a vendor folder or a module file, which a module elsewhere does not have.
    env: { ...process.env, GOBIN: directory, GOFLAGS: '-buildvcs=false', GO111MODULE: 'on', CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  try {
    if (tool.root !== undefined) {
      // A need that stands in the module file is taken as it is. `go install` would first look through the list of all
      // versions for a deprecation, and a proxy may have the one version and no list.
      run('mod', 'init', 'tools');
      run('mod', 'edit', `-require=${tool.root}@${tool.version}`, ...Object.entries(tool.replace ?? {}).map(([module, by]) => `-replace=${module}=${by}`));
      run('build', '-mod=mod', '-o', join(directory, tool.executable + SUFFIX), tool.module);
    } else if (tool.tags === undefined) {
      run('install', what);
    } else {
      // `go install` refuses modules that replace others, as those with build tags do; a module that needs them does not.
      run('mod', 'init', 'tools');
      run('get', what);
      run('build', '-tags', tool.tags, '-o', join(directory, tool.executable + SUFFIX), tool.module);
    }
  } catch (error) {
    if (error.code === 'ENOENT') {
      throw new Error(tool.major === undefined
        ? 'Go is not on the PATH, and builds it: https://go.dev'
        : `neither ${tool.executable} ${tool.major} (${tool.oldest} or newer) nor Go, which builds it, is on the PATH: https://go.dev`);
    }
    throw new Error(`go ${tool.tags === undefined && tool.root === undefined ? 'install' : 'build'} ${what} failed:\n${String(error.stderr ?? error.message).split('\n').slice(-15).join('\n')}`);
  }
}
