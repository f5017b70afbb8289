/** Program: a Fastify route that writes each body to SQLite, durably, and answers. Sends its address to its parent. */
import Fastify from 'fastify';
import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync(process.argv[2] ?? ':memory:');
database.exec(
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE request (id INTEGER PRIMARY KEY, body TEXT)',
);
const insert = database.prepare('INSERT INTO request (body) VALUES (?)');
const app = Fastify();
app.post('/api/vms/provision', (request, reply) => {
  const { lastInsertRowid } = insert.run(JSON.stringify(request.body));
  return reply.code(202).send({ job_id: String(lastInsertRowid), status: 'Submitted' });
});
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
