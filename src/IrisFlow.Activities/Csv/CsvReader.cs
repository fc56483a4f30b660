namespace IrisFlow.Activities;

/// <summary>Reads a CSV file in the memory of a few blocks, on some threads. Types follow from all values of the file: the same whatever the blocks and the threads.</summary>
/// <remarks>
/// A larger file is read with types guessed from samples. Where a value contradicts, the rest of the file is only looked at for its
/// types, and then it is read again with the right ones.
/// </remarks>
internal sealed class CsvReader(CsvSource source, CsvOptions options, CsvTuning tuning, CancellationToken cancellation)
{
    /// <summary>How many sequences that are no text were replaced.</summary>
    public long Replaced { get; private set; }

    /// <summary>How often the file was gone through.</summary>
    public int Passes { get; private set; }

    /// <summary>The table of the named columns, or of all.</summary>
    public Table Read(IReadOnlyList<string>? columns = null)
    {
        using var file = CsvFile.Open(source, options, tuning);
        var plan = CsvPlan.Of(source.File, file.Names, columns, options);
        if (file.IsWhole)
        {
            return ReadBlock(file, plan);
        }

        List<CsvRows> batches = [];
        var (found, rowCount) = Read(file, plan, _ => batches.Clear(), batches.Add, null);
        return Join(found, batches, rowCount);
    }

    /// <summary>The columns of the file's beginning.</summary>
    public Schema ReadSchema()
    {
        using var file = CsvFile.Open(source, options, tuning);
        return ReadBlock(file, CsvPlan.Of(source.File, file.Names, null, options)).Schema;
    }

    /// <summary>Writes the table batch by batch.</summary>
    /// <param name="whole">Takes the table of a file that is so small that it is read in one piece.</param>
    /// <param name="create">Begins to write that of a larger one; called again, after what it gave was disposed, when types turn out to be others.</param>
    /// <param name="report">Told how far the reading is, from 0 to 1.</param>
    public void WriteTo(Action<Table> whole, Func<Schema, TableWriter> create, Action<double> report)
    {
        using var file = CsvFile.Open(source, options, tuning);
        var plan = CsvPlan.Of(source.File, file.Names, null, options);
        if (file.IsWhole)
        {
            whole(ReadBlock(file, plan));
            return;
        }

        TableWriter? writer = null;
        try
        {
            Read(
                file,
                plan,
                found =>
                {
                    writer?.Dispose();
                    writer = found is null ? null : create(found.Schema);
                },
                rows => writer!.Write(new Table(writer.Schema, rows.Columns!, rowCount: rows.RowCount)),
                report);
            writer!.Finish();
        }
        finally
        {
            writer?.Dispose();
        }
    }

    /// <summary>What a pass over the whole file tells: the columns, and how many rows there are. Null for a file that is read in one piece.</summary>
    public (CsvPlan Plan, int RowCount)? Scan()
    {
        using var file = CsvFile.Open(source, options, tuning);
        if (file.IsWhole)
        {
            return null;
        }

        var (plan, rowCount, _) = Infer(file, Guess(file, CsvPlan.Of(source.File, file.Names, null, options)), null, null);
        return (plan, Rows(rowCount));
    }

    /// <summary>The rows of a file whose columns are known.</summary>
    public IEnumerable<Table> Batches(CsvPlan plan)
    {
        using var file = CsvFile.Open(source, options, tuning);
        foreach (var rows in Again(file, plan, file.Names))
        {
            if (rows.RowCount > 0)
            {
                yield return new Table(plan.Schema, rows.Columns!, rowCount: rows.RowCount);
            }
        }
    }

    private static int Rows(long rowCount) => rowCount <= int.MaxValue ? (int)rowCount : throw new IrisFlowException(
        new Finding("IF206", $"The table would have more than {int.MaxValue:N0} rows.") { Expected = "Split the file." });

    private Table ReadBlock(CsvFile file, CsvPlan plan)
    {
        var reader = new CsvBlockReader(options, file.Dialect, file.Spelling, file.Names.Length);
        var block = file.Next()!;
        var seen = new CsvSeen[plan.Columns.Count];
        CsvSamples.Look(block, file, options, plan, seen);
        plan = plan.For(seen);
        var rows = reader.Read(block, plan, keeps: true, cancellation);
        if (plan.For(rows.Seen) is var asked && asked != plan)
        {
            plan = asked;
            rows = reader.Read(block, plan, keeps: true, cancellation);
        }

        (Replaced, Passes) = (rows.Replaced, 1);
        return new Table(plan.Schema, rows.Columns!, rowCount: plan.Columns.Count > 0 ? rows.RowCount : 0);
    }

