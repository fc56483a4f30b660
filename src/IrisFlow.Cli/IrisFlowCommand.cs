using System.CommandLine;
using IrisFlow.Cli.Commands;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting;

namespace IrisFlow.Cli;

/// <summary>The command <c>irisflow</c> and all below it.</summary>
internal static class IrisFlowCommand
{
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("run", RunCommand.Create),
        ("plan", PlanCommand.Create),
        ("resume", ResumeCommand.Create),
        ("cancel", CancelCommand.Create),
        ("fork", ForkCommand.Create),
        ("rerun", RerunCommand.Create),
        ("check", CheckCommand.Create),
        ("fmt", FmtCommand.Create),
        ("history", HistoryCommand.Create),
        ("changes", ChangesCommand.Create),
        ("runs", RunsCommand.Create),
        ("show", ShowCommand.Create),
        ("why", WhyCommand.Create),
        ("why-not", WhyNotCommand.Create),
        ("logs", LogsCommand.Create),
        ("data", DataCommand.Create),
        ("pin", PinCommand.Create),
        ("unpin", UnpinCommand.Create),
        ("pins", PinsCommand.Create),
        ("gc", GcCommand.Create),
        ("capsule", CapsuleCommand.Create),
        ("diff", DiffCommand.Create),
        ("compare", CompareCommand.Create),
        ("lineage", LineageCommand.Create),
        ("bisect", BisectCommand.Create),
        ("verify", VerifyCommand.Create),
        ("schedules", SchedulesCommand.Create),
        ("serve", ServeCommand.Create),
        ("token", TokenCommand.Create),
        ("audit", AuditCommand.Create),
        ("activities", ActivitiesCommand.Create),
        ("new", NewCommand.Create),
        ("completion", CompletionCommand.Create),
        ("step-worker", StepWorkerCommand.Create),
        ("run-worker", RunWorkerCommand.Create),
    ];

    public static async Task<int> InvokeAsync(string[] args)
    {
        if (args is ["run" or "plan" or "resume" or "fork" or "rerun" or "why" or "why-not" or "runs" or "show" or "run-worker", ..])
        {
            StartUp.Begin();
        }

        Console.SetOut(MaskingWriter.Over(Console.Out));
        Console.SetError(MaskingWriter.Over(Console.Error));
        var root = new RootCommand("Runs machine-learning workflows whose every step is a checkpoint.");
        CommonOptions.AddTo(root);
        // Making two dozen commands takes longer than most of them do: only what is asked for is made, and all of them where that is not clear.
        foreach (var (_, create) in Commands.Where(c => c.Name == args.FirstOrDefault()) is { } asked && asked.Any() ? asked : Commands)
        {
            root.Add(create());
        }

        var parsed = root.Parse(args);
        var terminal = Terminal.For(parsed);
        if (parsed.Errors.Count > 0)
        {
            return terminal.Fail(new IrisFlowException(Misunderstood(parsed)));
        }

        // Errors are ours to word, and Ctrl-C is the run's to handle.
        using var help = new StringWriter();
        var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = help });

        // The library names the program after its assembly in help.
        Console.Out.Write(help.ToString().Replace(RootCommand.ExecutableName, "irisflow", StringComparison.Ordinal));
        Console.Out.Flush();
        Console.Error.Flush();
        return code;
    }

    /// <summary>What was not understood; a name that is nearly one of ours is told, instead of what else is missing without it.</summary>
    private static List<Finding> Misunderstood(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var options = command.Options.Concat(parsed.RootCommandResult.Command.Options).Where(o => !o.Hidden).Select(o => o.Name).ToList();
        var near = parsed.UnmatchedTokens
            .Where((t, i) => t.StartsWith('-') || (command.Subcommands.Count > 0 && i == 0))
            .Select(t => t.StartsWith('-')
                ? new Finding("IF802", $"{Name(command)} has no option '{t}'.") { Expected = NearMiss.OneOf(t, options, "Its options are") }
                : new Finding("IF802", $"There is no command '{t}'.") { Expected = NearMiss.OneOf(t, command.Subcommands.Select(c => c.Name), "The commands are") })
            .ToList();
        var others = parsed.Errors
            .Where(e => near.Count == 0 || (command.Subcommands.Count == 0 && !parsed.UnmatchedTokens.Any(t => e.Message.Contains($"'{t}'", StringComparison.Ordinal))))
            .Select(e => new Finding("IF802", e.Message));
        return [.. near.Concat(others).Select(f => f with { Next = $"{Name(command)} --help" })];
    }

    private static string Name(Command command) => command is RootCommand ? "irisflow" : $"{Name((Command)command.Parents.First())} {command.Name}";
}
