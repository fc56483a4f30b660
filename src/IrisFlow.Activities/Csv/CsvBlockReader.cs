using System.Collections.Concurrent;

namespace IrisFlow.Activities;

/// <summary>The rows of a block as columns.</summary>
/// <param name="Columns">Those of the plan that they were read by; null where values asked for another.</param>
/// <param name="Seen">What the values have shown, column by column.</param>
/// <param name="RowCount">How many rows there are.</param>
/// <param name="Replaced">How many sequences that are no text were replaced.</param>
/// <param name="Share">How far the file was read for it, from 0 to 1.</param>
internal sealed record CsvRows(Column[]? Columns, CsvSeen[] Seen, int RowCount, long Replaced, double Share);

/// <summary>Makes columns of blocks; for several threads at once.</summary>
internal sealed class CsvBlockReader(CsvOptions options, CsvDialect dialect, CsvSpelling spelling, int fields)
{
    // Rows of so many cells stay in the processor's cache, with their text, while one column after the other is made of them.
    private const int MostCells = 1 << 15;

    private readonly ConcurrentBag<Cell[]> _cells = [];

    /// <summary>Reads a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="plan">The columns to make of it.</param>
    /// <param name="keeps">False where only what the values show is wanted: then no columns are made.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="IrisFlowException">A row or a value is not as it should be.</exception>
    public CsvRows Read(CsvBlock block, CsvPlan plan, bool keeps, CancellationToken cancellation)
    {
        block.Validate(options.EncodingErrors);
        var most = Math.Max(fields, Math.Min(MostCells, block.End - block.Start + fields));
        var cells = _cells.TryTake(out var used) && used.Length >= most ? used : new Cell[most];
        var rows = new CsvTokenizer(block, dialect, options);
        var piece = new RowBlock(block, cells, fields, dialect);
        var readers = new ColumnReader?[plan.Columns.Count];
        var seen = new CsvSeen[readers.Length];
        var (count, fits) = (0, keeps);
        while ((piece.Rows = rows.ReadRows(cells, fields)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            Cell? worst = null;
            CsvColumn? worstColumn = null;
            for (var i = 0; i < readers.Length; i++)
            {
                var column = plan.Columns[i];
                var reader = readers[i] ??= spelling.ReaderOf(column.Field.Type, column.Infers, block.Rows < 0 || !keeps ? piece.Rows : block.Rows);
                var row = reader.Read(piece, column.Position, 0);
                for (; row < piece.Rows && column.Infers; row = reader.Read(piece, column.Position, row))
                {
                    // From here on only types count: the values before this one were read as something else.
                    fits = false;
                    var cell = piece[row, column.Position];
                    seen[i] = seen[i].With(reader.Seen).With(new(spelling.TypeOf(cell.Raw(block.Bytes)), false));
                    readers[i] = reader = spelling.ReaderOf(CsvTypes.Common(reader.Type, seen[i].Type!.Value), infers: true, piece.Rows);
                }

                if (!keeps)
                {
                    reader.Forget();
                }

                if (row < piece.Rows && (worst is null || piece[row, column.Position].Start < worst.Value.Start))
                {
                    (worst, worstColumn) = (piece[row, column.Position], column);
                }
            }

            if (worst is { } wrong)
            {
                throw Mismatch(block, piece, wrong, worstColumn!.Field);
            }

            count += piece.Rows;
        }

        _cells.Add(cells);
        for (var i = 0; i < readers.Length; i++)
        {
            seen[i] = readers[i] is { } reader ? seen[i].With(reader.Seen) : seen[i];
            fits &= plan.Columns[i].Field.Nullable || !seen[i].Nulls;
        }

        return new(fits ? Build(plan, readers) : null, seen, count, block.Replaced, block.Share);
    }

    private Column[] Build(CsvPlan plan, ColumnReader?[] readers)
    {
        var columns = new Column[readers.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var field = plan.Columns[i].Field;
            columns[i] = (readers[i] ?? spelling.ReaderOf(field.Type, infers: false, 0)).Build().AsNullable(field.Nullable);
        }

        return columns;
    }

    private static IrisFlowException Mismatch(CsvBlock block, RowBlock piece, Cell cell, Field field) => block.Problem(
        "IF327",
        cell.Start,
        $"{CsvText.Shown(piece.Value(cell))} in column '{field.Name}' is not a {field.Type.Name()}.",
        CsvTypes.Expected(field.Type),
        field.Name);
}
