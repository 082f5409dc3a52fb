/** A PostgreSQL of our own for one test: a new cluster in a temporary folder, on a free port of this machine alone. */
import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Cluster {
  readonly url: string;
  stop(): void;
}

const debian = "/usr/lib/postgresql";

/** The newest server that Debian's packages have put on this machine; undefined where there is none. */
export function postgresBinaries(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(a) - Number(b)) : [];
  return versions
    .map((version) => join(debian, version, "bin"))
    .findLast((folder) => existsSync(join(folder, "initdb")));
}

export async function startPostgres(binaries: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "kycle-postgres-"));
  const owner = ownerOf(folder);
  const run = (program: string, ...flags: string[]): void => {
    execFileSync(join(binaries, program), flags, { ...owner, cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  };
  const cluster = join(folder, "cluster");
  const port = await freePort();
  run("initdb", "--pgdata", cluster, "--username", "kycle", "--auth", "trust", "--encoding", "UTF8", "--no-locale");
  const settings = `-h 127.0.0.1 -p ${port} -k ${folder} -c max_connections=100`;
  run("pg_ctl", "--pgdata", cluster, "--log", join(folder, "log"), "-w", "-o", settings, "start");
  return {
    url: `postgres://kycle@127.0.0.1:${port}/postgres`,
    stop() {
      run("pg_ctl", "--pgdata", cluster, "-m", "immediate", "-w", "stop");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root; Debian's package has a user for it. */
function ownerOf(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [uid = 0, gid = 0] = ["-u", "-g"].map((flag) => Number(execFileSync("id", [flag, "postgres"]).toString()));
  chownSync(folder, uid, gid);
  return { uid, gid };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
