using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace IrisFlow.Parquet.Writing;

/// <summary>Writes rows as they come: blocks of them become pages, which stay in memory, encoded, until their row group is complete.</summary>
internal sealed class ParquetTableWriter : TableWriter
{
    // Below it threads cost more than they give.
    private const long LeastParallelBytes = 1 << 20;
    private readonly CancellationToken _cancellation;
    private readonly ParquetOptions _options;
    private readonly SegmentPool _pool = new();
    private readonly RowLayout _layout;
    private readonly FileOutput _output;
    private readonly ColumnWriter[] _columns;
    private readonly FooterBuilder _footer = new();
    private readonly List<PageScratch> _scratch = [];

    // The rows that are in no page yet.
    private readonly List<Table> _pieces = [];
    private BlockSize _block;
    private int _groupRows;
    private long _groupBytes;

    public ParquetTableWriter(Stream stream, Schema schema, ParquetOptions options, CancellationToken cancellation)
        : base(schema)
    {
        _cancellation = cancellation;
        _options = options;
        _layout = new(schema, options.RowGroupRows);
        _columns = [.. schema.Select(field => ColumnWriter.For(field, options, _pool))];
        _scratch.Add(new PageScratch(options));
        _output = new(stream);
        _output.Write("PAR1"u8);
    }

    /// <inheritdoc/>
    protected override void WriteRows(Table batch)
    {
        for (var start = 0; start < batch.RowCount;)
        {
            _cancellation.ThrowIfCancellationRequested();
            var most = Math.Min(_layout.BlockRows, _layout.GroupRows - _groupRows);
            var taken = _layout.Extend(ref _block, most, batch, start);
            _pieces.Add(taken == batch.RowCount ? batch : batch.Slice(start, taken));
            start += taken;
            if (_layout.IsFull(_block, most))
            {
                WriteBlock(isShort: _block.Rows < most);
            }
        }
    }

    /// <inheritdoc/>
    protected override void WriteEnd(ImmutableSortedDictionary<string, string> metadata)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_block.Rows > 0)
        {
            WriteBlock(isShort: false, isEnd: true);
        }

        EndGroup();
        _output.Wait();
        _footer.Write(Schema, RowCount, metadata, _output);
        _output.Flush();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var column in _columns)
        {
            column.Clear();
        }

        _scratch.ForEach(s => s.Dispose());
        _scratch.Clear();
        _output.Dispose();
        base.Dispose(disposing);
    }

    private void WriteBlock(bool isShort, bool isEnd = false)
    {
        // A block that long texts made short has a row group of its own, so that full blocks come first in every other.
        if (isShort)
        {
            EndGroup();
        }

        var bytes = _layout.BytesOf(_block);
        _groupRows += _block.Rows;
        _groupBytes += bytes;
        var isLast = isShort || isEnd || _layout.EndsGroup(_groupRows, _groupBytes, bytes);
        var threads = bytes < LeastParallelBytes ? 1 : Math.Min(_columns.Length, _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount);
        if (threads > 1)
        {
            WriteColumnsInParallel(isLast, threads);
        }
        else
        {
            for (var i = 0; i < _columns.Length; i++)
            {
                WriteColumn(i, isLast, _scratch[0]);
            }
        }

        _pieces.Clear();
        _block = default;
        if (isLast)
        {
            EndGroup();
        }
    }

    private void WriteColumn(int index, bool isLast, PageScratch scratch)
    {
        _cancellation.ThrowIfCancellationRequested();
        var block = _pieces.Count == 1 ? _pieces[0].Columns[index] : Column.Concat([.. _pieces.Select(p => p.Columns[index])]);
        _columns[index].Write(block, isLast, scratch);
    }

    private void WriteColumnsInParallel(bool isLast, int threads)
    {
        while (_scratch.Count < threads)
        {
            _scratch.Add(new PageScratch(_options));
        }

        var free = new Stack<PageScratch>(_scratch);
        try
        {
            Parallel.For(0, _columns.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            {
                PageScratch scratch;
                lock (free)
                {
                    scratch = free.Pop();
                }

                try
                {
                    WriteColumn(i, isLast, scratch);
                }
                finally
                {
                    lock (free)
                    {
                        free.Push(scratch);
                    }
                }
            });
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }

    private void EndGroup()
    {
        if (_groupRows == 0)
        {
            return;
        }

        _output.Wait();
        _footer.Add(_groupRows, [.. _columns.Select(c => c.MoveTo(_output, _scratch[0]))]);
        _output.Begin();
        (_groupRows, _groupBytes) = (0, 0);
    }
}
