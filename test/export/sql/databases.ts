/** Real databases that try statements one by one and undo each: what they refused, and in which words. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { PGlite } from "@electric-sql/pglite";
import initSqlJs from "sql.js";
import * as z from "zod";

export interface Database {
  /** Runs a script and keeps what it does. */
  readonly run: (script: string) => Promise<void>;
  /** Tries each statement alone and undoes it: the message of its refusal, or null. */
  readonly attempt: (statements: readonly string[]) => Promise<readonly (string | null)[]>;
  /** The rows of a query, each by its columns. */
  readonly select: (query: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly close: () => Promise<void>;
}

const answers = z.array(z.string().nullable());

export async function openSqlite(): Promise<Database> {
  const { Database: Sqlite } = await initSqlJs();
  const database = new Sqlite();
  database.run("PRAGMA foreign_keys = ON");
  return {
    run: async (script) => {
      database.exec(script);
    },
    attempt: async (statements) =>
      statements.map((statement) => {
        database.run("SAVEPOINT attempt");
        try {
          database.exec(statement);
          return null;
        } catch (error) {
          return messageOf(error);
        } finally {
          database.run("ROLLBACK TO attempt");
          database.run("RELEASE attempt");
        }
      }),
    select: async (query) => {
      const [{ columns, values } = { columns: [], values: [] }] = database.exec(query);
      return values.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place]])));
    },
    close: async () => database.close(),
  };
}

export async function openDuckdb(): Promise<Database> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  return {
    run: async (script) => {
      await connection.run(script);
    },
    attempt: async (statements) => {
      const messages: (string | null)[] = [];
      for (const statement of statements) {
        await connection.run("BEGIN");
        messages.push(await connection.run(statement).then(() => null, messageOf));
        await connection.run("ROLLBACK");
      }
      return messages;
    },
    select: async (query) => (await connection.runAndReadAll(query)).getRowObjectsJson(),
    close: async () => connection.closeSync(),
  };
}

/** PostgreSQL as WebAssembly, in this process. */
export async function openPglite(): Promise<Database> {
  const database = new PGlite();
  return {
    run: async (script) => {
      await database.exec(script);
    },
    attempt: async (statements) => {
      const results = await database.exec(attemptsText(statements));
      return answers.parse(Object.values(z.record(z.string(), z.unknown()).parse(results.at(-1)?.rows[0]))[0]);
    },
    select: async (query) => (await database.query<Record<string, unknown>>(query)).rows,
    close: async () => database.close(),
  };
}

const binaries = ["17", "16", "15"].map((version) => `/usr/lib/postgresql/${version}/bin`).find(existsSync);

/** Whether Debian's PostgreSQL server is installed. */
export const hasPostgres = binaries !== undefined;

/** A connection that stays open, so that a transaction of it may wait for another's. */
export interface Session {
  /** Settles when the server has answered: with the command's tag or the rows, or with the error's code and message. */
  readonly say: (statement: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface Postgres extends Database {
  readonly query: (script: string) => string;
  readonly connect: () => Session;
}

/** PostgreSQL itself: a throw-away cluster on a socket in a temporary folder. */
export async function openPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "kycle-postgres-"));
  chmodSync(folder, 0o777);
  const isRoot = process.getuid?.() === 0;
  const command = (name: string, words: readonly string[], input = ""): string => {
    const [program, ...rest] = [
      ...(isRoot ? ["runuser", "-u", "postgres", "--"] : []),
      join(binaries ?? "", name),
      ...words,
    ];
    const ran = spawnSync(program ?? "", rest, { cwd: folder, input, encoding: "utf8", maxBuffer: 1 << 28 });
    if (ran.status !== 0) throw new Error(`${name}: ${ran.error?.message ?? ran.stderr}`);
    return ran.stdout;
  };
  const data = join(folder, "data");
  command("initdb", ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync"]);
  const options = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off`;
  command("pg_ctl", ["-D", data, "-o", options, "-l", join(folder, "log"), "-w", "start"]);
  const psql = (script: string): string =>
    command("psql", ["-h", folder, "-U", "postgres", "-qAt", "-v", "ON_ERROR_STOP=1"], script);
  return {
    query: psql,
    connect: () => sessionOf(join(binaries ?? "", "psql"), folder),
    run: async (script) => {
      psql(script);
    },
    attempt: async (statements) => answers.parse(JSON.parse(psql(attemptsText(statements)))),
    select: async (query) =>
      z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(psql(`SELECT json_agg(t) FROM (${query}) t`))),
    close: async () => {
      command("pg_ctl", ["-D", data, "-m", "immediate", "stop"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** psql, whose errors go the way of its answers: of two ways, either might be heard first. */
function sessionOf(program: string, folder: string): Session {
  const words = [program, "-h", folder, "-U", "postgres", "-AtX", "-v", "VERBOSITY=verbose"];
  const psql = spawn("sh", ["-c", 'exec "$0" "$@" 2>&1', ...words], { stdio: ["pipe", "pipe", "inherit"] });
  let heard = "";
  let answer: ((text: string) => void) | undefined;
  psql.stdout.on("data", (chunk: Buffer) => {
    heard += chunk.toString();
    if (!heard.endsWith("answered\n")) return;
    const error = /ERROR: {2}(\w{5}): (.*)/.exec(heard);
    const text = error === null ? heard.slice(0, -"answered\n".length).trim() : `${error[1]} ${error[2]}`;
    heard = "";
    answer?.(text);
  });
  return {
    say: (statement) =>
      new Promise((resolve) => {
        answer = resolve;
        psql.stdin.write(`${statement};\n\\echo answered\n`);
      }),
    close: async () => {
      const ended = once(psql, "exit");
      psql.stdin.end("\\q\n");
      await ended;
    },
  };
}

/** All attempts in one script: each in a block of its own that is undone, its message kept. */
function attemptsText(statements: readonly string[]): string {
  const rows = statements.map((statement, number) => `(${number}, $attempt$${statement}$attempt$)`);
  return `
    DROP TABLE IF EXISTS attempt;
    CREATE TEMP TABLE attempt (number integer, statement text, message text);
    INSERT INTO attempt (number, statement) VALUES ${rows.join(", ")};
    DO $all$
    DECLARE one record; told text;
    BEGIN
      FOR one IN SELECT * FROM attempt ORDER BY number LOOP
        BEGIN
          EXECUTE one.statement;
          RAISE EXCEPTION USING ERRCODE = 'KY000', MESSAGE = 'undone';
        EXCEPTION
          WHEN SQLSTATE 'KY000' THEN told := NULL;
          WHEN OTHERS THEN told := SQLERRM;
        END;
        UPDATE attempt SET message = told WHERE number = one.number;
      END LOOP;
    END $all$;
    SELECT json_agg(message ORDER BY number) FROM attempt;`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
