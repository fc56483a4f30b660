using System.Text.Json.Nodes;
using IrisFlow.Parquet;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

/// <summary>The real program under a limit on its memory that its data exceeds many times.</summary>
public class LargerThanMemoryTests
{
    private const int Columns = 16;
    private const int Batches = 50;
    private const int Rows = Batches * Table.BatchRows;
    private const string Flow = """
        {
          "format": 1,
          "workflow": "large",
          "steps": {
            "learn": { "uses": "data.read-csv", "with": { "path": "small.csv" } },
            "train": { "uses": "model.train", "from": { "rows": "learn.rows" }, "with": { "target": "y", "trainer": { "kind": "gaussian-naive-bayes" } } },
            "load": { "uses": "data.read-parquet", "with": { "path": "rows.parquet" } },
            "filter": { "uses": "data.filter", "from": { "rows": "load.rows" }, "with": { "keep": "c0 >= 0.25" } },
            "select": { "uses": "data.select-columns", "from": { "rows": "filter.rows" }, "with": { "columns": ["c0", "c1"] } },
            "predict": { "uses": "model.predict", "from": { "rows": "filter.rows", "model": "train.model" } },
            "split": { "uses": "data.split", "from": { "rows": "predict.rows" }, "with": { "by": "prediction", "heldOut": 0.01, "seed": 3 } },
            "write": { "uses": "data.write-csv", "from": { "rows": "split.test" }, "with": { "path": "out.csv" } }
          }
        }
        """;

    [Fact]
    public async Task Data_many_times_the_limit_is_loaded_filtered_scored_split_and_written()
    {
        using var workspace = ProgramWorkspace.Of("large", Flow, ("small.csv", "c1,y\n0.1,low\n0.2,low\n0.3,low\n0.7,high\n0.8,high\n0.9,high\n"));
        var (kept, high) = Generate(workspace.At("workflows/large/rows.parquet"));

        // 192 MiB for all objects, of which each large output takes a row group (64 MiB) while it is written. The data are 400 MiB when
        // they are loaded, and 1.4 GiB in all steps.
        var result = await workspace.RunAsync(new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = "0xC000000" }, "run", "large", "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        var outputs = result.Json["steps"]!.AsArray().SelectMany(s => s!["outputs"]!.AsArray().Select(o => (Address: $"{s["name"]}.{o!["port"]}", Rows: (long)o["rows"]!))).ToDictionary(o => o.Address, o => o.Rows);
        Assert.Equal((Rows, kept, kept), (outputs["load.rows"], outputs["filter.rows"], outputs["select.rows"]));
        Assert.Equal((kept, (long)Math.Round(kept * 0.01, MidpointRounding.AwayFromZero)), (outputs["split.train"] + outputs["split.test"], outputs["split.test"]));
        var written = File.ReadLines(workspace.At("workflows/large/out.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Equal(outputs["split.test"], written.Count);
        Assert.All(written, line => Assert.Equal(double.Parse(line[1]) > 0.5 ? "high" : "low", line[Columns]));
        Assert.Equal(high * 0.01, written.Count(l => l[Columns] == "high"), 1.0);
    }

    /// <summary>Writes numbers from 0 to 1 without a pattern, and counts what will be kept, and predicted.</summary>
    private static (long Kept, long High) Generate(string path)
    {
        var (state, kept, high) = (1UL, 0L, 0L);
        var schema = new Schema(Enumerable.Range(0, Columns).Select(c => new Field($"c{c}", ColumnType.Float64)));
        using var file = File.Create(path);
        using var writer = new ParquetFormat().Create(file, schema);
        for (var batch = 0; batch < Batches; batch++)
        {
            var columns = new double[Columns][];
            for (var c = 0; c < Columns; c++)
            {
                columns[c] = new double[Table.BatchRows];
                for (var row = 0; row < Table.BatchRows; row++)
                {
                    state = (state * 6364136223846793005) + 1442695040888963407;
                    columns[c][row] = (state >> 11) * (1.0 / (1UL << 53));
                }
            }

            for (var row = 0; row < Table.BatchRows; row++)
            {
                kept += columns[0][row] >= 0.25 ? 1 : 0;
                high += columns[0][row] >= 0.25 && columns[1][row] > 0.5 ? 1 : 0;
            }

            writer.Write(new(schema, Array.ConvertAll(columns, c => (Column)Column.Of(c))));
        }

        writer.Finish();
        return (kept, high);
    }
}
