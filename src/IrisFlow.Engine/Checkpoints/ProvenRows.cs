using System.Collections;

namespace IrisFlow.Engine.Checkpoints;

/// <summary>Rows of a checkpoint batch by batch. Nothing proves a batch by itself: at the end the digests of all columns come out, or what was given is not what was stored.</summary>
/// <remarks>
/// So whoever stops early has used rows that nothing has proven yet. What is left is then read for the proof alone: when the reader lets
/// go of the rows, or, where somebody answers for that (<see cref="ReadProofs"/>), later.
/// </remarks>
internal sealed class ProvenRows(OpenedTable table, IReadOnlyList<int> columns, CancellationToken cancellation) : IEnumerable<Table>
{
    /// <summary>Told of each reader; it then has to see to the proof.</summary>
    public Action<Reading>? Answerable { get; set; }

    public IEnumerator<Table> GetEnumerator()
    {
        var reading = new Reading(table, columns, Answerable is not null, cancellation);
        Answerable?.Invoke(reading);
        return reading;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One way through the rows.</summary>
    internal sealed class Reading : IEnumerator<Table>
    {
        private readonly OpenedTable _table;
        private readonly IReadOnlyList<int> _columns;
        private readonly CancellationToken _cancellation;
        private readonly bool _isAnsweredFor;
        private readonly TableDigester _digester;
        private OpenedTable.Opened _opened;
        private IEnumerator<Table>? _rows;
        private Task _hashing = Task.CompletedTask;
        private Table? _current;
        private long _done;
        private bool _isProven;
        private IrisFlowException? _problem;

        public Reading(OpenedTable table, IReadOnlyList<int> columns, bool isAnsweredFor, CancellationToken cancellation)
        {
            (_table, _columns, _isAnsweredFor, _cancellation) = (table, columns, isAnsweredFor, cancellation);
            _digester = new(columns.Select(c => table.Schema[c]));
            _opened = table.Current;
        }

        public Table Current => _current!;

        object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_problem is not null)
            {
                throw _problem;
            }

            if (_isProven)
            {
                return false;
            }

            try
            {
                var has = Read();

                // Beside whoever works on the batch before, and beside the reading of this one.
                _hashing.GetAwaiter().GetResult();
                if (!has)
                {
                    Prove();
                    _current = null;
                    Close();
                    return false;
                }

                var batch = _current = _rows!.Current;
                Require(batch);
                _done += batch.RowCount;
                if ((long)batch.RowCount * _columns.Count >= ColumnDigests.WorthThreads)
                {
                    _hashing = Task.Run(() => _digester.Append(batch), CancellationToken.None);
                }
                else
                {
                    _digester.Append(batch);
                }

                return true;
            }
            catch (IrisFlowException problem)
            {
                _problem = problem.Findings[0].Rule == "IF503" ? problem : _table.Distrusted(problem);
                throw _problem;
            }
        }

        public void Reset() => throw new NotSupportedException();

        /// <summary>Reads what is left, so that all that was given is proven.</summary>
        /// <exception cref="IrisFlowException">The checkpoint is damaged: what was given is not to be used.</exception>
        public void Complete()
        {
            while (MoveNext())
            {
            }
        }

        public void Dispose()
        {
            if (_isAnsweredFor)
            {
                return;
            }

            try
            {
                if (_done > 0 && _problem is null && !_cancellation.IsCancellationRequested)
                {
                    Complete();
                }
            }
            finally
            {
                Close();
            }
        }

        /// <summary>Lets go of the file.</summary>
        public void Close()
        {
            _hashing.ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
            _rows?.Dispose();
            _digester.Dispose();
        }

        private bool Read()
        {
            try
            {
                return (_rows ??= Open()).MoveNext();
            }
            catch (IrisFlowException) when (_table.TryFollow(_opened))
            {
                // It got its final name meanwhile: the same file, so the same batches.
                _rows?.Dispose();
                _opened = _table.Current;
                _rows = Open();
                for (var skipped = 0L; skipped < _done; skipped += _rows.Current.RowCount)
                {
                    if (!_rows.MoveNext())
                    {
                        return false;
                    }
                }

                return _rows.MoveNext();
            }
        }

        private IEnumerator<Table> Open() => _opened.Source.ReadBatches(_columns, _cancellation).GetEnumerator();

        private void Require(Table batch)
        {
            // The schema was proven before; a file that changed since must not make it up anew.
            if (batch.Schema.Count != _columns.Count || batch.Schema.Where((field, i) => field != _table.Schema[_columns[i]]).Any())
            {
                throw _table.Distrusted("its columns are others than those that were stored");
            }
        }

        private void Prove()
        {
            if (_done != _table.RowCount)
            {
                throw _table.Distrusted($"it holds {_done} rows instead of {_table.RowCount}");
            }

            var digests = _digester.Finish();
            for (var i = 0; i < _columns.Count; i++)
            {
                if (!digests[i].SequenceEqual(_table.DigestOf(_columns[i])))
                {
                    var name = _table.Schema[_columns[i]].Name;
                    throw _table.Distrusted($"column '{name}' holds other values than those that were stored", name);
                }
            }

            _isProven = true;
        }
    }
}
