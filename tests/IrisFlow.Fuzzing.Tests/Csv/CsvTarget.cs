using IrisFlow.Activities;

namespace IrisFlow.Fuzzing.Csv;

/// <summary>CSV files of all kinds, read with all kinds of options.</summary>
internal sealed class CsvTarget : Target
{
    public override string Extension => "csv";

    public override IReadOnlyList<(string Name, byte[] Bytes)> Good { get; } = [.. CsvFiles.All(), .. Folder("csv-bad")];

    public override IReadOnlyList<Way> Ways { get; } = Into(new CsvOptions());

    protected override Input Make(SeededRandom random)
    {
        var (_, bytes) = random.Pick(Good);
        var (_, other) = random.Pick(Good);
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            bytes = CsvMutations.Change(random, bytes);
        }

        // Less often, as most bytes that come from nowhere are no UTF-8.
        if (random.Next(3) == 0)
        {
            bytes = Mutations.Change(random, bytes, other);
        }

        return new(bytes, random.Next(2) == 0 ? Ways : Into(Options(random)));
    }

    private static CsvOptions Options(SeededRandom random) => new()
    {
        Delimiter = random.Pick<char?>([null, ',', ';', '\t', '|', ' ', '"', '-', '0']),
        Nulls = random.Pick<string[]>([[], ["NA"], ["null", "-", ""], ["0"]]),
        Types = random.Next(3) == 0
            ? new Dictionary<string, ColumnType> { ["a"] = random.Pick(Enum.GetValues<ColumnType>()), ["id"] = random.Pick(Enum.GetValues<ColumnType>()) }
            : new Dictionary<string, ColumnType>(),
    };

    private static IReadOnlyList<Way> Into(CsvOptions options)
    {
        var format = new CsvFormat(options);
        return
        [
            new("read", path => Reading.Of(format.Read(path))),
            new("schema", path => Reading.Of(format.ReadSchema(path))),
            new("batches", path => Batches(format.Open(path))),
            new("the last column", path => format.ReadSchema(path) is { Count: > 0 } schema ? Reading.Of(format.Read(path, [schema[^1].Name]), whole: false) : Reading.Of(Table.Empty(new Schema([])), whole: false)),
        ];
    }

    private static Reading Batches(TableSource source) => Reading.Of(source.Schema, source.ReadBatches([.. Enumerable.Range(0, source.Schema.Count)]));
}
