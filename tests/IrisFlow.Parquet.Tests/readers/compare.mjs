// Writes files with DuckDB, then reads files with DuckDB and hyparquet, all in one process.
// stdin: { "write": [{ "path", "sql" }], "read": [path] }   stdout: { path: { "duckdb": { column: [cell] }, "hyparquet": ... } }
// A cell is null, true, false or a text; see cell() for what the text is. A reader that fails gives { "error": message }.
import { DuckDBInstance } from '@duckdb/node-api'
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from 'hyparquet'

const request = JSON.parse(await new Response(process.stdin).text())
const duckdb = await (await DuckDBInstance.create(':memory:')).connect()
await duckdb.run("SET TimeZone = 'UTC'")

const bits = new DataView(new ArrayBuffer(8))
function cell(value, type) {
  if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'string') return value ?? null
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') {
    // Numbers of floating point by their bits, so that -0 and every last digit count; whole numbers as they are.
    if (!/FLOAT|DOUBLE/.test(type)) return value.toString()
    if (Number.isNaN(value)) return 'NaN'
    bits.setFloat64(0, value)
    return bits.getBigUint64(0).toString(16)
  }
  if ('days' in value) return value.days.toString()
  if ('micros' in value) return value.micros.toString()
  if ('millis' in value) return (value.millis * 1000n).toString()
  if ('milliseconds' in value) return (value.milliseconds * 1000n).toString()
  if ('seconds' in value) return (value.seconds * 1000000n).toString()
  const nanos = value.nanos ?? value.nanoseconds
  return ((nanos - (((nanos % 1000n) + 1000n) % 1000n)) / 1000n).toString()
}

async function readDuckdb(path) {
  const result = await duckdb.runAndReadAll(`SELECT * FROM read_parquet('${path}')`)
  const types = result.columnTypes().map(String)
  const values = result.getColumns()
  return Object.fromEntries(result.columnNames().map((name, i) => [name, (values[i] ?? []).map(v => cell(v, types[i]))]))
}

async function readHyparquet(path) {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  const leaves = metadata.schema.slice(1)
  let rows = []
  await parquetRead({
    file,
    rowFormat: 'array',
    onComplete: data => { rows = data },
    parsers: { dateFromDays: days => ({ days }), timestampFromMicroseconds: micros => ({ micros }) },
  })
  return Object.fromEntries(leaves.map((leaf, i) => [leaf.name, rows.map(row => cell(row[i], leaf.type))]))
}

async function attempt(read, path) {
  try {
    return await read(path)
  } catch (e) {
    return { error: String(e) }
  }
}

for (const { path, sql } of request.write) {
  await duckdb.run(sql.replaceAll('$path', path))
}

const answer = {}
for (const path of request.read) {
  answer[path] = { duckdb: await attempt(readDuckdb, path), hyparquet: await attempt(readHyparquet, path) }
}

process.stdout.write(JSON.stringify(answer))
