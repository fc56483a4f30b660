using System.Globalization;

namespace IrisFlow.Fuzzing;

/// <summary>Twenty thousand changed files and more: as many as there is time for, which <c>IRISFLOW_FUZZ</c> sets in seconds and <c>tests/fuzz</c> too.</summary>
public sealed class MutationTests
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("IRISFLOW_FUZZ"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 60);

    [Fact]
    public void A_changed_Parquet_file_gives_a_table_or_a_documented_finding_within_its_limits_and_never_wrong_data() =>
        Nothing_goes_wrong("parquet", Time * 2 / 3, 14_000);

    [Fact]
    public void A_changed_CSV_file_gives_a_table_or_a_documented_finding_within_its_limits() =>
        Nothing_goes_wrong("csv", Time / 3, 6_000);

    private static void Nothing_goes_wrong(string target, TimeSpan time, long files)
    {
        var campaign = new Campaign(target, seed: 20_000);
        campaign.Run(time, files);

        Assert.True(campaign.Failures.Count == 0, string.Join("\n", campaign.Failures));
        Assert.InRange(campaign.Files, files, long.MaxValue);
    }
}
