// Runs statements of SQL in one DuckDB in memory, one a line of stdin: { "sql" }.
// Answers each with a line: { "ms", "rows" }, the milliseconds it took and its rows as texts, or { "error" }.
import { createInterface } from 'node:readline'
import { DuckDBInstance } from '@duckdb/node-api'

const connection = await (await DuckDBInstance.create(':memory:', { threads: process.argv[2] ?? '2' })).connect()
await connection.run("SET TimeZone = 'UTC'")

for await (const line of createInterface({ input: process.stdin })) {
  const answer = {}
  try {
    const { sql } = JSON.parse(line)
    const start = performance.now()
    const result = await connection.run(sql)
    answer.ms = performance.now() - start
    answer.rows = (await result.getRows()).map(row => row.map(String))
  } catch (e) {
    answer.error = String(e)
  }
  console.log(JSON.stringify(answer))
}
