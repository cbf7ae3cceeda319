import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as grpc from '@grpc/grpc-js';
import * as service from '@pulumi/pulumi/proto/provider_grpc_pb';
import * as messages from '@pulumi/pulumi/proto/provider_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import type { JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb';

type Properties = { [key: string]: JavaScriptValue };

/** The process that runs dynamic providers, as the engine starts it and speaks to it. */
export class DynamicHost {
  /** Starts it in the folder of a program. */
  public static async start(folder: string): Promise<DynamicHost> {
    const child = spawn(process.execPath, [require.resolve('@pulumi/pulumi/cmd/dynamic-provider'), '127.0.0.1:1'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (bytes: Buffer) => {
      errors += bytes.toString('utf8');
    });
    const port = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve);
      child.once('exit', () => reject(new Error(`the host of dynamic providers ended: ${errors}`)));
    });
    const client = new service.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const host = new DynamicHost(child, client);
    const configuration = new messages.ConfigureRequest();
    configuration.setArgs(Struct.fromJavaScript({}));
    await host.#call<messages.ConfigureResponse>((done) => client.configure(configuration, done));
    return host;
  }

  private constructor(private readonly child: ChildProcess, private readonly client: service.ResourceProviderClient) {}

  public async check(news: Properties, olds: Properties = {}): Promise<{ inputs: Properties; failures: string[] }> {
    const request = new messages.CheckRequest();
    request.setOlds(Struct.fromJavaScript(olds));
    request.setNews(Struct.fromJavaScript(news));
    const response = await this.#call<messages.CheckResponse>((done) => this.client.check(request, done));
    return { inputs: read(response.getInputs()), failures: response.getFailuresList().map((failure) => `${failure.getProperty()}: ${failure.getReason()}`) };
  }

  public async create(properties: Properties): Promise<{ id: string; properties: Properties }> {
    const request = new messages.CreateRequest();
    request.setProperties(Struct.fromJavaScript(properties));
    const response = await this.#call<messages.CreateResponse>((done) => this.client.create(request, done));
    return { id: response.getId(), properties: read(response.getProperties()) };
  }

  public async diff(id: string, olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }> {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setOlds(Struct.fromJavaScript(olds));
    request.setNews(Struct.fromJavaScript(news));
    const response = await this.#call<messages.DiffResponse>((done) => this.client.diff(request, done));
    return { changes: response.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME, replaces: response.getReplacesList() };
  }

  public async read(id: string, properties: Properties): Promise<{ id: string; properties: Properties }> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(Struct.fromJavaScript(properties));
    const response = await this.#call<messages.ReadResponse>((done) => this.client.read(request, done));
    return { id: response.getId(), properties: read(response.getProperties()) };
  }

  public async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(Struct.fromJavaScript(olds));
    request.setNews(Struct.fromJavaScript(news));
    const response = await this.#call<messages.UpdateResponse>((done) => this.client.update(request, done));
    return read(response.getProperties());
  }

  public async delete(id: string, properties: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(Struct.fromJavaScript(properties));
    await this.#call((done) => this.client.delete(request, done));
  }

  public async stop(): Promise<void> {
    this.client.close();
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL'); // it leaves other signals to the engine
    await ended;
  }

  #call<T>(send: (done: (error: grpc.ServiceError | null, response: T) => void) => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      send((error, response) => (error === null ? resolve(response) : reject(error)));
    });
  }
}

function read(properties: Struct | undefined): Properties {
  return (properties?.toJavaScript() ?? {}) as Properties;
}
