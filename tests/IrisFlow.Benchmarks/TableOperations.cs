namespace IrisFlow.Benchmarks;

/// <summary>Joining, grouping and sorting five million rows in memory, by us and by DuckDB.</summary>
internal static class TableOperations
{
    private const int Rows = 5_000_000;
    private static readonly Bar Twice = new(TimesOfDuckDb: 2);

    public static void Run(int rounds)
    {
        var folder = PublishedProgram.Folder();
        try
        {
            var (facts, products) = (TableData.Facts(Rows), TableData.Products);
            using var duckDb = new DuckDb();
            duckDb.Load("facts", facts, folder);
            duckDb.Load("products", products, folder);
            var contest = new Contest(rounds);
            var bytes = TableData.Bytes(facts);
            contest.Head($"tables: {Rows:N0} rows and {products.RowCount:N0} rows", duckDb.Version);
            contest.Run("inner join on int32", bytes, () => facts.Join(products, "product").Load(), Table("facts JOIN products USING (product)"), Twice);
            contest.Run("inner join on int32, sums of two columns only", bytes, () => SumJoined(facts, products), () => duckDb.Run("SELECT sum(price), sum(cost) FROM facts JOIN products USING (product)"), Twice);
            contest.Run(
                "left join on int32, one in ten without a match",
                bytes,
                () => facts.Join(products.Slice(0, products.RowCount * 9 / 10), ["product"], new JoinOptions { Kind = JoinKind.Left }).Load(),
                Table($"facts LEFT JOIN (FROM products LIMIT {products.RowCount * 9 / 10}) USING (product)"),
                Twice);
            contest.Run("inner join on text", bytes, () => facts.Join(TableData.Kinds, "kind").Load(), Table("facts JOIN (SELECT 'category ' || range AS kind, range::INTEGER AS rank FROM range(40)) USING (kind)"), Twice);
            contest.Run("40 groups by text: count, sum, mean", bytes, () => Grouped(facts, "kind"), duckDb.Groups("kind"), Twice);
            contest.Run($"{products.RowCount:N0} groups by int32", bytes, () => Grouped(facts, "product"), duckDb.Groups("product"), Twice);
            contest.Run("4,000,000 groups by int32 and text", bytes, () => Grouped(facts, "product", "kind"), duckDb.Groups("product, kind"), Twice);
            contest.Run("one group", bytes, () => Grouped(facts), () => duckDb.Run("SELECT count(*), sum(price), avg(weight) FROM facts"), Twice);
            contest.Run("sort by a double", bytes, () => facts.SortBy("price").Load(), Table("facts ORDER BY price"), Bar.None);
            contest.Run("sort by text and int32", bytes, () => facts.SortBy("kind", "product").Load(), Table("facts ORDER BY kind, product"), Bar.None);
            contest.Run("distinct product and kind", bytes, () => facts.Select("product", "kind").Distinct("product", "kind").Load(), () => duckDb.Run("CREATE OR REPLACE TABLE r AS SELECT DISTINCT product, kind FROM facts"), Bar.None);

            Func<double> Table(string from) => () => duckDb.Run($"CREATE OR REPLACE TABLE r AS SELECT * FROM {from}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void SumJoined(Table facts, Table products) =>
        facts.Join(products, "product").GroupBy().Aggregate(("price", Aggregate.Sum("price")), ("cost", Aggregate.Sum("cost"))).Load();

    private static void Grouped(Table facts, params string[] keys) =>
        facts.GroupBy(keys).Aggregate(("rows", Aggregate.Count()), ("price", Aggregate.Sum("price")), ("weight", Aggregate.Mean("weight"))).Load();

    private static Func<double> Groups(this DuckDb duckDb, string keys) =>
        () => duckDb.Run($"CREATE OR REPLACE TABLE r AS SELECT {keys}, count(*), sum(price), avg(weight) FROM facts GROUP BY {keys}");
}
