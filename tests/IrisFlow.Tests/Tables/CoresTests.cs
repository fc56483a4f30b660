namespace IrisFlow.Tests.Tables;

public class CoresTests
{
    [Fact]
    public async Task Work_asked_for_on_one_thread_is_done_on_that_thread()
    {
        var threads = await OneThread.Run(() =>
        {
            var seen = new HashSet<int>();
            Cores.Ranges(20_000_000, (_, _) => seen.Add(Environment.CurrentManagedThreadId));
            return seen;
        });

        Assert.Single(threads);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(1_000_003)]
    public void Ranges_cover_each_row_once_and_begin_at_multiples_of_their_length(int rows)
    {
        var times = new byte[rows];
        Cores.Ranges(rows, (start, length) =>
        {
            Assert.Equal(0, start % Table.BatchRows);
            foreach (ref var row in times.AsSpan(start, length))
            {
                row++;
            }
        });

        Assert.All(times, t => Assert.Equal(1, t));
        Assert.Equal((rows + 65_535) / 65_536, Cores.RangesOf(rows));
    }

    [Fact]
    public void Of_several_failures_the_first_range_s_is_told() =>
        Assert.Equal("65536", Assert.Throws<InvalidOperationException>(() => Cores.Ranges(1_000_000, (start, _) =>
        {
            if (start > 0)
            {
                throw new InvalidOperationException($"{start}");
            }
        })).Message);
}
