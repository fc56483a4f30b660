using System.CommandLine;

namespace IrisFlow.Cli;

/// <summary>A run on the command line: its id, the beginning of it, or <c>latest</c>.</summary>
internal static class RunArgument
{
    public static Argument<string> Create(string description, string name = "run")
    {
        var argument = new Argument<string>(name) { Description = description, HelpName = name.ToUpperInvariant() };
        argument.CompletionSources.Add(context => Completions.Runs(context.ParseResult));
        return argument;
    }
}
