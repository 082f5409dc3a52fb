/** Transactions over PostgreSQL, or over PGlite where no server is: the same SQL. */
import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";

export type Row = Readonly<Record<string, unknown>>;

export interface Transaction {
  query(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

export interface Database extends Transaction {
  /** Runs `work` in one transaction: all of it is stored, or, when `work` throws, nothing is. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** `postgres://…` is a server, anything else the folder of a PGlite. */
export async function openDatabase(url: string): Promise<Database> {
  const database = url.startsWith("postgres://") ? onServer(url) : await inFolder(url);
  const schema = await readFile(new URL("schema.sql", import.meta.url), "utf8");
  for (const statement of schema.split(/;\s*$/m)) {
    if (statement.trim() !== "") await database.query(statement);
  }
  return database;
}

function onServer(connectionString: string): Database {
  const pool = new pg.Pool({ connectionString, max: 16 });
  // A connection that the server ended while idle is replaced by the pool.
  pool.on("error", ({ message }) => console.error(JSON.stringify({ level: "warn", message })));
  return {
    query: async (sql, values = []) => (await pool.query<Row>(sql, [...values])).rows,
    async transaction(work) {
      const client = await pool.connect();
      let isBroken = false;
      try {
        await client.query("begin");
        const result = await work({
          query: async (sql, values = []) => (await client.query<Row>(sql, [...values])).rows,
        });
        await client.query("commit");
        return result;
      } catch (error) {
        await client.query("rollback").catch(() => {
          isBroken = true;
        });
        throw error;
      } finally {
        client.release(isBroken);
      }
    },
    close: () => pool.end(),
  };
}

async function inFolder(folder: string): Promise<Database> {
  const database = await PGlite.create(folder);
  return {
    query: async (sql, values = []) => (await database.query<Row>(sql, [...values])).rows,
    transaction: (work) =>
      database.transaction((client) =>
        work({ query: async (sql, values = []) => (await client.query<Row>(sql, [...values])).rows }),
      ),
    close: () => database.close(),
  };
}
