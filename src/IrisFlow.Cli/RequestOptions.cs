using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrisFlow.Engine;
using IrisFlow.Engine.Plan;
using IrisFlow.Hosting;

namespace IrisFlow.Cli;

/// <summary>What <c>run</c>, <c>plan</c> and <c>fork</c> can be asked: the same options, so that a plan is always of the run one means.</summary>
internal sealed class RequestOptions
{
    private readonly Argument<string> _subject;
    private readonly bool _ofRun;
    private readonly Option<string[]> _from = Several("--from", "STEP", "Enter at a step: run it and all that follows.");
    private readonly Option<string[]> _to = Several("--to", "STEP", "Leave after a step: run it and all it needs.");
    private readonly Option<string[]> _with = Several("--with", "STEP.PORT=SOURCE", "Put a file, run:ID/step.port or a digest in the place of a port.");
    private readonly Option<string?> _base = new("--base") { Description = "Take what is not made by this run from another run.", HelpName = "RUN" };
    private readonly Option<bool> _fill = new("--fill") { Description = "Also run steps before --from whose checkpoints are missing." };
    private readonly Option<bool> _staleOk = new("--stale-ok") { Description = "Accept checkpoints from before --from that no longer fit." };
    private readonly Option<string[]> _force = Several("--force", "STEP", "Run a step even where it could be reused.");
    private readonly Option<string[]> _set = Several("--set", "STEP.PARAM=VALUE", "Give a step's parameter another value.");
    private readonly Option<string[]> _param = Several("--param", "NAME=VALUE", "Give a parameter of the workflow another value.");
    private readonly Option<string[]> _skip = Several("--skip", "STEP", "Leave a step out; its input goes through.");
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Reuse nothing." };

    /// <param name="command">The command that takes the options.</param>
    /// <param name="ofRun">True when it is about an earlier run instead of a workflow.</param>
    public RequestOptions(Command command, bool ofRun = false)
    {
        _ofRun = ofRun;
        _subject = ofRun
            ? RunArgument.Create("The run to begin from: its id, its beginning, or latest.")
            : new("workflow") { Description = "A workflow's name, or the path of its file.", HelpName = "WORKFLOW" };
        if (!ofRun)
        {
            _subject.CompletionSources.Add(context => Completions.Workflows(context.ParseResult));
        }

        command.Add(_subject);
        foreach (var option in new Option[] { _from, _to, _with, _base, _fill, _staleOk, _force, _set, _param, _skip, _noCache })
        {
            command.Add(option);
        }

        foreach (var option in new[] { _from, _to, _force, _skip })
        {
            option.CompletionSources.Add(context => Completions.Steps(context.ParseResult, WorkflowOf(context.ParseResult)));
        }
    }

    /// <summary>The workflow as it was named; null while it is not, or where a run is named in its place.</summary>
    public string? WorkflowOf(ParseResult parsed) => _ofRun ? null : parsed.GetValue(_subject);

    /// <exception cref="IrisFlowException">The workflow, or the run, is not there, or an option is not written as it should be.</exception>
    public RunRequest Read(ParseResult parsed, Workspace workspace)
    {
        string[] Values(Option<string[]> option) => parsed.GetValue(option) ?? [];
        IReadOnlyList<string> Else(Option<string[]> option, IReadOnlyList<string> before) => Values(option) is { Length: > 0 } given ? given : before;
        var basis = Basis(parsed, workspace);
        var parameters = basis.Parameters.ToDictionary();
        foreach (var (name, value) in Values(_param).Select(p => Pair("--param", "name=VALUE", p)))
        {
            parameters[name] = Value(value);
        }

        var with = Values(_with).Select(w => Pair("--with", "step.port=SOURCE", w)).ToList();
        return basis with
        {
            From = Else(_from, basis.From),
            To = Else(_to, basis.To),
            With = [.. basis.With.Where(b => with.TrueForAll(w => w.Name != b.Address)), .. with],
            Base = parsed.GetValue(_base) ?? basis.Base,
            Fill = parsed.GetValue(_fill) || basis.Fill,
            StaleOk = parsed.GetValue(_staleOk) || basis.StaleOk,
            Force = Values(_force),
            Set = [.. Values(_set).Select(s => Pair("--set", "step.parameter=VALUE", s)).Select(p => (p.Name, Value(p.Value)))],
            Parameters = parameters,
            Skip = Values(_skip),
            NoCache = parsed.GetValue(_noCache),
            Command = CommandLine(parsed),
        };
    }

    /// <summary>A command line as the user may type it again.</summary>
    public static string CommandLine(ParseResult parsed) => "irisflow " + string.Join(' ', parsed.Tokens.Select(t => Quoted(t.Value)));

    private RunRequest Basis(ParseResult parsed, Workspace workspace)
    {
        var subject = parsed.GetValue(_subject)!;
        if (_ofRun)
        {
            return WorkflowEngine.RequestOf(Commands.ShowCommand.Find(workspace, subject), workspace.EnvironmentOf);
        }

        var workflow = workspace.Load(subject);
        return new(workflow, workspace.EnvironmentOf(workflow));
    }

    private static Option<string[]> Several(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help, AllowMultipleArgumentsPerToken = false, Arity = ArgumentArity.OneOrMore };

    private static (string Name, string Value) Pair(string option, string form, string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? (text[..equals], text[(equals + 1)..])
            : throw new IrisFlowException(new Finding("IF803", $"{option} {text} has no value.") { Expected = $"It is written {option} {form}." });
    }

    /// <summary>A value as JSON where it is JSON; else it is a text, so that nobody has to quote quotes.</summary>
    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException) when (text.Length == 0 || text.TrimStart()[0] is not ('{' or '['))
        {
            return JsonValue.Create(text);
        }
        catch (JsonException problem)
        {
            throw new IrisFlowException(new Finding("IF803", $"'{text}' is not JSON: {problem.Message}") { Expected = "A value that begins with { or [ is JSON." }, inner: problem);
        }
    }

    private static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "-_=.,:/@%+".Contains(c, StringComparison.Ordinal)) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
