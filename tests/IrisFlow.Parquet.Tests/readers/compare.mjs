// Writes files with DuckDB, then reads files with DuckDB and hyparquet, all in one process.
// stdin: { "write": [{ "path", "sql" }], "read": [path] }   stdout: { path: { "duckdb": { column: [cell] }, "hyparquet": ... } }
// "leftOut" beside the readers names the lists and maps of the schema.
// A cell is null, true, false or a text; see cell() for what the text is. Bytes without a meaning are { "hex": text }.
// Fields of structs are columns named with the struct, "a.b"; lists and maps are left out. A reader that fails gives { "error": message }.
import { DuckDBInstance } from '@duckdb/node-api'
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

// A reader may fail in several places at once; attempt() sees the first, and the others must not end the program.
process.on('unhandledRejection', () => {})

const request = JSON.parse(await new Response(process.stdin).text())
let duckdb
async function connect() {
  duckdb = await (await DuckDBInstance.create(':memory:')).connect()
  await duckdb.run("SET TimeZone = 'UTC'")
}

await connect()

const bits = new DataView(new ArrayBuffer(8))
const hex = bytes => Buffer.from(bytes).toString('hex')
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
  if (value instanceof Uint8Array) return { hex: hex(value) }
  if ('bytes' in value) return { hex: hex(value.bytes) }
  if (/^DECIMAL/.test(type)) return { decimal: value.toString(), float64: cell(Number(value.toString()), 'DOUBLE') }
  if (type === 'UUID') return value.toString()
  if ('months' in value) return { hex: hex(new Uint8Array(new Int32Array([value.months, value.days, Number(value.micros / 1000n)]).buffer)) }
  if ('days' in value) return value.days.toString()
  if ('micros' in value) return value.micros.toString()
  if ('millis' in value) return (value.millis * 1000n).toString()
  if ('milliseconds' in value) return (value.milliseconds * 1000n).toString()
  if ('seconds' in value) return (value.seconds * 1000000n).toString()
  const nanos = value.nanos ?? value.nanoseconds
  return ((nanos - (((nanos % 1000n) + 1000n) % 1000n)) / 1000n).toString()
}

function decimal(stored, scale) {
  if (stored === null || stored === undefined) return null
  const whole = stored instanceof Uint8Array ? BigInt.asIntN(8 * stored.length, BigInt('0x0' + hex(stored))) : BigInt(stored)
  const digits = (whole < 0n ? -whole : whole).toString().padStart(scale + 1, '0')
  const text = (whole < 0n ? '-' : '') + (scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits)
  return { decimal: text, float64: cell(Number(text), 'DOUBLE') }
}

async function readDuckdb(path) {
  const result = await duckdb.runAndReadAll(`SELECT * FROM read_parquet('${path}')`)
  const types = result.columnTypes()
  const values = result.getColumns()
  const columns = {}
  function add(name, type, cells) {
    const text = String(type)
    if (type.entryTypes && type.entryNames && text.startsWith('STRUCT')) {
      type.entryNames.forEach((field, i) => add(`${name}.${field}`, type.entryTypes[i], cells.map(c => c?.entries[field] ?? null)))
    } else if (!/\[\d*\]$|^MAP|^VARIANT/.test(text)) {
      columns[name] = cells.map(c => cell(c, text))
    }
  }
  result.columnNames().forEach((name, i) => add(name, types[i], values[i] ?? []))
  return columns
}

async function readHyparquet(path) {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  // Decimals are multiplied by a rounded power of ten there, so the whole numbers are asked for instead.
  const decimals = metadata.schema.filter(e => e.converted_type === 'DECIMAL' || e.logical_type?.type === 'DECIMAL')
  for (const element of decimals) {
    element.digits = element.logical_type?.scale ?? element.scale ?? 0
    element.converted_type = element.logical_type = undefined
  }
  let rows = []
  await parquetRead({
    file,
    metadata,
    compressors,
    utf8: false,
    rowFormat: 'object',
    onComplete: data => { rows = data },
    parsers: {
      dateFromDays: days => ({ days }),
      timestampFromMilliseconds: millis => ({ millis }),
      timestampFromMicroseconds: micros => ({ micros }),
      timestampFromNanoseconds: nanos => ({ nanos }),
      jsonFromBytes: bytes => bytes && new TextDecoder().decode(bytes),
      geometryFromBytes: bytes => bytes,
      geographyFromBytes: bytes => bytes,
    },
  })
  const columns = {}
  function add({ element, children, path }, cells) {
    if (isLeftOut(element)) return
    if (element.num_children) children.forEach(child => add(child, cells.map(c => c?.[child.element.name] ?? null)))
    else if (decimals.includes(element)) columns[path.join('.')] = cells.map(c => decimal(c, element.digits))
    else columns[path.join('.')] = cells.map(c => cell(c, element.logical_type?.type === 'FLOAT16' ? 'FLOAT' : element.type))
  }
  parquetSchema(metadata).children.forEach(child => add(child, rows.map(row => row[child.element.name])))
  return columns
}

const isLeftOut = ({ repetition_type, converted_type, logical_type }) =>
  repetition_type === 'REPEATED' || /LIST|MAP|VARIANT/.test(converted_type) || /LIST|MAP|VARIANT/.test(logical_type?.type)

async function readLeftOut(path) {
  const names = []
  const add = ({ element, children, path }) => isLeftOut(element) ? names.push(path.join('.')) : children.forEach(add)
  parquetSchema(await parquetMetadataAsync(await asyncBufferFromFile(path))).children.forEach(add)
  return names
}

async function attempt(read, path) {
  try {
    return await read(path)
  } catch (e) {
    // Some failures of DuckDB end the whole database.
    if (read === readDuckdb) await connect()
    return { error: String(e) }
  }
}

for (const { path, sql } of request.write) {
  await duckdb.run(sql.replaceAll('$path', path))
}

const answer = {}
for (const path of request.read) {
  answer[path] = { duckdb: await attempt(readDuckdb, path), hyparquet: await attempt(readHyparquet, path), leftOut: await attempt(readLeftOut, path) }
}

process.stdout.write(JSON.stringify(answer))
