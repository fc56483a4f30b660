// Reads files with DuckDB and hyparquet in one process, and holds what the files say of themselves against what they hold.
// stdin: [path]   stdout: { path: { "duckdb": { column: digest }, "hyparquet": ..., "problems": [text], "indexed": pages with an index } }
// The digest of a column is over its cells; see digest() for how.
import { open } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead, readColumnIndex, readOffsetIndex } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const duckdb = await (await DuckDBInstance.create(':memory:')).connect()
await duckdb.run("SET TimeZone = 'UTC'")
// Days and microseconds stay the numbers they are stored as.
const parsers = { dateFromDays: days => days, timestampFromMicroseconds: micros => micros }

const bits = new DataView(new ArrayBuffer(8))
function cell(value, isFloat) {
  if (value === null || value === undefined) return 'N'
  if (typeof value === 'boolean') return value ? 'T' : 'F'
  if (typeof value === 'string') return 'S' + value
  if (typeof value === 'object') return 'S' + (value.days ?? value.micros)
  if (!isFloat) return 'S' + value
  if (Number.isNaN(value)) return 'SNaN'
  bits.setFloat64(0, value)
  return 'S' + bits.getBigUint64(0).toString(16)
}

// FNV-1a over the UTF-16 units of all cells, from two beginnings, and their number.
function digest(values, isFloat) {
  let a = 0x811c9dc5, b = 0x1000193
  for (const value of values) {
    const text = cell(value, isFloat)
    for (let i = 0; i <= text.length; i++) {
      const unit = i < text.length ? text.charCodeAt(i) : 0xffff
      a = Math.imul(a ^ unit, 0x01000193)
      b = Math.imul(b ^ unit, 0x01000193)
    }
  }
  return `${values.length}:${(a >>> 0).toString(16)}:${(b >>> 0).toString(16)}`
}

async function readDuckdb(path) {
  const result = await duckdb.runAndReadAll(`SELECT * FROM read_parquet('${path}')`)
  const types = result.columnTypes().map(String)
  const values = result.getColumns()
  return Object.fromEntries(result.columnNames().map((name, i) => [name, digest(values[i] ?? [], /FLOAT|DOUBLE/.test(types[i]))]))
}

const before = (a, b) => typeof a === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0 : a < b

// Least and largest of values that have an order, and the nulls.
function found(values) {
  let min, max, nulls = 0
  for (const value of values) {
    if (value === null || value === undefined) { nulls++; continue }
    if (Number.isNaN(value)) continue
    if (min === undefined || before(value, min)) min = value
    if (max === undefined || before(max, value)) max = value
  }
  return { min, max, nulls }
}

// Bounds are exact, or those of a text cut off: then below and above, and beginning alike.
function boundsProblem(min, max, actual, minExact, maxExact) {
  if (actual.min === undefined) return min === undefined && max === undefined ? null : 'bounds without values'
  if (typeof actual.min !== 'string') return min == actual.min && max == actual.max ? null : `${min}..${max} for ${actual.min}..${actual.max}`
  if (min === undefined || (minExact ? min !== actual.min : !actual.min.startsWith(min))) return `least text ${min} for ${actual.min}`
  // No text at all is beyond one that begins with the last character there is.
  if (max === undefined) return actual.max.startsWith('\u{10FFFF}') ? null : `no largest text for ${actual.max}`
  return (maxExact ? max === actual.max : before(actual.max, max)) ? null : `largest text ${max} for ${actual.max}`
}

// The format wants no bytes at all as the bounds of a page of nulls, which hyparquet takes for numbers: so it is asked for bytes.
const asBytes = { type: 'BYTE_ARRAY', converted_type: 'UTF8' }
const bytesParsers = { stringFromBytes: bytes => bytes }
function stored(bytes, type) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (type) {
    case 'BOOLEAN': return bytes[0] === 1
    case 'INT32': return view.getInt32(0, true)
    case 'INT64': return view.getBigInt64(0, true)
    case 'FLOAT': return view.getFloat32(0, true)
    case 'DOUBLE': return view.getFloat64(0, true)
    default: return new TextDecoder().decode(bytes)
  }
}

async function pageProblems(handle, column, element, values) {
  const read = async (offset, length) => {
    const bytes = new Uint8Array(Number(length))
    await handle.read(bytes, 0, bytes.length, Number(offset))
    return { view: new DataView(bytes.buffer), offset: 0 }
  }
  const problems = []
  const places = readOffsetIndex(await read(column.offset_index_offset, column.offset_index_length)).page_locations
  const rows = places.map(p => Number(p.first_row_index))
  const pages = rows.map((row, i) => values.slice(row, rows[i + 1] ?? values.length))
  let at = Number(column.meta_data.data_page_offset)
  for (const place of places) {
    if (Number(place.offset) !== at) problems.push(`page at ${place.offset}, not ${at}`)
    at += place.compressed_page_size
  }
  const start = Number(column.meta_data.dictionary_page_offset ?? column.meta_data.data_page_offset)
  if (at !== start + Number(column.meta_data.total_compressed_size)) problems.push('pages do not end where the chunk does')
  const actual = pages.map(found)
  if (column.column_index_offset === undefined) {
    const boundless = actual.some((a, i) => (a.min === undefined && a.nulls < pages[i].length) || String(a.max).startsWith('\u{10FFFF}'))
    if (!boundless) problems.push('no column index')
    return { problems, pages: 0 }
  }
  const index = readColumnIndex(await read(column.column_index_offset, column.column_index_length), asBytes, bytesParsers)
  for (const name of ['min_values', 'max_values']) {
    if (index[name].some((bytes, i) => index.null_pages[i] && bytes.length > 0)) problems.push('bounds of a page of nulls')
    index[name] = index[name].map((bytes, i) => index.null_pages[i] ? undefined : stored(bytes, element.type))
  }
  if (index.min_values.length !== pages.length) problems.push('another number of pages')
  actual.forEach((a, i) => {
    const isNull = a.nulls === pages[i].length
    if (index.null_pages[i] !== isNull || Number(index.null_counts[i]) !== a.nulls) problems.push(`nulls of page ${i}`)
    const problem = isNull ? null : boundsProblem(index.min_values[i], index.max_values[i], a, index.min_values[i] === a.min, index.max_values[i] === a.max)
    if (problem) problems.push(`page ${i}: ${problem}`)
  })
  const held = actual.map((a, i) => i).filter(i => !index.null_pages[i])
  for (let i = 1; i < held.length; i++) {
    for (const list of [index.min_values, index.max_values]) {
      const [one, two] = [list[held[i - 1]], list[held[i]]]
      if ((index.boundary_order === 'ASCENDING' && before(two, one)) || (index.boundary_order === 'DESCENDING' && before(one, two))) problems.push('order of pages')
    }
  }
  return { problems, pages: pages.length }
}

