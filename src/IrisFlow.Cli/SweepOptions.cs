using System.CommandLine;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Sweep;

namespace IrisFlow.Cli;

/// <summary>The options that make many runs of one: <c>--sweep select.k=1..4 --by evaluate.accuracy</c>.</summary>
internal sealed class SweepOptions
{
    private readonly Option<string[]> _sweep = new("--sweep")
    {
        Description = "Run once for each of several values: 0.1,1,10, or 1..4, or 0..100..10. Given several times, for every combination.",
        HelpName = "PATH=VALUES",
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _by = new("--by") { Description = "The metric that decides which run of a sweep is best.", HelpName = "STEP.METRIC" };
    private readonly Option<int?> _top = new("--top") { Description = "Show so many runs of a sweep, the best.", HelpName = "N" };
    private readonly Option<bool> _ascending = new("--ascending") { Description = "Less of the metric is better." };
    private readonly Option<bool> _descending = new("--descending") { Description = "More of the metric is better." };
    private readonly Option<bool> _yes = new("--yes") { Description = $"Allow a sweep of more than {SweepRequest.ManyRuns} runs." };

    public SweepOptions(Command command)
    {
        foreach (var option in All)
        {
            command.Add(option);
        }
    }

    private Option[] All => [_sweep, _by, _top, _ascending, _descending, _yes];

    /// <summary>How many runs to show; null for all.</summary>
    public int? Top(ParseResult parsed) => parsed.GetValue(_top);

    /// <summary>The sweep that is asked for; null where there is none.</summary>
    /// <exception cref="IrisFlowException">An option is not written as it should be.</exception>
    public SweepRequest? Read(ParseResult parsed, RunRequest request)
    {
        if (parsed.GetValue(_sweep) is not { Length: > 0 } sweeps)
        {
            return All.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } stray
                ? throw new IrisFlowException(new Finding("IF803", $"{stray.Name} says something of a sweep, and there is none.") { Expected = "A sweep is asked for with --sweep step.parameter=VALUES." })
                : null;
        }

        if (parsed.GetValue(_ascending) && parsed.GetValue(_descending))
        {
            throw new IrisFlowException(new Finding("IF803", "--ascending and --descending say opposite things.") { Expected = "Leave one of them out." });
        }

        if (parsed.GetValue(_top) < 1)
        {
            throw new IrisFlowException(new Finding("IF803", $"--top {parsed.GetValue(_top)} shows nothing.") { Expected = "It is at least 1." });
        }

        var findings = new List<Finding>();
        var axes = new List<SweepAxis>();
        foreach (var text in sweeps)
        {
            try
            {
                axes.Add(SweepAxis.Parse(text, RequestOptions.Value));
            }
            catch (IrisFlowException problem)
            {
                findings.AddRange(problem.Findings);
            }
        }

        return findings.Count > 0 ? throw new IrisFlowException(findings) : new(request with { Command = WithoutSweep(parsed) }, axes)
        {
            By = parsed.GetValue(_by),
            SmallestFirst = parsed.GetValue(_ascending) ? true : parsed.GetValue(_descending) ? false : null,
            AllowMany = parsed.GetValue(_yes),
            Command = request.Command,
        };
    }

    /// <summary>The command line of one run of the sweep, but for its values.</summary>
    private string WithoutSweep(ParseResult parsed)
    {
        var words = new List<string> { "irisflow" };
        for (var i = 0; i < parsed.Tokens.Count; i++)
        {
            var option = Array.Find(All, o => o.Name == parsed.Tokens[i].Value);
            if (option is null)
            {
                words.Add(CommandText.Quoted(parsed.Tokens[i].Value));
            }
            else if (option.ValueType != typeof(bool))
            {
                i++;
            }
        }

        return string.Join(' ', words);
    }
}
