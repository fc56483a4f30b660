using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Run;
using IrisFlow.Engine.Verification;
using IrisFlow.Hosting;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow verify</c>: are the checkpoints what they were, and does a workflow give the same twice?</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var id = RunArgument.Create("The run whose checkpoints are read in full; the newest by default.");
        id.Arity = ArgumentArity.ZeroOrOne;
        id.DefaultValueFactory = _ => "latest";
        var all = new Option<bool>("--all") { Description = "Read every checkpoint in the store." };
        var twice = new Option<string?>("--twice") { Description = "Run a workflow twice without reuse and compare.", HelpName = "WORKFLOW" };
        twice.CompletionSources.Add(context => Completions.Workflows(context.ParseResult));
        var set = RequestOptions.Several("--set", "STEP.PARAM=VALUE", "With --twice: give a step's parameter another value.");
        var param = RequestOptions.Several("--param", "NAME=VALUE", "With --twice: give a parameter of the workflow another value.");
        var command = new Command("verify", "Read checkpoints in full and hold them against what is tracked, or run a workflow twice and compare.") { id, all, twice, set, param };
        command.WorksOn(async (workspace, terminal, parsed) =>
        {
            var named = parsed.GetResult(id) is { Implicit: false };
            if ((named ? 1 : 0) + (parsed.GetValue(all) ? 1 : 0) + (parsed.GetValue(twice) is null ? 0 : 1) > 1)
            {
                throw new IrisFlowException(new Finding("IF436", "verify takes one of RUN, --all and --twice WORKFLOW.") { Next = "irisflow verify --help" });
            }

            if (parsed.GetValue(twice) is { } name)
            {
                var workflow = workspace.Load(name);
                return await TwiceAsync(workspace, terminal, new(workflow, workspace.EnvironmentOf(workflow))
                {
                    NoCache = true,
                    Set = [.. (parsed.GetValue(set) ?? []).Select(s => RequestOptions.Pair("--set", "step.parameter=VALUE", s)).Select(p => (p.Name, RequestOptions.Value(p.Value)))],
                    Parameters = (parsed.GetValue(param) ?? []).Select(p => RequestOptions.Pair("--param", "name=VALUE", p)).ToDictionary(p => p.Name, p => RequestOptions.Value(p.Value)),
                    Command = RequestOptions.CommandLine(parsed),
                });
            }

            return Checkpoints(workspace, terminal, parsed.GetValue(all) ? null : ShowCommand.Find(workspace, parsed.GetValue(id)!));
        });
        return command;
    }

    private static ExitCode Checkpoints(Workspace workspace, Terminal terminal, RunRecord? run)
    {
        var verifier = new CheckpointVerifier(workspace.Store, workspace.Engine.Checkpoints);
        var objects = run is null ? verifier.All() : verifier.OfRun(run.Id);
        var problems = objects.Select(o => o.Problem(workspace.Engine.Checkpoints.Folder)).Where(p => p is not null).Select(p => p!).ToList();
        if (terminal.IsJson)
        {
            terminal.Json(json => VerifyView.Write(json, run, objects, problems));
            return problems.Count == 0 ? ExitCode.Done : ExitCode.Corrupt;
        }

        if (problems.Count > 0)
        {
            throw new IrisFlowException(problems, ExitCode.Corrupt);
        }

        VerifyView.Print(terminal, run, objects);
        return ExitCode.Done;
    }

    private static async Task<ExitCode> TwiceAsync(Workspace workspace, Terminal terminal, RunRequest request)
    {
        workspace.WarmUp();
        var first = await RunAsync(workspace, terminal, request, "first");
        var second = await RunAsync(workspace, terminal, request, "second");
        var found = DoubleRun.Compare(first, second, workspace.Engine.Checkpoints);
        if (terminal.IsJson)
        {
            terminal.Json(json => DoubleRunView.Write(json, request.Workflow.Name, found));
        }
        else
        {
            DoubleRunView.Print(terminal, request.Workflow.Name, found);
        }

        return found.Differing.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<RunResult> RunAsync(Workspace workspace, Terminal terminal, RunRequest request, string which)
    {
        var plan = workspace.Engine.Plan(request);
        foreach (var step in plan.Steps.Where(s => s.Bound.Descriptor.HasSideEffect && which == "first"))
        {
            terminal.Warn(new("IF437", "This step has an effect outside the workspace, which happens twice.") { Severity = Severity.Warning, Step = step.Name });
        }

        terminal.Say($"The {which} run.");
        using var progress = Progress.For(terminal, plan);
        var result = await Execution.CancellableAsync(terminal, cancellation => workspace.Engine.RunAsync(plan, progress, cancellation));
        return result.State switch
        {
            RunState.Succeeded => result,
            RunState.Cancelled => throw new IrisFlowException(new Finding("IF435", $"The {which} run was cancelled, so there is nothing to compare; what was finished is kept."), ExitCode.Cancelled),
            _ => throw new IrisFlowException([.. result.Failures.SelectMany(f => f.Findings)], result.Failures[0].Exit),
        };
    }
}
