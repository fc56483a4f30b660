namespace Sample;

/// <summary>Through an interface, its implementations and its defaults.</summary>
[Activity("sample.rules")]
public sealed class Rules : Activity
{
    public Out<Table> Judged { get; } = new();

    protected override Task RunAsync(StepContext step)
    {
        IRule[] rules = [new Longer(), new Named()];
        foreach (var rule in rules)
        {
            step.Warn($"{rule.Holds(3)} {rule.Title}");
        }

        return Task.CompletedTask;
    }
}

public interface IRule
{
    bool Holds(int value);

    string Title => "a rule";
}

public sealed class Longer : IRule
{
    public bool Holds(int value) => value > 10;
}

public sealed class Named : IRule
{
    bool IRule.Holds(int value) => value != 11;

    string IRule.Title => "named";
}