    /// <summary>Reads the file once, or twice where the guess was wrong.</summary>
    /// <param name="file">The file, behind its header.</param>
    /// <param name="plan">The columns to read.</param>
    /// <param name="begin">Told the columns before rows come, what came before being void; null when rows that came are void.</param>
    /// <param name="add">Given the rows.</param>
    /// <param name="report">Told how far the reading is.</param>
    private (CsvPlan Plan, int RowCount) Read(CsvFile file, CsvPlan plan, Action<CsvPlan?> begin, Action<CsvRows> add, Action<double>? report)
    {
        var guess = Guess(file, plan);
        begin(guess);
        var (found, rowCount, isRight) = Infer(file, guess, add, () => begin(null), report);
        if (!isRight)
        {
            begin(found);
            using var again = CsvFile.Open(source, options, tuning);
            foreach (var rows in Again(again, found, file.Names))
            {
                add(rows);
                report?.Invoke(rows.Share);
            }
        }

        return (found, Rows(rowCount));
    }

    private CsvPlan Guess(CsvFile file, CsvPlan plan)
    {
        var seen = new CsvSeen[plan.Columns.Count];
        if (file.First is { } first && plan.Columns.Any(c => c.Infers || !c.MayBeNull))
        {
            CsvSamples.Look(first, file, options, plan, seen);
            CsvSamples.LookAround(source, file, options, tuning.Places, plan, seen);
        }

        return plan.For(seen);
    }

    private (CsvPlan Plan, long RowCount, bool IsRight) Infer(CsvFile file, CsvPlan guess, Action<CsvRows>? add, Action? giveUp, Action<double>? report = null)
    {
        var (plan, seen, rowCount, isRight) = (guess, new CsvSeen[guess.Columns.Count], 0L, true);
        Replaced = 0;
        foreach (var rows in InOrder(file, () => (plan, isRight && add is not null)))
        {
            for (var i = 0; i < seen.Length; i++)
            {
                seen[i] = seen[i].With(rows.Seen[i]);
            }

            rowCount += rows.RowCount;
            Replaced += rows.Replaced;
            if (isRight && rows.Columns is null)
            {
                isRight = false;
                giveUp?.Invoke();
            }

            if (isRight)
            {
                add?.Invoke(rows);
            }
            else
            {
                // Nothing is made of the values any more; types that are right keep the readers from beginning anew in every block.
                plan = plan.For(seen);
            }

            report?.Invoke(rows.Share);
        }

        var found = guess.For(seen);
        return (found, rowCount, isRight && found == guess);
    }

    private IEnumerable<CsvRows> Again(CsvFile file, CsvPlan plan, string[] names)
    {
        var seen = new CsvSeen[plan.Columns.Count];
        var isSame = file.Names.AsSpan().SequenceEqual(names);
        foreach (var rows in InOrder(file, () => (plan, true)))
        {
            for (var i = 0; i < seen.Length; i++)
            {
                seen[i] = seen[i].With(rows.Seen[i]);
            }

            isSame &= rows.Columns is not null;
            yield return isSame ? rows : throw Changed();
        }

        if (plan.For(seen) != plan)
        {
            throw Changed();
        }
    }

    private IrisFlowException Changed() => new(
        new Finding("IF370", "The file was changed while it was read.") { File = source.File, IsTransient = true, Expected = "Run the step again when nobody writes to it." });

    /// <summary>The rows of all blocks in order; blocks are read ahead on other threads.</summary>
    private IEnumerable<CsvRows> InOrder(CsvFile file, Func<(CsvPlan Plan, bool Keeps)> next)
    {
        Passes++;
        var reader = new CsvBlockReader(options, file.Dialect, file.Spelling, file.Names.Length);
        var ahead = new Queue<Task<CsvRows>>();
        try
        {
            var more = true;
            while (more || ahead.Count > 0)
            {
                while (more && ahead.Count <= tuning.Threads)
                {
                    var (plan, keeps) = next();
                    more = Start(file, reader, plan, keeps, ahead);
                }

                if (ahead.Count > 0)
                {
                    yield return ahead.Dequeue().GetAwaiter().GetResult();
                }
            }
        }
        finally
        {
            // The file is closed next: nobody may work on it then.
            Task.WhenAll(ahead).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private bool Start(CsvFile file, CsvBlockReader reader, CsvPlan plan, bool keeps, Queue<Task<CsvRows>> ahead)
    {
        CsvBlock? block;
        try
        {
            block = file.Next();
        }
        catch (IrisFlowException error)
        {
            // What is wrong further up is said first.
            ahead.Enqueue(Task.FromException<CsvRows>(error));
            return false;
        }

        if (block is not null)
        {
            ahead.Enqueue(Task.Run(Work));
        }

        return block is not null;

        CsvRows Work()
        {
            var rows = reader.Read(block, plan, keeps, cancellation);
            file.Return(block);
            return rows;
        }
    }

    private static Table Join(CsvPlan plan, List<CsvRows> batches, int rowCount)
    {
        var columns = new Column[plan.Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Column.Concat(batches.ConvertAll(b => b.Columns![i])).AsNullable(plan.Schema[i].Nullable);

            // The pieces of a column are not kept beside it.
            batches.ForEach(b => b.Columns![i] = null!);
        }

        return new Table(plan.Schema, columns, rowCount: columns.Length > 0 ? rowCount : 0);
    }
}
