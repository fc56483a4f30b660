using System.Globalization;
using IrisFlow.Engine.Run;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Hosting.Runs;

/// <summary>Which runs a list shows, as a person says it: what an option of the command line, or a parameter of an address, holds.</summary>
public sealed record RunList
{
    private static readonly string[] States = [.. Enum.GetValues<RunState>().Select(Names.Of)];

    /// <summary>Only runs of this workflow.</summary>
    public string? Workflow { get; init; }

    /// <summary>Only runs in this state.</summary>
    public string? State { get; init; }

    /// <summary>Only runs that began then or later.</summary>
    public string? Since { get; init; }

    /// <summary>Only runs that began before.</summary>
    public string? Until { get; init; }

    /// <summary>Only the parts of this sweep or map.</summary>
    public string? Of { get; init; }

    /// <summary>The newest runs that fit.</summary>
    /// <param name="workspace">Where they are tracked.</param>
    /// <param name="before">Only runs whose id sorts before this; null to begin with the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <exception cref="IrisFlowException">The state or an instant is none, or there is no such run.</exception>
    public IReadOnlyList<RunRecord> Find(Workspace workspace, string? before, int limit)
    {
        var filter = new RunFilter
        {
            Workflow = Workflow,
            State = State is null ? null : Recorded(State),
            FirstId = Instant("since", Since),
            EndId = Instant("until", Until),
            Parent = Of is null ? null : workspace.Run(Of).Id,
        };

        // What is on record as running is at work or was interrupted: which of them, its process says.
        var found = new List<RunRecord>();
        while (found.Count < limit && workspace.Store.RunPage(filter, before, limit) is { Count: > 0 } some)
        {
            found.AddRange(some.Where(r => State is null || RunHeadJson.State(r) == State));
            before = some[^1].Id;
        }

        return [.. found.Take(limit)];
    }

    private static RunState Recorded(string name) => Array.IndexOf(States, name) switch
    {
        -1 => throw Wrong("state", name, NearMiss.OneOf(name, States, "The states are")),
        (int)RunState.Interrupted => RunState.Running,
        var state => (RunState)state,
    };

    private static string? Instant(string name, string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? RunId.From(at)
        : throw Wrong(name, text, "It is an instant such as 2027-01-31T00:00:00Z.");

    private static IrisFlowException Wrong(string name, string text, string expected) => new(new Finding("IF560", $"The filter {name} is '{text}'.") { Expected = expected });
}
