namespace IrisFlow;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>The workflow can't run.</summary>
    Error,

    /// <summary>It can run; a person should know.</summary>
    Warning,
}

/// <summary>Something wrong: by which rule, where, what was found, what would be right and what to type next.</summary>
/// <param name="Rule">The rule's stable id, such as <c>IF104</c>; <c>src/docs/rules.md</c> lists them.</param>
/// <param name="Message">What was found, as a sentence.</param>
public sealed record Finding(string Rule, string Message)
{
    /// <summary>How much it matters.</summary>
    public Severity Severity { get; init; }

    /// <summary>The file, where one is at fault.</summary>
    public string? File { get; init; }

    /// <summary>Line in the file, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>Column in the line, from 1, in bytes.</summary>
    public int? Position { get; init; }

    /// <summary>The step.</summary>
    public string? Step { get; init; }

    /// <summary>The port or parameter of the step.</summary>
    public string? Port { get; init; }

    /// <summary>The table column.</summary>
    public string? Column { get; init; }

    /// <summary>Where in a JSON document that was handed over, as a JSON pointer (RFC 6901).</summary>
    public string? Pointer { get; init; }

    /// <summary>What would be right, as a sentence.</summary>
    public string? Expected { get; init; }

    /// <summary>The command to type next.</summary>
    public string? Next { get; init; }

    /// <summary>True when the cause may pass by itself, so that a step whose policy says so is tried again.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Where it is: <c>iris.flow.json:12:7 step 'train'</c>.</summary>
    public string Place
    {
        get
        {
            var file = File is null ? "" : Line is null ? File : Position is null ? $"{File}:{Line}" : $"{File}:{Line}:{Position}";
            var step = Step is null ? "" : Port is null ? $"step '{Step}'" : $"'{Step}.{Port}'";
            return string.Join(' ', new[] { file, step }.Where(s => s.Length > 0));
        }
    }

    /// <summary>One paragraph: rule, place, message, what would be right, next command.</summary>
    public override string ToString() => string.Join(
        ' ',
        new[] { Rule, Place.Length > 0 ? Place + ":" : "", Message, Expected ?? "", Next is null ? "" : $"Next: {Next}" }.Where(s => s.Length > 0));
}
