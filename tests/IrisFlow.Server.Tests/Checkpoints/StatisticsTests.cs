using System.Text.Json.Nodes;

namespace IrisFlow.Server.Tests.Checkpoints;

/// <summary>What the server says of the values of columns, beside the plainest way to find it out.</summary>
public sealed class StatisticsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Numbers_have_their_nulls_bounds_mean_and_equal_intervals_of_all_finite_values()
    {
        double?[] values = [1, 2, null, 4, double.NaN, 9, 2.5, double.NegativeInfinity, null, 9];
        var address = await server.UploadAsync(Table.Of(("v", Column.OfNullable(ColumnType.Float64, values))));
        var column = await OnlyAsync($"{address}/statistics?bins=4");
        Assert.Equal((2, 1), (column["nulls"]!.GetValue<int>(), column["nan"]!.GetValue<int>()));
        Assert.Equal(("-Infinity", "9"), (column["min"]!.ToString(), column["max"]!.ToString()));
        Assert.Equal(27.5 / 6, column["mean"]!.GetValue<double>(), 12);
        Assert.Equal([1.0, 3, 5, 7, 9], Numbers(column["histogram"]!["edges"]!));
        Assert.Equal([3.0, 1, 0, 2], Numbers(column["histogram"]!["counts"]!));
        Assert.True(column["exact"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Whole_numbers_and_days_have_intervals_of_whole_width()
    {
        var days = Enumerable.Range(0, 10).Select(i => new DateOnly(2026, 1, 1).AddDays(i)).ToArray();
        var address = await server.UploadAsync(Table.Of(("n", Column.Of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), ("d", Column.Of(days)), ("far", Column.Of([long.MinValue, .. Enumerable.Repeat(0L, 8), long.MaxValue]))));
        var columns = (await server.GetAsync($"{address}/statistics?bins=4"))["columns"]!;
        Assert.Equal([1.0, 4, 7, 10, 13], Numbers(columns[0]!["histogram"]!["edges"]!));
        Assert.Equal([3.0, 3, 3, 1], Numbers(columns[0]!["histogram"]!["counts"]!));
        Assert.Equal(["2026-01-01", "2026-01-04", "2026-01-07", "2026-01-10", "2026-01-13"], columns[1]!["histogram"]!["edges"]!.AsArray().Select(e => e!.ToString()));
        Assert.Equal(10.0, Numbers(columns[2]!["histogram"]!["counts"]!).Sum());
    }

    [Fact]
    public async Task Texts_and_flags_have_their_most_frequent_values()
    {
        var address = await server.UploadAsync(Table.Of(
            ("t", Column.Of("b", "a", null, "b", "😀", "a", "b")), ("f", Column.OfNullable<bool>(ColumnType.Bool, true, null, false, true, true, true, true))));
        var columns = (await server.GetAsync($"{address}/statistics?bins=2"))["columns"]!;
        Assert.Equal("""[{"value":"b","count":3},{"value":"a","count":2}]""", columns[0]!["top"]!.ToJsonString());
        Assert.Equal((3, 1, "a", "😀"), (columns[0]!["distinct"]!.GetValue<int>(), columns[0]!["nulls"]!.GetValue<int>(), columns[0]!["min"]!.ToString(), columns[0]!["max"]!.ToString()));
        Assert.Equal("""[{"value":true,"count":5},{"value":false,"count":1}]""", columns[1]!["top"]!.ToJsonString());
    }

    [Fact]
    public async Task A_column_without_a_value_has_no_bounds_and_no_histogram()
    {
        var address = await server.UploadAsync(Table.Of(("v", Column.OfNullable<double>(ColumnType.Float64, null, null)), ("n", Column.Of(double.NaN, double.NaN))));
        var columns = (await server.GetAsync($"{address}/statistics"))["columns"]!;
        Assert.Null(columns[0]!["min"]);
        Assert.Null(columns[0]!["histogram"]);
        Assert.Equal(2, columns[1]!["nan"]!.GetValue<int>());
        Assert.Null(columns[1]!["histogram"]);
    }

    [Fact]
    public async Task Of_a_large_table_a_sample_is_told_first_and_all_of_it_when_it_is_asked_for_and_remembered_from_then_on()
    {
        await using var own = await RunningServer.StartAsync();
        const int Rows = 1_200_000;
        var random = new SeededRandom(3);
        var values = Enumerable.Range(0, Rows).Select(_ => random.NextDouble() * random.NextDouble()).ToArray();
        var other = values.Select((v, i) => (double?)(i % 4 == 0 ? null : v * 1000)).ToArray();
        var address = await own.UploadAsync(Table.Of([("v", Column.Of(values)), ("o", Column.OfNullable(ColumnType.Float64, other)), .. Enumerable.Range(0, 12).Select(i => ($"c{i}", (Column)Column.Of(new int[Rows])))]));
        var sampled = (await own.GetAsync($"{address}/statistics?bins=10"))["columns"]![0]!;
        Assert.False(sampled["exact"]!.GetValue<bool>());
        Assert.True(sampled["rows"]!.GetValue<int>() < Rows);
        Assert.Equal(values.Min(), sampled["min"]!.GetValue<double>());
        Assert.Equal(values.Max(), sampled["max"]!.GetValue<double>());

        async Task<JsonNode> Exact() => (await own.GetAsync($"{address}/statistics?bins=10&exact=true"))["columns"]!;
        var exact = await Exact();
        Assert.Equal(Counts(values, 10), Numbers(exact[0]!["histogram"]!["counts"]!));
        Assert.Equal(values.Average(), exact[0]!["mean"]!.GetValue<double>(), 10);
        Assert.Equal(Rows / 4, exact[1]!["nulls"]!.GetValue<int>());
        Assert.Equal(Counts([.. other.OfType<double>()], 10), Numbers(exact[1]!["histogram"]!["counts"]!));

        // From then on nobody is told less, and another server reads it from the folder: not a byte of the checkpoint's pages.
        Assert.Equal(exact.ToJsonString(), (await own.GetAsync($"{address}/statistics?bins=10"))["columns"]!.ToJsonString());
        Damage.Pages(own, address);
        await own.RestartAsync();
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(own.Workspace.Artifacts, "statistics")));
        (await own.SendAsync(HttpMethod.Get, $"{address}/statistics?bins=10&exact=true")).Refuses(500, "IF503");
    }

    [Theory]
    [InlineData("bins=0")]
    [InlineData("bins=201")]
    public async Task A_number_of_intervals_out_of_range_is_refused(string query) =>
        (await server.SendAsync(HttpMethod.Get, $"{await server.UploadAsync(Table.Of(("v", Column.Of(1))))}/statistics?{query}")).Refuses(422, "IF582");

    private static double[] Counts(double[] values, int bins)
    {
        var (counts, low, high) = (new double[bins], values.Min(), values.Max());
        foreach (var value in values)
        {
            counts[Math.Min(bins - 1, (int)((value - low) / (high - low) * bins))]++;
        }

        return counts;
    }

    private static double[] Numbers(JsonNode list) => [.. list.AsArray().Select(n => n!.GetValue<double>())];

    private async Task<JsonNode> OnlyAsync(string path) => (await server.GetAsync(path))["columns"]![0]!;
}
