namespace IrisFlow.Engine.Tests.Sweep;

/// <summary>How far a number is from five, as figures; a number above a hundred is no number to it.</summary>
[Activity("test.score")]
public sealed class Score : Activity
{
    [Port("rows")]
    public required In<Table> Given { get; init; }

    public int Loss { get; init; }

    public Out<Metrics> Metrics { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        var number = step.Read(Given).Column<long>("n")[0];
        step.Write(Metrics, number > 100 ? throw new InvalidDataException("too large") : new Metrics(("closeness", 0 - Math.Abs(number - 5.0)), ("loss", Math.Abs(number - 5.0))));
        return Task.CompletedTask;
    }
}
