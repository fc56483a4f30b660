namespace Sample;

/// <summary>Injected kinds.</summary>
[Activity("sample.blend-half")]
public sealed class BlendHalf : Blends;

/// <summary>The same with another kind.</summary>
[Activity("sample.blend-third")]
public sealed class BlendThird : Blends;

public abstract class Blends : Activity
{
    public Blend? With { get; init; }

    public Out<Table> Rows { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        step.Warn($"{With!.Mix(1, 2)}");
        return Task.CompletedTask;
    }
}

public abstract class Blend
{
    public abstract double Mix(double a, double b);
}

[Kind("half")]
public sealed class Half : Blend
{
    private double _share = 0.5;

    public double Share
    {
        get => _share;
        init => _share = value / 1.0;
    }

    public override double Mix(double a, double b) => (a + b) * Share;
}

[Kind("third")]
public sealed class Third : Blend
{
    public override double Mix(double a, double b) => (a + b) / 3;
}
