using System.CommandLine;
using IrisFlow.Cli.Commands;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting;

namespace IrisFlow.Cli;

/// <summary>The command <c>irisflow</c> and all below it.</summary>
internal static class IrisFlowCommand
{
    public static async Task<int> InvokeAsync(string[] args)
    {
        if (args is ["run" or "plan" or "resume" or "fork" or "rerun", ..])
        {
            StartUp.Begin();
        }

        var root = new RootCommand("Runs machine-learning workflows whose every step is a checkpoint.");
        CommonOptions.AddTo(root);
        root.Add(RunCommand.Create());
        root.Add(PlanCommand.Create());
        root.Add(ResumeCommand.Create());
        root.Add(ForkCommand.Create());
        root.Add(RerunCommand.Create());
        root.Add(CheckCommand.Create());
        root.Add(RunsCommand.Create());
        root.Add(ShowCommand.Create());
        root.Add(LogsCommand.Create());
        root.Add(DataCommand.Create());
        root.Add(PinCommand.Create());
        root.Add(UnpinCommand.Create());
        root.Add(PinsCommand.Create());
        root.Add(GcCommand.Create());
        root.Add(CapsuleCommand.Create());
        root.Add(ActivitiesCommand.Create());
        root.Add(NewCommand.Create());
        root.Add(CompletionCommand.Create());
        var parsed = root.Parse(args);
        var terminal = Terminal.For(parsed);
        if (parsed.Errors.Count > 0)
        {
            return terminal.Fail(new IrisFlowException([.. parsed.Errors.Select(e => new Finding("IF802", e.Message) { Next = "irisflow --help" })]));
        }

        // Errors are ours to word, and Ctrl-C is the run's to handle.
        using var help = new StringWriter();
        var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = help });

        // The library names the program after its assembly in help.
        Console.Out.Write(help.ToString().Replace(RootCommand.ExecutableName, "irisflow", StringComparison.Ordinal));
        return code;
    }
}
