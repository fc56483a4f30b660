using System.Runtime.CompilerServices;

namespace IrisFlow.Tests.Tables.Joining;

/// <summary>A join compares keys at once and gathers columns when they are asked for.</summary>
public class LazyJoinTests
{
    // More than two batches, and enough for threads.
    private const int Many = 132_003;

    private static readonly StringColumn Kinds = Column.Of([.. Enumerable.Range(0, 600).Select(k => (string?)$"kind {k % 550}")]);

    public static TheoryData<JoinKind, DuplicateKeys> Ways => new()
    {
        { JoinKind.Inner, DuplicateKeys.First }, { JoinKind.Left, DuplicateKeys.First }, { JoinKind.Inner, DuplicateKeys.All }, { JoinKind.Left, DuplicateKeys.All },
    };

    [Fact]
    public void Only_the_keys_are_read_until_a_column_is_asked_for_and_each_once()
    {
        List<string> read = [];
        var left = Told("left", ("k", Column.Of(3, 1, 2, 9)), ("a", Column.Of(30, 10, 20, 90)), ("b", Column.Of("x", "y", "z", "w")));
        var right = Told("right", ("k", Column.Of(1, 2, 3)), ("c", Column.Of(0.1, 0.2, 0.3)), ("d", Column.Of("one", "two", "three")));

        var joined = left.Join(right, "k");
        Assert.Equal((3, "k int32, a int32, b string, c float64, d string"), (joined.RowCount, joined.Schema.ToString()));
        Assert.Equal(["left.k", "right.k"], read.Order());

        Assert.Equal([0.3, 0.1, 0.2], joined.Values("c"));
        Assert.Same(joined["c"], joined.Select("d", "c")["c"]);
        Assert.Equal(["left.k", "right.c", "right.k"], read.Order());

        Assert.Equal([30, 10, 20], joined.Load().Values("a"));
        Assert.Equal(["left.a", "left.b", "left.k", "right.c", "right.d", "right.k"], read.Order());

        Table Told(string side, params (string Name, Column Column)[] columns)
        {
            var table = Table.Of(columns);
            return Table.Lazy(table.Schema, table.RowCount, table.Metadata, i =>
            {
                read.Add($"{side}.{columns[i].Name}");
                return columns[i].Column;
            });
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Values_batches_and_digest_are_those_of_rows_taken_one_by_one_on_one_thread_and_on_many(JoinKind kind, DuplicateKeys duplicates)
    {
        var (left, right) = (Sides(1, Many), Sides(2, 700));
        var options = new JoinOptions { Kind = kind, Duplicates = duplicates, Suffix = "_r" };
        foreach (var keys in (JoinKey[][])[["i"], ["s"], ["c"], ["l", "c"]])
        {
            var joined = left.Join(right, keys, options);
            var one = await OneThread.Run(() => left.Join(right, keys, options).Load());
            var expected = Naive(left, right, keys, options, joined.Schema);

            Assert.Equal(TableDigest.Of(expected), TableDigest.Of(left.Join(right, keys, options)));
            Assert.Equal(TableDigest.Of(expected), TableDigest.Of(one));
            Assert.Equal(TableDigest.Of(expected), TableDigest.Of(Table.Concat(joined.Schema, [.. joined.Batches()])));
            Assert.All(joined.Batches(), batch => Assert.InRange(batch.RowCount, 1, Table.BatchRows));
        }
    }

    [Fact]
    public void Threads_that_ask_at_once_get_the_same_column()
    {
        var (left, right) = (Sides(3, Many), Sides(4, 500));
        for (var round = 0; round < 5; round++)
        {
            var joined = left.Join(right, ["i"], new JoinOptions { Kind = JoinKind.Left, Duplicates = DuplicateKeys.First, Suffix = "_r" });
            using var together = new Barrier(4);
            var seen = new Column[4][];
            var threads = Enumerable.Range(0, 4).Select(t => new Thread(() =>
            {
                together.SignalAndWait();
                seen[t] = [.. joined.Schema.Names.Select((_, i) => joined.Columns[(i + t) % joined.Columns.Count]).ToHashSet()];
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());

            Assert.All(seen, s => Assert.Equal(joined.Columns.ToHashSet(), s.ToHashSet()));
        }
    }

    [Fact]
    public void A_side_is_held_on_to_no_longer_than_a_column_of_it_is_still_to_be_gathered()
    {
        var (joined, left, right, other) = JoinedOfForgottenSides();
        _ = joined["v"];
        Collect();
        Assert.True(left.TryGetTarget(out _), "left.u is still to be gathered");
        Assert.False(right.TryGetTarget(out _), "right.v was gathered");
        Assert.False(other.TryGetTarget(out _), "right.w is not in the table");

        _ = joined["u"];
        Collect();
        Assert.False(left.TryGetTarget(out _), "left.u was gathered");
        Assert.Equal(2, joined.RowCount);
        GC.KeepAlive(joined);

        static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }
    }

    [Fact]
    public void Texts_too_long_for_one_column_are_told_to_whoever_asks_for_it_and_harm_no_other()
    {
        var left = Table.Of(("k", Column.Of(new int[70_000])));
        var right = Table.Of(("k", Column.Of(0)), ("t", Column.Of(new string('x', 50_000))), ("n", Column.Of(5)));
        var joined = left.Join(right, "k");

        Assert.Equal("IF470", Assert.Single(Assert.Throws<IrisFlowException>(() => joined["t"]).Findings).Rule);
        Assert.Equal("IF470", Assert.Single(Assert.Throws<IrisFlowException>(joined.Load).Findings).Rule);
        Assert.Equal(5, joined["n"].ValueAt(69_999));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Table Joined, WeakReference<Column> Left, WeakReference<Column> Right, WeakReference<Column> Other) JoinedOfForgottenSides()
    {
        var left = Table.Of(("k", Column.Of(1, 2, 3)), ("u", Column.Of(10, 20, 30)));
        var right = Table.Of(("k", Column.Of(3, 1)), ("v", Column.Of(300, 100)), ("w", Column.Of(0.3, 0.1)));
        var joined = left.Join(right, "k").Select("k", "u", "v");
        return (joined, new(left["u"]), new(right["v"]), new(right["w"]));
    }

    private static Table Sides(int seed, int rows)
    {
        var random = new SeededRandom(seed);
        var some = Validity.FromFlags([.. Enumerable.Range(0, rows).Select(_ => random.Next(10) > 0)]);
        return Table.Of(
            ("i", new Column<int>(ColumnType.Int32, Each(() => random.Next(600)), some, nullable: true)),
            ("l", Column.Of(Each(() => random.Next(600) * 3_000_000_000_000_001L))),
            ("s", Column.Of(Each(() => random.Next(20) == 0 ? null : $"no. {random.Next(600)}"))),
            ("c", StringColumn.Dictionary(Kinds.Bytes.ToArray(), Kinds.Offsets.ToArray(), Each(() => random.Next(600)), some, nullable: true)),
            ("d", Column.Of(Each(random.NextDouble))));

        T[] Each<T>(Func<T> make) => [.. Enumerable.Range(0, rows).Select(_ => make())];
    }

    // By .NET's own dictionary and one row after the other.
    private static Table Naive(Table left, Table right, JoinKey[] keys, JoinOptions options, Schema schema)
    {
        var partners = Enumerable.Range(0, right.RowCount).Where(r => Key(right, r) is not null).ToLookup(r => Key(right, r)!);
        List<(int Left, int Right)> rows = [];
        for (var row = 0; row < left.RowCount; row++)
        {
            var own = Key(left, row) is { } key ? partners[key] : [];
            rows.AddRange((options.Duplicates == DuplicateKeys.First ? own.Take(1) : own).Select(r => (row, r)));
            rows.AddRange(options.Kind == JoinKind.Left && !own.Any() ? [(row, -1)] : []);
        }

        var added = right.Schema.Names.Except(keys.Select(k => k.Right)).ToList();
        return new Table(
            schema,
            [
                .. left.Columns.Select(c => Rows(c, rows.Select(r => r.Left))),
                .. added.Select(name => Rows(right[name], rows.Select(r => r.Right)).AsNullable(options.Kind == JoinKind.Left || right[name].Nullable)),
            ],
            rowCount: rows.Count);

        string? Key(Table table, int row) =>
            keys.All(k => !table[k.Left].IsNull(row)) ? string.Join('|', keys.Select(k => table[k.Left].ValueAt(row))) : null;
    }

    private static Column Rows(Column column, IEnumerable<int> rows)
    {
        object?[] values = [.. rows.Select(r => r < 0 ? null : column.ValueAt(r))];
        var known = Validity.FromFlags(Array.ConvertAll(values, v => v is not null));
        return column switch
        {
            Column<int> c => new Column<int>(c.Type, Array.ConvertAll(values, v => (int?)v ?? 0), known, c.Nullable),
            Column<long> c => new Column<long>(c.Type, Array.ConvertAll(values, v => (long?)v ?? 0), known, c.Nullable),
            Column<double> c => new Column<double>(c.Type, Array.ConvertAll(values, v => (double?)v ?? 0), known, c.Nullable),
            _ => Column.Of(Array.ConvertAll(values, v => (string?)v)).AsNullable(column.Nullable || known.NullCount > 0),
        };
    }
}
