using IrisFlow.Engine.Run;

namespace IrisFlow.Reliability.Tests.Faults;

/// <summary>
/// The n-th call fails, for n = 1, 2, … until a run ends without a fault: so every call is met, whatever code makes it. After each
/// faulted run the process counts as dead and another goes on without faults.
/// </summary>
public class EveryCallTests
{
    private static readonly Workflow Flow = Workflow.Define("faulted", flow =>
    {
        var numbers = flow.Add("numbers", new Numbers());
        var one = flow.Add("one", new Add { Given = numbers.Rows, By = 1 });
        var two = flow.Add("two", new Add { Given = numbers.Rows, By = 20 });
        var both = flow.Add("both", new Join { Left = one.Sum, Right = two.Sum });
        var doubled = flow.Add("doubled", new Double { Given = both.Rows });
        var sent = flow.Add("sent", new Send { Given = doubled.Doubled });
        flow.Add("ring", new Ring { Given = sent.Sent });
    });

    [Theory]
    [InlineData(Door.Files, Failure.Before)]
    [InlineData(Door.Files, Failure.After)]
    [InlineData(Door.Files, Failure.FromThenOn)]
    [InlineData(Door.Database, Failure.Before)]
    [InlineData(Door.Database, Failure.After)]
    [InlineData(Door.Database, Failure.FromThenOn)]
    [InlineData(Door.Clock, Failure.AnHourAhead)]
    [InlineData(Door.Clock, Failure.AnHourBehind)]
    [InlineData(Door.Clock, Failure.TenYearsAhead)]
    public async Task Whatever_call_of_a_run_fails_nothing_acknowledged_is_lost_and_the_run_can_be_finished(Door door, Failure failure) =>
        await SweepAsync(door, failure, _ => Task.CompletedTask, (process, _) => process.RunAsync(Flow));

    [Theory]
    [InlineData(Door.Files, Failure.Before)]
    [InlineData(Door.Files, Failure.After)]
    [InlineData(Door.Database, Failure.Before)]
    [InlineData(Door.Database, Failure.After)]
    [InlineData(Door.Database, Failure.FromThenOn)]
    [InlineData(Door.Clock, Failure.AnHourBehind)]
    [InlineData(Door.Clock, Failure.TenYearsAhead)]
    public async Task Whatever_call_of_a_resumed_run_fails_nothing_acknowledged_is_lost_and_the_run_can_be_finished(Door door, Failure failure) =>
        await SweepAsync(door, failure, folder => folder.InterruptAsync(Flow, at: "both"), (process, run) => process.ResumeAsync(run!));

    [Theory]
    [InlineData(Door.Files, Failure.Before)]
    [InlineData(Door.Files, Failure.After)]
    [InlineData(Door.Database, Failure.Before)]
    [InlineData(Door.Database, Failure.After)]
    public async Task Whatever_call_of_a_run_that_reuses_fails_nothing_acknowledged_is_lost_and_the_run_can_be_finished(Door door, Failure failure) =>
        await SweepAsync(door, failure, FinishAndTouchAsync, (process, _) => process.RunAsync(Flow, r => r with { Force = ["two"] }));

