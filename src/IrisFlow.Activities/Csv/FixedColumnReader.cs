using System.Runtime.CompilerServices;

namespace IrisFlow.Activities;

/// <summary>Reads a column of a fixed-width type.</summary>
internal sealed class FixedColumnReader<T, TParser>(ColumnType type, CsvSpelling spelling, CsvNulls nulls, bool infers, int expectedRows, TParser parser = default)
    : ColumnReader(type, nulls, infers)
    where T : unmanaged
    where TParser : struct, ICsvValue<T>
{
    private T[] _values = GC.AllocateUninitializedArray<T>(expectedRows);

    public override int Read(RowBlock block, int column, int row)
    {
        Reserve(Count + block.Rows - row);
        return block.IsLarge ? ReadMany(block, column, row) : ReadFew(block, column, row);
    }

    public override Column Build() => new Column<T>(Type, _values.AsMemory(0, Count), BuildValidity());

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private int ReadMany(RowBlock block, int column, int row) => ReadRows(block, column, row);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadFew(RowBlock block, int column, int row) => ReadRows(block, column, row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadRows(RowBlock block, int column, int row)
    {
        var bytes = block.Bytes;
        var cells = block.Cells;
        var values = _values;
        var count = Count;
        for (var at = (row * block.Columns) + column; row < block.Rows; row++, at += block.Columns)
        {
            var cell = cells[at];
            var text = cell.Raw(bytes);
            if (parser.TryParse(text, out var value) && !Nulls.Has(bytes, cell))
            {
                values[count++] = value;
                if (IsLoose)
                {
                    See(spelling.TypeOf(text));
                }
            }
            else if (Nulls.Has(bytes, cell))
            {
                values[count] = default;
                MarkNull(count++);
            }
            else
            {
                break;
            }
        }

        Count = count;
        return row;
    }

    private void Reserve(int rows)
    {
        if (rows > _values.Length)
        {
            var larger = GC.AllocateUninitializedArray<T>(Math.Max(rows, (int)Math.Min(_values.Length * 2L, Array.MaxLength)));
            _values.CopyTo(larger, 0);
            _values = larger;
        }
    }
}
