using System.Collections.Immutable;

namespace IrisFlow.Activities;

/// <summary>A CSV file whose columns and rows were counted: each read goes through it once more, and keeps no more than it gives.</summary>
internal sealed class CsvTableSource(CsvSource source, CsvOptions options, CsvPlan plan, int rowCount)
    : TableSource(plan.Schema, rowCount, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal))
{
    public override Column ReadColumn(int index, CancellationToken cancellation = default) =>
        Column.Concat([.. ReadBatches([index], cancellation).Select(b => b.Columns[0])]);

    public override IEnumerable<Table> ReadBatches(IReadOnlyList<int> columns, CancellationToken cancellation = default) =>
        new CsvReader(source, options, CsvTuning.Default, cancellation).Batches(new CsvPlan([.. columns.Select(c => plan.Columns[c])]));
}
