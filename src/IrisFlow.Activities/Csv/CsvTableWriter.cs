using System.Collections.Immutable;

namespace IrisFlow.Activities;

/// <summary>Writes a table as CSV, batch by batch: the same rows give the same bytes, on every machine and on any number of threads.</summary>
internal sealed class CsvTableWriter : TableWriter
{
    // Fewer rows than these are written where they are: threads cost more than they give.
    private const int PieceRows = 8192;
    private static readonly int Threads = Math.Clamp(Environment.ProcessorCount, 1, 8);

    private readonly Stream _stream;
    private readonly CsvOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly Queue<Task<CsvFields>> _ahead = [];
    private readonly Stack<CsvFields> _free = [];

    public CsvTableWriter(Stream stream, Schema schema, CsvOptions options, CancellationToken cancellation)
        : base(schema)
    {
        (_stream, _options, _cancellation) = (stream, options, cancellation);
        var fields = Rent();
        for (var i = 0; i < schema.Count; i++)
        {
            fields.Begin(i);
            fields.Name(schema[i].Name);
        }

        fields.EndRow();
        fields.FlushTo(stream);
        _free.Push(fields);
    }

    protected override void WriteRows(Table batch)
    {
        for (var start = 0; start < batch.RowCount; start += PieceRows)
        {
            _cancellation.ThrowIfCancellationRequested();
            var piece = batch.RowCount <= PieceRows ? batch : batch.Slice(start, Math.Min(PieceRows, batch.RowCount - start));
            var fields = Rent();
            _ahead.Enqueue(batch.RowCount < PieceRows || Threads == 1 ? Task.FromResult(Make(piece, fields)) : Task.Run(() => Make(piece, fields)));
            while (_ahead.Count > Threads)
            {
                WriteFirst();
            }
        }
    }

    protected override void WriteEnd(ImmutableSortedDictionary<string, string> metadata)
    {
        while (_ahead.Count > 0)
        {
            WriteFirst();
        }
    }

    protected override void Dispose(bool disposing)
    {
        // Nobody may work on the columns any more when the writer is gone.
        Task.WhenAll(_ahead).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        _ahead.Clear();
        base.Dispose(disposing);
    }

    private static CsvFields Make(Table rows, CsvFields fields)
    {
        CsvRowWriter.Write(rows, fields);
        return fields;
    }

    private void WriteFirst()
    {
        var fields = _ahead.Dequeue().GetAwaiter().GetResult();
        fields.FlushTo(_stream);
        _free.Push(fields);
    }

    private CsvFields Rent() => _free.TryPop(out var fields) ? fields : new CsvFields(_options);
}
