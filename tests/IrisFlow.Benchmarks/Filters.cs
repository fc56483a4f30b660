namespace IrisFlow.Benchmarks;

/// <summary>A condition of three terms on columns in memory, on one thread, by us and by DuckDB.</summary>
internal static class Filters
{
    private const int Rows = 5_000_000;
    private const double MillionRowsPerSecond = 300;

    public static void Run(int rounds)
    {
        var folder = PublishedProgram.Folder();
        try
        {
            var table = TableData.Facts(Rows);
            using var duckDb = new DuckDb(threads: 1);
            duckDb.Load("t", table, folder);
            var contest = new Contest(rounds * 3);
            contest.Head($"filter: {Rows:N0} rows, {table.Schema.Count} columns, one thread each", duckDb.Version);
            var bar = new Bar(Milliseconds: Rows / MillionRowsPerSecond / 1e3);
            foreach (var (share, condition) in new[]
            {
                ("next to no", "price > 999.9 and weight < 0.01 and pieces != 3"),
                ("few", "price > 995 and weight < 0.7 and pieces != 3"),
                ("half of the", "price > 200 and weight < 0.7 and pieces != 3"),
                ("nearly all", "price > 1 and weight < 0.999 and pieces != 100"),
            })
            {
                var parsed = Expression.Parse(condition);
                var numbers = table.Select("price", "weight", "pieces");
                contest.Run($"{share} rows stay, 3 columns", Rows * 20L, () => numbers.Filter(parsed).Load(), () => duckDb.Run($"CREATE OR REPLACE TABLE r AS SELECT price, weight, pieces FROM t WHERE {condition}"), bar);
            }

            const string Text = "kind = 'category 7' or kind = 'category 8' and pieces > 50";
            var byText = Expression.Parse(Text);
            contest.Run("by a text of 40, all columns", TableData.Bytes(table), () => table.Filter(byText).Load(), () => duckDb.Run($"CREATE OR REPLACE TABLE r AS SELECT * FROM t WHERE {Text}"), Bar.None);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
