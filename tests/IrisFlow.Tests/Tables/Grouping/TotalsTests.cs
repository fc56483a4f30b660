using System.Numerics;

namespace IrisFlow.Tests.Tables.Grouping;

/// <summary>Aggregates of all rows together, which are computed block by block: against the plainest computations.</summary>
public class TotalsTests
{
    // More than two blocks, and no multiple of anything.
    private const int Rows = 150_003;

    public static TheoryData<int> Sizes => [0, 1, 2, 7, 8, 9, 63, 64, 65, 1_023, 1_033, 65_535, 65_536, 65_537, Rows];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void All_rows_give_what_a_naive_loop_over_them_gives(int rows)
    {
        foreach (var (seed, nulls) in new[] { (1, 0.0), (2, 0.1), (3, 0.95), (4, 1.0) })
        {
            var random = new SeededRandom(seed);
            bool[] known = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() >= nulls)];
            var valid = Validity.FromFlags(known);
            int[] ints = [.. Enumerable.Range(0, rows).Select(_ => (int)(random.NextDouble() * uint.MaxValue - int.MaxValue))];
            var table = Table.Of(
                ("i", new Column<int>(ColumnType.Int32, ints, valid, nullable: true)),
                ("l", new Column<long>(ColumnType.Int64, Array.ConvertAll(ints, i => i * 20_001L), valid, nullable: true)),
                ("d", new Column<double>(ColumnType.Float64, Array.ConvertAll(ints, i => i / 8.0), valid, nullable: true)),
                ("f", new Column<float>(ColumnType.Float32, Array.ConvertAll(ints, i => i / 1024f), valid, nullable: true)),
                ("b", new Column<bool>(ColumnType.Bool, Array.ConvertAll(ints, i => i % 3 == 0), valid, nullable: true)),
                ("s", Column.Of(ints.Select((i, row) => known[row] ? $"{i:x8}" : null).ToArray())),
                ("row", Column.Of([.. Enumerable.Range(0, rows)])));

            var place = $"{rows} rows, seed {seed}";
            Check<int>("i", v => v.Count == 0 ? null : v.Sum(x => (long)x), v => v.Average(x => (long)x));
            Check<long>("l", v => v.Count == 0 ? null : (long)v.Aggregate(Int128.Zero, (a, b) => a + b), v => (double)v.Aggregate(Int128.Zero, (a, b) => a + b) / v.Count);

            // Eighths and 1/1024ths are added without any rounding.
            Check<double>("d", v => v.Count == 0 ? null : v.Sum(), v => v.Average());
            Check<float>("f", v => v.Count == 0 ? null : v.Sum(x => (double)x), v => v.Sum(x => (double)x) / v.Count);
            Check<bool>("b", null, null);
            Check<string>("s", null, null);

