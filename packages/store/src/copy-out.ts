/**
 * Rows as PostgreSQL's own binary COPY sends them: bytes that nobody has made a text of, for a walk over millions. It sends
 * the next while these are looked at, as far ahead as the connection holds.
 */
import pg, { type Connection, type Pool, type Submittable } from 'pg';

/** Fixed words, flags, and the length of what may follow, before the first row. */
const HEADER_BYTES = 19;
const END_OF_ROWS = -1;

/** The fields of one row, read where they lie. */
export class CopiedRow {
  bytes: Buffer = Buffer.alloc(0);
  readonly #from: Int32Array;
  readonly #lengths: Int32Array;

  constructor(fields: number) {
    this.#from = new Int32Array(fields);
    this.#lengths = new Int32Array(fields);
  }

  /** Finds the fields of the row that stands at a place; answers where it ends. */
  find(bytes: Buffer, at: number): number {
    this.bytes = bytes;
    let place = at + 2;
    for (let field = 0; field < this.#from.length; field += 1) {
      const length = bytes.readInt32BE(place);
      place += 4;
      this.#from[field] = place;
      this.#lengths[field] = length;
      if (length > 0) place += length;
    }
    return place;
  }

  from(field: number): number {
    return this.#from[field] as number;
  }
  /** The place behind the field's last byte; the same as `from` where it is null. */
  to(field: number): number {
    return this.from(field) + Math.max(0, this.#lengths[field] as number);
  }
  isNull(field: number): boolean {
    return this.#lengths[field] === -1;
  }
  /** Its bytes as characters, one for one: to compare, not to read. */
  raw(field: number): string {
    return this.bytes.toString('latin1', this.from(field), this.to(field));
  }
}

/** Statements of which one copies, as `pg` lets a query of one's own be handed in. */
class CopyOut implements Submittable {
  readonly #text: string;
  readonly #row: CopiedRow;
  readonly #look: (row: CopiedRow) => void;
  readonly #done: (error?: unknown) => void;
  #isFirst = true;
  #failure: { readonly error: unknown } | undefined;

  constructor(text: string, row: CopiedRow, look: (row: CopiedRow) => void, done: (error?: unknown) => void) {
    this.#text = text;
    this.#row = row;
    this.#look = look;
    this.#done = done;
  }

  submit(connection: Connection): void {
    connection.query(this.#text);
  }

  /** Messages end where rows do. An error of who looks must not pass through the connection, which would be left half-read. */
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    let at = 0;
    if (this.#isFirst) at = HEADER_BYTES + chunk.readInt32BE(HEADER_BYTES - 4);
    this.#isFirst = false;
    try {
      while (!this.#failure && at < chunk.length && chunk.readInt16BE(at) !== END_OF_ROWS) {
        at = this.#row.find(chunk, at);
        this.#look(this.#row);
      }
    } catch (error) {
      this.#failure = { error };
    }
  }
  handleCommandComplete(): void {}
  handleReadyForQuery(): void {
    this.#done(this.#failure?.error);
  }
  handleError(error: unknown): void {
    this.#done(error);
  }
}

/**
 * Copies what a query answers, in a transaction that sees one clinic, all in one round trip. The query has its values in
 * it, since COPY takes none beside, and `fields` columns.
 */
export async function copyOut(
  pool: Pool,
  clinicId: string,
  { query, fields }: { readonly query: string; readonly fields: number },
  look: (row: CopiedRow) => void,
): Promise<void> {
  const text = [
    'begin read only',
    `set local holdspace.clinic = ${pg.escapeLiteral(clinicId)}`,
    `copy (${query}) to stdout (format binary)`,
    'commit',
  ].join('; ');
  const client = await pool.connect();
  try {
    await new Promise<void>((resolve, reject) => {
      const done = (error?: unknown) => (error === undefined ? resolve() : reject(error));
      client.query(new CopyOut(text, new CopiedRow(fields), look, done));
    });
    client.release();
  } catch (error) {
    // In what state it was left is not worth asking.
    client.release(true);
    throw error;
  }
}