// What DuckDB takes from the footer, and whether it finds rows by it.
async function duckdbProblems(path, seen) {
  const rows = (await duckdb.runAndReadAll(`SELECT row_group_id, column_id, type, stats_min_value, stats_max_value, stats_null_count, num_values FROM parquet_metadata('${path}')`)).getRows()
  const problems = []
  for (const [group, column, type, min, max, nulls, count] of rows) {
    const { actual, name, isTime, values } = seen[`${group}/${column}`]
    const where = `${name} in row group ${group} by DuckDB`
    if (Number(nulls) !== actual.nulls || Number(count) !== values.length) problems.push(`${where}: ${nulls} nulls in ${count}`)
    if (isTime || actual.min === undefined) continue
    const parsed = text => text === null ? undefined : type === 'INT64' ? BigInt(text) : type === 'BOOLEAN' ? text === 'true' : type === 'FLOAT' ? Math.fround(Number(text)) : type === 'BYTE_ARRAY' ? text : Number(text)
    // DuckDB shows no bound that is infinite.
    if ([actual.min, actual.max].some(v => v === Infinity || v === -Infinity)) continue
    const problem = boundsProblem(parsed(min), parsed(max), actual, parsed(min) === actual.min, parsed(max) === actual.max)
    if (problem) problems.push(`${where}: ${problem}`)
    const wanted = values.find(v => v !== null && v !== undefined && typeof v !== 'boolean' && !Number.isNaN(v))
    if (group === 0n && rows.length < 1000 && /INT|BYTE/.test(type) && wanted !== undefined && !String(wanted).includes('\0')) {
      const expected = Object.values(seen).filter(s => s.name === name).reduce((n, s) => n + s.values.filter(v => v === wanted).length, 0)
      const literal = type === 'BYTE_ARRAY' ? `'${wanted.replaceAll("'", "''")}'` : `${wanted}`
      const counted = (await duckdb.runAndReadAll(`SELECT count(*) FROM read_parquet('${path}') WHERE "${name}" = ${literal}`)).getRows()[0][0]
      if (Number(counted) !== expected) problems.push(`${where}: ${counted} rows of ${expected} found`)
    }
  }
  return problems
}

async function verify(path) {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file, { parsers })
  const leaves = metadata.schema.slice(1)
  let rows = []
  await parquetRead({ file, metadata, compressors, parsers, rowFormat: 'array', onComplete: data => { rows = data } })
  const columns = leaves.map((_, i) => rows.map(row => row[i]))
  const seen = {}
  const problems = []
  let indexed = 0
  let row = 0
  const handle = await open(path)
  for (const [g, group] of metadata.row_groups.entries()) {
    const end = row + Number(group.num_rows)
    for (const [c, column] of group.columns.entries()) {
      const values = columns[c].slice(row, end)
      const actual = found(values)
      const where = `${leaves[c].name} in row group ${g}`
      const { min_value, max_value, null_count, is_min_value_exact, is_max_value_exact } = column.meta_data.statistics
      seen[`${g}/${c}`] = { actual, values, name: leaves[c].name, isTime: /DATE|TIMESTAMP/.test(leaves[c].converted_type) }
      if (Number(null_count) !== actual.nulls) problems.push(`${where}: ${null_count} nulls instead of ${actual.nulls}`)
      const problem = boundsProblem(min_value, max_value, actual, is_min_value_exact, is_max_value_exact)
      if (problem) problems.push(`${where}: ${problem}`)
      if (column.offset_index_offset !== undefined) {
        const of = await pageProblems(handle, column, leaves[c], values)
        problems.push(...of.problems.map(p => `${where}: ${p}`))
        indexed += of.pages
      }
    }
    row = end
  }
  await handle.close()
  problems.push(...await duckdbProblems(path, seen))
  const hyparquet = Object.fromEntries(leaves.map((leaf, i) => [leaf.name, digest(columns[i], /FLOAT|DOUBLE/.test(leaf.type))]))
  return { duckdb: await readDuckdb(path), hyparquet, problems, indexed }
}

const answer = {}
for (const path of JSON.parse(await new Response(process.stdin).text())) {
  try {
    answer[path] = await verify(path)
  } catch (e) {
    answer[path] = { problems: [String(e.stack)], duckdb: {}, hyparquet: {}, indexed: 0 }
  }
}

process.stdout.write(JSON.stringify(answer))
