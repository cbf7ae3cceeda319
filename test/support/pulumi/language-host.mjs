// A language host for Node.js, as the Pulumi engine wants one: `pulumi-language-nodejs ENGINE_ADDRESS`.
//
// The one that Pulumi ships is a Go module without releases. This one does what tests need: it starts the program with the
// module of the SDK that is there for it (`cmd/run`), and policy packs with theirs (`cmd/run-policy-pack`). It asks for no
// plugins: everything a test uses is on the PATH.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The exit code of a program that has told the engine already what went wrong. */
const EXIT_AFTER_TELLING = 32;

const require = createRequire(import.meta.url);
const fromSdk = createRequire(require.resolve('@pulumi/pulumi/package.json'));
const grpc = fromSdk('@grpc/grpc-js');
const service = require('@pulumi/pulumi/proto/language_grpc_pb');
const messages = require('@pulumi/pulumi/proto/language_pb');
const plugins = require('@pulumi/pulumi/proto/plugin_pb');
const { Empty } = fromSdk('google-protobuf/google/protobuf/empty_pb');

const engine = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? '';
const SDK = dirname(require.resolve('@pulumi/pulumi/package.json'));

const server = new grpc.Server();
server.addService(service.LanguageRuntimeService, {
  handshake: reply(() => new messages.LanguageHandshakeResponse()),
  getRequiredPlugins: reply(() => new messages.GetRequiredPluginsResponse()),
  getRequiredPackages: reply(() => new messages.GetRequiredPackagesResponse()),
  runtimeOptionsPrompts: reply(() => new messages.RuntimeOptionsResponse()),
  getProgramDependencies: reply(() => new messages.GetProgramDependenciesResponse()),
  about: reply(() => new messages.AboutResponse()),
  cancel: reply(() => new Empty()),
  getPluginInfo: reply(() => {
    const info = new plugins.PluginInfo();
    info.setVersion('0.0.0');
    return info;
  }),
  run: ({ request }, done) => run(request, done),
  runPlugin: (call) => runPlugin(call),
});
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) {
    throw error;
  }
  process.stdout.write(`${port}\n`);
});

function reply(make) {
  return (_, done) => done(null, make());
}

function run(request, done) {
  const info = request.getInfo();
  const program = spawn(process.execPath, [
    join(SDK, 'cmd', 'run'), `--monitor=${request.getMonitorAddress()}`, `--engine=${engine}`, `--organization=${request.getOrganization()}`,
    `--project=${request.getProject()}`, `--stack=${request.getStack()}`, `--pwd=${info.getProgramDirectory()}`, `--root-directory=${info.getRootDirectory()}`,
    ...(request.getDryrun() ? ['--dry-run'] : []), `--parallel=${request.getParallel()}`, info.getEntryPoint(),
  ], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toObject())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
  });
  program.on('close', (code) => {
    const response = new messages.RunResponse();
    response.setBail(code === EXIT_AFTER_TELLING);
    response.setError(code === 0 || code === EXIT_AFTER_TELLING ? '' : `the program ended with exit code ${code}`);
    done(null, response);
  });
}

function runPlugin(call) {
  const { request } = call;
  const pack = spawn(process.execPath, [join(SDK, 'cmd', 'run-policy-pack'), ...request.getArgsList(), '.'], {
    cwd: request.getInfo().getProgramDirectory(), stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...Object.fromEntries(request.getEnvList().map((entry) => entry.split(/=(.*)/s))) },
  });
  const send = (set) => {
    const response = new messages.RunPluginResponse();
    set(response);
    call.write(response);
  };
  pack.stdout.on('data', (bytes) => send((response) => response.setStdout(bytes)));
  pack.stderr.on('data', (bytes) => send((response) => response.setStderr(bytes)));
  pack.on('close', (code) => {
    send((response) => response.setExitcode(code ?? 1));
    call.end();
  });
  call.on('cancelled', () => pack.kill());
}
