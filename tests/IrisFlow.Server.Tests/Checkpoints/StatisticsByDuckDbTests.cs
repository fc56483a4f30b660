using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Checkpoints;

/// <summary>What the server says of the values of columns, held against DuckDB, which reads the same file.</summary>
public sealed class StatisticsByDuckDbTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const int Rows = 100_000;

    [Fact]
    public async Task Every_count_bound_mean_and_interval_of_every_type_is_what_DuckDB_finds_in_the_file()
    {
        var address = await server.UploadAsync(Values());
        var columns = (await server.GetAsync($"{address}/statistics?bins=20&exact=true"))["columns"]!.AsArray();
        var path = server.Workspace.Engine.Checkpoints.PathOf(server.Workspace.Store.FindObject(Digest.Parse(address[^64..]))!);
        var answers = NodeReaders.Ask("ask.mjs", new JsonArray([.. columns.Select(c => (JsonNode)Question(c!, path))])).AsArray();
        Assert.All(columns, column => Assert.True(column!["exact"]!.GetValue<bool>()));
        var wrong = columns.Zip(answers).SelectMany(pair => pair.Second!.AsObject().Where(fact => fact.Value?.ToJsonString() != "true").Select(fact => $"{pair.First!["name"]}: {fact.Key}"));
        Assert.Equal([], wrong);
        Assert.Equal(16, answers.Count);
    }

    private static Table Values()
    {
        var random = new SeededRandom(11);
        int[] rows = [.. Enumerable.Range(0, Rows)];
        var uniform = rows.Select(_ => random.NextDouble()).ToArray();
        bool IsNull(int i, int every) => i % every == 3;
        return Table.Of(
            ("small", Column.Of([.. uniform.Select(u => (int)(u * 37) - 18)])),
            ("whole", Column.OfNullable(ColumnType.Int32, rows.Select(i => IsNull(i, 7) ? (int?)null : (int)((uniform[i] - 0.5) * uint.MaxValue)).ToArray())),
            ("far", Column.Of([long.MinValue, .. rows.Skip(2).Select(i => (long)((uniform[i] - 0.5) * 1e19)), long.MaxValue])),
            ("beyond", Column.Of([.. rows.Select(i => (1L << 53) + i)])),
            ("tenths", Column.Of([.. rows.Select(i => i % 31 / 10.0)])),
            ("normal", Column.OfNullable(ColumnType.Float64, rows.Select(i => i % 5 == 0 ? (double?)null : i % 11 == 0 ? double.NaN : Math.Tan((uniform[i] - 0.5) * 3)).ToArray())),
            ("endless", Column.Of([double.NegativeInfinity, double.PositiveInfinity, .. uniform.Skip(2)])),
            ("ends", Column.Of([-double.MaxValue, double.MaxValue, .. uniform.Skip(2).Select(u => (u - 0.5) * 1.5 * double.MaxValue)])),
            ("tiny", Column.Of([.. rows.Select(i => i % 9 * double.Epsilon)])),
            ("single", Column.Of([.. uniform.Select(u => (float)u * 0.3f)])),
            ("day", Column.Of([.. rows.Select(i => new DateOnly(1969, 1, 1).AddDays(i % 9000))])),
            ("instant", Column.OfNullable(ColumnType.Timestamp, rows.Select(i => IsNull(i, 13) ? (long?)null : (i * 1_000_003L) - 999_999).ToArray())),
            ("flag", Column.OfNullable(ColumnType.Bool, rows.Select(i => IsNull(i, 17) ? (bool?)null : uniform[i] < 0.3).ToArray())),
            ("few", Column.Of([.. rows.Select(i => IsNull(i, 19) ? null : i % 23 == 0 ? "" : $"größe {(int)(uniform[i] * uniform[i] * 40)}")])),
            ("constant", Column.Of([.. rows.Select(_ => 0.1)])),
            ("none", Column.OfNullable(ColumnType.Float64, new double?[Rows])));
    }

    /// <summary>One row of facts, each true where the server is right.</summary>
    private static string Question(JsonNode column, string path)
    {
        var (name, type) = (column["name"]!.GetValue<string>(), column["type"]!.GetValue<string>());
        var isFloat = type.StartsWith("float", StringComparison.Ordinal);
        var number = isFloat ? $"not isnan(\"{name}\")" : "true";
        var finite = isFloat ? $"isfinite(\"{name}\")" : "true";
        var facts = new List<(string Name, string Sql)>
        {
            ("nulls", $"count(*) FILTER (\"{name}\" IS NULL) = {column["nulls"]}"),
            ("rows", $"count(*) = {column["rows"]}"),
            ("min", $"min(\"{name}\") FILTER ({number}) IS NOT DISTINCT FROM {Literal(column["min"], type)}"),
            ("max", $"max(\"{name}\") FILTER ({number}) IS NOT DISTINCT FROM {Literal(column["max"], type)}"),
        };
        if (isFloat)
        {
            facts.Add(("nan", $"count(*) FILTER (isnan(\"{name}\")) = {column["nan"]?.ToJsonString() ?? "0"}"));
        }

        if (column["mean"] is { } mean)
        {
            var average = type.StartsWith("int", StringComparison.Ordinal) ? $"(sum(\"{name}\"::HUGEINT)::DOUBLE / count(\"{name}\"))" : $"favg(\"{name}\") FILTER ({finite})";
            facts.Add(("mean", $"abs({average} - {Literal(mean, "float64")}) <= 1e-11 * greatest(1e-300, avg(abs(\"{name}\"::DOUBLE)) FILTER ({finite}))"));
        }

        if (column["distinct"] is { } distinct)
        {
            facts.Add(("distinct", $"count(DISTINCT \"{name}\") = {distinct}"));
        }

        var (edges, counts) = (column["histogram"]?["edges"]!.AsArray(), column["histogram"]?["counts"]!.AsArray());
        for (var i = 0; i < counts?.Count; i++)
        {
            var below = i == counts.Count - 1 ? "<=" : "<";
            facts.Add(($"interval {i}", $"count(*) FILTER ({finite} AND \"{name}\" >= {Literal(edges![i], type)} AND \"{name}\" {below} {Literal(edges[i + 1], type)}) = {counts[i]}"));
        }

        foreach (var top in column["top"]?.AsArray() ?? [])
        {
            facts.Add(($"count of {top!["value"]}", $"count(*) FILTER (\"{name}\" = {Literal(top["value"], type)}) = {top["count"]}"));
        }

        return $"SELECT {string.Join(", ", facts.Select(f => $"{f.Sql} AS \"{f.Name}\""))} FROM read_parquet('{path}')";
    }

    private static string Literal(JsonNode? value, string type) => value is null ? "NULL" : type switch
    {
        "bool" => value.ToJsonString(),
        "int32" or "int64" => $"'{value}'::BIGINT",
        "float32" => $"'{value}'::FLOAT",
        "float64" => $"'{value}'::DOUBLE",
        "date" => $"'{value}'::DATE",
        "timestamp" => $"'{value}'::TIMESTAMPTZ",
        _ => $"'{value.GetValue<string>().Replace("'", "''", StringComparison.Ordinal)}'",
    };
}