            void Check<T>(string column, Func<List<T>, object?>? sum, Func<List<T>, double>? mean)
            {
                List<T> values = [.. Enumerable.Range(0, rows).Select(table[column].ValueAt).OfType<T>()];
                (Aggregate Aggregate, object? Expected)[] cases =
                [
                    (Aggregate.Count(), (long)rows), (Aggregate.Count(column), (long)values.Count), (Aggregate.CountDistinct(column), (long)values.Distinct().Count()),
                    (Aggregate.Min(column), values.Count == 0 ? null : values.Min(Comparer<T>.Create(Compare))),
                    (Aggregate.Max(column), values.Count == 0 ? null : values.Max(Comparer<T>.Create(Compare))),
                    (Aggregate.First(column), values.Count == 0 ? null : values[0]), (Aggregate.Last(column), values.Count == 0 ? null : values[^1]),
                    .. sum is null ? [] : ((Aggregate, object?)[])[(Aggregate.Sum(column), sum(values)), (Aggregate.Mean(column), values.Count == 0 ? null : mean!(values))],
                    .. typeof(T) != typeof(bool) ? [] : ((Aggregate, object?)[])[
                        (Aggregate.Any(column), values.Count == 0 ? null : values.Contains((T)(object)true)), (Aggregate.All(column), values.Count == 0 ? null : !values.Contains((T)(object)false))],
                ];
                foreach (var (aggregate, expected) in cases)
                {
                    Assert.True(Equals(expected, One(table, aggregate)), $"{place}: {aggregate} is {One(table, aggregate)}, expected {expected}");
                }
            }
        }

        static int Compare<T>(T a, T b) => a is string text ? string.CompareOrdinal(text, b as string) : Comparer<T>.Default.Compare(a, b);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_sum_of_floating_point_numbers_is_the_exact_sum_rounded_once_even_where_most_of_it_cancels(int seed)
    {
        // Numbers of very different sizes, and their opposites elsewhere: what is left is 10^9 times smaller than what was added.
        var random = new SeededRandom(seed);
        double[] values = [.. Enumerable.Range(0, Rows).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(30)))];
        double[] all = [.. values, .. values.Select((v, i) => i % 1000 == 0 ? -v * (1 + 1e-6) : -v)];
        random.Shuffle(all.AsSpan());

        Assert.Equal(Exact(all), One(Table.Of(("d", Column.Of(all))), Aggregate.Sum("d")));
        Assert.Equal(Exact(all) / all.Length, One(Table.Of(("d", Column.Of(all))), Aggregate.Mean("d")));
    }

    [Fact]
    public void The_spread_of_many_rows_far_from_zero_is_that_of_the_same_rows_near_it()
    {
        // The variance of 0, 1, .. n - 1 as a sample is n (n + 1) / 12.
        var numbers = Enumerable.Range(0, Rows).ToArray();
        var expected = Rows * (Rows + 1.0) / 12;
        foreach (var column in (Column[])[Column.Of(numbers), Column.Of(Array.ConvertAll(numbers, n => n + 1e9)), Column.Of(Array.ConvertAll(numbers, n => n - 5_000_000_000_000L)), WithNulls(numbers)])
        {
            var table = Table.Of(("x", column));
            Assert.Equal(expected, (double)One(table, Aggregate.Var("x"))!, expected * 1e-14);
            Assert.Equal(Math.Sqrt(expected), (double)One(table, Aggregate.Std("x"))!, 1e-9);
        }

        static Column WithNulls(int[] numbers) =>
            Column.OfNullable(ColumnType.Float64, [.. numbers.SelectMany(n => n % 3 == 0 ? new double?[] { null, n } : [n])]);
    }

    [Fact]
    public void NaN_and_infinity_in_a_late_block_count_as_they_do_in_an_early_one()
    {
        foreach (var at in (int[])[0, 5, 65_536, 140_000, Rows - 1])
        {
            var (values, infinite) = (new double[Rows], new double[Rows]);
            (values[at], infinite[at], infinite[Rows / 2]) = (double.NaN, double.PositiveInfinity, -1);
            var table = Table.Of(("n", Column.Of(values)), ("i", Column.Of(infinite)));

            Assert.Equal([double.NaN, double.NaN, 0.0], [One(table, Aggregate.Sum("n")), One(table, Aggregate.Max("n")), One(table, Aggregate.Min("n"))]);
            Assert.Equal([double.PositiveInfinity, double.PositiveInfinity, -1.0], [One(table, Aggregate.Sum("i")), One(table, Aggregate.Max("i")), One(table, Aggregate.Min("i"))]);
        }

        var none = Table.Of(("n", Column.Of(Enumerable.Repeat(double.NaN, Rows).ToArray())));
        Assert.Equal([double.NaN, double.NaN], [One(none, Aggregate.Min("n")), One(none, Aggregate.Max("n"))]);
    }

    [Fact]
    public void Of_equal_zeros_the_first_is_the_extreme()
    {
        foreach (var sign in (double[])[0.0, -0.0])
        {
            var values = new double[Rows];
            Array.Fill(values, -sign);
            values[0] = sign;
            var table = Table.Of(("z", Column.Of(values)));
            Assert.Equal(double.IsNegative(sign), double.IsNegative((double)One(table, Aggregate.Min("z"))!));
            Assert.Equal(double.IsNegative(sign), double.IsNegative((double)One(table, Aggregate.Max("z"))!));
        }
    }

    [Fact]
    public void A_sum_of_whole_numbers_may_leave_64_bits_on_its_way_but_not_at_its_end()
    {
        long[] half = [.. Enumerable.Repeat(long.MaxValue, Rows)];
        long[] there = [.. half, .. half.Select(v => -v), 7, long.MinValue, long.MaxValue];

        Assert.Equal(6L, One(Table.Of(("l", Column.Of(there))), Aggregate.Sum("l")));
        Assert.Equal(Math.Pow(2, 63), One(Table.Of(("l", Column.Of(half))), Aggregate.Mean("l")));
        var finding = Assert.Single(Assert.Throws<IrisFlowException>(() => One(Table.Of(("l", Column.Of(half))), Aggregate.Sum("l"))).Findings);
        Assert.Equal("IF473", finding.Rule);
        Assert.Contains($" {(BigInteger)long.MaxValue * Rows},", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sums_have_the_same_bits_on_one_thread_and_on_many()
    {
        // What is left of numbers that cancel is nothing but what even a compensated sum can't keep: it tells every order from every other.
        var random = new SeededRandom(9);
        double[] half = [.. Enumerable.Range(0, 500_001).Select(_ => random.NextDouble() * Math.Pow(10, random.Next(60)))];
        double[] all = [.. half, 1, .. half.Select(v => -v)];
        random.Shuffle(all.AsSpan());
        var table = Table.Of(
            ("d", Column.Of(all)),
            ("f", Column.Of([.. Enumerable.Range(0, 1_000_003).Select(_ => (float)random.NextDouble())])));

        // One by one, so that all threads work on each.
        foreach (var aggregate in (Aggregate[])[Aggregate.Sum("d"), Aggregate.Mean("f"), Aggregate.Var("d"), Aggregate.Std("f"), Aggregate.Max("d")])
        {
            var one = await OneThread.Run(() => One(table, aggregate));
            for (var round = 0; round < 20; round++)
            {
                Assert.Equal(one, One(table, aggregate));
            }
        }
    }

    private static object? One(Table table, Aggregate aggregate)
    {
        var result = table.GroupBy().Aggregate(("x", aggregate));
        Assert.Equal(1, result.RowCount);
        return result.Values("x")[0];
    }

    // As a multiple of the least double there is, which every double is.
    private static double Exact(double[] values)
    {
        var sum = BigInteger.Zero;
        foreach (var value in values)
        {
            var bits = BitConverter.DoubleToInt64Bits(value);
            var exponent = (int)(bits >> 52 & 0x7FF);
            var digits = (bits & 0xFFFFFFFFFFFFFL) | (exponent == 0 ? 0 : 1L << 52);
            sum += (BigInteger)(value < 0 ? -digits : digits) << Math.Max(0, exponent - 1);
        }

        // Rounded once, by the conversion of so many leading bits that the rest can't matter but for being there.
        var shift = (int)Math.Max(0, (long)BigInteger.Abs(sum).GetBitLength() - 64);
        var top = BigInteger.Abs(sum) >> shift;
        var rest = BigInteger.Abs(sum) - (top << shift);
        var lead = (ulong)top | (rest.IsZero ? 0UL : 1UL);
        return Math.ScaleB(sum.Sign * (double)lead, shift - 1074);
    }
}
