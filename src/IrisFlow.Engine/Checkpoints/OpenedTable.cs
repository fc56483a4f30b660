namespace IrisFlow.Engine.Checkpoints;

/// <summary>A checkpoint's file of which the description is proven, whose columns and rows are proven when they are read.</summary>
internal sealed class OpenedTable
{
    private readonly CheckpointReader _reader;
    private readonly StoredObject _stored;
    private readonly ObjectPlace _place;
    private readonly ColumnDigests _digests;
    private volatile Opened _opened;

    public OpenedTable(CheckpointReader reader, StoredObject stored, ObjectPlace place, string path, TableSource source, ColumnDigests digests) =>
        (_reader, _stored, _place, _opened, _digests) = (reader, stored, place, new(path, source), digests);

    /// <summary>The table. Columns and rows are read when they are asked for.</summary>
    public Table Table()
    {
        var source = _opened.Source;
        return IrisFlow.Table.Lazy(source.Schema, source.RowCount, source.Metadata, Column, (columns, cancellation) => new ProvenRows(this, columns, cancellation));
    }

    public Schema Schema => _opened.Source.Schema;

    public int RowCount => _opened.Source.RowCount;

    public ReadOnlySpan<byte> DigestOf(int column) => _digests[column];

    /// <summary>Where the file is read now, which changes when it gets its final name.</summary>
    public Opened Current => _opened;

    /// <summary>The file under its other name, if it has got one since it was opened.</summary>
    public bool TryFollow(Opened old)
    {
        if (_place.Now is var now && now == old.Path)
        {
            return false;
        }

        var current = _opened;
        _opened = current.Path == now ? current : new(now, _reader.Open(now));
        return true;
    }

    /// <summary>The finding for rows or columns that are not those that were stored; the next run makes the checkpoint again.</summary>
    public IrisFlowException Distrusted(string what, string? column = null, Exception? inner = null) =>
        _reader.Distrusted(_stored, _opened.Path, what, column, inner);

    /// <summary>The same for a file that can't be read.</summary>
    public IrisFlowException Distrusted(IrisFlowException problem) =>
        Distrusted(problem.Findings[0].Message, problem.Findings[0].Column, problem);

    private Column Column(int index)
    {
        var opened = _opened;
        Column column;
        try
        {
            column = opened.Source.ReadColumn(index);
        }
        catch (IrisFlowException) when (TryFollow(opened))
        {
            return Column(index);
        }
        catch (IrisFlowException problem)
        {
            throw Distrusted(problem);
        }

        var field = Schema[index];
        return column.Type == field.Type && column.Nullable == field.Nullable && column.Length == RowCount && column.ContentHash.SequenceEqual(_digests[index])
            ? column
            : throw Distrusted($"column '{field.Name}' holds other values than those that were stored", field.Name);
    }

    /// <summary>A file under one of its names.</summary>
    internal sealed record Opened(string Path, TableSource Source);
}
