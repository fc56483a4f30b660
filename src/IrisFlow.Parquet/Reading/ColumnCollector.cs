using IrisFlow.Parquet.Encodings;

namespace IrisFlow.Parquet.Reading;

/// <summary>Takes in the rows of a column page by page and gives them out as columns of any length. Memory grows with what was decoded, not with what the file claims.</summary>
internal abstract class ColumnCollector(Leaf leaf)
{
    protected Leaf Leaf { get; } = leaf;

    /// <summary>Which of the rows that are held have a value: those from <see cref="Start"/> on have not been taken.</summary>
    protected ValidityBuilder Validity { get; } = new();

    /// <summary>The first row that has not been taken, among those that are held.</summary>
    protected int Start { get; set; }

    /// <summary>The end of the rows that are held.</summary>
    protected int End { get; set; }

    /// <summary>Rows that have not been taken.</summary>
    public int Count => End - Start;

    /// <summary>Memory that a row takes at least.</summary>
    public abstract int BytesPerRow { get; }

    /// <summary>Says how many rows will be taken at once, so that room is made once; only for a number that the file's bytes can well hold.</summary>
    public virtual void Expect(int rows)
    {
    }

    /// <summary>Another row group begins: its dictionary is its own.</summary>
    public abstract void BeginChunk();

    public abstract void ReadDictionary(ReadOnlySpan<byte> page, int count);

    /// <summary>Adds the rows of the reader's current page.</summary>
    public abstract void Append(ChunkReader page);

    /// <summary>The first rows that are held. They stay in the column's memory; the collector never writes there again.</summary>
    public Column Take(int rows)
    {
        var column = Slice(rows);
        Drop(rows);
        return column;
    }

    /// <summary>Lets go of the first rows that are held.</summary>
    public void Drop(int rows)
    {
        Start += rows;
        if (Start == End)
        {
            Clear();
            Validity.Clear();
            (Start, End) = (0, 0);
        }
    }

    /// <summary>A column of the first rows that are held.</summary>
    protected abstract Column Slice(int rows);

    /// <summary>Lets go of the memory that columns were made of.</summary>
    protected abstract void Clear();

    /// <summary>Adds the page's rows to <see cref="Validity"/>, and says how many hold a value.</summary>
    protected int ReadLevels(ReadOnlySpan<byte> levels, int rows) => Leaf.Field.Nullable ? DefinitionLevels.Read(levels, rows, Leaf.Definition, Validity) : rows;
}
