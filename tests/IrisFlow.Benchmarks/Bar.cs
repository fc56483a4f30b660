using System.Globalization;

namespace IrisFlow.Benchmarks;

/// <summary>What is asked of one measurement; several may be asked of it at once.</summary>
/// <param name="GigabytesPerSecond">At least so many.</param>
/// <param name="TimesOfDuckDb">At most so many times what DuckDB takes in the same run.</param>
/// <param name="Milliseconds">At most so many.</param>
internal sealed record Bar(double? GigabytesPerSecond = null, double? TimesOfDuckDb = null, double? Milliseconds = null)
{
    public static Bar None { get; } = new();

    public static Bar LevelWithDuckDb { get; } = new(TimesOfDuckDb: 1);

    public bool IsMet(double milliseconds, double? theirs, double gigabytesPerSecond) =>
        !(gigabytesPerSecond < GigabytesPerSecond) && !(milliseconds > Milliseconds) && !(milliseconds > TimesOfDuckDb * theirs);

    public override string ToString() => string.Join(" and ", new[]
    {
        GigabytesPerSecond is { } speed ? string.Create(CultureInfo.InvariantCulture, $"{speed:0.0#} GB/s") : null,
        Milliseconds is { } limit ? string.Create(CultureInfo.InvariantCulture, $"{limit:0} ms") : null,
        TimesOfDuckDb is { } times ? string.Create(CultureInfo.InvariantCulture, $"{times:0.##} x DuckDB") : null,
    }.Where(t => t is not null));
}
