/** Thrown when another process has the database open. */
export class DatabaseLocked extends Error {
  override readonly name = 'DatabaseLocked';
}

/** Thrown when the database cannot be used: damaged, not to be upgraded, or an SQLite with a known defect. */
export class DatabaseUnusable extends Error {
  override readonly name: string = 'DatabaseUnusable';
}

/** Thrown when the files of the database are damaged. Its message says what was found first. */
export class DatabaseDamaged extends DatabaseUnusable {
  override readonly name = 'DatabaseDamaged';
}

/** Thrown when a newer program has written the database. Its message is a sentence for people. */
export class DatabaseNewer extends DatabaseUnusable {
  override readonly name = 'DatabaseNewer';
}
