using System.Collections.Immutable;

namespace IrisFlow.Tests.Tables;

public class LazyTableTests
{
    private const int Rows = 5;
    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f"];
    private static readonly Schema Schema = new(Names.Select((n, i) => new Field(n, i % 2 == 0 ? ColumnType.Int32 : ColumnType.Float64)));
    private static readonly ImmutableSortedDictionary<string, string> Note = ImmutableSortedDictionary<string, string>.Empty.Add("note", "1");

    private readonly List<int> _read = [];

    public static TheoryData<string> Ways => [.. Changes.Keys];

    private static Dictionary<string, Func<Table, Table>> Changes { get; } = new()
    {
        ["as it is"] = t => t,
        ["selected in another order"] = t => t.Select("f", "e", "d", "c", "b", "a"),
        ["with a column added"] = t => t.With("more", Column.Of(1, 2, 3, 4, 5)),
        ["with a text"] = t => t.WithMetadata("m", "2"),
        ["taken"] = t => t.Take([4, 0, 0]),
        ["sliced"] = t => t.Slice(1, 3),
        ["made again from its columns"] = t => new Table(t.Schema, t.Columns, t.Metadata, t.RowCount),
        ["one after the other"] = t => t.Slice(1, 4).Take([3, 2, 1]).WithMetadata("m", "2").Select("f", "d", "b", "a", "c", "e").Slice(0, 2),
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Of_every_subset_of_columns_only_these_are_read_and_right(string way)
    {
        var expected = Changes[way](InMemory());
        for (var subset = 0; subset < 1 << Names.Length; subset++)
        {
            _read.Clear();
            var table = Changes[way](Lazy());
            var wanted = Enumerable.Range(0, Names.Length).Where(i => (subset >> i & 1) != 0).ToList();

            foreach (var i in wanted)
            {
                Assert.Equal(Values(expected[Names[i]]), Values(table[Names[i]]));
            }

            Assert.Equal(wanted, _read);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_digest_is_that_of_the_same_table_in_memory(string way) =>
        Assert.Equal(TableDigest.Of(Changes[way](InMemory())), TableDigest.Of(Changes[way](Lazy())));

    [Theory]
    [MemberData(nameof(Ways))]
    public void Names_types_rows_and_texts_are_known_without_a_column(string way)
    {
        var (expected, table) = (Changes[way](InMemory()), Changes[way](Lazy()));

        Assert.Equal((expected.Schema, expected.RowCount), (table.Schema, table.RowCount));
        Assert.Equal(expected.Metadata, table.Metadata);
        Assert.Empty(_read);
    }

    [Fact]
    public void Tables_made_from_one_another_read_a_column_once()
    {
        var table = Lazy();
        var (some, noted) = (table.Select("b", "a"), table.WithMetadata("m", "2"));

        Assert.Same(some["a"], noted["a"]);
        Assert.Same(table["a"], some["a"]);
        Assert.Equal([0], _read);
    }

    [Fact]
    public void A_column_that_was_replaced_is_never_read()
    {
        Lazy().With("a", Column.Of(9, 9, 9, 9, 9)).Load();

        Assert.Equal([1, 2, 3, 4, 5], _read);
    }

    [Fact]
    public void A_column_may_be_made_by_a_function_which_is_asked_once_and_only_when_it_is_needed()
    {
        var asked = 0;
        var table = InMemory().With(new Field("made", ColumnType.Int32), () =>
        {
            asked++;
            return Column.Of(1, 2, 3, 4, 5);
        });

        Assert.Equal(0, asked);
        Assert.Same(table["made"], table.Select("made", "a")["made"]);
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Threads_that_ask_for_the_same_columns_at_once_read_each_once_and_get_the_same()
    {
        for (var round = 0; round < 200; round++)
        {
            var reads = new int[Names.Length];
            using var together = new Barrier(8);
            var table = Table.Lazy(Schema, Rows, Note, i =>
            {
                Interlocked.Increment(ref reads[i]);
                return Make(i);
            });
            var seen = new Column[8][];
            var threads = Enumerable.Range(0, 8).Select(t => new Thread(() =>
            {
                together.SignalAndWait();
                seen[t] = [.. Names.Select((_, i) => table[Names[(i + t) % Names.Length]]).OrderBy(c => c.Type)];
                table.Select("c", "a").Load();
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());

            Assert.All(reads, r => Assert.Equal(1, r));
            Assert.All(seen, s => Assert.Equal(table.Columns.ToHashSet(), s.ToHashSet()));
        }
    }

    [Fact]
    public void A_failure_is_told_to_whoever_asks_and_the_next_may_succeed()
    {
        var calls = 0;
        var table = Table.Lazy(Schema, Rows, Note, i => calls++ == 0 ? throw new IOException("not now") : Make(i));

        Assert.Equal("not now", Assert.Throws<IOException>(() => table["a"]).Message);
        Assert.Equal(Values(Make(0)), Values(table["a"]));
    }

    [Fact]
    public void A_column_that_is_read_as_another_than_promised_is_refused()
    {
        var table = Table.Lazy(Schema, Rows, Note, _ => Column.Of(1));

        Assert.StartsWith("Column 'a' should hold 5 rows of int32, found 1 rows of int32.", Assert.Throws<ArgumentException>(() => table["a"]).Message);
    }

    [Fact]
    public void A_column_that_promises_another_length_than_the_table_is_refused_at_once() =>
        Assert.Throws<ArgumentException>(() => new Table(Schema, Lazy().Columns, Note, Rows + 1));

    [Fact]
    public void Loading_reads_what_is_left()
    {
        var table = Lazy();
        _ = table["c"];
        Assert.Same(table, table.Load());

        Assert.Equal([2, 0, 1, 3, 4, 5], _read);
    }

    [Fact]
    public void A_format_that_can_not_read_a_column_alone_gives_the_columns_of_the_whole_table()
    {
        var source = TableSource.Of(InMemory());

        Assert.Equal((Schema, Rows), (source.Schema, source.RowCount));
        Assert.Equal(Note, source.Metadata);
        Assert.Equal(Values(Make(1)), Values(source.ReadColumn(1)));
        Assert.Null(source.ColumnDigests);
    }

    private static Table InMemory() => new(Schema, [.. Names.Select((_, i) => Make(i))], Note);

    private static Column Make(int index) => index % 2 == 0
        ? Column.Of([.. Enumerable.Range(index * 10, Rows)])
        : Column.Of([.. Enumerable.Range(index * 10, Rows).Select(v => v / 4.0)]);

    private static IEnumerable<object?> Values(Column column) => Enumerable.Range(0, column.Length).Select(column.ValueAt);

    private Table Lazy() => Table.Lazy(Schema, Rows, Note, i =>
    {
        _read.Add(i);
        return Make(i);
    });
}
