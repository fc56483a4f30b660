namespace Sample;

/// <summary>Two helpers deep.</summary>
[Activity("sample.scale")]
public sealed class Scale : Activity
{
    public required In<Table> Rows { get; init; }

    public double By { get; init; } = 1.5;

    public Out<Table> Scaled { get; } = new();

    protected override void Describe(StepShapes shapes) => shapes.Set(Scaled, shapes.Of(Rows));

    protected override Task RunAsync(StepContext step)
    {
        var doubled = Maths.Scaled(By);
        step.Warn($"{doubled:0.0}");
        return Task.CompletedTask;
    }
}

public static class Maths
{
    private const double Offset = 32;
    public static readonly double[] Table = [1.0, 2.0, 3.0, 5.0, 8.0, 13.0];

    public static double Scaled(double value)
    {
        // Callers are close.
        return Shifted(value * 2);
    }

    private static double Shifted(double value) => value + Offset;

    public static double Sum<T>(IEnumerable<T> items, Func<T, double> value) => items.Select(value).Sum();

    public static double Clamped(this double value) => Math.Min(value, 100);

    public static int Unused(int value) => value + 7;
}
