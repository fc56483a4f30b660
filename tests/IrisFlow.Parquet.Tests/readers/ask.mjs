// Asks DuckDB. stdin: [sql]   stdout: for each the first row of its answer as { name: cell }; whole numbers of 64 bits are texts.
import { DuckDBInstance } from '@duckdb/node-api'

const duckdb = await (await DuckDBInstance.create(':memory:')).connect()
await duckdb.run("SET TimeZone = 'UTC'")
const answers = []
for (const sql of JSON.parse(await new Response(process.stdin).text())) {
  const [row] = (await duckdb.runAndReadAll(sql)).getRowObjects()
  answers.push(row)
}

process.stdout.write(JSON.stringify(answers, (_, cell) => (typeof cell === 'bigint' ? cell.toString() : cell)))
