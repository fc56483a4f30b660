using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Parquet.Tests;

/// <summary>DuckDB and hyparquet on all files of the tests, in one process of Node that runs once.</summary>
public sealed class IndependentReaders : IDisposable
{
    private static readonly string Everything = """
        SELECT i::INTEGER AS row, i % 3 = 0 AS bool,
               (i % 200 - 100)::TINYINT AS int8, (i * 3 - 9000)::SMALLINT AS int16, (i * 100003 - 4)::INTEGER AS int32, i * 10000000019 - 7 AS int64,
               (i % 256)::UTINYINT AS uint8, (i * 13)::USMALLINT AS uint16, (4294967295 - i)::UINTEGER AS uint32, (i * 10000000019)::UBIGINT AS uint64,
               (i / 7)::FLOAT AS float32, CASE WHEN i % 50 = 0 THEN 'NaN'::DOUBLE ELSE i / 7 - 3 END AS float64,
               'kind ' || (i % 7) AS few, 'größe 花 ' || (i * 7919) AS many, DATE '1969-06-01' + i::INTEGER AS day,
               TIMESTAMP '1969-12-31 23:00:00.123456' + INTERVAL (i * 1001) MILLISECOND AS micros,
               (TIMESTAMP '1969-12-31 23:00:00.123' + INTERVAL (i * 1001) MILLISECOND)::TIMESTAMP_MS AS millis,
               make_timestamp_ns(i * 1000003 - 999999999) AS nanos,
               (TIMESTAMP '2026-03-29 00:30:00' + INTERVAL (i) SECOND)::TIMESTAMPTZ AS zoned
        """;

    private static readonly string Foreign = """
        SELECT ((i % 1900 - 950) / 10)::DECIMAL(4,1) AS narrow, (i * 1047.29 - 5)::DECIMAL(9,2) AS decimal9, ((i * 15485863 - 9) / 1000)::DECIMAL(18,4) AS decimal18,
               ((i * 32452843 + 1) / 7)::DECIMAL(38,10) AS decimal38, ((i - 250)::HUGEINT * 9999999999999999999999999999999999::HUGEINT)::DECIMAL(38,0) AS wide,
               TIME '00:00:01.000007' + INTERVAL (i * 100003) MILLISECOND AS time, uuid() AS uuid,
               ('kind ' || (i % 3))::ENUM ('kind 0', 'kind 1', 'kind 2') AS enum, '{"a": ' || i || '}' AS json,
               unhex(printf('%02x00ff', i % 256)) AS bytes, INTERVAL (i) MONTH + INTERVAL (i % 30) DAY + INTERVAL (i * 1001) MILLISECOND AS interval,
               i::HUGEINT AS huge
        """;

    private static readonly string Nested = """
        SELECT i AS row,
               CASE WHEN i % 5 = 0 THEN NULL ELSE {'x': CASE WHEN i % 3 = 0 THEN NULL ELSE i END, 'text': 'kind ' || (i % 7),
                   'inner': CASE WHEN i % 4 = 0 THEN NULL ELSE {'day': DATE '2000-01-01' + i::INTEGER, 'flag': i % 2 = 0, 'tags': [i, i + 1]} END} END AS a,
               [i, NULL, i + 1] AS list, MAP {'k': i} AS map, [{'s': i}] AS structs, {'only': i / 3} AS b
        """;

    private readonly Files _files = new();
    private readonly JsonNode _answer;

    public IndependentReaders()
    {
        foreach (var (name, (table, options)) in Samples.All)
        {
            _files.Write(table, options, name);
        }

        var write = new JsonArray([.. ByDuckDb.Append(new(TooLarge, Copy("SELECT 1 AS small, 18446744073709551615::UBIGINT AS large", 1, "COMPRESSION snappy"))).Select(d => (JsonNode)new JsonObject { ["path"] = PathOf(d.Key), ["sql"] = d.Value })]);
        var read = new JsonArray([.. Samples.Names.Concat(ByDuckDb.Keys).Select(n => (JsonNode)PathOf(n))]);
        _answer = NodeReaders.Ask("compare.mjs", new JsonObject { ["write"] = write, ["read"] = read });
    }

    /// <summary>A file of DuckDB with a number that no column of ours can hold.</summary>
    public const string TooLarge = "duckdb-too-large";

    /// <summary>Files that DuckDB writes, by name, each by a statement of SQL.</summary>
    public static Dictionary<string, string> ByDuckDb { get; } = new()
    {
        ["duckdb-uncompressed"] = Copy(Everything, 500, "COMPRESSION uncompressed"),
        ["duckdb-snappy"] = Copy(Everything, 5000, "COMPRESSION snappy, ROW_GROUP_SIZE 2048"),
        ["duckdb-gzip"] = Copy(Everything, 500, "COMPRESSION gzip"),
        ["duckdb-v2"] = Copy(Everything, 5000, "PARQUET_VERSION v2, ROW_GROUP_SIZE 2048"),
        ["duckdb-nulls"] = Copy(WithNulls, 5000, "COMPRESSION snappy, ROW_GROUP_SIZE 2048"),
        ["duckdb-nulls-v2"] = Copy(WithNulls, 5000, "COMPRESSION uncompressed, PARQUET_VERSION v2"),
        ["duckdb-brotli"] = Copy(Everything, 5000, "COMPRESSION brotli, ROW_GROUP_SIZE 2048"),
        ["duckdb-lz4"] = Copy(Everything, 5000, "COMPRESSION lz4_raw, ROW_GROUP_SIZE 2048"),
        ["duckdb-foreign"] = Copy(Foreign, 500, "COMPRESSION snappy"),
        ["duckdb-foreign-v2"] = Copy(Foreign, 5000, "COMPRESSION gzip, PARQUET_VERSION v2, ROW_GROUP_SIZE 2048"),
        ["duckdb-nested"] = Copy(Nested, 5000, "COMPRESSION lz4_raw, ROW_GROUP_SIZE 2048"),
        ["duckdb-nested-v2"] = Copy(Nested, 5000, "COMPRESSION brotli, PARQUET_VERSION v2"),
        ["duckdb-no-rows"] = Copy(Everything, 0, "COMPRESSION snappy"),
    };

    public string PathOf(string name) => Path.Combine(_files.Folder, name + ".parquet");

    /// <summary>The cells of each column as a reader saw them.</summary>
    public JsonObject Answer(string name, string reader)
    {
        var seen = _answer[PathOf(name)]![reader]!.AsObject();
        Assert.False(seen.ContainsKey("error"), $"{reader} can't read {name}: {seen["error"]}");
        return seen;
    }

    private static string WithNulls => $"""
        SELECT row, {string.Join(", ", new[] { "bool", "int8", "int32", "int64", "uint32", "float32", "float64", "few", "many", "day", "micros", "zoned" }
            .Select((name, i) => $"CASE WHEN row % {i + 2} = 0 THEN NULL ELSE {name} END AS {name}"))}, NULL::INTEGER AS none
        FROM ({Everything} FROM range($rows) t(i))
        """;

    private static string Copy(string select, int rows, string options) =>
        $"COPY ({(select.Contains("$rows") ? select : select + " FROM range($rows) t(i)").Replace("$rows", rows.ToString())}) TO '$path' (FORMAT parquet, {options})";

    public void Dispose() => _files.Dispose();
}