    private static async Task SweepAsync(
        Door door, Failure failure, Func<EngineFolder, Task> prepare, Func<EngineProcess, string?, Task<RunResult>> work)
    {
        var expected = await UndisturbedAsync();
        for (var n = 1; ; n++)
        {
            using var folder = new EngineFolder();
            await prepare(folder);
            var fault = new Fault(door, failure, n);
            var (told, after, begun) = await FaultedAsync(folder, fault, work);
            if (!fault.Fired)
            {
                Assert.True(n > 1, "The door was never passed.");
                return;
            }

            try
            {
                folder.MustBeWhole();
                MustBeToldAsItWas(folder, fault, after, begun);
                await MustGoOnAsync(folder, after, told, expected);
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"After call {n}, {fault.Where}, through {door} had failed ({failure}): {problem.Message}", problem);
            }
        }
    }

    /// <summary>One run with a fault in it. It ends with a result or with an error in our words, never with another.</summary>
    private static async Task<(IReadOnlyList<string> Told, string? Run, bool Begun)> FaultedAsync(
        EngineFolder folder, Fault fault, Func<EngineProcess, string?, Task<RunResult>> work)
    {
        using var process = folder.Start(fault);
        try
        {
            await work(process, Newest(folder));
        }
        catch (IrisFlowException)
        {
            // Said in our words, as it should be.
        }

        return (process.Witness.Succeeded, Newest(folder), process.Witness.Run is not null);
    }

    /// <summary>A run that could say how it ended has said it, and no body that ran once is on record as two attempts.</summary>
    private static void MustBeToldAsItWas(EngineFolder folder, Fault fault, string? run, bool begun)
    {
        if (run is not null && begun && fault.Where.StartsWith("Find", StringComparison.Ordinal) && fault.Failure != Failure.FromThenOn)
        {
            Assert.NotEqual("running", Rows.Of(folder.Database, $"SELECT state FROM runs WHERE id = '{run}'")[0][0]);
        }

        Assert.All(
            Rows.Of(folder.Database, "SELECT run_id, step, count(*) FROM attempts WHERE state != 'interrupted' GROUP BY 1, 2"),
            r => Assert.True(r[2] == "1", $"Step {r[1]} ran once and has {r[2]} attempts."));
    }

    private static async Task MustGoOnAsync(
        EngineFolder folder, string? run, IReadOnlyList<string> told, IReadOnlyDictionary<string, Digest> expected)
    {
        Assert.Equal(told.Distinct(), told);
        Assert.All(told, step => Assert.Equal("succeeded", State(folder, run!, step)));
        folder.KillOwners();
        using var process = folder.Start();
        var begun = run is null ? null : process.Store.FindRun(run);
        if (begun is null || begun.State == RunState.Succeeded)
        {
            var again = await process.RunAsync(Flow);
            Assert.Equal(expected, again.Digests());
            return;
        }

        var bodies = told.ToDictionary(s => s, s => Bodies.Of(run!, s));
        var result = await process.ResumeAsync(run!);

        Assert.True(result.State == RunState.Succeeded, string.Join('\n', result.Failures.Select(f => f.Message)));
        Assert.Equal(expected, result.Digests());
        Assert.All(told, step => Assert.Equal(bodies[step], Bodies.Of(run!, step)));
        Assert.Equal(begun.Epoch + 1, process.Store.FindRun(run!)!.Epoch);
        Assert.All(Rows.Of(folder.Database, "SELECT started_at, finished_at FROM attempts WHERE finished_at IS NOT NULL"), r => Assert.True(string.CompareOrdinal(r[0], r[1]) <= 0, $"{r[0]} to {r[1]}"));
        folder.MustBeWhole();
    }

    /// <summary>A finished run whose files were touched, so that they are read in full before they are trusted.</summary>
    private static async Task FinishAndTouchAsync(EngineFolder folder)
    {
        using var process = folder.Start();
        await process.RunAsync(Flow);
        foreach (var file in Directory.EnumerateFiles(folder.At("objects")))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2026, 2, 28, 12, 0, 0, DateTimeKind.Utc));
        }
    }

    private static async Task<IReadOnlyDictionary<string, Digest>> UndisturbedAsync()
    {
        using var folder = new EngineFolder();
        using var process = folder.Start();
        return (await process.RunAsync(Flow)).Digests();
    }

    private static string? Newest(EngineFolder folder) => Rows.Of(folder.Database, "SELECT max(id) FROM runs")[0][0];

    private static string State(EngineFolder folder, string run, string step) =>
        Rows.Of(folder.Database, $"SELECT state FROM steps WHERE run_id = '{run}' AND step = '{step}'")[0][0]!;
}
