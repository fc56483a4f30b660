namespace IrisFlow.Fuzzing;

/// <summary>The judge is not asleep: each thing that it is to see, it sees.</summary>
public sealed class JudgeTests : IDisposable
{
    private static readonly Reading Table = Reading.Of(IrisFlow.Table.Of(("n", Column.Of(1, 2))));

    private readonly Judge _judge = new();

    [Fact]
    public void What_reads_without_a_fault_is_right() => Assert.Empty(Try(new Way("read", _ => Table), new Way("again", _ => Table)));

    [Fact]
    public void A_documented_finding_is_right() => Assert.Empty(Try(Failing("read", "IF312"), Failing("again", "IF312")));

    [Fact]
    public void A_finding_that_is_not_documented_is_wrong() => Assert.Contains("not documented", Assert.Single(Try(Failing("read", "IF999"))));

    [Fact]
    public void Another_exception_is_wrong() => Assert.Contains("KeyNotFound", Assert.Single(Try(new Way("read", _ => throw new KeyNotFoundException()))));

    [Fact]
    public void Memory_beyond_the_limit_is_wrong() => Assert.Contains("MiB of memory", Assert.Single(Try(new Way("read", _ =>
    {
        Take(Meter.MostBytes + (8 << 20));
        return Table;
    }))));

    [Fact]
    public void The_table_is_among_the_memory() => Assert.Contains("MiB of memory", Assert.Single(Try(new Way("read", _ =>
    {
        var table = Large(24 << 20);
        Take(48 << 20);
        return Reading.Of(table);
    }))));

    [Fact]
    public void A_table_that_is_more_than_half_the_limit_itself_is_not_counted() => Assert.Empty(Try(new Way("read", _ => Reading.Of(Large(80 << 20)))));

    [Fact]
    public void Time_beyond_the_limit_is_wrong() => Assert.Contains("processor time", Assert.Single(Try(new Way("read", _ =>
    {
        var end = Environment.CpuUsage.TotalTime + Meter.MostTime;
        while (Environment.CpuUsage.TotalTime <= end)
        {
        }

        return Table;
    }))));

    [Fact]
    public void Two_ways_that_give_two_tables_are_wrong() =>
        Assert.Contains("another table", Assert.Single(Try(new Way("read", _ => Table), new Way("again", _ => Reading.Of(IrisFlow.Table.Of(("n", Column.Of(1, 3))))))));

    [Fact]
    public void A_way_that_fails_where_another_gives_a_table_is_wrong() =>
        Assert.Contains("fails where", Assert.Single(Try(new Way("read", _ => Table), Failing("again", "IF312"))));

    [Fact]
    public void A_table_where_a_checksum_is_wrong_is_wrong() =>
        Assert.Contains("checksum", Assert.Single(Try(Failing("read", "IF313"), new Way("again", _ => Table))));

    [Fact]
    public void Another_table_than_was_written_is_wrong() =>
        Assert.Contains("under a checksum", Assert.Single(_judge.Try("", [new Way("read", _ => Table)], Reading.Of(IrisFlow.Table.Of(("n", Column.Of(7, 7)))))));

    private static void Take(long bytes)
    {
        var taken = new byte[bytes];
        Array.Fill(taken, (byte)1);
        GC.KeepAlive(taken);
    }

    private static Table Large(int bytes)
    {
        var values = new double[bytes / sizeof(double)];
        Array.Fill(values, 1);
        return IrisFlow.Table.Of(("n", Column.Of(values)));
    }

    private static Way Failing(string name, string rule) => new(name, _ => throw new IrisFlowException(new Finding(rule, "It is so.")));

    private List<string> Try(params Way[] ways) => _judge.Try("", ways);

    public void Dispose() => _judge.Dispose();
}
